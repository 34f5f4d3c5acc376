"""Talk pages as threads."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.errors import InputError, UnknownFormat
from generator.privacy.pseudonyms import pseudonymise
from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_hostile import _HARMLESS, _TAG, SLOW_SECONDS, vectors
from tests.sources.test_properties import accounts
from tests.sources.test_sources import assert_sound
from tests.sources.test_wikipedia_comments import signed

WIKIPEDIA = Path(__file__).resolve().parents[2].parent / "shared" / "threads" / "wikipedia"
PAGE = (
    '<div class="mw-parser-output"><h2><span class="mw-headline">Bins</span></h2>'
    f"<p>Move them? — {signed('Ann_Bee', 1)}</p>"
    f"<dl><dd><a href='/wiki/User:Ann_Bee'>Ann</a>: no. <q>Ever</q> {signed('Bob', 2)}</dd></dl>"
    f"<h3>Later</h3><p>Done {signed('Cy', 3)}</p><p>Whose is this?</p><h2>Empty</h2><p>nothing</p></div>"
)
# Threads, posts kept and records rejected, of the real pages.
REAL = {
    "en-big-oldparser/en-big-oldparser.html": (172, 1271, 22),
    "parsoid-sections/parsoid-sections.html": (74, 235, 23),
    "signatures-funny/signatures-funny.html": (2, 24, 0),
    "mixed-indentation/mixed-indentation.html": (3, 7, 0),
    "split-list/split-list.html": (1, 5, 0),
    "split-list/split-list.wikitext": (1, 5, 0),
    "split-list/split-list-modified.wikitext": (1, 6, 0),
    "reply-link_wikitext.txt": (5, 55, 3),
}


def page(folder: Path, html: str = PAGE, name: str = "Talk.html") -> Path:
    """A saved page."""
    (folder / name).write_text(html, "utf-8")
    return folder / name


def test_thread_of_a_heading(tmp_path: Path) -> None:
    """A heading is the root, without an author; sections within it are branches; what nobody signed is counted."""
    built = only_thread([page(tmp_path)])
    assert_sound(built)
    assert built.title == "Bins"
    assert [(post.author_id, post.text, post.parent_id) for post in built.posts] == [
        (None, "Bins", None),
        ("ann bee", "Move them?", "h-Bins-2020-05-02T10:01Z"),
        ("bob", "@Ann_Bee: no. “Ever”", "c-Ann_Bee-2020-05-02T10:01Z"),
        ("cy", "Done", "h-Later-2020-05-02T10:03Z"),
        (None, "Later", "h-Bins-2020-05-02T10:01Z"),
    ]
    assert sorted(each.reason for each in built.capture.rejections) == [
        "no signed comment stands below it",
        "words without a signature",
    ]


def test_mentions_become_pseudonyms(tmp_path: Path) -> None:
    """A name with a space is hidden where it is mentioned, and so is that of somebody who wrote nothing."""
    html = PAGE.replace("Ever", "Ever, <a href='/wiki/User:Some_Body'>you</a>")
    hidden, _ = pseudonymise(only_thread([page(tmp_path, html)]), b"secret")
    told = " ".join(post.text + (post.html or "") for post in hidden.posts)
    assert "Ann" not in told
    assert "Some" not in told
    ids = {author["author_id"] for author in hidden.authors}
    assert any(f"@{author_id}" in told for author_id in ids)


def test_same_second_and_same_words(tmp_path: Path) -> None:
    """Two comments of one person in one minute are two posts."""
    html = PAGE.replace("Done", f"Yes {signed('Cy', 3)}</p><p>Yes")
    ids = [post.post_id for post in only_thread([page(tmp_path, html)]).posts]
    assert {"c-Cy-2020-05-02T10:03Z", "c-Cy-2020-05-02T10:03Z-1"} <= set(ids)


def test_folder_of_a_saved_page(tmp_path: Path) -> None:
    """What a saved page brings along is left aside."""
    page(tmp_path)
    (tmp_path / "style.css").write_text("p {}")
    assert only_thread([tmp_path]).capture.posts_kept == 5


def test_page_without_signatures(tmp_path: Path) -> None:
    """A page of a wiki without comments says what was expected; another page is not claimed."""
    with pytest.raises(InputError, match="no signed comment"):
        only_thread([page(tmp_path, '<div class="mw-parser-output"><p>x</p></div>')])
    with pytest.raises(UnknownFormat):
        only_thread([page(tmp_path, "<html><body><p>x</p></body></html>")])


def test_hostile_markup_in_a_page(tmp_path: Path) -> None:
    """A page with any markup in it, however wild, is read soon, into harmless tags, with every record counted."""
    for name in ("html_dompurify_a", "html_bleach", "html_html5lib_sanitizer_a", "html_owasp_filter_evasion"):
        for vector in vectors(name):
            text = vector.get("payload", "").encode("utf-8", "replace").decode()
            page(tmp_path, PAGE.replace("Done", text).replace("Later", text))
            try:
                forest = read([tmp_path], as_platform="wikipedia")
            except InputError:
                continue  # it hid every signature, or closed the page
            count, kept, rejected = accounts(forest)
            assert count == kept + rejected
            for posts in forest.trees.values():
                harmful = [tag for post in posts for tag in _TAG.findall(post.html or "")]
                assert not [tag for tag in harmful if not _HARMLESS.fullmatch(tag)], text


@pytest.mark.parametrize(
    "unit", ["<b>", "<ul><li>", "<blockquote>", "<a href='/wiki/User:X'>", "<p>", "<table><tr><td>"]
)
def test_page_that_nests_without_end(tmp_path: Path, unit: str) -> None:
    """A page nested a hundred thousand deep, or with as many links before a time, takes no two seconds."""
    signature = signed("Cy", 3)
    page(tmp_path, PAGE.replace("Done", unit * 100_000 + f"x {signature}</p>" + f"<p>y {signature}</p>" * 200))
    began = time.process_time()
    try:
        assert read([tmp_path]).builder.records_read
    except InputError as error:
        assert "deep" in str(error) or "no signed comment" in str(error)
    assert time.process_time() - began < SLOW_SECONDS


@pytest.mark.parametrize("name", REAL)
def test_real_pages(name: str) -> None:
    """A real page gives its threads, and every heading and comment is accounted for."""
    if not (WIKIPEDIA / name).exists():
        pytest.skip(f"{name} is not here")
    forest = read([WIKIPEDIA / name])
    kept = sum(forest.post_count(root_id) for root_id in forest.root_ids)
    rejected = sum(each.count for each in forest.builder.rejections)
    assert (len(forest.root_ids), kept, rejected) == REAL[name]
    assert forest.builder.records_read == kept + rejected
