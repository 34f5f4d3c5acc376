"""The finished site: one strict policy, no dead link, no request to another host."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.site import add_policy, check_links, refuse_faults


def page(folder: Path, name: str, body: str, head: str = "") -> Path:
    """A small page."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return path


def directive(policy: str, name: str) -> str:
    """One directive of a policy."""
    return next(part.strip() for part in policy.split(";") if part.strip().startswith(name + " "))


def test_policy(tmp_path: Path) -> None:
    """Each inline script is allowed by its hash, on every page, before anything loads; no script is otherwise."""
    first = page(tmp_path, "index.html", "<script>a()</script><script src='x.js'></script>", "<title>x</title>")
    second = page(tmp_path, "b/index.html", '<script type="application/json">{}</script><script>\nb()</script>')
    policy = add_policy(tmp_path)
    for code in ("a()", "\nb()"):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in directive(policy, "script-src")
    assert policy.count("sha256-") == 2
    for word in ("'unsafe-inline'", "'unsafe-eval'", "*", "http"):
        assert word not in directive(policy, "script-src")
    assert directive(policy, "default-src") == "default-src 'self'"
    for path in (first, second):
        assert f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">' in path.read_text("utf-8")


def test_words_in_a_value_are_no_attributes(tmp_path: Path) -> None:
    """A post that speaks of src=x, in an attribute of ours, neither stops the build nor hides a dead link."""
    page(
        tmp_path, "index.html", """<p title='a "quoted" src=x href="y" >'>x</p><a title="src=x > id=z" href=#z>x</a>"""
    )
    assert check_links(tmp_path) == ["index.html: no such place: #z"]


def test_good_links(tmp_path: Path) -> None:
    """Links to pages, places, files and other sites are no faults."""
    page(tmp_path, "index.html", '<a href="b/#p1">x</a><a href="b/">x</a><a href="https://a.example/">x</a>')
    page(tmp_path, "b/index.html", '<p id="p1"></p><a href="..">up</a><a href="#p1">x</a><img src="data:,x">')
    assert check_links(tmp_path) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="nowhere/">x</a>', "index.html: no such file: nowhere/"),
        ("<a href='nowhere.csv'>x</a>", "index.html: no such file: nowhere.csv"),
        ('<a href="#absent">x</a>', "index.html: no such place: #absent"),
        ('<a href="b/#absent">x</a>', "index.html: no such place: b/#absent"),
        ('<script src="https://cdn.example/x.js"></script>', "another host"),
        ('<img src="//cdn.example/x.png">', "another host"),
        ('<link rel="stylesheet" href="https://cdn.example/x.css">', "another host"),
    ],
)
def test_faults(tmp_path: Path, body: str, fault: str) -> None:
    """A dead link, a dead anchor and a foreign request are each found."""
    page(tmp_path, "index.html", body)
    page(tmp_path, "b/index.html", '<p id="p1"></p>')
    assert any(fault in each for each in check_links(tmp_path)), check_links(tmp_path)


def test_refused() -> None:
    """Faults stop a strict build; none do not."""
    refuse_faults([])
    with pytest.raises(SiteError, match="2 faults"):
        refuse_faults(["a", "b"])
