"""The labelled sets beside the repository, as tables of posts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from generator.model import POST_COLUMNS, typed

LABELLED = Path(__file__).resolve().parents[2].parent / "shared" / "labelled"


def present(*names: str) -> bool:
    """Whether the sets of these names are here."""
    return all((LABELLED / name).exists() for name in names)


def posts_of(**columns: object) -> pd.DataFrame:
    """Posts with the columns given; every one is present, and English where nothing else is said."""
    table = pd.DataFrame({"parent_id": pd.NA, "lang": "en", "state": "present", "kind": "post", **columns})
    return typed(table, POST_COLUMNS)


@cache
def stance_pairs() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pairs (source, stance), and their posts: all parents, then all replies in the order of the pairs."""
    pairs = pd.read_csv(LABELLED / "stance_reply" / "pairs.csv", keep_default_na=False)
    threads = [f"pair{number}" for number in range(len(pairs))]
    parents = posts_of(thread_id=threads, post_id="parent", text=pairs["parent_text"])
    replies = posts_of(thread_id=threads, post_id="reply", parent_id="parent", text=pairs["reply_text"])
    return pairs, pd.concat([parents, replies], ignore_index=True)


@cache
def issue_comments() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Comments with their kind of incivility, and the same as posts, each answering the one before."""
    file = LABELLED / "friction_issues" / "comments.jsonl"
    comments = pd.read_json(file, lines=True, dtype={"thread_id": str, "post_id": str})
    parents = comments.groupby("thread_id")["post_id"].shift(1)
    posts = posts_of(
        thread_id=comments["thread_id"], post_id=comments["post_id"], parent_id=parents, text=comments["text"]
    )
    return comments, posts


@cache
def derailing_conversations() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Conversations (derails), and their posts, each answering the one before."""
    file = LABELLED / "friction_derailment_cmv" / "conversations.jsonl"
    conversations = pd.read_json(file, lines=True, dtype={"thread_id": str})
    posts = conversations[["thread_id", "posts"]].explode("posts", ignore_index=True)
    number = posts.groupby("thread_id").cumcount()
    parents = (number - 1).astype(str).where(number > 0)
    table = posts_of(thread_id=posts["thread_id"], post_id=number.astype(str), parent_id=parents, text=posts["posts"])
    return conversations, table


@cache
def polite_requests() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Requests with their score, and the same as posts of a thread each."""
    requests = pd.read_csv(LABELLED / "politeness_stackexchange" / "requests.csv", keep_default_na=False)
    threads = [f"request{number}" for number in range(len(requests))]
    return requests, posts_of(thread_id=threads, post_id="request", text=requests["request"])
