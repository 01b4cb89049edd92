"""Every example of the reference, and its picture as a file."""

from __future__ import annotations

from thirdspace.cli.gallery.answers import ANSWERED
from thirdspace.cli.gallery.careers import CAREERS
from thirdspace.cli.gallery.diagrams import DIAGRAMS
from thirdspace.cli.gallery.example import Example
from thirdspace.cli.gallery.network import NETWORK
from thirdspace.cli.gallery.shewhart import SHEWHART
from thirdspace.cli.gallery.sites import SITES

FOLDER = "charts"
#: To add one, write its row in the module of its kind; a kind of picture that is new needs its
#: sentence in `page.PURPOSES` as well.
EXAMPLES: tuple[Example, ...] = (*SHEWHART, *SITES, *CAREERS, *ANSWERED, *NETWORK, *DIAGRAMS)


def pictures() -> dict[str, str]:
    """Return every picture by the name of its file under the reference: a drawing in SVG."""
    return {file_of(example): example.figure().svg() for example in EXAMPLES}


def file_of(example: Example) -> str:
    """Return where the picture of an example lies, from the folder of the reference."""
    return f"{FOLDER}/{example.id}.svg"


def example_of(method: str) -> Example | None:
    """Return the worked example of a method; None if it has no chart."""
    return next((example for example in EXAMPLES if example.id == method), None)
