"""What may be done with people's words: the one place that decides it.

Three questions about a source: may this reader open the whole text, may a passage be quoted to
this reader's audience, and how is the speaker named? What is withheld still counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from thirdspace.access.scope import Audience, Scope, Visibility
from thirdspace.evidence.models import AccessClass, Attribution, Consent, Source
from thirdspace.evidence.permissions import READ_RESEARCH

_REACH = {Consent.NONE: 0, Consent.PARTNERSHIP: 1, Consent.FUNDER: 2, Consent.PUBLIC: 3}
_NEEDED = {Audience.PARTNERSHIP: 1, Audience.FUNDER: 2, Audience.PUBLIC: 3}
_WIDEST_AUDIENCE = {Visibility.FUNDER: Audience.FUNDER, Visibility.PUBLIC: Audience.PUBLIC}


@dataclass(frozen=True, slots=True)
class Face:
    """How a source and its speaker are named to one reader.

    `speaker` follows the attribution for every reader; `title`, the organization and all else that
    tells whose voice it is are `known` to those who brought the source in.
    """

    title: str
    speaker: str
    side: str
    organization_id: int | None = None
    organization_name: str = ""
    known: bool = True


def own(scope: Scope, source: Source) -> bool:
    """Say whether the scope acts for the organization that brought the source in."""
    return source.origin_id is not None and source.origin_id == scope.organization_id


def may_quote(scope: Scope, source: Source) -> bool:
    """Say whether a passage may be shown to the scope's audience."""
    return _reaches(source, scope.audience)


def may_open(scope: Scope, source: Source) -> bool:
    """Say whether the scope may read the whole text of a source it sees."""
    if scope.operator:
        return True
    research = scope.may(READ_RESEARCH)
    if source.consent == Consent.NONE:
        return research and own(scope, source)
    if source.access_class == AccessClass.RESEARCH and not research:
        return False
    return may_quote(scope, source)


def open_to_all(source: Source) -> bool:
    """Say whether everybody who sees the source may read its whole text (so search may too)."""
    audience = _WIDEST_AUDIENCE.get(Visibility(source.visibility), Audience.PARTNERSHIP)
    return source.access_class == AccessClass.PARTNERSHIP and _reaches(source, audience)


def why_withheld(scope: Scope, source: Source) -> str:
    """Return why a passage is not shown, or nothing when it may be."""
    if may_quote(scope, source):
        return ""
    if source.consent == Consent.NONE:
        return _("The speakers did not agree to be quoted. The passage still counts.")
    return _("The speakers agreed to be quoted only inside the partnership. It still counts.")


def why_closed(scope: Scope, source: Source) -> str:
    """Return why the whole text is not open, or nothing when it is."""
    if may_open(scope, source):
        return ""
    if source.consent == Consent.NONE:
        return _("The speakers did not agree to be quoted. Only researchers of the organization "
                 "that brought the source in may read it.")  # fmt: skip
    if source.access_class == AccessClass.RESEARCH:
        return _("The whole text is open to researchers only.")
    return why_withheld(scope, source)


def knows(scope: Scope, source: Source) -> bool:
    """Say whether the scope may know whose voice an unnamed source is."""
    return source.attribution != Attribution.ANONYMOUS or scope.operator or own(scope, source)


def knowable(scope: Scope) -> Q:
    """Return the rule that says of which sources the scope may know whose voice they are."""
    if scope.operator:
        return Q()
    rule = ~Q(attribution=Attribution.ANONYMOUS)
    mine = Q(origin_id=scope.organization_id)
    return rule if scope.organization_id is None else rule | mine


def face(scope: Scope, source: Source) -> Face:
    """Name a source, whose organization is loaded, to one reader."""
    organization = source.organization
    side = organization.side if organization else "other"
    if not knows(scope, source):
        return Face(public_title(source), _someone(side), side, known=False)
    name = str(organization) if organization else ""
    return Face(source.title, _speaker(source, side, name), side, source.organization_id, name)


def file_name(scope: Scope, source: Source) -> str:
    """Return what a copy calls the file: its own name may tell whose voice it is."""
    ending = source.file.rpartition(".")[2]
    return source.file if knows(scope, source) else f"source-{source.pk}.{ending}"


def label(scope: Scope, source: Source, written: str) -> str:
    """Return how one turn's speaker is called: as written, or as the speaker may be named."""
    is_speaker = bool(source.speaker) and written.casefold() == source.speaker.casefold()
    if not is_speaker or may_name(scope, source):
        return written
    return face(scope, source).speaker


def may_name(scope: Scope, source: Source) -> bool:
    """Say whether the scope may know the speaker's own name."""
    return source.attribution == Attribution.NAME or scope.operator or own(scope, source)


def public_title(source: Source) -> str:
    """Return what everybody who sees the source may know it by."""
    if source.attribution != Attribution.ANONYMOUS:
        return source.title
    side = source.organization.side if source.organization else "other"
    return ", ".join(part for part in (source.kind.capitalize(), _someone(side)) if part)


def _reaches(source: Source, audience: Audience) -> bool:
    return _REACH[Consent(source.consent)] >= _NEEDED[audience]


def _speaker(source: Source, side: str, organization: str) -> str:
    if source.attribution == Attribution.ANONYMOUS:
        return _someone(side)
    named = source.speaker if source.attribution == Attribution.NAME else ""
    return ", ".join(part for part in (named or source.role.capitalize(), organization) if part)


def _someone(side: str) -> str:
    if side == "district":
        return _("Someone of a district")
    if side == "university":
        return _("Someone of a university")
    return _("Someone of another organization")
