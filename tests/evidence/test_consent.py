"""What may be done with people's words, for each consent and each audience."""

from __future__ import annotations

import pytest

from evidence.helpers import add_source, code_words
from thirdspace.access import entrance, search
from thirdspace.access.scope import Audience
from thirdspace.evidence import actions, consent, texts
from thirdspace.evidence.models import Source
from thirdspace.evidence.reads import quotes, reader, sources, tables
from thirdspace.problems import NotAllowed, NotThere


def seen(scope, source: Source) -> Source:
    return sources.one(scope, source.pk)


@pytest.mark.parametrize(
    ("agreed", "quoted_to"),
    [
        ("none", set()),
        ("partnership", {Audience.PARTNERSHIP}),
        ("funder", {Audience.PARTNERSHIP, Audience.FUNDER}),
        ("public", {Audience.PARTNERSHIP, Audience.FUNDER, Audience.PUBLIC}),
    ],
)
def test_a_passage_is_quoted_as_far_as_its_speakers_agreed(world, agreed, quoted_to) -> None:
    writer = world.scope("researcher")
    source = add_source(writer, consent=agreed, visibility="public")
    coding = code_words(writer, source, "Nobody asked")
    found = set()
    for audience in Audience:
        scope = entrance.read_as("harbor", audience)
        card = quotes.cards(scope, [coding.pk])[coding.pk]
        assert bool(card.words) != bool(card.withheld)
        if card.words:
            found.add(audience)
    assert found == quoted_to


@pytest.mark.parametrize(
    ("agreed", "access", "openers"),
    [
        ("partnership", "partnership", {"researcher", "member_university", "member_district"}),
        ("partnership", "research", {"researcher"}),
        ("none", "partnership", {"researcher"}),
        ("none", "research", {"researcher"}),
    ],
)
def test_who_may_open_the_whole_text(world, agreed, access, openers) -> None:
    source = add_source(world.scope("researcher"), consent=agreed, access_class=access)
    names = ("researcher", "member_university", "member_district")
    opened = {
        name
        for name in names
        if consent.may_open(world.scope(name), seen(world.scope(name), source))
    }
    assert opened == openers


def test_research_right_alone_does_not_open_what_another_side_may_not_quote(world) -> None:
    source = add_source(world.scope("member_district"), consent="none")
    assert not consent.may_open(world.scope("researcher"), source)
    assert not consent.may_open(world.scope("member_district"), source)


def test_a_funder_opens_only_what_speakers_agreed_to(world) -> None:
    writer = world.scope("researcher")
    kept = add_source(writer, visibility="funder")
    given = add_source(writer, visibility="funder", consent="funder", file="given.txt")
    funder = world.scope("funder")
    assert not consent.may_open(funder, seen(funder, kept))
    assert consent.may_open(funder, seen(funder, given))


@pytest.mark.parametrize(
    ("attribution", "speaker"),
    [
        ("anonymous", "Someone of a university"),
        ("role", "Program director, Northfield"),
        ("name", "Dr. Vega, Northfield"),
    ],
)
def test_how_a_speaker_is_named(world, attribution, speaker) -> None:
    writer = world.scope("researcher")
    source = add_source(
        writer, attribution=attribution, role="program director", speaker="Dr. Vega", title="Talk"
    )
    assert consent.face(world.scope("member_district"), source).speaker == speaker


def test_an_unnamed_source_hides_its_organization_everywhere(world) -> None:
    writer, reader_ = world.scope("member_college"), world.scope("member_district")
    college = world.org("college")
    source = add_source(writer, attribution="anonymous", title="Lakeside dean", kind="interview")
    coding = code_words(writer, source, "Nobody asked")
    face = sources.listed(reader_).rows[0].face
    card = quotes.cards(reader_, [coding.pk])[coding.pk]
    assert (face.title, face.organization_id) == ("Interview, Someone of a university", None)
    assert (card.organization_id, card.organization_name) == (None, "")
    assert not sources.listed(reader_, organization=college.pk).rows
    assert sources.listed(writer, organization=college.pk).rows
    assert not list(search.find(reader_, "Lakeside"))
    assert "Lakeside" not in str(list(tables.codings(reader_)))


def test_narrowed_consent_holds_at_once_everywhere(world) -> None:
    writer, other = world.scope("researcher"), world.scope("member_district")
    source = add_source(writer)
    coding = code_words(writer, source, "Nobody asked")
    assert list(search.find(other, "asked"))
    actions.change_consent(
        writer, source_id=source.pk, consent="none", attribution="anonymous",
        access_class="partnership", visibility="partnership",
    )  # fmt: skip
    assert not list(search.find(other, "asked"))
    assert not quotes.find(other, "asked", 10)
    assert quotes.cards(other, [coding.pk])[coding.pk].withheld
    reading = reader.reading(other, source.pk)
    assert reading.closed
    assert not reading.blocks
    assert len(reading.quotes) == 1
    assert "Nobody asked" not in str(reading)
    [line] = tables.codings(other)
    assert line["words"] == ""
    assert line["withheld"]


def test_search_holds_the_words_only_if_all_who_see_it_may_read_them(world) -> None:
    writer = world.scope("researcher")
    for number, terms in enumerate(
        [{"access_class": "research"}, {"consent": "none"}, {"visibility": "funder"}]
    ):
        add_source(writer, file=f"{number}.txt", title="Plain", **terms)
    assert not list(search.find(writer, "together", kind=texts.KIND))
    assert search.find(writer, "Plain", kind=texts.KIND).count() == 3


def test_only_those_who_brought_it_in_change_what_may_be_done(world) -> None:
    source = add_source(world.scope("researcher"))
    terms = {
        "consent": "public", "attribution": "name", "access_class": "partnership",
        "visibility": "public",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.change_consent(world.scope("member_district"), source_id=source.pk, **terms)
    with pytest.raises(NotThere):
        actions.change_consent(world.b.scope("researcher"), source_id=source.pk, **terms)


def test_a_source_kept_to_one_organization_is_not_there_for_others(world) -> None:
    source = add_source(world.scope("researcher"), visibility="own")
    with pytest.raises(NotThere):
        seen(world.scope("member_district"), source)
