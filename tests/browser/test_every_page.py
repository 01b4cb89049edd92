"""Every page a person can reach: no barrier, no sideways scroll, nothing blocked or broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pages.routes import every_route

from .conftest import Site, watched
from .crawl import Crawl, crawl

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
#: The four ways a page is looked at.
WAYS = [(1280, "light"), (1280, "dark"), (360, "dark"), (360, "light")]


@dataclass(frozen=True)
class Walked:
    """A person's page in the browser, and all they can reach."""

    page: Page
    seen: Crawl


def walk(browser: Browser, site: Site, sign_in: Callable[..., None], who: str) -> Iterator[Walked]:
    for page in watched(browser):
        sign_in(page, who)
        yield Walked(page, crawl(page.request, site.url))


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line a rule, with the first place."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
