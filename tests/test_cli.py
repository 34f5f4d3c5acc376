"""The command line: one sentence for every wrong input, nothing half-made, and the way from file to page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli

ROOT = Path(__file__).resolve().parents[1]
GOOD = "post_id,parent_id,author,text,created_at\n" + "".join(
    f"{number},{number - 1 or ''},{'ann' if number % 2 else 'ben'},Words {number},2024-05-01T10:{number:02}:00Z\n"
    for number in range(1, 9)
)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program, as a person would start it."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory, new_publication: Callable[[Path], Path]) -> Path:
    """The publication; wrong inputs must leave it as it is."""
    return new_publication(tmp_path_factory.mktemp("cli"))


def sparse(path: Path) -> None:
    """A file of 500 MB that takes no room."""
    with path.open("wb") as stream:
        stream.truncate(500_000_000)


BAD: dict[str, tuple[str, Callable[[Path], object], list[str]]] = {
    "empty file": ("x.json", lambda path: path.write_bytes(b""), []),
    "empty table": ("x.csv", lambda path: path.write_bytes(b""), []),
    "wrong format": ("x.json", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0"), []),
    "unknown JSON": ("x.json", lambda path: path.write_text('{"a": 1}'), []),
    "other platform": ("x.csv", lambda path: path.write_text(GOOD), ["--as", "reddit"]),
    "truncated JSON": ("x.json", lambda path: path.write_text('[{"kind": "Listing", "data": {"chil'), []),
    "invalid UTF-8": ("x.csv", lambda path: path.write_bytes(GOOD.encode() + b"9,8,ann,\xff\xfe\xc3,2024\n"), []),
    "500 MB": ("x.json", sparse, []),
    "10,000 levels": ("x.json", lambda path: path.write_text("[" * 10_000 + "]" * 10_000), []),
    "absent file": ("x.json", lambda path: None, []),
    "folder": ("x.json", lambda path: path.mkdir(), []),
    "slug outside": ("x.csv", lambda path: path.write_text(GOOD), ["--slug", "../../x"]),
    "slug taken": ("x.csv", lambda path: path.write_text(GOOD), ["--slug", "hedge-debate"]),
    "bad mapping": ("x.csv", lambda path: path.write_text(GOOD), ["--map", "text"]),
    "absent column": ("x.csv", lambda path: path.write_text(GOOD), ["--map", "text=nope"]),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input(publication: Path, tmp_path: Path, case: str) -> None:
    """One sentence, exit 1 or 2, no traceback, and data/ as it was, byte for byte."""
    name, make, options = BAD[case]
    make(tmp_path / name)
    before = contents(publication)
    done = run("import", tmp_path / name, "--publication", publication, *options)
    assert done.returncode in (1, 2), done.stdout
    assert done.stdout == "" and "Traceback" not in done.stderr
    assert done.stderr.startswith("disconnections: ")
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert contents(publication) == before
    assert not (publication.parent / "x").exists()


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["import"], ["build", "--nonsense"], ["serve", "--port", "x"]])
def test_wrong_usage(arguments: list[str]) -> None:
    """Wrong words end with 2 and the usage."""
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_no_publication(tmp_path: Path) -> None:
    """Outside a publication every command says how to get one."""
    for name in ("check", "build", "analyse"):
        done = run(name, "--publication", tmp_path)
        assert done.returncode in (1, 2) and "disconnections new" in done.stderr


def test_findings_of_a_thread(tmp_path: Path, new_publication: Callable[[Path], Path]) -> None:
    """The findings are printed as text, or as JSON with the editor's claims; another slug is told which there are."""
    folder = new_publication(tmp_path)
    done = run("findings", "housing-engagement", "--publication", folder)
    assert done.returncode == 0 and "What the editor expected" in done.stdout
    assert "SUPPORTED: There is a clear divide between tenants and managers." in done.stdout
    records = json.loads(run("findings", "housing-engagement", "--json", "--publication", folder).stdout)
    claims = {record["claim"]: record["verdict"] for record in records if record["claim"]}
    assert len(claims) == 7 and set(claims.values()) <= {"supported", "contradicted", "undecided"}
    assert all(record["robust"] for record in records if record["id"] == "answered.chance")
    wrong = run("findings", "nowhere", "--publication", folder)
    assert wrong.returncode == 2 and "housing-engagement" in wrong.stderr


def test_harmless() -> None:
    """Text from outside cannot steer the terminal or turn its direction."""
    assert cli.harmless("a\x1b[2Jb\u202ec\td\n") == "a\\u001b[2Jb\\u202ec\td\n"


def test_mapping() -> None:
    """A mapping is pairs."""
    assert cli.mapping_of("text=body, parent=reply_to") == {"text": "body", "parent": "reply_to"}
    assert cli.mapping_of(None) is None


def reddit() -> object:
    """A small listing."""
    comments = [
        {"kind": "t1", "data": {"id": f"c{n}", "parent_id": "t3_s", "author": f"u{n}", "body": f"Comment {n}",
                                "score": n, "created_utc": 1714557600 + n}}
        for n in range(4)
    ]  # fmt: skip
    top = {"id": "s", "title": "A made-up thread", "author": "op", "selftext": "Why?", "num_comments": 4,
           "created_utc": 1714557000}  # fmt: skip
    return [
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": top}]}},
        {"kind": "Listing", "data": {"children": comments}},
    ]


def mastodon() -> object:
    """A small context."""
    return {
        "ancestors": [],
        "descendants": [
            {"id": str(n), "in_reply_to_id": "10", "content": f"<p>Reply {n}</p>", "visibility": "public",
             "created_at": f"2024-05-01T10:{n}:00.000Z", "account": {"acct": f"u{n}@a.example"}}
            for n in range(11, 15)
        ],
    }  # fmt: skip


def hackernews() -> object:
    """A small item."""
    children = [
        {"id": n, "type": "comment", "author": f"u{n}", "created_at_i": 1714557600 + n, "text": f"Item {n}",
         "parent_id": 1, "children": []}
        for n in range(2, 6)
    ]  # fmt: skip
    return {"id": 1, "type": "story", "author": "op", "title": "A made-up story", "created_at_i": 1714557000,
            "children": children}  # fmt: skip


def test_from_files_to_pages(tmp_path: Path) -> None:
    """One export of each platform, imported, checked and built, gives a page each; no name of a person is in them."""
    folder = tmp_path / "publication"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    about = folder / "docs" / "about"
    about.mkdir()
    for page in (ROOT / "docs" / "about").iterdir():
        (about / page.name).write_bytes(page.read_bytes())
    exports = {"reddit": json.dumps(reddit()), "mastodon": json.dumps(mastodon()), "hn": json.dumps(hackernews())}
    for slug, text in [*exports.items(), ("table", GOOD)]:
        file = tmp_path / f"{slug}.{'csv' if slug == 'table' else 'json'}"
        file.write_text(text)
        done = run("import", file, "--slug", slug, "--publication", folder)
        assert done.returncode == 0, done.stderr
        assert "records read" in done.stdout
    assert run("check", "--publication", folder).returncode == 0
    done = run("build", "--publication", folder)
    assert done.returncode == 0, done.stderr[-3000:]
    for slug in (*exports, "table"):
        text = (folder / "site" / "threads" / slug / "index.html").read_text("utf-8")
        assert "Cannot be told from this thread" in text or "posts" in text
        posts = (folder / "site" / "threads" / slug / "posts" / "index.html").read_text("utf-8")
        assert "a.example" not in posts
