"""What happened to one claim: acts on it, what was said about it, and answers to proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from thirdspace.access import paging
from thirdspace.access.models import AuditEvent, Proposal
from thirdspace.access.registries import Happening
from thirdspace.access.scope import Scope
from thirdspace.access.told import told
from thirdspace.claims.models import Claim, Comment

SIZE = 30


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of what happened, newest first, and the cursor of the next."""

    events: Sequence[Happening]
    next_cursor: str


def timeline(
    scope: Scope, claim: Claim, proposals: Collection[int], *, cursor: str = "", size: int = SIZE
) -> Timeline:
    """Return one page of the discussion and history of a claim."""
    about = Q(kind=Claim._meta.label_lower, record_id=claim.pk)
    if proposals:
        about |= Q(kind=Proposal._meta.label_lower, record_id__in=proposals)
    acts = AuditEvent.objects.within(scope).filter(about)
    page = paging.newest_first(acts, field="at", cursor=cursor, size=size)
    said = _comments(scope, page.rows)
    lines = zip(page.rows, told(scope, page.rows, linked=False), strict=True)
    return Timeline([_with_comment(act, line, said) for act, line in lines], page.next_cursor)


def _comments(scope: Scope, acts: Iterable[AuditEvent]) -> dict[int, str]:
    ids = [act.after["comment"] for act in acts if act.verb == "claims.comment" and act.after]
    return dict(Comment.objects.within(scope).filter(pk__in=ids).values_list("pk", "text"))


def _with_comment(act: AuditEvent, line: Happening, said: Mapping[int, str]) -> Happening:
    """Put what was said in the place of the act of saying it."""
    comment = said.get((act.after or {}).get("comment", 0))
    return replace(line, sentence=_("said: “%(text)s”") % {"text": comment}) if comment else line
