"""A new partnership from nothing to an agenda: by keyboard, on a phone, without a barrier."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .acts import tab_to
from .conftest import Site

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
PEOPLE = [
    ("Fisk, Dana", "dfisk", "Bayview", "Dean’s office"),
    ("Lindqvist, Ana", "alindqvist", "HCS", "Talent lead"),
    ("Okafor, Joel", "jokafor", "HCS", "Improvement lead"),
    ("Castillo, Renée", "rcastillo", "HCS", "Superintendent"),
    ("Lind, Rosa", "rlind", "HCS", "Middle school principal"),
    ("Ward, Ellis", "eward", "Bayview", "Program director"),
    ("Cho, Mina", "mcho", "Bayview", "Clinical faculty"),
    ("Reyes, Paul", "preyes", "Bayview", "Field coach"),
    ("Ortiz, Lucía", "lortiz", "Bayview", "Field coach"),
]
TITLES = [
    "Why us, why now: each side in its own words",
    "Three words to define: residency, mentor, ready",
    "First promises, one each",
    "Reflection: how did we work?",
    "Read decisions back",
]


def spreadsheet(place: str, *, broken: str = "") -> str:
    """Return ten people as a spreadsheet gives them; one address may lack its ending."""
    lines = ["Name\tMail\tOrg\tJob\tPhone"]
    for name, mail, organization, job in PEOPLE:
        ending = "" if mail == broken else ".example"
        lines.append(f"{name}\t{mail}@{place}{ending}\t{organization}\t{job}\t555-0100")
    return "\n".join(lines)


@pytest.mark.parametrize("width", [1280, 360])
def test_ten_names_to_an_agenda_by_keyboard_alone(
    page: Page, site: Site, sign_in: Callable[..., None], width: int
) -> None:
    press, write = page.keyboard.press, page.keyboard.insert_text
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page)
    page.goto(site.url + "/new/")
    began = time.perf_counter()
    tab_to(page, "Name of the partnership")
    write(f"Bayview Residency {width}")
    tab_to(page, "The other organization’s full name")
    write("Bayview College")
    press("Enter")
    page.wait_for_url(re.compile(r"/new/\d+/$"))
    tab_to(page, "Paste from a spreadsheet")
    write(spreadsheet(f"bay{width}", broken="lortiz"))
    tab_to(page, "Read what I pasted")
    press("Enter")
    page.wait_for_url(re.compile("#s2$"))
    tab_to(page, "E-mail of Lucía Ortiz")
    press("End")
    write(".example")
    tab_to(page, "Keep these ten people")
    press("Enter")
    expect(page.get_by_text("Makes the partnership, and sends the invitations.")).to_be_visible()
    tab_to(page, "Invite ten people")
    press("Enter")
    page.wait_for_url(re.compile(r"/bayview-residency-\d+/meetings/\d+/$"))
    assert time.perf_counter() - began < 60
    for title in TITLES:
        expect(page.get_by_text(title).first).to_be_visible()


def test_the_other_side_sees_the_same_agenda(
    page: Page, other_page: Page, site: Site, sign_in: Callable[..., None]
) -> None:
    sign_in(page)
    found_with_the_mouse(page, site, "Bayview Together")
    meeting = page.url
    other_page.goto(site.url + link_to_join(site.home, "dfisk@together.example"))
    set_password(other_page)
    other_page.goto(site.url + "/account/login/")
    other_page.get_by_label("Email").fill("dfisk@together.example")
    other_page.get_by_label("Password", exact=True).fill(PASSWORD)
    other_page.get_by_role("button", name="Sign in").click()
    other_page.wait_for_url(lambda url: "/account/" not in url)
    other_page.goto(meeting)
    for title in TITLES:
        expect(other_page.get_by_text(title).first).to_be_visible()


PASSWORD = "a residency of one whole year"


def set_password(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Welcome, Dana Fisk")).to_be_visible()


def link_to_join(home: Path, to: str) -> str:
    """Return the path of the link in somebody's invitation to the partnership."""
    with closing(sqlite3.connect(home / "thirdspace.sqlite3")) as kept:
        letters = kept.execute('SELECT subject, text FROM web_letter WHERE "to" = ?', [to])
        (text,) = [text for subject, text in letters if subject.startswith("You are invited to")]
    found = re.search(r"/link/[\w-]+/", text)
    assert found
    return found.group()


def found_with_the_mouse(page: Page, site: Site, name: str) -> None:
    """Set up a partnership: three fields, four presses."""
    page.goto(site.url + "/new/")
    page.get_by_label("Name of the partnership").fill(name)
    page.get_by_label("The other organization’s full name").fill("Bayview College")
    page.get_by_role("button", name="Keep the two organizations").click()
    page.get_by_label("Paste from a spreadsheet").fill(spreadsheet("together"))
    page.get_by_role("button", name="Read what I pasted").click()
    page.get_by_role("button", name="Keep these ten people").click()
    page.get_by_role("button", name="Invite ten people").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))


def steps(page: Page, site: Site) -> Iterator[str]:
    """Go through the set-up and stop at each way the page looks."""
    page.goto(site.url + "/new/")
    yield "step 1"
    page.get_by_role("button", name="Keep the two organizations").click()
    page.get_by_label("Name of the partnership").fill("Bayview Looks")
    page.get_by_label("The other organization’s full name").fill("Bayview College")
    page.get_by_role("button", name="Keep the two organizations").click()
    yield "step 2, nothing pasted"
    page.get_by_label("Paste from a spreadsheet").fill(spreadsheet("looks", broken="lortiz"))
    page.get_by_role("button", name="Read what I pasted").click()
    yield "step 2, a row needs a look"
    page.get_by_role("button", name="Keep these ten people").click()
    yield "step 2, refused"
    page.get_by_role("button", name="Keep the nine, ask Dana for the tenth").click()
    yield "step 3"
    page.get_by_label("To", exact=True).fill("09:00")
    page.get_by_role("button", name="Invite nine people").click()
    yield "step 3, refused"
    page.goto(site.url + "/new/")
    yield "drafts"


def test_no_step_has_a_barrier_or_scrolls_sideways(
    page: Page, site: Site, sign_in: Callable[..., None]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    sign_in(page)
    found: list[str] = []
    for step in steps(page, site):
        for width in (1280, 360):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
                found += [f"{step} {width} {scheme}: {v['id']}" for v in
                          result.response["violations"]]  # fmt: skip
            assert page.evaluate("document.documentElement.scrollWidth") <= width, step
    assert found == []
