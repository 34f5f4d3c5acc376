"""What the analysis found in a post, as the reader marks it."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from generator.pages import marks

PHASES = pd.DataFrame({"phase": [1, 2], "first_post_id": ["p1", "p3"]})
BRANCHES = pd.DataFrame({"part_id": ["p2", None], "is_hottest": [True, False]})


def row(post_id: str, **fields: object) -> dict:
    """A present post."""
    return {"post_id": post_id, "text": "words", "state": "present"} | fields


def marked(*rows: dict, replied: set[str] | None = None) -> dict[str, tuple[str, ...]]:
    """The marks of these posts."""
    context = SimpleNamespace(findings=(), tables={"phases": PHASES, "friction_by_branch": BRANCHES})
    return marks.marks_of(context, rows, replied or set(), "p2")


def test_marks() -> None:
    """Turning posts, the hottest exchange, repairs, questions left and posts gone later each have their mark."""
    found = marked(
        row("p1"), row("p2", answered="yes"), row("p3", answered="no"),
        row("p4", repair="apology", eased_post_id="p2", vanished_at=pd.Timestamp("2024-01-01", tz="UTC")),
    )  # fmt: skip
    assert found == {
        "p1": (), "p2": (marks.HOTTEST, marks.BUSIEST), "p3": (marks.TURNING, marks.UNANSWERED),
        "p4": (marks.REPAIR, marks.VANISHED),
    }  # fmt: skip
    assert marks.mark_tags({"repair": "apology"}, found["p4"]) == ("repair · apology", "gone at a later capture")


@pytest.mark.parametrize(
    ("text", "replied", "left"), [("why?", False, True), ("why?", True, False), ("so", False, False)]
)
def test_without_a_ledger(text: str, replied: bool, left: bool) -> None:
    """Where no ledger of questions is at hand, a question mark and no reply tell one that was left."""
    assert marks.is_left(row("p9", text=text), replied) is left


def test_no_tables() -> None:
    """A thread too small for phases and friction has no such marks."""
    context = SimpleNamespace(findings=(), tables={})
    assert marks.turning_posts(context) == marks.hottest_posts(context) == set()
