"""Writes about sources: bring one in, a newer text, what its speakers agreed to, its case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, count

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.models import naming
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope, Visibility
from thirdspace.evidence import consent as rule
from thirdspace.evidence import texts
from thirdspace.evidence.models import (
    AccessClass,
    Attribute,
    Attribution,
    Case,
    Consent,
    Source,
    TextVersion,
)
from thirdspace.evidence.permissions import WRITE
from thirdspace.evidence.reads import quotes
from thirdspace.evidence.reads.sources import visible_cases
from thirdspace.formats.dates import read_date
from thirdspace.formats.folder import safe_name
from thirdspace.formats.text import read_document
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem, NotAllowed

#: What `change_consent` changes.
TERMS = ("consent", "attribution", "access_class", "visibility", "named")


@action(WRITE)
def add_source(
    scope: Scope,
    *,
    file: str,
    data: bytes,
    organization_id: int | None,
    title: str = "",
    role: str = "",
    speaker: str = "",
    kind: str = "",
    when: str = "",
    case: str = "",
    consent: str = Consent.PARTNERSHIP,
    attribution: str = Attribution.ROLE,
    access_class: str = AccessClass.PARTNERSHIP,
    visibility: str = Visibility.PARTNERSHIP,
    named: Iterable[int] = (),
) -> Source:
    """Bring in a source with its first text.

    Raises
    ------
    FileProblem
        The file can't be read as text; with its line where there is one.
    InputProblem
        The date is none, or a source of that name is there already.
    """
    audit.one_at_a_time(scope.partnership_id)
    document = read_document(data, safe_name(file))
    source = Source.objects.add(
        scope,
        file=_free_name(scope, file),
        title=title or file,
        organization=_organization(scope, organization_id),
        role=role,
        speaker=speaker,
        kind=kind,
        when=read_date(when, column="when").text if when else "",
        case=case_named(scope, case),
        consent=consent,
        attribution=attribution,
        access_class=access_class,
        visibility=visibility,
        named=naming(named),
        added_by_id=scope.person_id,
        added_at=clock.now(),
    )
    texts.store(scope, [texts.NewText(source, 1, document, data)])
    audit.record(scope, "evidence.add_source", source, label=rule.public_title(source))
    return source


@action(WRITE)
def add_text_version(scope: Scope, *, source_id: int, file: str, data: bytes) -> TextVersion:
    """Bring in a newer text of a source; codings stay with the text they were made on.

    The same text again is no new version.

    Raises
    ------
    FileProblem
        The file can't be read as text.
    """
    audit.one_at_a_time(scope.partnership_id)
    source = own_source(scope, source_id)
    document = read_document(data, safe_name(file))
    newest = texts.latest(scope, [source])[source.pk]
    if newest.sha256 == texts.digest(document.text):
        return newest
    number = newest.number + 1
    [version] = texts.store(scope, [texts.NewText(source, number, document, data)])
    audit.record(
        scope, "evidence.add_text_version", source, label=rule.public_title(source),
        after={"version": number, "sha256": version.sha256},
    )  # fmt: skip
    return version


@action(WRITE)
def change_consent(
    scope: Scope,
    *,
    source_id: int,
    consent: str,
    attribution: str,
    access_class: str,
    visibility: str,
    named: Iterable[int] = (),
) -> Source:
    """Change what may be done with a source; it holds at once, in search too."""
    source = own_source(scope, source_id)
    before = terms(source)
    source.consent, source.attribution = consent, attribution
    source.access_class, source.visibility = access_class, visibility
    source.named = naming(named)
    source.save(update_fields=list(TERMS))
    texts.index(scope, [(source, texts.latest(scope, [source])[source.pk].text)])
    quotes.name_owners(scope, [source])
    audit.record(
        scope, "evidence.change_consent", source, label=rule.public_title(source),
        before=before, after=terms(source),
    )  # fmt: skip
    return source


@action(WRITE)
def set_case(scope: Scope, *, source_id: int, case: str) -> Source:
    """Put a source into a case, made when it is new; no name takes it out."""
    source = own_source(scope, source_id)
    before = source.case.name if source.case else ""
    source.case = case_named(scope, case)
    source.save(update_fields=["case"])
    audit.record(
        scope, "evidence.set_case", source, label=rule.public_title(source),
        before={"case": before}, after={"case": case},
    )  # fmt: skip
    return source


@action(WRITE)
def set_attributes(scope: Scope, *, case_id: int, values: Mapping[str, str]) -> Case:
    """Say what is known of a case; these replace what was said before."""
    case = visible_cases(scope).filter(pk=case_id).first()
    if case is None:
        raise nothing_here()
    known = Attribute.objects.within(scope).filter(case=case)
    before = dict(known.values_list("name", "value"))
    known.delete()
    Attribute.objects.add_many(
        scope, [{"case": case, "name": name, "value": value} for name, value in values.items()]
    )
    audit.record(
        scope, "evidence.set_attributes", case, label=case.name, before=before, after=values
    )
    return case


def terms(source: Source) -> dict[str, str]:
    """Return what was agreed about a source, as plain values."""
    return {name: str(getattr(source, name)) for name in TERMS}


def case_named(scope: Scope, name: str) -> Case | None:
    """Return the case of that name, made when it is new; none for no name."""
    if not name:
        return None
    found = Case.objects.within(scope).filter(name=name).first()
    return found or Case.objects.add(scope, name=name)


def own_source(scope: Scope, source_id: int) -> Source:
    """Return a source that the scope's organization brought in.

    Raises
    ------
    NotThere
        The scope doesn't see it.
    NotAllowed
        Another organization brought it in.
    """
    found = Source.objects.within(scope).select_related("organization", "case")
    source = found.filter(pk=source_id).first()
    if source is None:
        raise nothing_here()
    if scope.operator or rule.own(scope, source):
        return source
    raise NotAllowed(
        _("You can't change this source."),
        _("Another organization brought it in and answers to its speakers."),
        _("Ask somebody of that organization to change it."),
    )


def _organization(scope: Scope, organization_id: int | None) -> Organization | None:
    if organization_id is None:
        return None
    found = Organization.objects.within(scope).filter(pk=organization_id).first()
    if found is None:
        raise nothing_here()
    return found


def _free_name(scope: Scope, file: str) -> str:
    """Refuse a name that is taken; pass over one the person may not know of without a word."""
    if Source.objects.within(scope).filter(file=file).exists():
        raise InputProblem(
            _("There is a source “%(file)s” already.") % {"file": file},
            _("Each source has a file name of its own."),
            _("Give the file another name, or add it to that source as a newer text."),
            field="file",
        )
    # A name that another organization keeps to itself is taken too.
    stem, dot, ending = file.rpartition(".")
    numbered = (f"{stem}-{number}{dot}{ending}" for number in count(2))
    names = chain([file], numbered)
    return next(name for name in names if not Source.objects.taken(scope, file=name))
