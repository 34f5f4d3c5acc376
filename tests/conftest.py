"""What many tests share: a browser, and a folder served under a sub-path as GitHub Pages would."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes says more about what else the machine does than about the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
# No sandbox: containers run as root. No background networking: a test that sees a foreign request must mean the page.
BROWSER_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")


def _browser_path() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, headless; a test without one is skipped, and fails where CI=true."""
    path = _browser_path()
    if path is None:
        sentence = "no chromium found; `apt install chromium` brings it"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(BROWSER_ARGUMENTS))
        yield started
        started.close()


class _SubPathHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a prefix only, and says 404 to everything else."""

    def __init__(self, *arguments: Any, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay quiet: the test speaks."""


@pytest.fixture
def serve_folder() -> Iterator[Callable[..., str]]:
    """`serve_folder(folder, prefix="/sub/")` serves a folder on loopback and returns the address of its start page."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path | str, prefix: str = "/sub/") -> str:
        handler = functools.partial(_SubPathHandler, prefix=prefix, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}{prefix}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


ROOT = Path(__file__).resolve().parents[1]


def copy_publication(folder: Path) -> Path:
    """The three constructed threads, the hand-written pages and mkdocs.yml, in a folder of their own."""
    shutil.copytree(ROOT / "data" / "threads", folder / "data" / "threads")
    shutil.copytree(ROOT / "docs" / "about", folder / "docs" / "about")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def new_publication() -> Callable[[Path], Path]:
    """`new_publication(folder)` copies the publication there."""
    return copy_publication


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication, built strictly, once for all tests that only look."""
    from generator.build import build
    from generator.settings import find_publication

    folder = copy_publication(tmp_path_factory.mktemp("built"))
    build(find_publication(folder), strict=True)
    return folder
