"""Sources as a list: who speaks, when, what was agreed, how much is coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thirdspace.access import paging, search
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence import consent, texts
from thirdspace.evidence.models import Attribute, Case, Source
from thirdspace.evidence.reads import Shown


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in a list."""

    id: int
    face: consent.Face
    kind: str
    when: str
    case: str
    terms: str
    open: bool
    codings: int


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case and what is known of it."""

    id: int
    name: str
    attributes: tuple[tuple[str, str], ...]
    sources: int


def visible_sources(scope: Scope) -> QuerySet[Source]:
    """Return the sources a scope sees, with what their faces need."""
    return Source.objects.within(scope).select_related("organization", "case")


def one(scope: Scope, source_id: int) -> Source:
    """Return one source.

    Raises
    ------
    NotThere
        The scope doesn't see it.
    """
    source = visible_sources(scope).filter(pk=source_id).first()
    if source is None:
        raise nothing_here()
    return source


def listed(
    scope: Scope,
    *,
    organization: int | None = None,
    kind: str = "",
    case: int | None = None,
    words: str = "",
    cursor: str = "",
) -> Shown[SourceRow]:
    """Return a page of sources, the last added first, narrowed by what is given."""
    rows = visible_sources(scope)
    if organization is not None:
        rows = rows.filter(consent.knowable(scope), organization=organization)
    if kind:
        rows = rows.filter(kind=kind)
    if case is not None:
        rows = rows.filter(consent.knowable(scope), case=case)
    if words:
        found = search.find(scope, words, kind=texts.KIND)
        rows = rows.filter(pk__in=found.order_by().values("record_id"))
    page = paging.newest_first(rows, field="added_at", cursor=cursor)
    return Shown([_row(scope, source) for source in page.rows], page.next_cursor)


def kinds(scope: Scope) -> list[str]:
    """Return the kinds of sources a scope sees."""
    rows = Source.objects.within(scope).exclude(kind="")
    return list(rows.order_by("kind").values_list("kind", flat=True).distinct())


def cases(scope: Scope) -> Sequence[Case]:
    """Return the cases a scope sees, by name."""
    return list(visible_cases(scope).order_by("name"))


def visible_cases(scope: Scope) -> QuerySet[Case]:
    """Return one's own cases and those of sources whose voice the scope may know.

    A case is often a school or a campus: it would tell whose voice an unnamed source is.
    """
    known = Source.objects.within(scope).filter(consent.knowable(scope))
    seen = Q(pk__in=known.values("case"))
    if scope.organization_id is not None:
        seen |= Q(origin_id=scope.organization_id)
    return Case.objects.within(scope).filter(seen)


def case_facts(scope: Scope, case_id: int) -> CaseFacts:
    """Return one case with what is known of it.

    Raises
    ------
    NotThere
        The scope doesn't see it.
    """
    case = visible_cases(scope).filter(pk=case_id).first()
    if case is None:
        raise nothing_here()
    known = Attribute.objects.within(scope).filter(case=case).order_by("name")
    return CaseFacts(
        case.pk,
        case.name,
        tuple(known.values_list("name", "value")),
        Source.objects.within(scope).filter(consent.knowable(scope), case=case).count(),
    )


def by_id(scope: Scope, ids: Sequence[int] | None = None) -> Mapping[int, Source]:
    """Return sources by id: those asked for, or all a scope sees."""
    rows = visible_sources(scope)
    return {s.pk: s for s in (rows if ids is None else rows.filter(pk__in=ids))}


def titles(scope: Scope, ids: Sequence[int]) -> Mapping[int, str]:
    """Return what sources are called for one reader."""
    return {pk: consent.face(scope, source).title for pk, source in by_id(scope, ids).items()}


def case_names(scope: Scope, ids: Sequence[int]) -> Mapping[int, str]:
    """Return the names of cases that a reader sees."""
    return dict(visible_cases(scope).filter(pk__in=ids).values_list("pk", "name"))


def _row(scope: Scope, source: Source) -> SourceRow:
    face = consent.face(scope, source)
    return SourceRow(
        id=source.pk,
        face=face,
        kind=source.kind,
        when=source.when,
        case=source.case.name if source.case and face.known else "",
        terms=source.get_consent_display(),
        open=consent.may_open(scope, source),
        codings=source.codings,
    )
