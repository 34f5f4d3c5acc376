"""The finished site in a browser, under a sub-path: quiet, in bounds, alive, and fit for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SIZES = {"phone": (360, 740), "wide": (1360, 900)}
THREAD = "threads/housing-engagement/"
PAGES = {"home": "", "thread": THREAD, "reader": THREAD + "posts/", "search": "search/"}
# Before any script of the page: what the policy forbids is kept, as chromium does not always print it.
WATCH = """window.reports = [];
addEventListener('securitypolicyviolation', e => reports.push(e.violatedDirective + ' ' + e.blockedURI))"""


class Visit:
    """One page opened, and all it complained of or asked for."""

    def __init__(self, browser: Browser, address: str, path: str, size: str, scheme: str) -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.add_init_script(WATCH)
        self.page.goto(address + path, wait_until="networkidle")

    def foreign(self, address: str) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith((address, "data:", "blob:"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_quiet_and_in_bounds(
    browser: Browser, built: Path, serve_folder: Callable[..., str], name: str, size: str, scheme: str
) -> None:
    """No error, no policy report, no request elsewhere, and nothing to scroll sideways."""
    address = serve_folder(built / "site", prefix="/sub/")
    visit = Visit(browser, address, PAGES[name], size, scheme)
    assert visit.page.evaluate("reports") == []
    assert visit.complaints == []
    assert visit.foreign(address) == []
    wide, inner = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner
    visit.context.close()


def test_live_chart_replaces_the_picture(browser: Browser, built: Path, serve_folder: Callable[..., str]) -> None:
    """A figure in view is drawn again from its data, in place of the picture."""
    address = serve_folder(built / "site", prefix="/sub/")
    visit = Visit(browser, address, THREAD, "wide", "light")
    figure = visit.page.locator("#chart-thread-dots")
    figure.scroll_into_view_if_needed()
    visit.page.wait_for_selector("#chart-thread-dots svg.marks, #chart-thread-dots canvas", timeout=15_000)
    assert any(url.endswith("chart-thread_dots.json") for url in visit.requests)
    assert visit.complaints == [] and visit.page.evaluate("reports") == [] and visit.foreign(address) == []
    visit.context.close()


def test_search_finds(browser: Browser, built: Path, serve_folder: Callable[..., str]) -> None:
    """A word of a thread leads to it."""
    address = serve_folder(built / "site", prefix="/sub/")
    visit = Visit(browser, address, "search/", "wide", "light")
    visit.page.locator("input[type=search]:visible, input[type=text]:visible").first.fill("leylandii")
    visit.page.wait_for_selector("a[href*='hedge-debate']", timeout=15_000)
    assert visit.complaints == [] and visit.foreign(address) == []
    visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(browser: Browser, built: Path, serve_folder: Callable[..., str], scheme: str) -> None:
    """axe-core finds nothing serious or critical on the thread page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    address = serve_folder(built / "site", prefix="/sub/")
    visit = Visit(browser, address, THREAD, "wide", scheme)
    found = axe.Axe().run(visit.page).response["violations"]
    visit.context.close()
    assert [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ] == []
