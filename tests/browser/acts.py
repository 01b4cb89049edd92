"""What people do on the pages, in the words they read there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def write_claim(page: Page, url: str, statement: str) -> None:
    """Make a claim and stay on its page."""
    page.goto(url + "/harbor/claims/new/")
    page.get_by_label("What do we say about ourselves?").fill(statement)
    page.get_by_role("button", name="Make the claim").click()
    page.wait_for_url(re.compile(r"/claims/\d+/$"))


def invite(page: Page, url: str, email: str, name: str) -> None:
    """Invite a member to the organization of whoever is signed in."""
    page.goto(url + "/harbor/agreements/people/new/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("radio", name=re.compile("^Member")).check()
    page.get_by_role("button", name=re.compile("[Ii]nvit")).click()
    expect(page.get_by_text("on its way")).to_be_visible()


def cite(page: Page, words: str, kind: str, stance: str, why: str) -> None:
    """Link a record, found by words, to the claim on the page; come back to the claim."""
    page.get_by_role("link", name="Link evidence").click()
    page.get_by_label("Words in the record").fill(words)
    page.get_by_label("Kind of record").select_option(label=kind)
    page.get_by_role("button", name="Find records").click()
    page.get_by_role("radio", name=words).first.check()
    page.get_by_role("radio", name=stance, exact=True).check()
    page.get_by_label("Why this counts").fill(why)
    page.get_by_role("button", name="Link it").click()
    page.wait_for_url(re.compile(r"/claims/\d+/"))


def tally(page: Page) -> Locator:
    """Return the tally at the head of a claim."""
    return page.get_by_role("region", name="Tally").locator(".tally")


def told(page: Page) -> str:
    """Return what the marks of the tally say to a screen reader."""
    return tally(page).get_by_role("img").get_attribute("aria-label") or ""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(_NAME_OF_FOCUS):
            return
    raise AssertionError(f"the keyboard does not reach “{name}”")


#: The words at what has the focus: its own, or its label's.
_NAME_OF_FOCUS = """() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  return [at.innerText, ...[...(at.labels ?? [])].map(l => l.innerText)].join(' ');
}"""


def newest_link(home: Path, to: str) -> str:
    """Return the path of the task link in the newest letter to an address that has one."""
    with closing(sqlite3.connect(home / "thirdspace.sqlite3")) as kept:
        letters = kept.execute('SELECT text FROM web_letter WHERE "to" = ? ORDER BY id', [to])
        texts = [text for (text,) in letters]
    found = [link for text in texts if (link := re.search(r"/link/[\w-]+/", text))]
    assert found
    return found[-1].group()
