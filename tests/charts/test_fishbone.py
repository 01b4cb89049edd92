"""The fishbone: causes hang on bones, and no bone runs through their words."""

from xml.etree import ElementTree as ET

import pytest
from geometry import assert_readable, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import FishbonePicture, draw_fishbone
from thirdspace.charts.fishbone import Category, Cause, FishboneWords, fishbone_mermaid
from thirdspace.charts.fishbone.layout import lay_out
from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem

ROUTES = Cause("Routes were set for the high school", 2, 0, (Cause("One contractor"),))
CATEGORIES = (
    Category("Getting there", (Cause("The bus leaves early", 3, 4, (ROUTES,)), Cause("No walk"))),
    Category("Families", (Cause("Calls come a month late", 1, 1),)),
    Category("Belonging"),
)


def picture(categories=CATEGORIES, **changes):
    given = {"uid": "f", "title": "Most points to late contact", "effect": "Students miss school"}
    return FishbonePicture(
        categories=tuple(categories), **given | {"reading": "Three bones."} | changes
    )


def chain(length):
    cause = Cause("why 1")
    for place in range(2, length + 1):
        cause = Cause(f"why {place}", whys=(cause,))
    return cause


WORDS = st.text(max_size=50).filter(lambda words: not blank(words))
COUNTS = st.integers(0, 10**6)
CAUSES = st.recursive(
    st.builds(Cause, WORDS, COUNTS, COUNTS),
    lambda inner: st.builds(Cause, WORDS, COUNTS, COUNTS, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
FISH = st.lists(st.builds(Category, WORDS, st.lists(CAUSES, max_size=4).map(tuple)), min_size=1)


class TestReadable:
    @pytest.mark.parametrize("count", [1, 2, 3, 6, 8, 9, 11, 25])
    def test_no_label_is_crossed_with_any_number_of_bones(self, count):
        categories = [Category(f"Category {n}", CATEGORIES[n % 3].causes) for n in range(count)]
        figure = draw_fishbone(picture(categories))
        assert_readable(figure.wide)
        assert_readable(figure.narrow)
        assert (paper(figure.wide)[0], paper(figure.narrow)[0]) == (1100, 328)

    @given(FISH, WORDS)
    @settings(max_examples=60, deadline=None)
    def test_whatever_is_written(self, categories, effect):
        figure = draw_fishbone(picture(categories, effect=effect))
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    def test_five_hundred_causes_and_very_long_words(self):
        causes = tuple(Cause(f"{n} " + "Anwesenheitspflicht" * (n % 7)) for n in range(1, 51))
        figure = draw_fishbone(picture([Category("K" * 90, causes)] * 10, effect="E" * 300))
        assert len(figure.rows) == 500
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    def test_the_deepest_chain_keeps_room_for_words(self):
        figure = draw_fishbone(picture([Category(f"Kind {n}", (chain(12),)) for n in range(8)]))
        assert_readable(figure.wide)
        assert words_on(figure.narrow).count("why 1") == 8


class TestFish:
    def test_bones_alternate_above_and_below_one_spine(self):
        layout = lay_out(picture())
        assert [bone.above for bone in layout.bones] == [True, False, True]
        assert len(layout.spines) == 1
        assert all(bone.spine == layout.spines[0] for bone in layout.bones)

    def test_many_categories_take_further_spines(self):
        layout = lay_out(picture([Category(f"Kind {n}") for n in range(17)]))
        assert len(layout.spines) == 3
        assert layout.spines == tuple(sorted(layout.spines))

    def test_a_cause_without_records_is_a_guess_drawn_dotted(self):
        root = ET.fromstring(draw_fishbone(picture()).wide)
        drawn = [e.get("class") for e in root.iter("path")]
        assert drawn.count("weak") == 2
        assert drawn.count("strong") == 3

    def test_each_twig_ends_on_its_bone(self):
        for bone in lay_out(picture()).bones:
            for placed in bone.causes.rows:
                low, high = sorted((bone.at(bone.end), bone.foot))
                assert low - 1 <= bone.at(placed.tie) <= high + 1

    def test_counts_stand_under_the_cause(self):
        said = words_on(draw_fishbone(picture()).wide)
        assert "3 records · 4 votes" in said
        assert "1 record · 1 vote" in said
        assert "no record yet" in said
        assert "nothing named yet" in said

    def test_a_page_in_another_language_brings_its_words(self):
        words = FishboneWords(guess="sin registro")
        assert "sin registro" in words_on(draw_fishbone(picture(words=words)).narrow)


class TestFigure:
    def test_the_table_keeps_the_chain_of_whys(self):
        figure = draw_fishbone(picture())
        assert figure.columns == ("Category", "Cause", "Because of", "Records", "Votes")
        assert figure.rows[:3] == (
            ("Getting there", "The bus leaves early", "", "3", "4"),
            ("Getting there", ROUTES.text, "The bus leaves early", "2", "0"),
            ("Getting there", "One contractor", ROUTES.text, "0", "0"),
        )

    def test_it_goes_to_vega_lite(self):
        spec = draw_fishbone(picture()).vega_lite()
        kinds = [value["kind"] for value in spec["data"]["values"]]
        assert kinds.count("effect") == 1
        assert kinds.count("category") == 3
        assert kinds.count("cause") == 3
        assert kinds.count("why") == 2
        rules = spec["layer"][0]["layer"][0]["data"]["values"]
        assert [rule["kind"] for rule in rules] == ["spine", "bone", "bone", "bone"]

    def test_it_goes_to_mermaid_by_indentation(self):
        assert fishbone_mermaid(picture()).splitlines()[:6] == [
            "ishikawa-beta",
            "    Students miss school",
            "    Getting there",
            "        The bus leaves early",
            "            Routes were set for the high school",
            "                One contractor",
        ]

    @given(FISH)
    @settings(max_examples=30)
    def test_one_thing_is_one_line_of_mermaid(self, categories):
        fish = picture(categories)
        text = fishbone_mermaid(fish)
        assert len(text.split("\n")) == 3 + len(categories) + len(draw_fishbone(fish).rows)
        assert "%%" not in text

    def test_words_typed_are_never_markup(self):
        hostile = "</text><script>alert(1)</script>\" ' & \x00"
        fish = picture((Category(hostile, (Cause(hostile),)),), effect=hostile, uid=hostile)
        for drawing in (draw_fishbone(fish).wide, draw_fishbone(fish).narrow):
            tags = {e.tag for e in ET.fromstring(drawing).iter()}
            assert tags <= {"svg", "title", "desc", "path", "rect", "text"}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"categories": ()}, "The fishbone has no head or no bones."),
        ({"effect": " "}, "The fishbone has no head or no bones."),
        ({"categories": (Category(" "),)}, "A category has no words."),
        ({"categories": (Category("A", (Cause(""),)),)}, "A cause has no words."),
        ({"categories": (Category("A", (Cause("b", -1),)),)}, "“b” has a negative count."),
        (
            {"categories": (Category("A", (Cause("b", whys=(Cause("c", votes=-2),)),)),)},
            "“c” has a negative count.",
        ),
        (
            {"categories": (Category("A", (chain(5000),)),)},
            "The whys under “why 5000” go on for more than 12.",
        ),
    ],
)
def test_a_fishbone_that_can_not_be_drawn_is_answered_with_a_way_out(changes, what):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.what == what
    assert caught.value.next_step.endswith(".")
