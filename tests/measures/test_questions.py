"""The question ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from generator.measures import measure
from tests.measures.conftest import authors_of, posts_of, threads_of

ROOT = Path(__file__).resolve().parents[2]
ROLES = {"t1": "tenant", "t2": "tenant", "m1": "manager", "m2": "manager"}
ROWS = [
    ("p0", None, "t1", 0, "Who repairs the roof here?"),
    ("p1", "p0", "m1", 1, "We do, on Mondays."),
    ("p2", "p1", "t2", 2, "When will the boiler valve be mended?"),
    ("p3", "p2", "t1", 3, "It never is."),
    ("p4", "p0", "t2", 4, "So when will that boiler valve be mended, @m2?"),
    ("p5", "p4", "m2", 5, "Please contact our office."),
    ("p6", "p1", "t1", 6, "Does anyone answer letters?"),
    ("p7", "p6", "t1", 7, "I shall write one."),
    ("p8", "p0", "m1", 1439, "Has it rained in yet?"),
]


@pytest.fixture(scope="module")
def ledger():
    """The questions of a small thread."""
    return measure(posts_of(ROWS), authors_of(ROLES), threads_of("t"))["questions"].set_index("post_id")


def test_what_became_of_each_question(ledger):
    """Answered, asked again, turned away, left to the asker alone, and too late to tell."""
    assert ledger["answered"].to_dict() == {"p0": "yes", "p2": "no", "p4": "deflected", "p6": "no", "p8": "no"}
    assert ledger["is_asked_again"].to_dict() == {"p0": False, "p2": True, "p4": False, "p6": False, "p8": False}


def test_who_is_asked_and_who_answers(ledger):
    """A mention goes before the parent; the answer has its author, side and time."""
    assert ledger["to_author_id"].fillna("").to_dict() == {"p0": "", "p2": "m1", "p4": "m2", "p6": "m1", "p8": "t1"}
    assert ledger.loc["p0", ["answer_post_id", "answer_author_id", "answer_group"]].tolist() == ["p1", "m1", "manager"]
    assert ledger.loc["p0", "is_other_side"] and ledger.loc["p4", "is_addressee"]
    assert ledger.loc["p0", "waiting_seconds"] == 60
    assert pd.isna(ledger.loc["p0", "is_addressee"]) and pd.isna(ledger.loc["p2", "answer_post_id"])


def test_a_late_question_is_censored():
    """A question observed for less time than answers take in its thread is not said to be left."""
    rows = [("r", None, "t1", 0, "Roofs.")]
    for place in range(6):
        rows.append((f"a{place}", "r", "t1", 10 * place, "It rains in."))
        rows.append((f"b{place}", f"a{place}", "m1", 10 * place + 50, "We know."))
    rows.append(("late", "r", "t1", 24 * 60 - 10, "Who mends it?"))
    rows.append(("early", "r", "t1", 24 * 60 - 70, "Who pays for it?"))
    tables = measure(posts_of(rows), authors_of(ROLES), threads_of("t"))
    assert tables["questions"].set_index("post_id")["answered"].to_dict() == {"late": "censored", "early": "no"}
    assert tables["posts"].set_index("post_id")["answered"].dropna().to_dict() == {"late": "censored", "early": "no"}


@pytest.mark.parametrize(
    ("slug", "extra", "right"), [("housing-engagement", 5, 16), ("discharge-letter", 1, 23), ("hedge-debate", 3, 22)]
)
def test_questions_of_the_constructed_threads(slug, extra, right):
    """Every question written into the constructed threads is found, few others are, and most outcomes are right."""
    truth = json.loads((ROOT / "tests" / "truth" / f"{slug}.json").read_text("utf-8"))
    lines = (ROOT / "data" / "threads" / slug / "posts.jsonl").read_text("utf-8").splitlines()
    posts = pd.DataFrame([json.loads(line) for line in lines]).assign(thread_id=slug)
    posts["published_at"] = pd.to_datetime(posts["published_at"], utc=True)
    captured = pd.DataFrame({"thread_id": [slug], "captured_at": [posts["published_at"].max() + pd.Timedelta(days=1)]})
    found = measure(posts, authors_of(truth["roles"], slug), captured)["questions"].set_index("post_id")["answered"]
    expected = {each["post"]: each["answered"] for each in truth["questions"]}
    assert set(expected) <= set(found.index)
    assert len(found) - len(expected) <= extra
    assert sum(found[post] == outcome for post, outcome in expected.items()) >= right
