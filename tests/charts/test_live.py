"""The live charts in a real browser, under the strict policy of the site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample import THREAD, tables

from generator.charts import drawing
from generator.charts.catalogue import CHARTS, chart_table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "generator/theme/assets/javascripts/charts.js"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with every live chart, served."""
    folder = tmp_path_factory.mktemp("live")
    drawing.write_bundle(folder / "vega.js")
    (folder / "charts.js").write_text(SCRIPT.read_text())
    figures = []
    for chart in CHARTS:
        table = chart_table(chart.id, tables(), THREAD)
        (folder / f"{chart.id}.spec.json").write_text(drawing.script_safe_json(drawing.spec(chart.id)))
        (folder / f"{chart.id}.json").write_text(drawing.script_safe_json(drawing.records(chart.id, table)))
        figures.append(
            f'<figure data-chart="{chart.id}" data-spec="{chart.id}.spec.json" data-table="{chart.id}.json"'
            f' data-bundle="vega.js">{drawing.svg(chart.id, table, chart.id)}</figure>'
        )
    broken = figures[0].replace("thread_dots.json", "absent.json")
    head = (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        "<link rel=icon href=data:,><style>body{--g0:gray;--g1:blue;--g2:orange}"
        "figure{width:600px}svg{width:100%;height:auto}</style>"
    )
    (folder / "index.html").write_text(f'{head}{"".join(figures)}<script src="charts.js"></script>', encoding="utf-8")
    (folder / "broken.html").write_text(f'{head}{broken}<script src="charts.js"></script>', encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_every_chart_comes_alive(address: str, browser: Browser) -> None:
    """Each chart draws live without a word in the console, with nothing fetched from elsewhere."""
    page = browser.new_page(viewport={"width": 800, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith((address, "data:")) else 0
    )
    page.goto(f"{address}/index.html")
    for chart in CHARTS:
        figure = page.locator(f"figure[data-chart={chart.id}]")
        figure.scroll_into_view_if_needed()
        figure.locator(".chart-live svg").wait_for(timeout=20_000)
        assert figure.locator(":scope > svg").evaluate("svg => svg.style.display") == "none"
    assert page.locator("figure .chart-live .mark-symbol.role-mark path").count() > 20
    page.locator("figure[data-chart=thread_dots] .mark-symbol path").first.hover()
    page.locator(".chart-tooltip").wait_for(timeout=5_000)
    assert "Housing people" in page.locator(".chart-tooltip").inner_text()
    # Printing takes the still picture, and gives the live one back.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.locator(".chart-live svg").first.is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".chart-live svg").first.is_visible()
    assert said == []


def test_static_picture_stays_where_data_are_absent(address: str, browser: Browser) -> None:
    """A chart whose data cannot be had stays what it was."""
    page = browser.new_page()
    with page.expect_console_message(lambda message: "stays a picture" in message.text):
        page.goto(f"{address}/broken.html")
    assert page.locator("figure > svg").is_visible() and page.locator(".chart-live").count() == 0
