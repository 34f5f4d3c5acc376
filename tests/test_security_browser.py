"""Attacks in every place that a stranger may fill, in a real browser: nothing acts, and the watch is not blind."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, copy_publication
from tests.hostile import ATTACKS, SLUG, Watch, make_publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
VECTORS = ROOT.parent / "shared" / "vectors"
LISTS = (
    "markdown_mkdocs_a", "markdown_markdown_it_xss", "html_bleach", "html_dompurify_a", "html_html5lib_sanitizer_a",
    "html_owasp_filter_evasion",
)  # fmt: skip
THREAD = f"threads/{SLUG}/"
PAGES = ("", "threads/", THREAD, THREAD + "posts/", THREAD + "data/")


def shared() -> list[str]:
    """The payloads of the shared lists, where they lie beside the project."""
    files = [VECTORS / f"{name}.json" for name in LISTS]
    if not all(file.exists() for file in files):
        pytest.skip("needs ../shared/vectors")
    found = [vector["payload"] for file in files for vector in json.loads(file.read_text("utf-8"))["vectors"]]
    return [words if isinstance(words, str) else json.dumps(words) for words in found]


@pytest.fixture(scope="module", params=["ours", "shared"])
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The built site of a publication made of attacks."""
    from generator.build import build
    from generator.settings import find_publication

    attacks = list(ATTACKS) if request.param == "ours" else shared()
    # What no file of data/ can hold is refused at import; here it is about what can.
    attacks = [words.encode("utf-8", "replace").decode().replace("\0", "") for words in attacks]
    folder = copy_publication(tmp_path_factory.mktemp("attacked"))
    housing = folder / "data" / "threads" / "housing-engagement"
    make_publication(folder, housing, attacks)
    for others in ("hedge-debate", "discharge-letter", "housing-engagement"):
        for file in (folder / "data" / "threads" / others).iterdir():
            file.unlink()
        (folder / "data" / "threads" / others).rmdir()
    # Not strict: a dead link in the editor's own commentary is a fault, and there are some among the attacks.
    return build(find_publication(folder)), attacks


def test_nothing_acts(browser: Browser, attacked: tuple[Path, list[str]], serve_folder: Callable[..., str]) -> None:
    """No dialog, error, report, foreign request, strange element, attribute, address or id; every word stands there."""
    site, attacks = attacked
    watch = Watch(browser, serve_folder(site))
    found = {path: acted for path in PAGES if (acted := watch.visit(path))}
    assert found == {}
    watch.page.goto(watch.address + THREAD + "posts/")
    shown = watch.page.locator("[id^=post-v] .words").all_text_contents()
    assert len(shown) == len(attacks)
    wrong = [(words, said) for words, said in zip(attacks, shown, strict=True) if squeezed(said) != squeezed(words)]
    assert wrong == []
    watch.context.close()


def squeezed(words: str) -> str:
    """Without white space and control characters, which a page does not show."""
    return "".join(sign for sign in words if sign.isprintable() and not sign.isspace() and sign != "\ufffd")


def test_search_shows_words_only(
    browser: Browser, attacked: tuple[Path, list[str]], serve_folder: Callable[..., str]
) -> None:
    """Attacks found by the search are shown as text."""
    watch = Watch(browser, serve_folder(attacked[0]))
    watch.page.goto(watch.address + "search/", wait_until="networkidle")
    for words in ("alert", "onerror", "<img src=x onerror=alert(1)>"):
        watch.page.locator("input[type=search]").fill(words)
        watch.page.wait_for_timeout(600)
    watch.page.locator(".results li").first.wait_for(timeout=15_000)
    assert watch.page.locator(".results *:not(li, a, p, mark)").count() == 0
    assert watch.seen == [] and watch.page.evaluate("fired") == []
    watch.context.close()


def test_the_watch_is_not_blind(browser: Browser, tmp_path: Path, serve_folder: Callable[..., str]) -> None:
    """On pages without protection the attacks are seen: script, request elsewhere, element, attribute, address, id."""
    head = "<!doctype html><link rel=icon href=data:,>"
    for number, words in enumerate(ATTACKS):
        (tmp_path / f"{number}.html").write_text(f"{head}<article class=paper>{words}</article>", "utf-8")
    safe = "".join(f"<p>{html.escape(words)}</p>" for words in ATTACKS)
    (tmp_path / "safe.html").write_text(f"{head}<article class=paper>{safe}</article>", "utf-8")
    watch = Watch(browser, serve_folder(tmp_path))
    seen = {acted for number in range(len(ATTACKS)) for acted in watch.visit(f"{number}.html")}
    for sign in ("alert", "request ", "<img>", "<style>", "onload=", "href=data:", "id=content"):
        assert any(acted.startswith(sign) for acted in seen), (sign, seen)
    assert watch.visit("safe.html") == []
    watch.context.close()


def test_hostile_specs(browser: Browser, tmp_path: Path, serve_folder: Callable[..., str]) -> None:
    """Even a spec of someone else's, put in the place of ours, runs no script and asks nobody."""
    file = VECTORS / "vega_specs_a.json"
    if not file.exists():
        pytest.skip("needs ../shared/vectors")
    from generator.charts.drawing import write_bundle

    write_bundle(tmp_path / "vega.js")
    script = ROOT / "generator" / "theme" / "assets" / "javascripts" / "charts.js"
    (tmp_path / "charts.js").write_bytes(script.read_bytes())
    (tmp_path / "rows.json").write_text("[]", "utf-8")
    vectors = json.loads(file.read_text("utf-8"))["vectors"]
    policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
    for number, vector in enumerate(vectors):
        spec = dict(vector["spec"])
        if isinstance(spec.get("data", []), list):
            spec["data"] = [*spec.get("data", []), {"name": "table"}]
        (tmp_path / f"{number}.json").write_text(json.dumps(spec), "utf-8")
    figures = "".join(
        f"<figure data-chart=x data-spec={number}.json data-table=rows.json data-bundle=vega.js>"
        '<svg viewBox="0 0 100 100" width=100 height=100></svg></figure>'
        for number in range(len(vectors))
    )
    (tmp_path / "index.html").write_text(
        f'<meta http-equiv=Content-Security-Policy content="{policy}"><link rel=icon href=data:,>'
        f"<article class=paper>{figures}</article><script src=charts.js></script>", "utf-8",
    )  # fmt: skip
    watch = Watch(browser, serve_folder(tmp_path))
    watch.page.goto(watch.address)
    for figure in watch.page.locator("figure").all():
        figure.scroll_into_view_if_needed()
        watch.page.wait_for_timeout(150)
    watch.page.evaluate(
        "document.querySelectorAll('figure *').forEach(e => { for (const k of ['pointerover', 'mouseover', "
        "'click']) e.dispatchEvent(new MouseEvent(k, {bubbles: true, cancelable: true})); })"
    )
    watch.page.wait_for_timeout(300)
    assert [each for each in watch.seen if not each.startswith("error")] == []
    assert [each for each in watch.page.evaluate("fired") if "alert" in each or "print" in each] == []
    watch.context.close()
