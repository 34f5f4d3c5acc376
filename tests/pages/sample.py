"""A small thread made by hand, from which page tests build what they need."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from generator.model import (
    AUTHOR_COLUMNS,
    POST_COLUMNS,
    Capture,
    Finding,
    Measure,
    Part,
    Rejection,
    Role,
    Thread,
    Voice,
    typed,
)
from generator.pages.context import ChartPicture, Download, ThreadContext
from generator.pages.figure import table_rows

HOSTILE_PLACES = ("title", "kicker", "standfirst", "text", "html", "name", "note", "label")


def finding(**changes: object) -> Finding:
    """A finding about reply chance, changed as the test needs."""
    values: dict = {
        "id": "answered.reply_chance",
        "thread_id": "damp",
        "question": 5,
        "parts": (Part("Tenants are answered "), Part("1 time in 2", group="tenant"), Part(".")),
        "value": 0.5,
        "low": 0.2,
        "high": 0.8,
        "unit": "share",
        "n": 2,
        "n_unit": "posts",
        "method": "reply_chance",
        "evidence": ("p1", "p3"),
        "chart": "survival",
        "note": "95 % interval 20–80 %, n = 2 posts",
        "strength": 0.9,
        "headline": "Tenants wait",
        "voices": (Voice("tenant", "p3", "its question"), Voice("manager", "p2", "its answer")),
        "would_change": "With one answer more it would be 75 %.",
    }
    return Finding(**(values | changes))


def thread_context(
    text: str = "Who do I ring about the damp, @a1?", markup: str = "", words: str = ""
) -> ThreadContext:
    """Four posts by two people and one gap; `words`, if given, stand in every place a stranger may fill."""
    thread = Thread(
        slug="damp",
        title=words or "Who do I ring?",
        platform="mastodon",
        kicker=words or "Housing",
        standfirst=words or "A question about damp, asked twice.",
        constructed=True,
        commentary=words or "Read *slowly*.",
        roles=(Role("manager", words or "Managers", "Manager"), Role("tenant", "Tenants", "Tenant")),
    )
    posts = pd.DataFrame(
        {
            "thread_id": "damp",
            "post_id": ["p1", "p2", "p3", "p4"],
            "parent_id": [None, "p1", "p2", "p9"],
            "author_id": ["a1", "a2", "a1", None],
            "published_at": pd.to_datetime(
                ["2018-01-23T19:02Z", "2018-01-23T19:05Z", "2018-01-24T08:00Z", None], utc=True, format="ISO8601"
            ),
            "text": [
                text,
                words or "Ask the office.\n\nIt is open.",
                words or "Nobody picks up. Who else is there?",
                "",
            ],
            "html": [markup, words, "", ""],
            "state": ["present", "present", "present", "deleted"],
        }
    )
    posts = typed(posts, POST_COLUMNS).assign(group=["tenant", "manager", "tenant", "none"])
    authors = typed(pd.DataFrame({"thread_id": "damp", "author_id": ["a1", "a2"], "name": ["", ""]}), AUTHOR_COLUMNS)
    table = str(table_rows(pd.DataFrame({"group": [words or "Tenants", "Managers"], "share": [0.5, 1.0]})))
    chart = ChartPicture(
        id="survival",
        title=words or "Tenants wait",
        subtitle="share of posts answered",
        alt=words or "Tenants wait.",
        svg='<svg viewBox="0 0 4 4"><path d="M0,0h4"/></svg>',
        table=table,
        row_count=2,
        note=words or "n = 3 posts",
        units={"group": "", "share": "0 to 1"},
        question=5,
    )
    return ThreadContext(
        thread=thread,
        tables={"posts": posts, "authors": authors, "shape": pd.DataFrame({"duration_seconds": [46680.0]})},
        findings=(
            finding(
                note=words or "95 % interval 20–80 %, n = 2 posts", parts=(Part(words or "Tenants wait.", "tenant"),)
            ),
            finding(
                id="words.log_odds",
                question=4,
                parts=(),
                value=None,
                method="terms",
                evidence=(),
                chart="",
                strength=0.0,
                refused="at least 20 posts in each of two groups; there are 2 and 1",
            ),
        ),
        capture=Capture(
            platform="mastodon",
            captured_at="2018-02-01T00:00:00Z",
            route="file: damp.json (mastodon)",
            records_read=5,
            posts_kept=4,
            rejections=(Rejection("record 5", words or "published_at is not a time"),),
            declared_reply_count=5,
            branches=({"post_id": "p1", "declared": 5, "held": 2},),
            completeness=words,
        ),
        names={"a1": words or "Tenant 1", "a2": "Manager 1"},
        charts={
            "survival": chart,
            "thread_dots": replace(
                chart, id="thread_dots", title="All posts", subtitle="a dot a post", alt="Dots.", note="", question=0
            ),
        },
        downloads=(
            Download("findings.json", 1234, "every finding"),
            Download("posts.csv", 1234, columns=tuple(name for name in posts if name != "html"), row_count=4),
            Download("posts.parquet", 2345, columns=tuple(name for name in posts if name != "html"), row_count=4),
            Download("shape.csv", 99, columns=("duration_seconds",), row_count=1),
        ),
    )


def reply_chance() -> None:
    """Share of posts that someone else answers.

    Formula: answered / posts, Wilson interval.
    Source: Wilson 1927.
    Least data: 5 posts
        in a group.
    Limits: silence is not disagreement.
    """


MEASURES = (Measure("reply_chance", 5, "Reply chance", reply_chance),)
