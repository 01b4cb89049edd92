"""Every page a person can reach: no barrier, no sideways scroll, nothing blocked or broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pages.routes import every_route

from .acts import invite, newest_link
from .conftest import Site, watched
from .crawl import Crawl, crawl

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
#: How a page is looked at; one load serves all four.
WAYS = ((1280, "light"), (1280, "dark"), (360, "light"), (360, "dark"))
#: Pages that a form or an answer leads to, or that the demo's people have no need to see.
BY_ADDRESS = (
    "/harbor/attention/", "/harbor/search/?q=portrait", "/harbor/search/?q=zzz",
    "/harbor/agreements/waiting/", "/patterns/", "/account/password/change/",
    "/harbor/claims/?q=zzz", "/harbor/claims/999/",
)  # fmt: skip
#: Pages of somebody who has not signed in.
OUTSIDE = (
    "/account/login/", "/account/password/reset/", "/account/password/reset/done/",
    "/help/", "/patterns/", "/link/gone/", "/nowhere/at/all/",
)  # fmt: skip
#: Routes that no page of ours answers.
NO_PAGE = {
    "claims:by_id": "sends on to the claim's own address",
    "home:partnerships": "sends on to the board of a person with one partnership",
    "web:health": "answers a monitor",
    "web:mail_test": "sends on to one's mail",
    "calendar:feed": "answers a calendar program",
    "meetings:lines": "answers the script of the notes",
    "meetings:offers": "answers the script of the notes",
    "web:task": "opened from a mail: has a test of its own below",
}


@dataclass(frozen=True)
class Walked:
    """A person's page in the browser, and all they can reach."""

    page: Page
    seen: Crawl


@pytest.fixture(scope="module")
def stage(site: Site, sign_in: Callable[..., None], browser: Browser) -> None:
    """Make what the demo has none of: a claim of one side, a newcomer, a source in a case."""
    for page in watched(browser):
        sign_in(page)
        page.goto(site.url + "/harbor/claims/new/")
        page.get_by_label("What do we say about ourselves?").fill("We keep this to ourselves.")
        page.get_by_label("Who can see it").select_option("own")
        page.get_by_role("button", name="Make the claim").click()
        invite(page, site.url, "invited@harbor.example", "Ines Vidal")
        page.goto(site.url + "/harbor/evidence/?q=coordinator")
        page.get_by_role("link", name=re.compile("coordinator, Harbor")).first.click()
        page.get_by_role("link", name="Change its case").click()
        page.get_by_label("Case").fill("Harbor")
        page.get_by_role("button", name="Save").click()
        hold_a_meeting(page, site)
        begin_a_partnership(page, site)


def hold_a_meeting(page: Page, site: Site) -> None:
    """Open a meeting in which one side alone decides, and its reflection."""
    page.goto(site.url + "/harbor/meetings/")
    page.get_by_role("link", name="Boat house 5", exact=True).click()
    page.get_by_role("button", name="Open the meeting").click()
    page.get_by_role("button", name="Send to phones").click()
    page.get_by_role("link", name="Boat house 5").first.click()
    page.get_by_role("link", name="Say who is here").click()
    page.get_by_role("row", name=re.compile("Marcus Bell")).get_by_role(
        "combobox"
    ).first.select_option(label="Here")
    page.get_by_role("button", name="Store").click()
    page.get_by_role("link", name="Type notes").click()
    page.locator("#lines .writing textarea").fill("decision: we keep the boat house")
    page.keyboard.press("Enter")
    expect(page.locator("#lines")).to_contain_text("decision D-")


def begin_a_partnership(page: Page, site: Site) -> None:
    """Leave a set-up at its second step."""
    page.goto(site.url + "/new/")
    page.get_by_label("Name of the partnership").fill("Bayview Residency")
    page.get_by_label("The other organization’s full name").fill("Bayview College")
    page.get_by_role("button", name="Keep the two organizations").click()


@pytest.fixture(scope="module")
def walk(
    browser: Browser, site: Site, sign_in: Callable[..., None], stage: None
) -> Callable[[str], Iterator[Walked]]:
    """Return a function that lets a person follow all links, once a module."""
    seen: dict[str, Crawl] = {}

    def walked(who: str) -> Iterator[Walked]:
        for page in watched(browser):
            sign_in(page, who)
            if who not in seen:
                seen[who] = crawl(page.request, site.url)
            yield Walked(page, seen[who])

    return walked


def violations(page: Page) -> list[str]:
    """Return what axe finds, a line a rule, with the first place."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]


def barriers(page: Page, address: str) -> Iterator[str]:
    """Look at one page in both ways and name what is wrong."""
    page.goto(address)
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 900})
        # Without motion, so that no color is measured on its way to another.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{address} at {width}: {wide} px wide"
        yield from (f"{address} at {width}, {scheme}: {each}" for each in violations(page))


def look_at(page: Page, addresses: list[str]) -> None:
    """Fail with all that is wrong on these pages, a line each."""
    found = [each for address in addresses for each in barriers(page, address)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["coordinator", "researcher", "sponsor", "funder"])
def test_every_link_opens(walk, who: str) -> None:
    for walked in walk(who):
        assert walked.seen.broken == []


def test_every_declared_page_is_reached(walk) -> None:
    reached = {"home:attention", "home:search", "partnership:waiting", "web:patterns"}
    for who in ("coordinator", "university", "researcher", "sponsor"):
        for walked in walk(who):
            reached |= set(walked.seen.found) | set(walked.seen.files)
    asked = {found.name for found in every_route() if "GET" in found.route.methods}
    assert asked - reached == set(NO_PAGE)


def test_the_coordinators_pages(walk, site: Site) -> None:
    for walked in walk("coordinator"):
        addresses = [*walked.seen.found.values(), *BY_ADDRESS]
        look_at(walked.page, [site.url + a for a in addresses])


@pytest.mark.parametrize("who", ["researcher", "sponsor", "funder"])
def test_pages_that_others_see_otherwise(walk, site: Site, who: str) -> None:
    """A room's first pages: what is missing for a reader leaves other markup behind."""
    kinds = ("board", "index", "claim", "source", "measure", "quotes", "matrix", "answer")
    for walked in walk(who):
        found = walked.seen.found
        chosen = [a for name, a in found.items() if name.split(":")[-1] in kinds]
        look_at(walked.page, [site.url + a for a in chosen])


def test_what_waits_for_the_other_side(walk, site: Site) -> None:
    kinds = {"meetings:answer_decision", "meetings:object", "home:week"}
    for walked in walk("university"):
        look_at(walked.page, [site.url + walked.seen.found[name] for name in sorted(kinds)])


def test_pages_outside(page: Page, site: Site) -> None:
    look_at(page, [site.url + a for a in OUTSIDE])


def test_tasks_from_a_mail(page: Page, site: Site, sign_in: Callable[..., None], stage) -> None:
    answer = newest_link(site.home, site.emails["coordinator"])
    join = newest_link(site.home, "invited@harbor.example")
    look_at(page, [site.url + answer, site.url + join])
    expect(page.get_by_role("button", name="Join")).to_be_visible()
