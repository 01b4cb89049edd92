"""Notes typed by several people at once, in a real browser, with and without a connection."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from cast import PASSWORD

from .conftest import COMMAND, _wait, free_port

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
WAYS = ((1280, "light"), (1280, "dark"), (360, "light"), (360, "dark"))
#: Makes the two partnerships of the tests and one open meeting for each number asked.
BUILD = """
import sys
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from cast import build_world
from thirdspace.access import clock
from thirdspace.meetings.actions import agenda, meetings, presence
from thirdspace.meetings.actions.series import start_series
world = build_world()
scope = world.scope("coordinator")
series = start_series(scope, name="Steering table", cadence="two_weeks", minutes=75,
                      place="Pier Street Middle", time_zone="America/New_York", voices=[])
for n in range(int(sys.argv[1])):
    one = meetings.plan_meeting(scope, series_id=series.pk,
                                starts_at=clock.now() - timedelta(days=14 * n))
    agenda.add_item(scope, meeting_id=one.pk, title="Who carries what", kind="decide", minutes=15)
    agenda.add_item(scope, meeting_id=one.pk, title="The yearly plan", kind="make", minutes=30)
    meetings.open_meeting(scope, meeting_id=one.pk)
    print(one.pk)
"""


@dataclass(frozen=True)
class Table:
    """A served partnership with open meetings, one a test."""

    url: str
    meetings: Iterator[str]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    home, port = tmp_path_factory.mktemp("table"), free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")},
        "THIRDSPACE_HOME": str(home),
        "THIRDSPACE_CLOCK": "2026-06-16T19:30:00+00:00",
        "THIRDSPACE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "thirdspace.config.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    made = subprocess.run(
        [sys.executable, "-c", BUILD, "30"], env=environment, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--workers", "1"], env=environment
    )
    try:
        _wait(f"http://127.0.0.1:{port}/health/", server)
        yield Table(f"http://127.0.0.1:{port}", iter(made.stdout.split()))
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def cookies(table: Table, browser: Browser) -> Callable[[str], list]:
    """Return a function that signs a member of the cast in, once."""
    known: dict[str, list] = {}

    def of(who: str) -> list:
        if who not in known:
            context = browser.new_context()
            page = context.new_page()
            page.goto(table.url + "/account/login/")
            page.get_by_label("Email").fill(f"{who}@harbor.example.org")
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/account/" not in url)
            known[who] = context.cookies()
            context.close()
        return known[who]

    return of


@pytest.fixture
def notes(table: Table) -> str:
    """Return the address of the notes of a meeting of its own."""
    return f"{table.url}/harbor/meetings/{next(table.meetings)}/notes/"


@pytest.fixture
def sit(
    browser: Browser, cookies: Callable[[str], list], notes: str
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the notes as a member of the cast, in a browser of their own.

    At the end no script may have failed and the policy must have blocked nothing.
    """
    opened: list[BrowserContext] = []
    said: list[str] = []

    def enter(who: str = "coordinator", **how: object) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **how)
        context.set_default_timeout(10_000)
        context.add_cookies(cookies(who))
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda m: said.append(m.text) if "Security Policy" in m.text else None)
        page.goto(notes)
        return page

    yield enter
    for context in opened:
        context.close()
    assert said == []


def field(page: Page) -> Locator:
    return page.get_by_label("Type a line")


def line(page: Page, words: str) -> Locator:
    return page.locator("#lines > li[data-key]").filter(has_text=words)


def texts(page: Page) -> list[str]:
    return page.locator("#lines > li[data-key] .typed").all_inner_texts()


def type_line(page: Page, words: str) -> None:
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def settled(page: Page) -> None:
    """Wait until nothing is kept on the computer any more."""
    expect(page.locator("#lines > li.kept")).to_have_count(0)


