"""From docs/ to site/: MkDocs, the content security policy, the search index, and a last look at every link."""

from __future__ import annotations

import base64
import hashlib
import html
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.errors import SiteError

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
# Every attribute is taken whole, so that the words in a quoted value are never read as attributes of their own.
ATTRIBUTES = re.compile(
    r"""\s(?P<name>[^\s=>"'/]+)(?:=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+)))?"""
)
READ_ATTRIBUTES = frozenset(("id", "name", "href", "src"))
TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^<>"'])*>""")
SHOWN_FAULTS = 20


def run_mkdocs(config_file: Path, site: Path, strict: bool) -> None:
    """Build docs/ with MkDocs; in strict mode all warnings are reported at once and are an error."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    warnings = Warnings()
    log = logging.getLogger("mkdocs")
    log.addHandler(warnings)
    log.setLevel(logging.WARNING)
    try:
        with config_file.open("rb") as stream:
            build(load_config(stream, site_dir=str(site)))
    except (MkDocsException, Abort) as error:
        raise SiteError(f"{config_file}: MkDocs stopped: {error}") from error
    finally:
        log.removeHandler(warnings)
    if strict and warnings.messages:
        raise SiteError("MkDocs warned:\n  " + "\n  ".join(warnings.messages[:SHOWN_FAULTS]))


class Warnings(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning; Material's advertisement of its own future is none."""
        message = record.getMessage()
        if "Material for MkDocs" not in message:
            self.messages.append(message)


def add_files(site: Path, files: Mapping[str, Path]) -> None:
    """Copy files into the finished site, by their path in it."""
    for folder in {name.rpartition("/")[0] for name in files}:
        (site / folder).mkdir(parents=True, exist_ok=True)
    for name, path in files.items():
        shutil.copyfile(path, f"{site}/{name}")


def add_policy(site: Path) -> str:
    """Put one Content-Security-Policy into every page: the union of the inline scripts' hashes, nothing else inline.

    One policy for the whole site, as instant navigation keeps the policy of the first page that was opened.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    hashes: set[str] = set()
    for text in pages.values():
        for script in INLINE_SCRIPT.finditer(text):
            attributes = script["attributes"]
            if "src=" not in attributes and "application/json" not in attributes and script["code"]:
                digest = hashlib.sha256(script["code"].encode()).digest()
                hashes.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    # Pagefind's index is read by WebAssembly, which needs its own word; it does not allow eval of script.
    policy = (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {' '.join(sorted(hashes))}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for path, text in pages.items():
        # Before anything else that loads: a policy holds only for what comes after it.
        path.write_text(re.sub(r"<head>", f"<head>{meta}", text, count=1), "utf-8")
    return policy


def index_for_search(site: Path) -> None:
    """Let pagefind index the finished pages."""
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SiteError(f"{site}: the search index could not be made: {(done.stderr or done.stdout).strip()[:500]}")


def check_links(site: Path) -> list[str]:
    """Every link inside the site that leads nowhere, and every request a page would make to another host."""
    pages = {path: read_addresses(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    faults = []
    exists: dict[Path, bool] = {}
    for path, (_ids, addresses) in pages.items():
        if path.name == "404.html":
            continue
        for kind, address in addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if kind == "src" and parts.scheme != "data":
                    faults.append(f"{path.relative_to(site)}: asks another host for {address}")
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.suffix == "" or parts.path.endswith("/"):
                target = target / "index.html" if target not in pages else target
            if not exists.setdefault(target, target.is_file()):
                faults.append(f"{path.relative_to(site)}: no such file: {address}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target][0]:
                if not parts.fragment.startswith("__"):
                    faults.append(f"{path.relative_to(site)}: no such place: {address}")
    return faults


def read_addresses(text: str) -> tuple[set[str], list[tuple[str, str]]]:
    """The ids of a page, and its links and sources."""
    ids: set[str] = set()
    addresses: list[tuple[str, str]] = []
    for tag in TAG.findall(INLINE_SCRIPT.sub(r"<script\g<attributes>>", text)):
        for attribute in ATTRIBUTES.finditer(tag):
            if attribute["name"] not in READ_ATTRIBUTES:
                continue
            value = html.unescape(attribute["double"] or attribute["single"] or attribute["bare"] or "")
            if attribute["name"] in ("id", "name"):
                ids.add(value)
            elif not tag.startswith("<link"):
                addresses.append((attribute["name"], value))
            elif 'rel="canonical' not in tag:
                # Any other link is fetched, or at least connected to, when the page opens.
                addresses.append(("src", value))
    return ids, addresses


def refuse_faults(faults: list[str]) -> None:
    """Raise with the first faults, and how many there are."""
    if faults:
        raise SiteError(f"{len(faults)} faults in the finished site:\n  " + "\n  ".join(faults[:SHOWN_FAULTS]))
