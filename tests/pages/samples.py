"""One record of every kind in both worlds, made through actions, and the parts of every path."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from cast import CANARY, CAST, Place, World
from pages.meeting_samples import meeting_records
from pages.routes import Found
from thirdspace.access import clock, keys
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Visibility
from thirdspace.claims import actions as claims
from thirdspace.claims.models import EvidenceLink, Holder
from thirdspace.evidence import actions as evidence
from thirdspace.evidence.models import Case, CodebookVersion, TextVersion
from thirdspace.home.models import Hook
from thirdspace.home.setup import store
from thirdspace.home.setup.draft import Side
from thirdspace.improvement import actions as improvement
from thirdspace.network.models import Network, NetworkSeat, Release
from thirdspace.partnership import actions as partnership
from thirdspace.partnership.models import Seat
from thirdspace.web import mail
from thirdspace.web.letters import box

SECRET = "SECRETOFTHEDISTRICT"


@dataclass
class Stage:
    """Two worlds with records, and the parts of every path in each."""

    world: World
    district_secret: str = SECRET
    a: dict[str, Any] = field(default_factory=dict)
    b: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """Return the client of a member of world A; signing in is done once."""
        if name not in self.clients:
            self.clients[name] = self.world.client(name)
        return self.clients[name]

    def parts(self, found: Found) -> dict[str, Any]:
        return self._parts(found, self.a)

    def parts_of_b(self, found: Found) -> dict[str, Any]:
        return self._parts(found, self.b)

    def _parts(self, found: Found, values: dict[str, Any]) -> dict[str, Any]:
        room = found.name.split(":")[0]
        return {part: self._value(values, room, found.name, part) for part in found.parts}

    @staticmethod
    def _value(values: dict[str, Any], room: str, name: str, part: str) -> Any:
        for key in (f"{name}.{part}", f"{room}.{part}", part):
            if key in values:
                return values[key]
        raise KeyError(f"tests/pages/samples.py has nothing for {part} of {name}")


def stage(world: World) -> Stage:
    """Make the records."""
    staged = Stage(world)
    staged.a = _records(world.a, "", "a", secret=SECRET)
    staged.b = _records(world.b, CANARY, "b", secret=CANARY)
    for name in (*CAST, "nobody", "stranger"):
        staged.client(name)
    return staged


def _records(place: Place, mark: str, network: str, *, secret: str) -> dict[str, Any]:
    coordinator = place.scope("coordinator")
    member = place.scope("member_district")
    event = partnership.add_event(
        coordinator, what=f"{mark} A day of writing together", when="2025-10-07", kind="retreat"
    )
    code = evidence.add_code(coordinator, name=f"{mark}shared ownership")
    source = evidence.add_source(
        coordinator, file=f"{mark}interview.txt", title=f"{mark} Interview",
        data=f"{mark} We wrote the charter together.\n\n{mark} It took a year.".encode(),
        organization_id=place.org("university").pk, role=f"{mark} director", kind="interview",
        when="2026-01-20", case=f"{mark} Northfield", speaker=f"{mark} Speaker",
    )  # fmt: skip
    version = TextVersion.everywhere.get(source=source)
    coding = evidence.code_passage(
        coordinator, version_id=version.pk, start=0, end=len(mark) + 30, code_id=code.pk,
        direction="strengthening",
    )  # fmt: skip
    evidence.add_source(
        member, file=f"{secret}.txt", data=f"{secret} said this.".encode(),
        organization_id=place.org("district").pk, visibility=Visibility.OWN,
    )  # fmt: skip
    measure = improvement.add_measure(
        coordinator, name=f"{mark} Absence", unit="%", definition=f"{mark} Share of students",
        dynamic="benefits", better="lower",
    )  # fmt: skip
    lines = "\n".join(f"2025-{n:02}-01\t{20 if n < 7 else 10 + n / 10}" for n in range(1, 13))
    improvement.record_observations(coordinator, key=measure.key, lines=lines)
    improvement.add_measure(member, name=secret, visibility=Visibility.OWN)
    statement = f"{mark} We write the main documents together."
    claim = claims.make_claim(coordinator, statement=statement, dynamic="ownership")
    claims.make_claim(member, statement=f"{secret} is ours alone.", visibility=Visibility.OWN)
    number = claim.number
    for kind, record, stance in (
        ("quote", coding.pk, "supports"),
        ("signal", measure.pk, "mentions"),
        ("event", event.pk, "contrasts"),
    ):
        claims.link_evidence(coordinator, number=number, kind=kind, record_id=record,
                             stance=stance, why=f"{mark} It speaks of it.")  # fmt: skip
    claims.comment(coordinator, number=number, text=f"{mark} Should the plan count?")
    claims.state_mind_changer(coordinator, number=number, text=f"{mark} Two drafts in a row.")
    university = place.people["coordinator_university"]
    claims.add_holder(coordinator, number=number, person_id=university.pk,
                      organization_id=place.org("university").pk)  # fmt: skip
    claims.propose_reading(coordinator, number=number, status="unsettled",
                           reading=f"{mark} True since December.")  # fmt: skip
    link = EvidenceLink.everywhere.filter(claim=claim).first()
    claims.reply_to_link(coordinator, link_id=link.pk, text=f"{mark} Which plan?")
    net = Network.everywhere.create(key=f"net-{network}", name=f"{mark} Network")
    NetworkSeat.everywhere.create(network=net, person=place.people["coordinator"])
    Release.everywhere.create(network=net, partnership=place.partnership, what="codings",
                              released_at=claim.made_at)  # fmt: skip
    seat = Seat.everywhere.get(person=place.people["member_district"])
    proposal = Proposal.everywhere.filter(partnership=place.partnership).latest("pk")
    assert keys.standing(coordinator, [proposal])
    meeting_parts = meeting_records(place, mark, secret=secret)
    letter = mail.written(place.people["coordinator"].email, f"{mark} Word", text=f"{mark} Read")
    (letter_id,) = box.put([letter])
    hook = Hook.everywhere.create(  # an address that nothing may be sent to
        partnership=place.partnership, name=f"{mark} Chat", url="https://192.0.2.1/", secret=mark,
        made_at=clock.now(),
    )  # fmt: skip
    own = place.org("district")
    draft = store.begin(
        place.people["coordinator"].pk, name=f"{mark} New partnership", purpose=f"{mark} Residency",
        sides=(Side(own.name, own.short_name, own.kind, own.pk),
               Side(f"{mark} Bayview College", "", "university")),
    )  # fmt: skip
    return {
        "partnership": place.key,
        "network": net.key,
        "number": number,
        "claim_id": claim.pk,
        "evidence.number": CodebookVersion.everywhere.filter(
            partnership=place.partnership
        ).latest("number").number,
        "link_id": link.pk,
        "holder_id": Holder.everywhere.filter(claim=claim).latest("pk").pk,
        "proposal_id": proposal.pk,
        "key": measure.key,
        "day": date(2025, 3, 1).isoformat(),
        "pk": source.pk,
        "evidence:withdraw.pk": coding.pk,
        "evidence:case.pk": Case.everywhere.get(partnership=place.partnership).pk,
        "evidence:code.pk": code.pk,
        "organization_id": place.org("district").pk,
        "person_id": place.people["member_district"].pk,
        "seat_id": seat.pk,
        "token": "no-such-token",
        "name": "claims.csv",
        **meeting_parts,
        "web:letter.pk": letter_id,
        "home.pk": draft.pk,
        **{f"home:{name}.pk": hook.pk for name in ("test_hook", "restart_hook", "remove_hook")},
    }  # fmt: skip
