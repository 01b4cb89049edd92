"""A codebook grows, interviews come in, two people code them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from thirdspace.demo.chronicle import KEY, Act, Told, at
from thirdspace.demo.interviews import Interview, Passage, interviews
from thirdspace.demo.story.codebook import CODES, Code
from thirdspace.evidence.actions import add_code, add_source, change_consent, code_passage
from thirdspace.evidence.models import TextVersion
from thirdspace.partnership.dynamics import dynamic_named

#: An interview is brought in the day after, and coded a week after it.
_BROUGHT_IN, _CODED = timedelta(days=1), timedelta(days=7)
#: Interviews shown to the funder since this day, by number: their speakers agreed to it.
_SHOWN_ON, _SHOWN = date(2026, 6, 12), (8, 11, 13)


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for day, codes in CODES:
        for minute, code in enumerate(codes):
            yield Act(at(day, 9, minute), partial(_add_code, code))
    for interview in interviews(KEY):
        yield Act(at(interview.when + _BROUGHT_IN, 10), partial(_bring_in, interview))
        for minute, passage in enumerate(interview.passages):
            moment = at(interview.when + _CODED, 14, 3 * minute)
            yield Act(moment, partial(_code, interview, passage))
        if interview.number in _SHOWN:
            yield Act(at(_SHOWN_ON, 11), partial(_show, interview))


def passage_key(interview: Interview, passage: Passage) -> str:
    """Return the key by which claims cite a coded passage."""
    return f"{interview.number}:{passage.start}:{passage.end}:{passage.code}"


def _add_code(code: Code, told: Told) -> None:
    added = add_code(
        told.scope("samir"),
        name=code.name,
        definition=code.definition,
        dynamic=dynamic_named(code.parent or code.name),
        parent_id=told.codes.get(code.parent),
    )
    told.codes[code.name] = added.pk


def _bring_in(interview: Interview, told: Told) -> None:
    head = interview.head
    scope = told.scope(interview.coder)
    source = add_source(
        scope,
        file=interview.file,
        data=interview.text.encode(),
        organization_id=told.organizations[head["organization"]],
        title=head["title"],
        role=head["role"],
        speaker=head.get("speaker", ""),
        kind="interview",
        when=head["when"],
        consent=head.get("consent", "partnership"),
        attribution=head.get("attribution", "role"),
        access_class=head.get("access", "partnership"),
    )
    told.sources[interview.number] = source.pk
    told.texts[interview.number] = TextVersion.objects.within(scope).get(source=source).pk


def _code(interview: Interview, passage: Passage, told: Told) -> None:
    coding = code_passage(
        told.scope(interview.coder),
        version_id=told.texts[interview.number],
        start=passage.start,
        end=passage.end,
        code_id=told.codes[passage.code],
        direction=passage.direction,
    )
    told.cited["quote", passage_key(interview, passage)] = coding.pk


def _show(interview: Interview, told: Told) -> None:
    head = interview.head
    change_consent(
        told.scope(interview.coder),
        source_id=told.sources[interview.number],
        consent=head["consent"],
        attribution=head.get("attribution", "role"),
        access_class=head.get("access", "partnership"),
        visibility="public" if head["consent"] == "public" else "funder",
    )
