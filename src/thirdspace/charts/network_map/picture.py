"""What a network map is drawn from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from thirdspace.charts.shapes import Side, check_side
from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class MapPerson:
    """A person on the map.

    Parameters
    ----------
    key : str
        What ties call the person by.
    label : str
        What is written.
    organization : str
        Written over the block the person stands in.
    side : str
        The organization's side: its shape and hue.
    bank, row : int
        Where the person stands (`thirdspace.methods.network.layout`).
    note : str
        A second line, as for one who holds the network together.
    marked : bool
        Whether the person stands out.
    """

    key: str
    label: str
    organization: str
    side: Side
    bank: int
    row: int
    note: str = ""
    marked: bool = False


@dataclass(frozen=True)
class MapTie:
    """Two people who work with each other, and in how many acts."""

    first: str
    second: str
    acts: int = 1


@dataclass(frozen=True)
class MapWords:
    """The words on a map; a page in another language passes its own."""

    columns: tuple[str, ...] = (
        "Person",
        "Organization",
        "Works across with",
        "Works inside with",
        "Note",
    )
    empty: str = "Nobody is on the map."


@dataclass(frozen=True)
class NetworkMapPicture:
    """A map to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title, reading, caption : str
        The finding, what it shows in plain words, and where it comes from.
    people : tuple of MapPerson
        Everyone, each in a place of their own.
    ties : tuple of MapTie
        Who works with whom, each pair once.
    words : MapWords
        The words on the map.

    Raises
    ------
    MethodProblem
        Nobody, a person without a label or named twice, two people in one place, or a tie with an
        end that is not on the map.
    """

    uid: str
    title: str
    reading: str
    caption: str
    people: tuple[MapPerson, ...]
    ties: tuple[MapTie, ...]
    words: MapWords = field(default_factory=MapWords)

    def __post_init__(self) -> None:
        if not self.people or any(blank(person.label) for person in self.people):
            raise _problem("The map has nobody on it, or somebody without a name.", "people")
        for person in self.people:
            check_side(person.side)
        for what in ("key", "place"):
            counts = Counter(
                person.key if what == "key" else (person.bank, person.row) for person in self.people
            )
            if max(counts.values()) > 1:
                raise _problem(f"Two people on the map have the same {what}.", "people")
        for tie in self.ties:
            if not {tie.first, tie.second} <= self.by_key.keys() or tie.first == tie.second:
                raise _problem(
                    f"The tie of “{tie.first}” and “{tie.second}” can't be drawn.", "ties"
                )

    @cached_property
    def by_key(self) -> dict[str, MapPerson]:
        """Return the people by key."""
        return {person.key: person for person in self.people}

    def crosses(self, tie: MapTie) -> bool:
        """Say whether a tie joins two organizations."""
        one, other = self.by_key[tie.first], self.by_key[tie.second]
        return one.organization != other.organization


def _problem(what: str, name: str) -> MethodProblem:
    return MethodProblem(
        what,
        "Each person stands in one place, with a name, and a tie joins two of them.",
        "Mend the people or the ties, and draw again.",
        field=name,
    )
