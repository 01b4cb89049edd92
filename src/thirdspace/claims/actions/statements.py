"""Making, wording, holding and discussing a claim."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.entrance import enter
from thirdspace.access.models import naming
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope, Visibility, can_see
from thirdspace.access.words import said
from thirdspace.claims.actions.found import changed, chosen, claim_numbered
from thirdspace.claims.models import Claim, Comment, Holder, MindChanger, Wording
from thirdspace.claims.permissions import COMMENT, WRITE
from thirdspace.formats.dates import read_date
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.problems import Conflict, InputProblem, NotAllowed

#: From the fewest to the most who see it; further out needs a yes from each side.
INSIDE_THE_PARTNERSHIP: tuple[str, ...] = (Visibility.OWN, Visibility.NAMED, Visibility.PARTNERSHIP)


@action(WRITE)
def make_claim(
    scope: Scope,
    *,
    statement: str,
    dynamic: str = "",
    theme: str = "",
    since: str = "",
    until: str = "",
    visibility: str = Visibility.PARTNERSHIP,
    named: Collection[int] = (),
) -> Claim:
    """Say something about the partnership that can turn out to be wrong; the maker holds it.

    Raises
    ------
    InputProblem
        No statement, an unknown dynamic or date, or a visibility that needs both sides.
    """
    audit.one_at_a_time(scope.partnership_id)
    now = clock.now()
    claim = Claim.objects.add(
        scope,
        number=_next_number(scope),
        statement=said(statement, most=500, field="statement"),
        dynamic=chosen(dynamic, Dynamic, field="dynamic") if dynamic else "",
        theme=theme.strip()[:120],
        made_by_id=scope.person_id,
        made_at=now,
        changed_at=now,
        **_span(since, until),
        **_seen_by(visibility, named),
    )
    _word(scope, claim)
    if scope.person_id and scope.organization_id:
        _hold(scope, claim, scope.person_id, scope.organization_id)
    audit.record(scope, "claims.make_claim", claim, label=claim.statement)
    changed(scope, claim)
    return claim


def _next_number(scope: Scope) -> int:
    return (Claim.objects.highest(scope, "number") or 0) + 1


def _span(since: str, until: str) -> dict[str, str]:
    first = read_date(since, column="since") if since.strip() else None
    last = read_date(until, column="until") if until.strip() else None
    if first and last and last.last_day < first.first_day:
        raise InputProblem(
            _("The claim ends before it begins."),
            _("“Until” lies before “since”."),
            _("Swap the two dates, or leave one empty."),
            field="until",
        )
    return {"since": first.text if first else "", "until": last.text if last else ""}


def _seen_by(visibility: str, named: Collection[int]) -> dict[str, str]:
    if visibility not in INSIDE_THE_PARTNERSHIP:
        raise InputProblem(
            _("A claim can't be released by one side alone."),
            _("What leaves the partnership needs a yes from each organization it speaks of."),
            _("Choose who sees it inside the partnership, and propose the release afterwards."),
            field="visibility",
        )
    if visibility == Visibility.NAMED and not named:
        raise InputProblem(
            _("No organization is named."),
            _("A claim for named organizations must say which."),
            _("Name at least one, or choose who else sees it."),
            field="named",
        )
    return {
        "visibility": visibility,
        "named": naming(named) if visibility == Visibility.NAMED else "",
    }


def _word(scope: Scope, claim: Claim) -> None:
    Wording.objects.add(
        scope,
        claim=claim,
        statement=claim.statement,
        person_id=scope.person_id,
        organization_id=scope.organization_id,
        at=clock.now(),
    )


def _hold(scope: Scope, claim: Claim, person_id: int, organization_id: int) -> Holder:
    return Holder.objects.add(
        scope, claim=claim, person_id=person_id, organization_id=organization_id
    )


@action(WRITE)
def reword_claim(scope: Scope, *, number: int, statement: str, seen: str) -> Claim:
    """Say a claim in other words; the former ones stay in its history.

    Parameters
    ----------
    number : int
        Which claim.
    statement : str
        The new words.
    seen : str
        The words the person had before them.

    Raises
    ------
    InputProblem
        The claim is released: each organization agreed to these words.
    Conflict
        Somebody changed the words in the meantime: both versions are shown.
    """
    claim = claim_numbered(scope, number)
    new = said(statement, most=500, field="statement")
    _refuse_released(claim)
    if claim.statement != seen:
        raise Conflict(
            _("Somebody else changed this claim while you wrote."),
            _("Your words would replace theirs unseen."),
            _("Read both, then reword the claim again."),
            theirs=claim.statement,
            yours=new,
        )
    before, claim.statement = claim.statement, new
    if before != new:
        _word(scope, claim)
        audit.record(
            scope, "claims.reword_claim", claim, label=new,
            before={"statement": before}, after={"statement": new},
        )  # fmt: skip
        changed(scope, claim, "statement")
    return claim


def _refuse_released(claim: Claim) -> None:
    if claim.visibility not in INSIDE_THE_PARTNERSHIP:
        raise InputProblem(
            _("A released claim keeps its words."),
            _("Each organization agreed to release these words, not others."),
            _("Make a new claim, and read this one as superseded."),
            field="statement",
        )


@action(WRITE)
def share_claim(
    scope: Scope, *, number: int, visibility: str, named: Collection[int] = ()
) -> Claim:
    """Let more people inside the partnership see a claim; never fewer.

    Raises
    ------
    NotAllowed
        The claim belongs to another organization.
    InputProblem
        It would hide the claim from somebody, or release it.
    """
    claim = claim_numbered(scope, number)
    if claim.origin_id != scope.organization_id and not scope.operator:
        raise NotAllowed(
            _("You can't change who sees this claim."),
            _("It belongs to another organization."),
            _("Ask whoever holds it."),
        )
    seen_by = _seen_by(visibility, {*_named_ids(claim), *named})
    order = list(INSIDE_THE_PARTNERSHIP)
    if claim.visibility not in order or order.index(claim.visibility) > order.index(visibility):
        raise InputProblem(
            _("A claim is never hidden again."),
            _("Others have seen it and may have linked evidence to it."),
            _("Choose a wider circle, or leave it."),
            field="visibility",
        )
    before = {"visibility": claim.visibility, "named": claim.named}
    claim.visibility, claim.named = seen_by["visibility"], seen_by["named"]
    audit.record(
        scope, "claims.share_claim", claim, label=claim.short, before=before, after=seen_by
    )
    changed(scope, claim, "visibility", "named")
    return claim


def _named_ids(claim: Claim) -> list[int]:
    return [int(part) for part in claim.named.split(",") if part]


@action(WRITE)
def add_holder(scope: Scope, *, number: int, person_id: int, organization_id: int) -> Holder:
    """Let a person hold a claim for an organization; its reading then needs that one's yes.

    Raises
    ------
    InputProblem
        No seat for that organization, no sight of the claim, or a holder already.
    """
    claim = claim_numbered(scope, number)
    if not _may_hold(scope, claim, person_id, organization_id):
        raise _nobody()
    held = Holder.objects.within(scope).filter(
        claim=claim, person_id=person_id, organization_id=organization_id
    )
    if held.exists():
        raise _holder_already()
    holder = _hold(scope, claim, person_id, organization_id)
    audit.record(
        scope, "claims.add_holder", claim, label=f"{claim.short}, {holder.person}",
        after={"person": str(holder.person), "organization": str(holder.organization)},
    )  # fmt: skip
    changed(scope, claim)
    return holder


def _may_hold(scope: Scope, claim: Claim, person_id: int, organization_id: int) -> bool:
    # Their own way in answers: a seat today, for that organization, that sees the claim.
    theirs = enter(
        person_id=person_id,
        person_name="",
        key=scope.partnership_key,
        organization_id=organization_id,
    )
    return (
        theirs.organization_id == organization_id
        and theirs.may(COMMENT)
        and can_see(
            theirs,
            visibility=claim.visibility,
            origin_id=claim.origin_id,
            named=claim.named,
        )
    )


def _nobody() -> InputProblem:
    return InputProblem(
        _("This person can't hold the claim."),
        _("A holder has a seat for that organization today, and sees the claim."),
        _("Choose somebody from the list, or let more people see the claim first."),
        field="holder",
    )


def _holder_already() -> InputProblem:
    return InputProblem(
        _("This person holds the claim already."),
        _("A person holds a claim once for an organization."),
        _("Choose somebody else."),
        field="holder",
    )


@action(WRITE)
def remove_holder(scope: Scope, *, holder_id: int) -> None:
    """Take a holder of one's own organization out; the other side's is not ours to take.

    Raises
    ------
    NotAllowed
        The holder is another organization's.
    """
    holder = (
        Holder.objects.within(scope)
        .select_related("claim", "person", "organization")
        .filter(pk=holder_id)
        .first()
    )
    if holder is None:
        raise nothing_here()
    if holder.organization_id != scope.organization_id and not scope.operator:
        raise NotAllowed(
            _("You can't take this holder out."),
            _("They hold the claim for another organization."),
            _("Only that organization can do so."),
        )
    audit.record(
        scope, "claims.remove_holder", holder.claim,
        label=f"{holder.claim.short}, {holder.person}",
        before={"person": str(holder.person), "organization": str(holder.organization)},
    )  # fmt: skip
    claim = holder.claim
    holder.delete()
    changed(scope, claim)


@action(COMMENT)
def comment(scope: Scope, *, number: int, text: str) -> Comment:
    """Add a line to the discussion of a claim."""
    claim = claim_numbered(scope, number)
    line = Comment.objects.add(
        scope,
        claim=claim,
        text=said(text, most=5000, field="text"),
        person_id=scope.person_id,
        organization_id=scope.organization_id,
        at=clock.now(),
    )
    audit.record(scope, "claims.comment", claim, label=claim.short, after={"comment": line.pk})
    return line


@action(COMMENT)
def state_mind_changer(
    scope: Scope, *, number: int, text: str, joint: bool = False, check_on: date | None = None
) -> MindChanger:
    """Say what would change one's organization's mind, or all minds; the former one is kept.

    Parameters
    ----------
    joint : bool
        Offered for all who hold the claim rather than for one's own organization.
    check_on : date, optional
        When to look whether it has happened.
    """
    claim = claim_numbered(scope, number)
    whose = None if joint else scope.organization_id
    now = clock.now()
    former = MindChanger.objects.within(scope).filter(claim=claim, replaced_at=None)
    former.filter(Q(organization=whose)).update(replaced_at=now)
    stated = MindChanger.objects.add(
        scope,
        claim=claim,
        organization_id=whose,
        text=said(text, most=2000, field="text"),
        check_on=check_on,
        person_id=scope.person_id,
        at=now,
    )
    audit.record(
        scope, "claims.state_mind_changer", claim, label=claim.short, after={"text": stated.text}
    )
    changed(scope, claim)
    return stated
