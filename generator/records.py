"""The files of a thread's folder as text: posts.jsonl, authors.csv, roster.csv, capture.json."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from generator.model import (
    AUTHOR_COLUMNS,
    KINDS,
    POST_COLUMNS,
    STATES,
    SourcePost,
    Thread,
    typed,
)
from generator.packed import Rows, in_time_order
from generator.paragraphs import paragraphs

if TYPE_CHECKING:
    import pandas as pd

POST_KEYS = tuple(column for column in POST_COLUMNS if column != "thread_id")
AUTHOR_KEYS = tuple(column for column in AUTHOR_COLUMNS if column != "thread_id")
_WHOLE_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.000Z")
_SOURCE_LENGTH = len("2024-01-01T00:00:00.000Z")
_POST_ORDER = tuple(sorted(POST_KEYS))
_POST_SET = frozenset(POST_KEYS)
# More faults than a person reads at once.
MOST_FAULTS = 20


def iso(moment: Any) -> str | None:
    """A moment as ISO 8601 text in UTC, or None."""
    if _plain(moment) is None or moment == "":
        return None
    if isinstance(moment, str):
        written, moment = moment, datetime.fromisoformat(moment)
        # As the sources write it; only the empty fraction goes.
        if _WHOLE_SECOND.fullmatch(written):
            return written[:19] + "Z"
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def post_lines(posts: Iterable[SourcePost]) -> Iterator[str]:
    """The lines of posts.jsonl: one post a line, in time order, then by id; posts without a time last."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for post in _in_order(posts):
        line = encode(_post_row(post)) + "\n"
        # Lone surrogates can stand in broken JSON and cannot be written as UTF-8.
        yield line if line.isprintable() else line.encode("utf-8", "replace").decode()


def format_authors(authors: Iterable[Mapping[str, Any]]) -> str:
    """authors.csv: one author a line, by id."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(AUTHOR_KEYS)
    for author in sorted(authors, key=lambda author: str(author["author_id"])):
        role = _plain(author.get("role"))
        row = {key: _plain(author.get(key)) for key in AUTHOR_KEYS} | {"role_source": "source" if role else ""}
        writer.writerow(_cell(row[key]) for key in AUTHOR_KEYS)
    return out.getvalue().encode("utf-8", "replace").decode()


def format_people(people: Iterable[Mapping[str, Any]]) -> str:
    """people.csv: who is behind each id; private."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["author_id", "handle", "name"])
    writer.writerows(sorted([person["author_id"], person["handle"], person["name"]] for person in people))
    return out.getvalue().encode("utf-8", "replace").decode()


def parse_people(text: str) -> list[dict[str, str]]:
    """The people of a people.csv."""
    return [row for row in csv.DictReader(io.StringIO(text, newline="")) if row.get("author_id")]


def parse_posts(slug: str, text: str) -> tuple[pd.DataFrame, list[str]]:
    """The posts of a posts.jsonl, typed, and every fault found."""
    import pandas as pd  # an import of posts goes without, and it takes 70 MB

    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    # Not splitlines(): U+2028 may stand inside a post.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append(f"posts.jsonl line {number} is not JSON ({error})")
            continue
        faults += [f"posts.jsonl line {number} {fault}" for fault in _post_faults(row)]
        rows.append(row)
    if not rows and not faults:
        faults.append("posts.jsonl holds no posts")
    if not faults:
        faults += _tree_faults(rows)
    if faults:
        return _empty(POST_COLUMNS), faults
    columns: dict[str, Any] = {key: [row.get(key) for row in rows] for key in POST_KEYS}
    try:
        for key in ("published_at", "vanished_at"):
            columns[key] = pd.to_datetime(pd.Series(columns[key], dtype=object), utc=True, format="ISO8601")
        frame = typed(pd.DataFrame({"thread_id": slug} | columns), POST_COLUMNS)
    except (ValueError, TypeError) as error:
        return _empty(POST_COLUMNS), [f"posts.jsonl: a value is of the wrong kind ({error})"]
    return frame, []


def stored_posts(text: str) -> list[SourcePost]:
    """The posts of a posts.jsonl that was found in order, as a source gives them."""
    rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    return [SourcePost(**{key: row[key] for key in POST_KEYS if row.get(key) is not None}) for row in rows]


