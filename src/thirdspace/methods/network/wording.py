"""The sentences that the results of network say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, joined, percent

if TYPE_CHECKING:
    from thirdspace.methods.network.articulation_points import ArticulationPoints
    from thirdspace.methods.network.betweenness import Betweenness
    from thirdspace.methods.network.brokerage import Brokerage
    from thirdspace.methods.network.bus_factor import BusFactor
    from thirdspace.methods.network.components import Components
    from thirdspace.methods.network.constraint import Constraint
    from thirdspace.methods.network.continuity_risk import ContinuityRisk
    from thirdspace.methods.network.density import Density
    from thirdspace.methods.network.ei_index import EIIndex
    from thirdspace.methods.network.layout import Layout
    from thirdspace.methods.network.ties_from_acts import ActTies
    from thirdspace.methods.network.waves import Waves

NAMED = 3  # more names than this make no sentence


def ties_sentence(found: ActTies) -> str:
    """Return “12 ties from 30 acts, 5 of them between organizations.”"""
    return joined(
        f"{counted(len(found.ties), 'tie')} from {counted(found.acts, 'act')}, "
        f"{found.across} between organizations",
        f"{counted(found.alone, 'act')} of one person only" if found.alone else "",
    )


def ei_sentence(found: EIIndex) -> str:
    """Return “3 of 7 ties cross between organizations: E–I -0.14, 0.52 expected from sizes …”"""
    if found.index is None:
        return "Nothing yet: there is no tie."
    ties = found.crossing + found.inside
    sizes = "" if found.expected is None else f", {found.expected:+.2f} expected from sizes alone"
    chance = "" if found.chance is None else f"chance alone is as far off in {_odds(found.chance)}"
    return joined(
        f"{found.crossing} of {counted(ties, 'tie')} cross between organizations: "
        f"E–I {found.index:+.2f}{sizes}",
        chance,
    )


def _odds(chance: float) -> str:
    return f"{100 * chance:.0f} of 100" if chance >= 0.01 else "fewer than 1 of 100"


def density_sentence(found: Density) -> str:
    """Return “7 of 21 pairs work together (33%).”"""
    if found.density is None:
        return "Nothing to compare: it takes two people."
    pairs = counted(found.pairs, "pair")
    return f"{found.ties} of {pairs} work together ({percent(found.density)})."


def components_sentence(found: Components) -> str:
    """Return “All 7 people hang together.” or “2 parts: 6 and 1 people.”"""
    people = sum(map(len, found.components))
    if people == 1:
        return "There is only one person."
    if len(found.components) == 1:
        return f"All {counted(people, 'person', 'people')} hang together."
    largest = counted(len(found.components[0]), "person", "people")
    alone = sum(len(part) == 1 for part in found.components)
    return joined(
        f"{len(found.components)} parts, the largest of {largest} out of {people}",
        f"{alone} without any tie" if alone else "",
    )


def cut_sentence(found: ArticulationPoints) -> str:
    """Return “Without ana, ben or cruz the network would fall apart; 3 ties are bridges.”"""
    bridges = f"{counted(len(found.bridges), 'tie')} without which a part is cut off"
    if not found.people:
        return joined("nobody alone holds the network together", bridges if found.bridges else "")
    return joined(f"the network would fall apart without {_named(found.people)}", bridges)


def betweenness_sentence(found: Betweenness) -> str:
    """Return “Most goes through ana: 73% of the shortest ways between others.”"""
    most = max(found.betweenness)
    if not most:
        return "Nobody stands between others."
    who = [p for p, v in zip(found.people, found.betweenness, strict=True) if v == most]
    return joined(f"most goes through {_named(who)}: {percent(most)} of the ways between others")


def brokerage_sentence(found: Brokerage) -> str:
    """Return “Joins organizations the most: ana (6 ways).”"""
    most = max(person.across for person in found.people)
    if not most:
        return "Nobody joins people of different organizations who don’t work together."
    who = [person.person for person in found.people if person.across == most]
    return f"Joins organizations the most: {_named(who)} ({counted(most, 'way')})."


def constraint_sentence(found: Constraint) -> str:
    """Return “Least constrained: ana (0.31); 2 people without ties.”"""
    known = [(v, p) for p, v in zip(found.people, found.constraint, strict=True) if v is not None]
    if not known:
        return "Nothing yet: there is no tie."
    value, who = min(known)
    alone = len(found.people) - len(known)
    return joined(
        f"least constrained: {who} ({value:.2f})",
        f"{counted(alone, 'person', 'people')} without ties" if alone else "",
    )


def continuity_sentence(found: ContinuityRisk) -> str:
    """Return “Most would be lost with ana: 2 of 3 ties between organizations.”"""
    if not found.crossing:
        return "There is no tie between organizations to lose."
    most = max(row.crossing for row in found.people)
    who = [row.person for row in found.people if row.crossing == most]
    changes = [row for row in found.people if row.change_expected]
    return joined(
        f"most would be lost with {_named(who)}: {most} of "
        f"{counted(found.crossing, 'tie')} between organizations",
        f"next known change: {changes[0].person} by {changes[0].change_expected}"
        if changes
        else "",
    )


def bus_sentence(found: BusFactor) -> str:
    """Return “District and State hang on 1 person, ana.”"""
    if found.factor is None:
        return "There is no tie between organizations."
    pair = next(pair for pair in found.pairs if pair.ties and pair.factor == found.factor)
    people = counted(pair.factor, "person", "people")
    hold = "holds" if pair.factor == 1 else "hold"
    ties = "the only tie" if pair.ties == 1 else f"all of the {counted(pair.ties, 'tie')}"
    return joined(
        f"{people} ({_named(pair.people)}) {hold} {ties} between {pair.first} and "
        f"{pair.second}, the fewest of all pairs"
    )


def waves_sentence(found: Waves) -> str:
    """Return “5 ties kept, 2 lost (1 with someone who left), 3 new (2 with someone who came).”"""
    if found.stability is None:
        return "Nothing to compare: there is no tie in either period."
    kept, lost, new = len(found.kept), len(found.lost), len(found.new)
    return joined(
        f"{counted(kept, 'tie')} kept, {lost} lost ({found.lost_with_a_person} with someone who "
        f"left), {new} new ({found.new_with_a_person} with someone who came)",
        f"stability {found.stability:.2f}",
    )


def layout_sentence(found: Layout) -> str:
    """Return “7 people on two banks; 1 crossing of ties between them.”"""
    people = counted(len(found.seats), "person", "people")
    crossings = counted(found.crossings, "crossing")
    return f"{people} on two banks; {crossings} of ties between them."


def _named(names: tuple[str, ...] | list[str]) -> str:
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