class TestByKeyboard:
    def test_a_decision_and_a_promise_with_what_is_offered(self, sit):
        page = sit()
        expect(field(page)).to_be_focused()
        type_line(page, "decision: the yearly plan starts as a blank page")
        expect(line(page, "blank page")).to_contain_text("decision D-")
        page.keyboard.type("promise: @lind")
        expect(page.get_by_role("option")).to_have_text(re.compile("Ana Lindqvist"))
        page.keyboard.press("Tab")
        page.keyboard.type("move the reading to September, by 26 ju")
        expect(page.get_by_role("option").first).to_contain_text("26 June 2026")
        expect(page.get_by_text("promise, being typed")).to_be_visible()
        page.keyboard.press("Tab")
        expect(field(page)).to_have_value(
            "promise: @Ana Lindqvist move the reading to September, by 26 June 2026"
        )
        page.keyboard.press("Enter")
        made = line(page, "move the reading")
        expect(made).to_contain_text(re.compile(r"promise P-\d+.*Ana Lindqvist.*26 Jun 2026", re.S))
        expect(page.locator("#told")).to_contain_text("promise P-")

    def test_two_rows_and_going_from_line_to_line(self, sit):
        page = sit()
        page.keyboard.type("one")
        page.keyboard.press("Shift+Enter")
        type_line(page, "two")
        type_line(page, "three")
        settled(page)
        assert texts(page) == ["one\ntwo", "three"]
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(line(page, "one")).to_be_focused()
        page.keyboard.press("Enter")
        expect(field(page)).to_have_value("one\ntwo")
        type_line(page, " and more")
        expect(line(page, "one")).to_contain_text("two and more")
        settled(page)
        assert texts(page) == ["one\ntwo and more", "three"]

    def test_escape_closes_the_offer_and_then_leaves_the_line_as_it_was(self, sit):
        page = sit()
        type_line(page, "as it was")
        settled(page)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.keyboard.type(" @ana")
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(line(page, "as it was")).to_be_focused()
        assert texts(page) == ["as it was"]

    def test_undo_takes_back_the_line_and_its_record_and_brings_back_a_cleared_one(self, sit):
        page = sit()
        type_line(page, "first words")
        settled(page)
        type_line(page, "decision: too early")
        expect(line(page, "too early")).to_contain_text("decision D-")
        page.keyboard.press("Control+z")
        expect(line(page, "too early")).to_have_count(0)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.press("Enter")
        expect(page.locator("#lines > li[data-key]")).to_have_count(0)
        page.wait_for_timeout(500)
        page.keyboard.press("Control+z")
        expect(line(page, "first words")).to_be_visible()
        settled(page)
        page.reload()
        assert texts(page) == ["first words"]

    def test_a_button_puts_the_word_in(self, sit):
        page = sit()
        page.keyboard.type("a blank page")
        page.get_by_role("button", name="Decision").click()
        expect(field(page)).to_have_value("decision: a blank page")
        page.get_by_role("button", name="Tension").click()
        expect(field(page)).to_have_value("tension: a blank page")


