"""The finished site in a browser, under a sub-path: quiet, in bounds, alive, and fit for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SIZES = {"phone": (360, 740), "wide": (1360, 900)}
THREAD = "threads/housing-engagement/"
PAGES = {"home": "", "thread": THREAD, "reader": THREAD + "posts/", "search": "search/"}
EVERY_PAGE = (
    "", "threads/", THREAD, THREAD + "posts/", THREAD + "data/", "methods/", "search/", "about/", "about/privacy/",
    "about/decisions/", "about/licence/",
)  # fmt: skip
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


def test_live_chart_survives(visit: Callable[..., Visit]) -> None:
    """A live chart comes by instant navigation, follows the palette, stays through a permalink, prints as a picture."""
    opened = visit("")
    page, live = opened.page, "#chart-survival .chart-live svg"
    # Instant navigation follows the sitemap, which names the address that the site is built for.
    sitemap = page.request.get(page.url + "sitemap.xml").text().replace("http://127.0.0.1:8000/", page.url)
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="application/xml"))
    page.goto(page.url, wait_until="networkidle")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Does anyone down the pub").click()
    page.locator("#chart-survival").scroll_into_view_if_needed()
    page.wait_for_selector(live, timeout=15_000)
    ink = f"getComputedStyle(document.querySelector('{live} .role-axis-label text')).fill"
    light = page.evaluate(ink)
    page.locator("label[for=__palette_1]:visible, label[for=__palette_0]:visible").first.click()
    page.wait_for_function(f"light => {ink} !== light", arg=light)
    page.locator("#chart-survival").get_by_role("link", name="Permalink").click()
    assert page.url.endswith("#chart-survival") and page.locator(live).count() == 1
    page.emulate_media(media="print")
    assert page.locator("#chart-survival .picture > svg").is_visible() and not page.locator(live).is_visible()
    page.emulate_media(media="screen")
    page.go_back()
    page.go_back()
    page.locator(".cards").wait_for()
    page.go_forward()
    page.locator("#chart-survival").scroll_into_view_if_needed()
    page.wait_for_selector(live, timeout=15_000)
    assert page.evaluate("window.same")  # one and the same document all the way
    assert opened.complaints == [] and page.evaluate("reports") == []


def test_charts_answer_the_pointer(visit: Callable[..., Visit]) -> None:
    """A point tells its numbers, its group stands out, and a stretch of time can be marked."""
    page = visit(THREAD).page
    for figure in ("chart-author-attention", "chart-posts-over-time"):
        page.locator(f"#{figure}").scroll_into_view_if_needed()
        page.wait_for_selector(f"#{figure} .chart-live svg", timeout=15_000)
    page.locator("#chart-author-attention").scroll_into_view_if_needed()
    page.locator("#chart-author-attention .chart-live .mark-symbol path").nth(3).hover()
    tip = page.locator(".chart-tooltip")
    tip.wait_for()
    assert "Words" in tip.inner_text()
    faint = (
        "path => [...document.querySelectorAll(path)].filter(mark => Number(getComputedStyle(mark).opacity) < .5)"
        ".length > 3"
    )
    page.wait_for_function(faint, arg="#chart-author-attention .chart-live .mark-symbol path")
    bars = page.locator("#chart-posts-over-time .chart-live svg")
    bars.scroll_into_view_if_needed()
    box = bars.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    page.wait_for_function(faint, arg="#chart-posts-over-time .chart-live .mark-rect.role-mark path")


def test_everything_under_a_chart(visit: Callable[..., Visit], built: Path) -> None:
    """Each chart has a sentence, a table that opens, four downloads that are there, and a permalink to itself."""
    page = visit(THREAD).page
    page.evaluate("document.querySelectorAll('details.more').forEach(fold => { fold.open = true; })")
    figures = page.locator("figure.chart").all()
    files = (built / "site" / THREAD).glob("**/chart-*.json")
    drawn = {file.stem.removeprefix("chart-") for file in files}
    assert {figure.get_attribute("data-chart") for figure in figures} == drawn
    for figure in figures:
        assert figure.locator("figcaption p").first.inner_text().endswith((".", ")")) or "n = " in figure.inner_text()
        table = figure.locator("table")
        assert not table.is_visible()
        figure.locator("summary").click()
        assert table.is_visible() and table.locator("tbody tr").count() > 0
        links = {link.inner_text(): link.get_attribute("href") for link in figure.locator(".take a").all()}
        assert list(links) == ["CSV", "SVG", "PNG", "Spec", "Permalink"]
        assert str(links["Permalink"]).endswith(f"#{figure.get_attribute('id')}")
        for name in ("CSV", "SVG", "PNG", "Spec"):
            answer = page.request.get(page.evaluate("path => new URL(path, location.href).href", links[name]))
            assert answer.ok and len(answer.body()) > 100


def test_folds_open_where_they_are_needed(visit: Callable[..., Visit]) -> None:
    """A link into what is folded opens it, and on paper it is printed; afterwards it is folded as before."""
    page = visit(THREAD).page
    folds = page.locator("details.more")
    assert folds.count() and not folds.locator(".finding").first.is_visible()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert all(fold.get_attribute("open") is not None for fold in folds.all())
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert all(fold.get_attribute("open") is None for fold in folds.all())
    inside = folds.locator(".finding").first
    page.evaluate("id => { location.hash = id; }", inside.get_attribute("id"))
    inside.wait_for(state="visible")


def test_search_finds(browser: Browser, built: Path, serve_folder: Callable[..., str]) -> None:
    """A word of a thread leads to it."""
    address = serve_folder(built / "site", prefix="/sub/")
    visit = Visit(browser, address, "search/", "wide", "light")
    visit.page.locator("input[type=search]:visible, input[type=text]:visible").first.fill("leylandii")
    visit.page.wait_for_selector("a[href*='hedge-debate']", timeout=15_000)
    assert visit.complaints == [] and visit.foreign(address) == []
    visit.context.close()


@pytest.fixture
def visit(browser: Browser, built: Path, serve_folder: Callable[..., str]) -> Iterator[Callable[..., Visit]]:
    """`visit("threads/", "phone", "dark")` opens a page of the built site; afterwards it is closed."""
    address, opened = serve_folder(built / "site", prefix="/sub/"), []

    def open_page(path: str, size: str = "wide", scheme: str = "light") -> Visit:
        opened.append(Visit(browser, address, path, size, scheme))
        return opened[-1]

    yield open_page
    for each in opened:
        each.context.close()


def test_reader_folds_and_opens(visit: Callable[..., Visit]) -> None:
    """A branch folds away, by keyboard too, and an address that points into it opens it again."""
    page = visit(THREAD + "posts/").page
    fold = page.locator("#post-p003 .fold")
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.get_attribute("aria-expanded") == "false"
    below = page.locator("#post-p003 + article")
    assert not below.is_visible()
    page.evaluate("location.hash = document.querySelector('#post-p003 + article').id")
    below.wait_for(state="visible")
    page.get_by_role("button", name="Fold all branches").click()
    assert page.locator(".post:visible").count() < 20
    page.get_by_role("button", name="Open all branches").click()
    assert page.locator(".post:visible").count() > 100


def test_reader_as_it_stood(visit: Callable[..., Visit]) -> None:
    """The slider shows the thread as it stood at a time, and says when that was; a permalink brings all back."""
    page = visit(THREAD + "posts/").page
    slider = page.locator(".stood input")
    slider.focus()
    page.keyboard.press("Home")
    assert page.locator(".post:visible").count() == 1
    assert "18:40, 1 of 117 posts" in page.locator(".stood output").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".post:visible").count() == 2
    page.evaluate("document.body.dataset.same = ''")
    page.locator("#post-p001 .when").click()
    assert page.locator(".post:visible").count() == 2 and page.evaluate("'same' in document.body.dataset")
    page.evaluate("location.hash = 'post-p113'")
    page.locator("#post-p113").wait_for(state="visible")


def test_reader_jumps(visit: Callable[..., Visit]) -> None:
    """Each click on a jump leads to the next of its posts."""
    page = visit(THREAD + "posts/").page
    jump = page.locator("a[data-jump=unanswered]")
    jump.click()
    first = page.evaluate("location.hash")
    page.wait_for_function("first => document.querySelector('a[data-jump]').hash !== first", arg=first)
    jump.click()
    second = page.evaluate("location.hash")
    assert first != second and page.locator(first).is_visible() and "2/" in jump.inner_text()


def test_threads_sort_and_filter(visit: Callable[..., Visit]) -> None:
    """The table of threads is sorted by keyboard, says so, and is filtered by words and tags."""
    page = visit("threads/").page
    rows = page.locator("table.list tbody tr:visible")
    assert page.locator("th", has_text="Date").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Posts").focus()
    page.keyboard.press("Enter")
    posts = page.locator("th", has_text="Posts")
    assert posts.get_attribute("aria-sort") == "ascending" and page.locator("th[aria-sort]").count() == 1
    counts = [int(text) for text in page.locator("tbody td:nth-child(4)").all_inner_texts()]
    assert counts == sorted(counts) and len(counts) == 3
    page.get_by_role("searchbox").fill("technology")  # a tag of the housing thread
    assert rows.count() == 1 and "engagement" in rows.inner_text()
    assert "1 of 3 threads" in page.locator("output").inner_text()


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_whole_without_javascript(browser: Browser, built: Path, serve_folder: Callable[..., str], path: str) -> None:
    """Without JavaScript a page has its heading, its words, its pictures and its tables, on a phone as well."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(serve_folder(built / "site", prefix="/sub/") + path)
    assert page.locator("h1").count() == 1 and page.locator("h1").is_visible()
    for fold in page.locator("details.more > summary").all():
        fold.click()
    for picture in page.locator("figure.chart .picture > svg").all():
        assert picture.is_visible()
    if path.endswith("posts/"):
        assert page.locator(".post:visible").count() == 117
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe(visit: Callable[..., Visit], size: str, scheme: str) -> None:
    """axe-core finds nothing on any kind of page, in both palettes and sizes."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = {}
    for path in EVERY_PAGE:
        opened = visit(path, size, scheme)
        for each in axe.Axe().run(opened.page).response["violations"]:
            found[path, each["id"]] = [node["target"] for node in each["nodes"]][:3]
    assert found == {}
