"""The week as people live it: a meeting by keyboard, promises from a phone, what was kept."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cast import PASSWORD

from .acts import newest_link, tab_to
from .conftest import COMMAND, Site, _wait, free_port

pytestmark = pytest.mark.browser

#: The two partnerships of the tests, and a steering table that meets now.
BUILD = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from cast import build_world
from thirdspace.access import clock
from thirdspace.meetings.actions import agenda, meetings
from thirdspace.meetings.actions.series import start_series
scope = build_world().scope("coordinator")
series = start_series(scope, name="Steering table", cadence="two_weeks", minutes=45,
                      place="Pier Street Middle", time_zone="America/New_York", voices=[])
one = meetings.plan_meeting(scope, series_id=series.pk, starts_at=clock.now())
for title in ("Who carries what", "The yearly plan", "Read decisions back"):
    agenda.add_item(scope, meeting_id=one.pk, title=title, kind="decide", minutes=15)
"""


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Site]:
    home, port = tmp_path / "home", free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")},
        "THIRDSPACE_HOME": str(home),
        "THIRDSPACE_CLOCK": "2026-06-16T19:30:00+00:00",
        "THIRDSPACE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "thirdspace.config.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    subprocess.run([sys.executable, "-c", BUILD], env=environment, check=True)
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--workers", "1"], env=environment
    )
    try:
        _wait(f"http://127.0.0.1:{port}/health/", server)
        yield Site(f"http://127.0.0.1:{port}", home, environment, PASSWORD, {})
    finally:
        server.terminate()
        server.wait(timeout=20)


def sign_in(page: Page, site: Site, who: str) -> None:
    page.goto(site.url + "/account/login/")
    page.get_by_label("Email").fill(f"{who}@harbor.example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/" not in url)


def press(page: Page, name: str) -> None:
    """Reach what has this name by Tab, and press Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_line(page: Page, words: str) -> None:
    page.locator("#lines .writing textarea").focus()
    page.keyboard.type(words)
    page.keyboard.press("Escape")  # nothing that is offered is taken
    page.keyboard.press("Enter")


def answer_on_a_phone(browser: Browser, address: str) -> float:
    """Answer a promise from its link as on a phone, without signing in; return the seconds."""
    phone = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True,
        java_script_enabled=False,
    )  # fmt: skip
    page = phone.new_page()
    began = time.perf_counter()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    page.get_by_role("radio", name=re.compile("^Done")).tap()
    page.get_by_role("button", name=re.compile("Send")).tap()
    expect(page.get_by_text("Stored.")).to_be_visible()
    seconds = time.perf_counter() - began
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    phone.close()
    return seconds


def test_a_meeting_by_keyboard_and_its_promises_from_a_phone(
    table: Site, page: Page, browser: Browser
) -> None:
    sign_in(page, table, "coordinator")
    page.goto(table.url + "/harbor/meetings/")
    page.get_by_role("link", name="Steering table 1", exact=True).click()
    press(page, "Open the meeting")
    expect(page.get_by_text("In session")).to_be_visible()
    press(page, "Project")
    type_line(page, "Both sides explain the other's answer first.")
    type_line(page, "decision: the yearly plan starts as a blank page")
    type_line(page, "promise: @Samir Patel send the course map by 26 June")
    type_line(page, "promise: @Ana Lindqvist name a contact by 19 June")
    for became in ("decision D-01", "promise P-01", "promise P-02"):
        expect(page.locator("#lines")).to_contain_text(became)
    for item in ("The yearly plan", "Read decisions back"):
        press(page, "Next item")
        expect(page.get_by_role("heading", level=1)).to_contain_text(item)
    press(page, "Agenda")
    press(page, "Next item")
    press(page, "Close the meeting")
    press(page, "Close the meeting")
    expect(page.get_by_text("Held.")).to_be_visible()
    for who in ("member_university", "member_district"):
        link = newest_link(table.home, f"{who}@harbor.example.org")
        assert answer_on_a_phone(browser, table.url + link) < 30
    page.get_by_role("link", name="Steering table", exact=True).click()
    press(page, "Plan the next meeting")
    press(page, "Plan the meeting")
    expect(page.get_by_role("row", name=re.compile("Promises since"))).to_contain_text("2 kept")