class TestTogether:
    def test_two_type_at_once_and_both_see_all(self, sit):
        marcus, ingrid = sit(), sit("coordinator_university")
        for n in range(5):
            type_line(marcus, f"district says {n}")
            type_line(ingrid, f"university says {n}")
        for page in (marcus, ingrid):
            expect(page.locator("#lines > li[data-place]")).to_have_count(10)
            settled(page)
        # Everybody has the same lines in the same order, each once.
        marcus.reload()
        ingrid.reload()
        assert texts(marcus) == texts(ingrid)
        assert len(set(texts(marcus))) == 10

    def test_one_line_changed_by_two_keeps_both(self, sit):
        marcus, ingrid = sit(), sit("coordinator_university")
        type_line(marcus, "the reading moves")
        expect(line(ingrid, "the reading moves")).to_be_visible()
        for page in (marcus, ingrid):
            line(page, "the reading moves").get_by_role("button", name="Change").click()
        field(marcus).fill("the reading moves to September")
        marcus.keyboard.press("Enter")
        settled(marcus)
        field(ingrid).fill("the reading moves to August")
        ingrid.keyboard.press("Enter")
        box = ingrid.locator("[data-about]")
        expect(box).to_contain_text("the reading moves to September")
        expect(box).to_contain_text("the reading moves to August")
        ingrid.reload()  # both texts are still there
        box.get_by_role("button", name="Keep both lines").click()
        for page in (marcus, ingrid):
            expect(line(page, "August")).to_be_visible()
            expect(line(page, "September")).to_be_visible()

    @pytest.mark.parametrize(("button", "stands"), [("first", "theirs"), ("second", "mine")])
    def test_or_one_of_them(self, sit, button, stands):
        marcus, ingrid = sit(), sit("coordinator_university")
        type_line(marcus, "whose")
        expect(line(ingrid, "whose")).to_be_visible()
        line(ingrid, "whose").get_by_role("button", name="Change").click()
        marcus.keyboard.press("ArrowUp")
        marcus.keyboard.press("Enter")
        field(marcus).fill("theirs")
        marcus.keyboard.press("Enter")
        settled(marcus)
        field(ingrid).fill("mine")
        ingrid.keyboard.press("Enter")
        ingrid.get_by_role("button", name=f"Keep the {button}").click()
        for page in (marcus, ingrid):
            expect(line(page, stands)).to_be_visible()
            expect(page.locator("#lines > li[data-key]")).to_have_count(1)

    def test_a_tension_kept_on_the_own_side_goes_from_other_screens(self, sit):
        marcus, ingrid = sit(), sit("coordinator_university")
        type_line(marcus, "tension: being asked is not deciding")
        expect(line(ingrid, "being asked")).to_be_visible()
        line(marcus, "being asked").get_by_role("button", name="Own side").click()
        expect(line(ingrid, "being asked")).to_have_count(0)
        expect(line(marcus, "being asked")).to_contain_text("own side only")
        line(marcus, "being asked").get_by_role("button", name="Shared").click()
        expect(line(ingrid, "being asked")).to_contain_text("tension T-")

    def test_next_item_is_on_every_screen(self, sit):
        marcus, ingrid = sit(), sit("coordinator_university")
        expect(ingrid.get_by_role("heading", level=1)).to_have_text("Item 1: Who carries what")
        marcus.keyboard.type("half a th")
        marcus.get_by_role("button", name="Next item").click()
        expect(field(marcus)).to_have_value("half a th")
        expect(ingrid.get_by_role("heading", level=1)).to_have_text("Item 2: The yearly plan")


