"""What the small scripts promise, in a real browser under the real content security policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with override_settings(ROOT_URLCONF="web.urls", ALLOWED_HOSTS=["127.0.0.1"]):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture
def page(browser, address) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "Security Policy" in m.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    yield page
    context.close()
    assert refused == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/patterns/", "/help/", "/raise/note/", "/raise/rows/"])
def test_no_violation_and_no_sideways_scroll(page, path, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_reflow_at_320(page):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/patterns/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_icons_are_drawn_from_the_sprite(page):
    page.goto("/patterns/")
    box = page.locator(".tiles .i use").first.bounding_box()
    assert box is not None
    assert box["width"] > 5


def test_the_theme_is_remembered(page):
    page.goto("/help/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Dark").check()
    page.goto("/patterns/")
    expect(page.get_by_label("Dark")).to_be_checked()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.get_by_label("Device").check()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def type_and_leave(page: Page, text: str) -> None:
    page.goto("/raise/note/")
    page.get_by_label("Note").fill(text)
    page.get_by_label("Note").blur()
    page.goto("/help/")
    page.goto("/raise/note/")


def test_typed_text_comes_back_and_says_so(page):
    type_and_leave(page, "a long thought")
    expect(page.get_by_label("Note")).to_have_value("a long thought")
    expect(page.get_by_text("Restored what you typed here on")).to_be_visible()


def test_restored_text_can_be_discarded(page):
    type_and_leave(page, "a long thought")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_label("Note")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("")


def test_stored_text_is_forgotten(page):
    page.goto("/raise/note/")
    page.get_by_label("Note").fill("a long thought")
    page.get_by_role("button", name="Store").click()
    page.wait_for_url("**/")
    page.goto("/raise/note/")
    expect(page.get_by_label("Note")).to_have_value("")


def test_refused_text_is_kept(page):
    page.goto("/raise/note/")
    page.get_by_label("Note").fill("abc")
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.goto("/help/")
    page.goto("/raise/note/")
    expect(page.get_by_label("Note")).to_have_value("abc")


def test_a_grave_act_asks_first_and_escape_closes(page):
    page.goto("/patterns/")
    page.get_by_role("button", name="Withdraw the claim").first.click()
    dialog = page.locator("#grave")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_first_tab_skips_to_the_content(page):
    page.goto("/help/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
