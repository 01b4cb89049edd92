"""The main job, as people do it: a sentence, its evidence both ways, its readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .acts import cite, invite, newest_link, tab_to, tally, told, write_claim
from .conftest import Site

pytestmark = pytest.mark.browser

SignIn = Callable[..., None]
FOR = "For the leader portrait we put one page on the screen"
AGAINST = "The hiring guide came as a finished file"
CHART = "Documents with authors from more than one organization"


def test_a_claim_gets_its_evidence_both_ways(page: Page, site: Site, sign_in: SignIn) -> None:
    sign_in(page)
    write_claim(page, site.url, "We share ownership of the work")
    expect(tally(page)).to_have_text(re.compile(r"0\s*0"))
    cite(page, FOR, "Quote", "Supports", "Four people typed one text.")
    cite(page, AGAINST, "Quote", "Contrasts", "A box for comments is no share in it.")
    cite(page, CHART, "Measure and its chart", "Supports", "Nine in a row above the median.")
    expect(tally(page)).to_have_text(re.compile(r"1\s*2"))
    assert told(page) == "1 (Lakeside 1) contrast, 2 (Harbor County 1, computed 1) support"
    expect(tally(page).locator(".unit")).to_have_count(3)
    evidence = page.get_by_role("region", name="Evidence, both ways")
    expect(evidence.get_by_text(FOR)).to_be_visible()
    expect(evidence.get_by_text(AGAINST)).to_be_visible()
    expect(evidence.locator("svg.chart")).to_be_visible()


def test_the_same_by_keyboard_alone(page: Page, site: Site) -> None:
    press, write = page.keyboard.press, page.keyboard.type
    page.goto(site.url + "/account/login/")
    tab_to(page, "Email")
    write(site.emails["coordinator"])
    tab_to(page, "Password")
    write(site.password)
    press("Enter")
    page.wait_for_url(re.compile("/harbor/$"))
    tab_to(page, "Write a claim")
    press("Enter")
    page.wait_for_url(re.compile("/new/$"))
    tab_to(page, "What do we say about ourselves?")
    write("We share ownership of the keyboard")
    tab_to(page, "Make the claim")
    press("Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/$"))
    tab_to(page, "Link evidence")
    press("Enter")
    page.wait_for_url(re.compile("/link/$"))
    tab_to(page, "Words in the record")
    write(AGAINST)
    press("Enter")
    page.wait_for_url(re.compile("q="))
    tab_to(page, AGAINST)
    press("Space")
    tab_to(page, "Supports")
    press("ArrowDown")
    tab_to(page, "Why this counts")
    write("It was finished before we saw it.")
    tab_to(page, "Link it")
    press("Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/(#.*)?$"))
    assert told(page).startswith("1 (Lakeside 1) contrast")


def test_a_cell_leads_to_the_words_in_their_place(page: Page, site: Site, sign_in: SignIn) -> None:
    sign_in(page, "researcher")
    page.goto(site.url + "/harbor/evidence/matrix/")
    row = page.get_by_role("row", name=re.compile("^Northfield"))
    row.get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Northfield × Ownership")
    page.get_by_role("link", name="Erodes").click()
    quote = page.locator(".ev").last
    words = quote.locator("blockquote").inner_text().strip("“”")
    quote.get_by_role("link", name="In context").click()
    page.wait_for_url(re.compile(r"#coding-\d+$"))
    anchor = page.locator(page.url[page.url.index("#") :])
    marked = anchor.locator("xpath=following::mark[1]")
    expect(marked).to_be_in_viewport()
    assert words.startswith(marked.inner_text()[:30])
    expect(page.locator(".turn.here").locator(marked)).to_be_visible()


def test_narrowed_consent_holds_words_back_and_keeps_the_count(
    page: Page, other_page: Page, site: Site, sign_in: SignIn
) -> None:
    words = "I began by asking each organization what it wants to be asked"
    sign_in(page)
    write_claim(page, site.url, "We ask before we tell")
    cite(page, words, "Quote", "Supports", "It began with a question.")
    claim, before = page.url, told(page)
    page.get_by_role("link", name=re.compile("^Coordinator, Harbor County")).first.click()
    page.get_by_role("link", name="Change what may be done with it").click()
    page.get_by_label("What the speakers agreed to").select_option(label="Not to be quoted")
    page.get_by_role("button", name="Save").click()
    for reader, who in ((page, "coordinator"), (other_page, "university")):
        sign_in(reader, who)
        reader.goto(claim)
        expect(reader.get_by_text("Held back.")).to_be_visible()
        expect(reader.get_by_text(re.compile("did not agree|not to be quoted"))).to_be_visible()
        expect(reader.get_by_text(words)).to_have_count(0)
        assert told(reader) == before


def test_the_other_side_answers_contrast_and_cannot_remove_it(
    page: Page, other_page: Page, site: Site, sign_in: SignIn
) -> None:
    sign_in(page, "university")
    write_claim(page, site.url, "Each side reads what the other writes")
    cite(page, AGAINST, "Quote", "Contrasts", "Nobody read the answers.")
    claim, before = page.url, told(page)
    expect(page.get_by_role("link", name=re.compile("^Withdraw"))).to_have_count(1)
    sign_in(other_page)
    other_page.goto(claim)
    expect(other_page.get_by_role("link", name=re.compile("^Withdraw"))).to_have_count(0)
    other_page.get_by_role("link", name=re.compile("^Answer ")).click()
    reply = other_page.url
    other_page.get_by_label("Your answer").fill("We read all four, too late.")
    other_page.get_by_role("button", name="Store the answer").click()
    expect(other_page.get_by_text("We read all four, too late.").first).to_be_visible()
    assert told(other_page) == before
    other_page.goto(reply.replace("/reply/", "/withdraw/"))
    other_page.get_by_label("Why do you withdraw it?").fill("We don't like it.")
    other_page.get_by_role("button", name="Withdraw it").click()
    expect(other_page.get_by_role("heading", level=1)).to_contain_text("can")
    other_page.goto(claim)
    assert told(other_page) == before


@pytest.mark.parametrize("reader", ["inside the partnership", "Anybody"])
def test_a_report_stands_alone(
    page: Page, site: Site, sign_in: SignIn, tmp_path: Path, reader: str
) -> None:
    sign_in(page)
    page.get_by_role("link", name="Make a report").click()
    page.get_by_role("radio", name=re.compile(reader)).check()
    with page.expect_download() as made:
        page.get_by_role("button", name="Download the report").click()
    file = tmp_path / "report.html"
    made.value.save_as(file)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    inside = page.get_by_text("We share ownership", exact=False)
    assert "Harbor" in page.title() or page.get_by_text("Harbor Leaders").count()
    if reader == "Anybody":
        expect(inside).to_have_count(0)


def test_a_funder_sees_what_was_released_and_nothing_else(
    page: Page, other_page: Page, site: Site, sign_in: SignIn
) -> None:
    sign_in(page)
    write_claim(page, site.url, "This stays inside")
    inside = page.url
    released = re.compile("Released")
    sign_in(other_page, "funder")
    other_page.goto(site.url + "/harbor/claims/")
    seen = other_page.locator("th a[href*='/claims/']")
    assert seen.count() > 0
    addresses = [site.url + (a.get_attribute("href") or "") for a in seen.all()]
    expect(other_page.get_by_text("This stays inside")).to_have_count(0)
    refused = other_page.goto(inside)
    assert refused
    assert refused.status == 404
    for address in addresses:
        page.goto(address)
        facts = page.get_by_label("Facts about this claim").locator("dl")
        expect(facts.locator("dt", has_text=released).locator("+ dd")).to_contain_text("Yes")


def test_a_stranger_gets_nothing(page: Page, site: Site, sign_in: SignIn) -> None:
    sign_in(page, "researcher")
    theirs = page.goto(site.url + "/mill-river/")
    nowhere = page.goto(site.url + "/no-such-partnership/")
    assert theirs
    assert nowhere
    assert (theirs.status, nowhere.status) == (404, 404)


@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_rooms_open_on_a_phone(page: Page, sign_in: SignIn, way: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page)
    rooms = page.get_by_role("navigation", name="Rooms")
    expect(rooms).to_be_hidden()
    if way == "pointer":
        page.get_by_role("button", name="Rooms").click()
        expect(rooms).to_be_visible()
        rooms.get_by_role("link", name="Claims").click()
    else:
        tab_to(page, "Rooms")
        page.keyboard.press("Enter")
        expect(rooms).to_be_visible()
        tab_to(page, "Claims")
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claims/$"))


def test_a_comment_survives_a_reload_until_it_is_stored(
    page: Page, site: Site, sign_in: SignIn
) -> None:
    sign_in(page)
    page.goto(site.url + "/harbor/claims/7/")
    box = page.get_by_label("Add to the discussion")
    box.fill("Shall we look at the yearly plan")
    box.blur()
    page.reload()
    expect(box).to_have_value("Shall we look at the yearly plan")
    page.get_by_role("button", name="Add comment").click()
    discussion = page.get_by_role("region", name="Discussion and history")
    expect(discussion.get_by_text("Shall we look at the yearly plan").first).to_be_visible()
    page.reload()
    expect(box).to_have_value("")


def test_an_invitation_opens_often_and_works_once(
    page: Page, other_page: Page, site: Site, sign_in: SignIn
) -> None:
    email, password = "newcomer@harbor.example", "nine lighthouses at dusk"
    sign_in(page)
    invite(page, site.url, email, "Noor Haddad")
    link = site.url + newest_link(site.home, email)
    for _ in range(3):  # as mail scanners do
        other_page.goto(link)
        expect(other_page.get_by_role("button", name="Join")).to_be_visible()
    other_page.get_by_label("Password", exact=True).fill(password)
    other_page.get_by_label("The same password again").fill(password)
    other_page.get_by_role("button", name="Join").click()
    used = other_page.goto(link)
    assert used
    assert used.status == 410
    other_page.goto(site.url + "/account/login/")
    other_page.get_by_label("Email").fill(email)
    other_page.get_by_label("Password", exact=True).fill(password)
    other_page.get_by_role("button", name="Sign in").click()
    other_page.wait_for_url(re.compile("/harbor/$"))
    expect(other_page.get_by_text("Noor Haddad").first).to_be_visible()


def test_from_the_network_to_ones_own_quotes(page: Page, sign_in: SignIn) -> None:
    sign_in(page)
    page.get_by_role("link", name="Networks").click()
    page.get_by_role("main").get_by_role("link").first.click()
    own = page.get_by_role("row", name=re.compile("^Harbor Leaders"))
    own.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("×")
    expect(page.locator(".ev").first).to_be_visible()
