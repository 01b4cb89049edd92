"""Every component says in words what it draws."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from thirdspace.access.paging import Page
from thirdspace.charts import Figure, Mark


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_an_icon_points_into_the_sprite_and_is_silent():
    html = drawn('{% icon "search" %}')
    assert "thirdspace/icons.svg#i-search" in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize(
    ("side", "shape"),
    [
        ("district", '<span class="mark district">'),
        ("university", '<span class="mark university">'),
        ("state", '<span class="mark other">'),
        ("joint", '<svg class="lens"'),
    ],
)
def test_a_side_has_its_shape(side, shape):
    assert shape in drawn("{% org side 'Name' %}", side=side)


def test_an_organization_brings_its_own_name_and_it_is_escaped():
    html = drawn("{% org o %}", o=SimpleNamespace(side="district", name="<Harbor>"))
    assert "mark district" in html
    assert "&lt;Harbor&gt;" in html


def test_the_joint_side_is_named_when_no_name_is_given():
    assert "Joint" in drawn('{% org "joint" %}')


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Marcus Bell", "MB"), ("Ana María de la Cruz", "AC"), ("Plato", "P"), ("", "?")],
)
def test_initials(name, letters):
    assert drawn("{{ name|initials }}", name=name) == letters


def test_an_empty_seat_says_so():
    assert "Seat empty" in drawn('{% who "" "district" %}')


@pytest.mark.parametrize("stance", ["supports", "contrasts", "mentions"])
def test_a_stance_has_a_word(stance):
    assert stance.capitalize() in drawn("{% stance s %}", s=stance)


def test_only_act_is_ember():
    html = {need: drawn("{% need n %}", n=need) for need in ("act", "talk", "wait", "look")}
    assert [need for need, h in html.items() if "need now" in h] == ["act"]
    assert [need for need, h in html.items() if need.capitalize() not in h] == []


def test_a_state_shows_its_word_or_the_given_ones():
    assert ">holds with limits<" in drawn('{% tag_state "holds_with_limits" %}')
    assert ">paused by both<" in drawn('{% tag_state "paused" "paused by both" %}')


def test_a_tally_writes_the_zero():
    html = drawn("{% tally c s l %}", c=[], s=[Mark("district")], l="0 contrast, 1 supports <here>")
    assert "<span>0</span>" in html
    assert "<span>1</span>" in html
    assert "supports &lt;here&gt;" in html


def test_a_figure_shows_finding_reading_caption_and_each_number():
    fig = Figure(
        wide='<svg class="chart wide"></svg>',
        narrow='<svg class="chart narrow"></svg>',
        title="Absence fell",
        reading="Nine weeks below.",
        caption="24 weeks, run chart.",
        columns=("Week", "Percent"),
        rows=(("1", "18.8"), ("2", "17.1")),
        data=(),
        layers=(),
    )
    html = drawn('{% figure fig "/numbers.csv" %}', fig=fig)
    for part in (fig.wide, fig.narrow, "<h3>Absence fell</h3>", "Nine weeks below.", fig.caption):
        assert part in html
    assert '<th scope="row" data-h="Week">2</th><td data-h="Percent">17.1</td>' in html
    assert 'href="/numbers.csv"' in html


@pytest.mark.parametrize(
    "when", [date(2026, 6, 16), datetime(2026, 6, 16, 15, tzinfo=UTC)], ids=["date", "datetime"]
)
def test_a_day_is_absolute(when):
    html = drawn("{% day when %}", when=when)
    assert ">16 Jun 2026</time>" in html
    assert 'datetime="2026-06-16' in html


def test_no_day_is_nothing():
    assert drawn("{% day when %}", when=None) == ""


def test_the_pager_keeps_the_filters():
    request = RequestFactory().get("/claims/", {"side": "district", "cursor": "old"})
    html = drawn("{% pager page %}", page=Page([], "next"), request=request)
    assert "?side=district&amp;cursor=next" in html
    assert drawn("{% pager page %}", page=Page([], ""), request=request).strip() == ""
