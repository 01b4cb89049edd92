"""The pictures of the reference: a worked example of every chart, drawn from its numbers."""

from __future__ import annotations

from thirdspace.cli.gallery.examples import EXAMPLES, FOLDER, pictures
from thirdspace.cli.gallery.page import PURPOSES, charts_page, method_picture

__all__ = ["EXAMPLES", "FOLDER", "PURPOSES", "charts_page", "method_picture", "pictures"]
