"""A real server over the demo partnership, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright

CHROMIUM = os.environ.get("THIRDSPACE_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
COMMAND = Path(sys.executable).with_name("thirdspace")
#: What a test calls a person of the demo, and the story's own name for them.
PEOPLE_BY_WORD = {
    "coordinator": "marcus", "university": "ingrid", "researcher": "samir", "sponsor": "renee",
    "dean": "adaeze", "funder": "claire",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip loudly where there is no Chromium; never in CI."""
    for item in items:
        if "tests/browser" not in str(item.path):
            continue
        item.add_marker(pytest.mark.browser)
        if not CHROMIUM and not os.environ.get("CI"):
            item.add_marker(
                pytest.mark.skip(reason="no Chromium: set THIRDSPACE_CHROMIUM to its path")
            )


@dataclass(frozen=True)
class Site:
    """A served demo partnership."""

    url: str
    home: Path
    environment: dict[str, str]
    password: str
    emails: dict[str, str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the demo in a home of its own and serve it as a person would."""
    from thirdspace.demo.logins import PASSWORD
    from thirdspace.demo.story.members import PEOPLE, TODAY

    emails = {person.key: person.email for person in PEOPLE}

    home = tmp_path_factory.mktemp("home")
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")},
        "THIRDSPACE_HOME": str(home),
        "THIRDSPACE_CLOCK": TODAY.isoformat(),
        "THIRDSPACE_URL": f"http://127.0.0.1:{port}",
    }
    if os.environ.get("THIRDSPACE_DATABASE_URL"):
        environment["THIRDSPACE_DATABASE_URL"] = os.environ["THIRDSPACE_DATABASE_URL"]
    subprocess.run([COMMAND, "demo", "--no-serve", "--home", home], env=environment, check=True)
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--workers", "1"], env=environment
    )
    try:
        _wait(f"http://127.0.0.1:{port}/health/", server)
        yield Site(
            f"http://127.0.0.1:{port}", home, environment, PASSWORD,
            {word: emails[key] for word, key in PEOPLE_BY_WORD.items()},
        )  # fmt: skip
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(url: str, server: subprocess.Popen) -> None:
    for _ in range(200):
        if server.poll() is not None:
            pytest.fail("the server stopped while starting")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer in 20 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def watched(browser: Browser) -> Iterator[Page]:
    """Yield a page of its own and fail on script errors, blocked content and broken files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    tab = context.new_page()
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("console", lambda m: said.append(m.text) if "Security Policy" in m.text else None)
    tab.on("response", lambda r: said.append(r.url) if _is_broken_file(r) else None)
    yield tab
    context.close()
    assert said == []


def _is_broken_file(response: Response) -> bool:
    return response.status >= 400 and response.request.resource_type != "document"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, watched for errors."""
    yield from watched(browser)


@pytest.fixture
def other_page(browser: Browser) -> Iterator[Page]:
    """A second person's page, in a browser of its own."""
    yield from watched(browser)


@pytest.fixture(scope="session")
def sign_in(site: Site, browser: Browser) -> Callable[..., None]:
    """Return a function that brings a page to the board as a person of the demo."""
    cookies: dict[str, list] = {}

    def enter(page: Page, who: str = "coordinator") -> None:
        if who not in cookies:
            cookies[who] = _signed_in(browser, site, who)
        page.context.add_cookies(cookies[who])
        page.goto(site.url + "/harbor/")

    return enter


def _signed_in(browser: Browser, site: Site, who: str) -> list:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url + "/account/login/")
    page.get_by_label("Email").fill(site.emails[who])
    page.get_by_label("Password", exact=True).fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    found = context.cookies()
    context.close()
    return found
