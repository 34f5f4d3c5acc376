"""How much a browser loads before a page is read: the page, its style sheets, scripts and icons, each compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

LOADED = re.compile(r'<(?:script[^>]*\ssrc|link[^>]*rel="(?:stylesheet|icon)"[^>]*href|img[^>]*\ssrc)="([^"]+)"')


def first_view(page: Path) -> dict[str, int]:
    """Every file of the first view with its size under gzip; live charts load later, and each is one data file."""
    html = page.read_text("utf-8")
    files = [page, *((page.parent / urlsplit(address).path).resolve() for address in LOADED.findall(html))]
    return {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in files}
