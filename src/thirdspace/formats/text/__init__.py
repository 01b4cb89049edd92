"""Transcripts and notes as text with turns: who speaks from where to where, and when.

Offsets are Unicode code points of `TextDocument.text`, the end exclusive. For plain text and
Markdown the text is the file as decoded, so that codings made elsewhere still fit.
"""

from thirdspace.formats.text.document import KINDS, read_document
from thirdspace.formats.text.records import TextDocument, Turn

__all__ = ["KINDS", "TextDocument", "Turn", "read_document"]
