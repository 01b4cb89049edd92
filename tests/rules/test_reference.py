"""The generated reference pages say what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from thirdspace.cli.reference import pages

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", ["methods.md", "roles-and-rights.md", "settings.md",
                                  "command-line.md", "routes.md"])  # fmt: skip
def test_a_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text() == pages()[name], "run: python3 dev.py docs"
