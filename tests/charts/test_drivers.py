"""The driver diagram: a layered graph whose words no link runs through."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from geometry import assert_readable, crossed, labels, overlapping, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import DriverPicture, draw_drivers
from thirdspace.charts.drivers import Cycle, Driver, DriverWords, Link
from thirdspace.charts.drivers.layout import lay_out
from thirdspace.charts.drivers.ordering import count_crossings, order_columns
from thirdspace.charts.drivers.picture import LEVELS, find_loop
from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem

NOON = Driver(
    "c1",
    "change",
    "Call home by noon",
    status="testing",
    note="calls made by noon: 81 %",
    cycles=(Cycle("1", "adapted"), Cycle("2", "adopted"), Cycle("11", "expanded")),
    trend=(1, 2, 1.5, 3),
)
DRIVERS = (
    Driver("a", "aim", "Fewer students missing two or more days a week: from 18.8 % to 14 %"),
    Driver("p1", "primary", "Families know today"),
    Driver("p2", "primary", "Someone at school expects me"),
    Driver("s1", "secondary", "Contact on the same day"),
    Driver("s2", "secondary", "Contact in the family’s language"),
    NOON,
    Driver("c2", "change", "Bus-route text", cycles=(Cycle("4", "abandoned"), Cycle("5"))),
)
LINKS = (
    Link("a", "p1"),
    Link("a", "p2", "weak"),
    Link("p1", "s1"),
    Link("p1", "s2"),
    Link("p2", "s2", "weak"),
    Link("s1", "c1"),
    Link("s2", "c1", "weak"),
    Link("p2", "c2"),
)


def picture(drivers=DRIVERS, links=LINKS, **changes):
    given = {"uid": "dd", "title": "Two drivers have a change", "reading": "One aim, two drivers."}
    return DriverPicture(drivers=tuple(drivers), links=tuple(links), **given | changes)


def classes(drawing, tag):
    return [e.get("class") for e in ET.fromstring(drawing).iter(tag)]


WORDS = st.text(max_size=60).filter(lambda words: not blank(words))


@st.composite
def theories(draw, most=30):
    """Diagrams with any words and links between any two levels."""
    levels = draw(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=most))
    drivers = [
        Driver(
            str(place),
            level,
            draw(WORDS),
            note=draw(st.just("") | WORDS),
            cycles=tuple(map(Cycle, draw(st.lists(st.sampled_from("123456"), max_size=9)))),
            trend=tuple(draw(st.lists(st.floats(-1e9, 1e9), max_size=4))),
        )
        for place, level in enumerate(levels)
    ]
    pairs = [
        (a.key, b.key)
        for a in drivers
        for b in drivers
        if LEVELS.index(a.level) < LEVELS.index(b.level)
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=60)) if pairs else []
    strengths = st.sampled_from(["strong", "weak"])
    return picture(drivers, [Link(*pair, draw(strengths)) for pair in chosen])


def grown(count, seed):
    """A large theory with several parents for many boxes."""
    graph = nx.gnp_random_graph(count, 3 / count, seed=seed)
    level = {n: "aim" if n == 0 else LEVELS[1 + n * 7 % 3] for n in graph}
    drivers = [
        Driver(str(n), level[n], f"Box {n} with words enough for lines " * (1 + n % 3))
        for n in graph
    ]
    links = []
    for a, b in graph.edges:
        first, second = sorted((a, b), key=lambda n: LEVELS.index(level[n]))
        if level[first] != level[second]:
            links.append(Link(str(first), str(second), "weak" if (a + b) % 3 else "strong"))
    return picture(drivers, links)


class TestReadable:
    def test_the_ruler_sees_a_label_that_is_crossed_or_covered(self):
        words = '<text class="t-p" x="10" y="20" text-anchor="start">words</text>'
        line = '<path class="strong" d="M0 0C20 0 20 40 40 40"/>'
        assert crossed(f'<svg viewBox="0 0 50 50">{words}{line}</svg>') == ["words"]
        far = line.replace("M0 0", "M60 0").replace("20 0 20", "60 0 60").replace("40 40", "60 40")
        assert crossed(f'<svg viewBox="0 0 90 50">{words}{far}</svg>') == []
        assert overlapping(f'<svg viewBox="0 0 50 50">{words}{words}</svg>') == [("words",) * 2]

    def test_no_label_is_crossed(self):
        figure = draw_drivers(picture())
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    @given(theories())
    @settings(max_examples=40, deadline=None)
    def test_whatever_is_written_and_linked(self, theory):
        figure = draw_drivers(theory)
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    @pytest.mark.parametrize(("count", "seed"), [(200, 1), (500, 3)])
    def test_in_a_large_theory(self, count, seed):
        figure = draw_drivers(grown(count, seed))
        assert len(figure.rows) == count
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    def test_a_word_longer_than_a_box_goes_on_in_the_next_line(self):
        long = picture((Driver("a", "aim", "Schulschwänzer" * 40),), ())
        for drawing in (draw_drivers(long).wide, draw_drivers(long).narrow):
            assert_readable(drawing)
            assert "".join(words_on(drawing)).endswith("Schulschwänzer" * 40)

    def test_paper_has_two_fixed_widths(self):
        figure = draw_drivers(grown(60, 5))
        assert (paper(figure.wide)[0], paper(figure.narrow)[0]) == (1100, 328)


class TestLinks:
    def test_every_link_is_drawn_solid_or_dotted(self):
        wide = draw_drivers(picture(links=LINKS[:7])).wide
        assert classes(wide, "path").count("strong") == 4
        assert classes(wide, "path").count("weak") == 3

    def test_a_link_that_skips_a_level_passes_between_the_boxes_there(self):
        layout = lay_out(picture())
        ((place, strength),) = layout.passing
        assert strength == "strong"
        column = [box for box in layout.boxes if box.x == place.x]
        assert len(column) == 2
        assert all(place.middle < box.y or place.middle > box.y + box.height for box in column)

    def test_boxes_of_a_column_never_touch(self):
        boxes = sorted(lay_out(grown(200, 4)).boxes, key=lambda box: (box.x, box.y))
        for upper, lower in pairwise(boxes):
            assert upper.x < lower.x or upper.y + upper.height + 10 <= lower.y

    def test_a_tree_is_drawn_without_crossings(self):
        tree = nx.balanced_tree(4, 3)
        depth = nx.shortest_path_length(tree, 0)
        order = sorted(tree, key=lambda n: (n * 37) % 85)
        drivers = [Driver(str(n), LEVELS[depth[n]], f"Box {n}") for n in order]
        links = [Link(str(a), str(b)) for a, b in tree.edges]
        strokes = lay_out(picture(drivers, links)).strokes
        for one in strokes:
            for two in strokes:
                if one.start.x == two.start.x:
                    starts = one.start.middle - two.start.middle
                    assert starts * (one.end.middle - two.end.middle) >= 0


class TestOrdering:
    @given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
    def test_crossings_are_counted_as_by_hand(self, pairs):
        right = {a: [10 + b for x, b in pairs if x == a] for a in range(6)}
        by_hand = sum(a < c and b > d for a, b in pairs for c, d in pairs)
        assert count_crossings([list(range(6)), list(range(10, 16))], right) == by_hand

    @given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30))
    def test_it_never_makes_more_crossings_and_loses_no_item(self, pairs):
        right = {a: [10 + b for x, b in pairs if x == a] for a in range(8)}
        left = {10 + b: [a for a, x in pairs if x == b] for b in range(8)}
        columns = [list(range(8)), list(range(10, 18))]
        ordered = order_columns(columns, left, right)
        assert [sorted(column) for column in ordered] == columns
        assert count_crossings(ordered, right) <= count_crossings(columns, right)

    def test_two_columns_that_can_be_untangled_are(self):
        right = {n: [10 + (7 - n)] for n in range(8)}
        left = {10 + (7 - n): [n] for n in range(8)}
        ordered = order_columns([list(range(8)), list(range(10, 18))], left, right)
        assert count_crossings(ordered, right) == 0


class TestBoxes:
    def test_cycles_show_what_became_of_them(self):
        shown = classes(draw_drivers(picture()).wide, "rect")
        assert [c for c in shown if c.startswith("tried")] == [
            *("tried adapted", "tried adopted", "tried expanded"),
            *("tried abandoned", "tried running"),
        ]
        assert shown.count("f-none s-ink") == 1  # the frame of the one that was spread

    def test_the_measure_and_its_trend_stand_in_the_box(self):
        wide = draw_drivers(picture()).wide
        assert "testing · calls made by noon: 81 %" in words_on(wide)
        assert classes(wide, "path").count("line") == 1

    def test_words_of_a_box_stay_inside_it(self):
        drawing = draw_drivers(grown(60, 6)).wide
        boxes = [
            [float(e.get(k)) for k in ("x", "y", "width", "height")]
            for e in ET.fromstring(drawing).iter("rect")
        ]
        heads = 4
        for left, top, right, bottom in labels(drawing)[heads:]:
            assert any(
                x <= left and y <= top and right <= x + w + 0.5 and bottom <= y + h
                for x, y, w, h in boxes
            )


class TestNarrow:
    def test_it_is_an_outline_that_names_each_box_in_full_once(self):
        said = words_on(draw_drivers(picture()).narrow)
        assert said.count("Contact in the family’s language") == 2
        assert said.count("weak link · see above") == 2
        assert sum("calls made by noon" in words for words in said) == 1

    def test_a_box_stands_under_its_first_strong_link(self):
        links = (Link("p1", "s1", "weak"), Link("p2", "s1"), Link("s1", "c1"))
        narrow = draw_drivers(picture((*DRIVERS[1:4], NOON), links)).narrow
        said = words_on(narrow)
        first = said.index("Contact on the same day")
        assert said[first + 1] == "weak link · see below"
        assert said.index("Call home by noon") > said.index("Someone at school expects me")

    def test_what_hangs_on_nothing_says_so(self):
        said = words_on(draw_drivers(picture(DRIVERS[:2], ())).narrow)
        assert said[-1] == "not linked yet"


class TestFigure:
    def test_the_table_says_what_each_box_serves(self):
        figure = draw_drivers(picture())
        assert figure.columns == ("Level", "Text", "Serves", "Status", "Measure", "Cycles")
        assert figure.rows[4][2] == (
            "Families know today (strong); Someone at school expects me (weak)"
        )
        assert figure.rows[5] == (
            *("change idea", "Call home by noon"),
            "Contact on the same day (strong); Contact in the family’s language (weak)",
            *("testing", "calls made by noon: 81 %", "1 adapted, 2 adopted, 11 expanded"),
        )

    def test_it_goes_to_vega_lite_with_places_and_links(self):
        spec = draw_drivers(picture()).vega_lite()
        (layer,) = spec["layer"]
        rules, words = layer["layer"]
        assert len(spec["data"]["values"]) == len(DRIVERS)
        assert {v["kind"] for v in rules["data"]["values"]} == {"strong", "weak"}
        assert words["encoding"]["text"] == {"field": "lines"}
        assert all(0 <= v["x"] <= 1100 and v["y"] > 0 for v in spec["data"]["values"])

    def test_words_typed_are_never_markup_and_no_color_is_set(self):
        hostile = "</text><script>alert(1)</script>\" ' & \x00"
        drivers = (Driver("a", "aim", hostile, hostile, hostile, (Cycle(hostile),)),)
        figure = draw_drivers(picture(drivers, (), uid=hostile, title=hostile))
        for drawing in (figure.wide, figure.narrow):
            tags = {e.tag for e in ET.fromstring(drawing).iter()}
            assert tags <= {"svg", "title", "desc", "path", "rect", "circle", "text"}
            assert "style" not in drawing
            assert "<script" not in drawing

    def test_the_same_picture_gives_the_same_text(self):
        assert draw_drivers(grown(80, 7)) == draw_drivers(grown(80, 7))

    def test_a_page_in_another_language_brings_its_words(self):
        words = DriverWords(levels=("Meta", "Motores", "Motores secundarios", "Cambios"))
        assert words_on(draw_drivers(picture(words=words)).wide)[:2] == ["Meta", "Motores"]


def a_chain(*pairs):
    return {"links": tuple(Link(a, b) for a, b in pairs)}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"drivers": ()}, "The diagram is empty."),
        ({"drivers": (NOON, NOON), "links": ()}, "Two boxes have the key “c1”."),
        ({"drivers": (Driver("x", "aim", " "),), "links": ()}, "The box “x” has no words."),
        ({"drivers": (Driver("x", "goal", "Go"),), "links": ()}, "“goal” is not a level."),
        (
            {"drivers": (Driver("x", "aim", "Go", trend=(1, float("nan"))),), "links": ()},
            "The trend of “Go” holds something that is not a number.",
        ),
        (a_chain(("a", "gone")), "A link names the box “gone”, which is not there."),
        (a_chain(("gone", "a")), "A link names the box “gone”, which is not there."),
        (
            a_chain(("p1", "s1"), ("p1", "s1")),
            "“Families know today” and “Contact on the same day” are linked twice.",
        ),
        (
            a_chain(("s1", "p1")),
            (
                "“Contact on the same day” and “Families know today” are linked the wrong way or "
                "stand in the same column."
            ),
        ),
        (
            a_chain(("p1", "s1"), ("s1", "c1"), ("c1", "p1")),
            (
                "The links run in a loop: “Families know today” → “Contact on the same day” → "
                "“Call home by noon” → “Families know today”."
            ),
        ),
        (
            a_chain(("p1", "p1")),
            "The links run in a loop: “Families know today” → “Families know today”.",
        ),
    ],
)
def test_a_theory_that_can_not_be_drawn_is_answered_with_a_way_out(changes, what):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.what == what
    assert caught.value.next_step.endswith(".")


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=25))
def test_a_loop_is_found_when_there_is_one(pairs):
    graph = nx.DiGraph(pairs)
    loop = find_loop(pairs)
    assert bool(loop) == (not nx.is_directed_acyclic_graph(graph))
    closed = (*loop, *loop[:1])
    assert all(graph.has_edge(a, b) for a, b in pairwise(closed))


def test_a_long_chain_is_followed_without_running_out_of_stack():
    assert find_loop((n, n + 1) for n in range(5000)) == ()
    assert len(find_loop([*((n, n + 1) for n in range(5000)), (5000, 0)])) == 5001
