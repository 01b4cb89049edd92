"""The process map: steps in lanes, flows round them, no label crossed."""

import random
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from geometry import assert_readable, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import ProcessMapPicture, draw_process_map
from thirdspace.charts.process_map import Flow, Lane, ProcessWords, Step, process_map_mermaid
from thirdspace.charts.process_map.grid import lay_grid, pack
from thirdspace.charts.process_map.layout import lay_out
from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem

LANES = (Lane("d", "District office"), Lane("u", "University"), Lane("m", "Mentor"))
STEPS = (
    Step("post", "d", "Post the openings"),
    Step("list", "u", "Send the list", note="12 of 14 on time"),
    Step("check", "d", "License valid?", decision=True),
    Step("renew", "u", "Help to renew", failure="nobody is told"),
    Step("match", "d", "Match with a mentor"),
    Step("agree", "m", "Agree"),
)
FLOWS = (
    Flow("post", "list", delay="10 days"),
    Flow("list", "check"),
    Flow("check", "renew", "no"),
    Flow("renew", "list", "renewed"),
    Flow("check", "match", "yes"),
    Flow("match", "agree"),
)


def picture(**changes):
    given = {"uid": "pm", "title": "One of five hand-offs waits", "reading": "Six steps."}
    return ProcessMapPicture(**given | {"lanes": LANES, "steps": STEPS, "flows": FLOWS} | changes)


WORDS = st.text(max_size=40).filter(lambda words: not blank(words))


@st.composite
def maps(draw):
    """Maps with any words and flows between any two steps."""
    lanes = [Lane(str(n), draw(WORDS)) for n in range(draw(st.integers(1, 6)))]
    keys = st.sampled_from([lane.key for lane in lanes])
    steps = [
        Step(str(n), draw(keys), draw(WORDS), draw(st.booleans()), draw(st.just("") | WORDS))
        for n in range(draw(st.integers(1, 14)))
    ]
    pairs = [(a.key, b.key) for a in steps for b in steps if a.key != b.key]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=25)) if pairs else []
    labels = st.just("") | WORDS
    flows = [Flow(*pair, draw(labels), draw(labels)) for pair in chosen]
    return picture(lanes=tuple(lanes), steps=tuple(steps), flows=tuple(flows))


def busy(count, lanes, seed):
    """A long process with ways back and long ways on."""
    chance = random.Random(seed)
    steps = tuple(
        Step(str(n), str(chance.randrange(lanes)), f"Do thing {n} " * (1 + n % 3), n % 4 == 0)
        for n in range(count)
    )
    flows = {}
    for n in range(count):
        for _ in range(1 + n % 3):
            far = chance.random() < 0.1
            to = chance.randrange(count) if far else min(count - 1, n + chance.randint(1, 3))
            if to != n:
                flows[n, to] = Flow(str(n), str(to), "yes" if n % 4 == 0 else "")
    names = tuple(Lane(str(n), f"Lane {n}") for n in range(lanes))
    return picture(lanes=names, steps=steps, flows=tuple(flows.values()))


def pieces(route):
    """Straight pieces of a route: along which axis, where, from, to."""
    for (x, y), (x2, y2) in pairwise(route.corners):
        if x == x2:
            yield "down", x, *sorted((y, y2))
        else:
            assert y == y2
            yield "across", y, *sorted((x, x2))


class TestReadable:
    def test_no_label_is_crossed(self):
        figure = draw_process_map(picture())
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    @given(maps())
    @settings(max_examples=60, deadline=None)
    def test_whatever_is_written_and_linked(self, process):
        figure = draw_process_map(process)
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    @pytest.mark.parametrize(
        ("count", "lanes", "width"), [(60, 5, 1100), (200, 8, 1100), (500, 4, 1100)]
    )
    def test_in_a_long_process(self, count, lanes, width):
        figure = draw_process_map(busy(count, lanes, 1))
        assert (paper(figure.wide)[0], paper(figure.narrow)[0]) == (width, 328)
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    def test_very_many_lanes_make_wider_paper_rather_than_thinner_lanes(self):
        figure = draw_process_map(busy(40, 15, 1))
        assert paper(figure.wide)[0] > 1100
        assert_readable(figure.wide)


class TestFlows:
    @given(maps())
    @settings(max_examples=40, deadline=None)
    def test_they_are_orthogonal_and_never_lie_on_each_other(self, process):
        routes = lay_out(process).routes
        for one, two in combinations(routes, 2):
            joined = one.way.flow.target == two.way.flow.target
            for (axis, at, start, end), (other, at2, start2, end2) in (
                (a, b) for a in pieces(one) for b in pieces(two)
            ):
                apart = axis != other or abs(at - at2) > 1 or end <= start2 or end2 <= start
                assert apart or joined

    @given(maps())
    @settings(max_examples=40, deadline=None)
    def test_they_never_run_through_a_step(self, process):
        layout = lay_out(process)
        for route in layout.routes:
            for axis, at, start, end in pieces(route):
                for step in layout.steps:
                    right = step.x + step.card.width
                    across, down = (step.x, right), (step.y, step.bottom)
                    if axis == "down":
                        across, down = down, across
                    through = down[0] < at < down[1]
                    assert not (through and start < across[1] and end > across[0])

    def test_the_next_step_of_a_lane_is_reached_straight_down(self):
        (straight,) = (w.flow for w in lay_grid(picture()).ways if w.straight)
        assert (straight.source, straight.target) == ("check", "match")

    def test_a_way_back_runs_up(self):
        (route,) = (r for r in lay_out(picture()).routes if r.way.flow.label == "renewed")
        assert route.corners[-1][1] < route.corners[0][1]

    def test_a_hand_off_is_heavier_and_every_flow_has_a_head(self):
        drawn = [e.get("class") for e in ET.fromstring(draw_process_map(picture()).wide).iter()]
        assert drawn.count("strong") == 4
        assert drawn.count("zero f-none") == 2
        assert drawn.count("f-ink") == 6

    @given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), max_size=20))
    def test_spans_with_one_number_never_touch(self, spans):
        found, count = pack([(a, b, place) for place, (a, b) in enumerate(spans)])
        assert sorted(set(found.values())) == list(range(count))
        for one, two in combinations(found, 2):
            if found[one] == found[two]:
                (a, b), (c, d) = spans[one], spans[two]
                assert b < c or d < a