def stored_authors(text: str) -> list[dict[str, Any]]:
    """The authors of an authors.csv that was found in order, as a source gives them."""
    return [
        row
        | {
            "handle": row["author_id"],
            "follower_count": int(row["follower_count"]) if row["follower_count"] else None,
            "role": row["role"] or None,
            "is_organisation": row["is_organisation"] == "true",
        }
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def parse_authors(slug: str, text: str) -> tuple[pd.DataFrame, list[str]]:
    """The authors of an authors.csv, typed, and every fault found."""
    import pandas as pd

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    if sorted(header) != sorted(AUTHOR_KEYS):
        expected = ", ".join(AUTHOR_KEYS)
        return _empty(AUTHOR_COLUMNS), [
            f"authors.csv has the columns {', '.join(header) or 'none'}; expected {expected}"
        ]
    faults: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            faults.append(f"authors.csv row {number} has more or fewer cells than the first row")
        elif not row["author_id"] or row["author_id"] in seen:
            faults.append(f"authors.csv row {number}: author_id {row['author_id']!r} is empty or used twice")
        elif row["follower_count"] and not row["follower_count"].isdecimal():
            faults.append(f"authors.csv row {number}: follower_count {row['follower_count']!r} is not a whole number")
        elif row["is_organisation"] not in ("true", "false", ""):
            faults.append(f"authors.csv row {number}: is_organisation {row['is_organisation']!r} is not true or false")
        seen.add(row["author_id"])
    if faults:
        return _empty(AUTHOR_COLUMNS), faults
    columns: dict[str, Any] = {key: [row[key] for row in rows] for key in AUTHOR_KEYS}
    columns["follower_count"] = pd.array(
        [int(cell) if cell else None for cell in columns["follower_count"]], dtype="Int64"
    )
    columns["is_organisation"] = pd.array([cell == "true" for cell in columns["is_organisation"]], dtype="boolean")
    for key in ("role", "role_source"):
        columns[key] = [cell or None for cell in columns[key]]
    return typed(pd.DataFrame({"thread_id": slug} | columns), AUTHOR_COLUMNS), []


def parse_roster(text: str) -> tuple[dict[str, str], list[str]]:
    """The editor's roster.csv: author id to role id, and every fault found."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or [cell.strip() for cell in rows[0]] != ["author_id", "role"]:
        return {}, ["roster.csv should begin with the line author_id,role"]
    faults = [
        f"roster.csv row {number} should have two cells"
        for number, row in enumerate(rows, start=1)
        if row and len(row) != 2
    ]
    return {row[0].strip(): row[1].strip() for row in rows[1:] if len(row) == 2}, faults


def cross_faults(thread: Thread, posts: pd.DataFrame, authors: pd.DataFrame, roster: dict[str, str]) -> list[str]:
    """Where the files of a thread name people or roles that the others do not know."""
    held = set(authors["author_id"])
    roles = {role.id for role in thread.roles}
    unknown = sorted(set(posts["author_id"].dropna()) - held)
    faults = [f"posts.jsonl has the author {author_id!r}, who is not in authors.csv" for author_id in unknown]
    faults += [f"roster.csv has the author {key!r}, who is not in authors.csv" for key in roster if key not in held]
    faults += [
        f"roster.csv gives {key!r} the role {role!r}, which thread.toml does not declare"
        for key, role in roster.items()
        if role and role not in roles
    ]
    return faults


def _in_order(posts: Iterable[SourcePost]) -> Sequence[SourcePost]:
    """The posts by time, then by id; those without a time last."""
    if isinstance(posts, Rows) and (placed := in_time_order(posts)) is not None:
        return placed
    ordered = sorted(posts, key=attrgetter("post_id"))
    # As the sources write it, a time compares as it is, and a million of them need no copies.
    plain = all(post.published_at is None or len(post.published_at) == _SOURCE_LENGTH for post in ordered)
    ordered.sort(key=lambda post: (post.published_at if plain else _comparable(iso(post.published_at))) or "~")
    return ordered


def _comparable(moment: str | None) -> str | None:
    """As text "…:00.5Z" would come before "…:00Z", so the Z goes."""
    return moment and moment.rstrip("Z") + ("" if "." in moment else ".")


def _post_row(post: SourcePost) -> dict[str, Any]:
    """A post as its line holds it, with the keys in the order of the alphabet."""
    row = {key: getattr(post, key) for key in _POST_ORDER}
    row["html"] = paragraphs(post.text) if post.html is None else post.html
    row["published_at"], row["vanished_at"] = iso(post.published_at), iso(post.vanished_at)
    return row


def _post_faults(row: Any) -> list[str]:
    if not isinstance(row, dict):
        return ["is not one post in braces"]
    if unknown := row.keys() - _POST_SET:
        return [f"has an unknown key {key!r}" for key in sorted(unknown)]
    if not isinstance(row.get("post_id"), str) or not row["post_id"]:
        return ["has no post_id"]
    if row.get("state") not in STATES or row.get("kind") not in KINDS:
        expected = f"one of {', '.join(STATES)} and one of {', '.join(KINDS)}"
        return [f"has state {row.get('state')!r} and kind {row.get('kind')!r}; expected {expected}"]
    return []


def _tree_faults(rows: list[dict[str, Any]]) -> list[str]:
    ids = [row["post_id"] for row in rows]
    held = set(ids)
    faults = []
    if len(held) < len(ids):
        twice = sorted({post_id for post_id in ids if ids.count(post_id) > 1})
        faults.append(f"posts.jsonl has {', '.join(twice[:5])} more than once")
    for row in rows:
        if row.get("parent_id") is not None and row["parent_id"] not in held:
            faults.append(f"posts.jsonl: post {row['post_id']} answers {row['parent_id']!r}, which is not there")
    if not any(row.get("parent_id") is None for row in rows):
        faults.append("posts.jsonl has no root, a post whose parent_id is null")
    return faults


def _empty(columns: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    return typed(pd.DataFrame({name: [] for name in columns}), columns)


def _plain(value: Any) -> Any:
    # By their names, as writing posts goes without pandas.
    return None if type(value).__name__ in ("NAType", "NaTType") else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