class TestWithoutConnection:
    def test_lines_are_kept_and_sent_once(self, sit):
        marcus, ingrid = sit(), sit("coordinator_university")
        type_line(marcus, "before the break")
        settled(marcus)
        marcus.context.set_offline(True)
        type_line(marcus, "thanks: to Dean, for saying it out loud")
        type_line(marcus, "promise: @Ana Lindqvist move the reading, by 30 June")
        expect(marcus.locator("#offline")).to_contain_text("2 of your lines are kept")
        expect(line(marcus, "out loud")).to_contain_text("Kept on this computer")
        type_line(ingrid, "typed meanwhile")
        settled(ingrid)
        marcus.context.set_offline(False)
        expect(marcus.locator("#offline")).to_have_count(0, timeout=20_000)
        expect(marcus.locator("#back")).to_contain_text("Your 2 lines were sent")
        expect(marcus.locator("#back")).to_contain_text("1 line of Ingrid Halloran’s came in")
        for page in (marcus, ingrid):
            expect(page.locator("#lines > li[data-place]")).to_have_count(4, timeout=20_000)
            settled(page)
            expect(line(page, "move the reading")).to_contain_text("promise P-")

    def test_an_answer_that_was_lost_doubles_nothing(self, sit, notes):
        page = sit()
        lost = []

        def lose(route):
            if lost:
                return route.continue_()
            lost.append(route.fetch())  # stored, but the answer never comes
            return route.abort()

        page.route("**/write/", lose)
        type_line(page, "said once")
        settled(page)
        page.reload()
        assert texts(page) == ["said once"]
        assert len(lost) == 1

    def test_closing_the_page_loses_nothing(self, sit, notes):
        page = sit()
        page.route("**/write/", lambda route: route.abort())
        type_line(page, "typed in a break")
        page.keyboard.type("half typ")
        page.close()
        again = page.context.new_page()
        again.goto(notes)
        expect(field(again)).to_have_value("half typ")
        expect(line(again, "typed in a break")).to_be_visible()
        settled(again)
        again.reload()
        assert texts(again) == ["typed in a break"]

    def test_two_tabs_of_one_person_send_a_line_once(self, sit, notes):
        page = sit()
        page.context.set_offline(True)
        type_line(page, "from two tabs")
        page.context.set_offline(False)
        page.context.route("**/write/", lambda route: route.abort())
        other = page.context.new_page()
        other.goto(notes)
        expect(line(other, "from two tabs")).to_be_visible()
        page.context.unroute("**/write/")
        for tab in (page, other):
            expect(tab.locator("#lines > li[data-place]")).to_have_count(1, timeout=20_000)
        other.reload()
        assert texts(other) == ["from two tabs"]

    def test_signed_out_lines_are_kept_and_sent_after_signing_in_again(self, sit, cookies, notes):
        page = sit()
        page.context.clear_cookies()
        type_line(page, "typed while signed out")
        expect(page.get_by_text("You are signed out.")).to_be_visible()
        expect(line(page, "signed out")).to_contain_text("Kept on this computer")
        page.context.add_cookies(cookies("coordinator"))
        settled(page)
        expect(page.get_by_text("You are signed out.")).to_have_count(0)

    def test_what_is_refused_stays_with_the_reason_beside_it(self, sit):
        page = sit()
        field(page).fill("x" * 10_001)
        page.keyboard.press("Enter")
        expect(line(page, "xxx")).to_contain_text("Not stored. This line is too long to store.")
        type_line(page, "the next one is stored")
        expect(line(page, "the next one")).to_contain_text("plain note")
        expect(line(page, "xxx")).to_contain_text("Not stored.")


class TestWithoutScript:
    def test_a_line_is_typed_and_a_tension_shared(self, sit):
        page = sit(java_script_enabled=False)
        field(page).fill("tension: who decides")
        page.get_by_role("button", name="Save the line").click()
        expect(line(page, "who decides")).to_contain_text("tension T-")
        page.get_by_role("button", name="Shared").click()
        expect(line(page, "who decides")).to_contain_text("Level: Shared")
        expect(field(page)).to_have_value("")

    def test_what_is_refused_is_still_in_the_field(self, sit):
        page = sit(java_script_enabled=False)
        field(page).fill("x" * 10_001)
        page.get_by_role("button", name="Save the line").click()
        expect(page.get_by_text("This line is too long to store.")).to_be_visible()
        assert len(field(page).input_value()) == 10_001


class TestForEverybody:
    LINES = (
        "Both sides explain the other’s answer first.",
        "tension: being asked is not the same as deciding",
        "decision: the yearly plan starts as a blank page, written together",
        "promise: @Ana Lindqvist move the reading to September, by 30 June",
        "promise: @Marcus Bell a day together, 14 August, both sides",
        "promise: @nobody x", "thanks: to Dean, for saying it out loud", "שלום 😀", "w" * 300,
    )  # fmt: skip

    def test_no_barrier_and_no_sideways_scroll(self, sit):
        page = sit()
        for words in self.LINES:
            type_line(page, words)
        settled(page)
        page.context.set_offline(True)
        type_line(page, "kept here")
        expect(page.locator("#offline")).to_be_visible()
        page.keyboard.type("promise: @")
        expect(page.get_by_role("listbox")).to_be_visible()
        for width, scheme in WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(page, options={"runOnly": RULES})
            assert found.response["violations"] == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