class TestSteps:
    def test_each_stands_in_its_lane_under_what_leads_to_it(self):
        cells = lay_grid(picture()).cells
        assert [cells[step.key][0] for step in STEPS] == [0, 1, 0, 1, 0, 2]
        assert [cells[step.key][1] for step in STEPS] == [0, 1, 2, 3, 3, 4]

    @given(maps())
    @settings(max_examples=40, deadline=None)
    def test_no_two_share_a_cell(self, process):
        cells = lay_grid(process).cells
        assert len(set(cells.values())) == len(process.steps)

    def test_numbers_failures_notes_and_labels_are_written(self):
        for drawing in (draw_process_map(picture()).wide, draw_process_map(picture()).narrow):
            said = " ".join(words_on(drawing))
            for words in ("4 Help to renew", "Fails: nobody is told", "12 of 14 on time", "no"):
                assert words in said
            assert "wait 10 days" in said

    def test_a_decision_has_pointed_sides(self):
        root = ET.fromstring(draw_process_map(picture()).wide)
        boxes = [e.get("d") for e in root.iter("path") if e.get("class") == "node"]
        corners = [{part.split()[0] for part in box.strip("MZ").split("L")} for box in boxes]
        assert [len(xs) for xs in corners] == [2, 2, 4, 2, 2, 2]


class TestFigure:
    def test_the_table_says_where_each_step_leads(self):
        figure = draw_process_map(picture())
        assert figure.columns[:5] == ("Number", "Lane", "Step", "Kind", "Goes to")
        assert figure.rows[0] == (
            *("1", "District office", "Post the openings", "step"),
            *("wait 10 days → 2 (hand-off)", "", ""),
        )
        assert figure.rows[2][3:5] == ("decision", "no → 4 (hand-off); yes → 5")
        assert figure.rows[5][4] == "end"

    def test_the_narrow_drawing_names_a_lane_where_it_changes(self):
        said = words_on(draw_process_map(picture()).narrow)
        assert [w for w in said if w in {lane.text for lane in LANES}] == [
            *("District office", "University", "District office", "University"),
            *("District office", "Mentor"),
        ]
        assert "no → 4; yes → 5" in said

    def test_it_goes_to_vega_lite(self):
        spec = draw_process_map(picture()).vega_lite()
        assert [v["number"] for v in spec["data"]["values"]] == [1, 2, 3, 4, 5, 6]
        rules = spec["layer"][0]["layer"][0]["data"]["values"]
        assert {rule["kind"] for rule in rules} == {"handoff", "flow"}

    def test_it_goes_to_mermaid(self):
        text = process_map_mermaid(picture())
        assert text.startswith('flowchart TD\n    subgraph lane1["District office"]\n')
        assert '        s3{"License valid?"}\n' in text
        assert '    s3 -->|"no"| s4\n' in text
        assert "    s2 --> s3\n" in text

    def test_words_typed_are_never_markup(self):
        hostile = "\"]</text>\n<script>alert(1)</script> ' & ; `end` \x00"
        steps = (Step("1", "d", hostile, failure=hostile, note=hostile), Step("2", "d", "b"))
        flows = (Flow("1", "2", hostile, hostile),)
        lanes = (Lane("d", hostile),)
        process = picture(lanes=lanes, steps=steps, flows=flows, uid=hostile, title=hostile)
        figure = draw_process_map(process)
        for drawing in (figure.wide, figure.narrow):
            tags = {e.tag for e in ET.fromstring(drawing).iter()}
            assert tags <= {"svg", "title", "desc", "path", "rect", "text"}
        assert len(process_map_mermaid(process).splitlines()) == 6
        assert "<" not in process_map_mermaid(process)

    def test_a_page_in_another_language_brings_its_words(self):
        words = ProcessWords(wait="espera {delay}")
        assert "espera 10 days" in words_on(draw_process_map(picture(words=words)).wide)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"steps": (), "flows": ()}, "The process map is empty."),
        ({"lanes": ()}, "The process map is empty."),
        ({"lanes": (*LANES, LANES[0])}, "Two lanes have the key “d”."),
        ({"steps": (*STEPS, STEPS[0])}, "Two steps have the key “post”."),
        ({"lanes": (*LANES, Lane("x", ""))}, "One of the lanes, “x”, has no words."),
        ({"steps": (*STEPS, Step("x", "d", " "))}, "One of the steps, “x”, has no words."),
        (
            {"steps": (*STEPS, Step("x", "z", "Go"))},
            "“Go” stands in the lane “z”, which is not there.",
        ),
        ({"flows": (Flow("post", "x"),)}, "A flow names the step “x”, which is not there."),
        ({"flows": (Flow("x", "post"),)}, "A flow names the step “x”, which is not there."),
        ({"flows": (Flow("post", "post"),)}, "“Post the openings” leads to itself."),
        (
            {"flows": (FLOWS[1], FLOWS[1])},
            "“Send the list” leads to “License valid?” twice.",
        ),
    ],
)
def test_a_process_that_can_not_be_drawn_is_answered_with_a_way_out(changes, what):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.what == what
    assert caught.value.next_step.endswith(".")
