"""Examples of maps of people who work with each other."""

from __future__ import annotations

from datetime import date

from thirdspace.charts import Figure, MapPerson, MapTie, NetworkMapPicture, draw_network_map
from thirdspace.charts.shapes import Side
from thirdspace.cli.gallery.example import INVENTED, Example
from thirdspace.methods.network import Tie, continuity_risk, layout

DISTRICT = "Harbor County"
SIDES: dict[str, Side] = {
    DISTRICT: "district",
    "Northfield University": "university",
    "State Office": "other",
}
PEOPLE = {
    **dict.fromkeys(("Ana Ruiz", "Ben Okafor", "Dev Patel", "Grace Lin"), DISTRICT),
    **dict.fromkeys(("Carla Nguyen", "Femi Adeyemi", "Hugo Stone"), "Northfield University"),
    "Tara Singh": "State Office",
}
ACTS = (
    *(("Ana Ruiz", "Carla Nguyen", 9), ("Ana Ruiz", "Femi Adeyemi", 4)),
    *(("Ben Okafor", "Femi Adeyemi", 3), ("Ana Ruiz", "Ben Okafor", 7)),
    *(("Ana Ruiz", "Tara Singh", 2), ("Dev Patel", "Grace Lin", 5), ("Ana Ruiz", "Dev Patel", 2)),
    *(("Carla Nguyen", "Hugo Stone", 6), ("Carla Nguyen", "Femi Adeyemi", 3)),
)
TIES = tuple(Tie(first, second, acts) for first, second, acts in ACTS)


def network_map(title: str, reading: str, notes: dict[str, str]) -> Figure:
    """Draw the people on two banks; those with a note stand out."""
    seats = layout(TIES, PEOPLE, first_bank=[DISTRICT]).seats
    people = (
        MapPerson(
            key=seat.person,
            label=seat.person,
            organization=seat.organization,
            side=SIDES[seat.organization],
            bank=seat.bank,
            row=seat.row,
            note=notes.get(seat.person, ""),
            marked=seat.person in notes,
        )
        for seat in seats
    )
    return draw_network_map(
        NetworkMapPicture(
            uid="map",
            title=title,
            reading=reading,
            caption=f"{len(PEOPLE)} people, {len(TIES)} ties; dark lines join two organizations.",
            people=tuple(people),
            ties=tuple(MapTie(*ends) for ends in ACTS),
        )
    )


def two_banks() -> Figure:
    """Draw everyone in place."""
    found = layout(TIES, PEOPLE, first_bank=[DISTRICT])
    return network_map("Few lines cross when people stand in two banks", found.sentence, {})


def at_risk() -> Figure:
    """Mark without whom a part of the network would be cut off."""
    found = continuity_risk(
        TIES,
        PEOPLE,
        load={"Ana Ruiz": 6, "Carla Nguyen": 4, "Femi Adeyemi": 1},
        ready={"Carla Nguyen": 0.6},
        change_expected={"Ana Ruiz": date(2026, 6, 30)},
    )
    notes = {
        row.person: f"{row.crossing} of {found.crossing} ties across, the only way for some"
        for row in found.people
        if row.cut and row.crossing
    }
    return network_map("Most ties across hang on one person", found.sentence, notes)


NETWORK = (
    Example("network.layout", NetworkMapPicture, INVENTED, two_banks),
    Example("network.continuity-risk", NetworkMapPicture, INVENTED, at_risk),
)
