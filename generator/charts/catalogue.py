"""The list of charts, in the order of the questions."""

from __future__ import annotations

import pandas as pd

from generator.charts import (
    author_attention,
    capture_by_branch,
    group_shares,
    marking_words,
    posts_by_depth,
    posts_over_time,
    replies_between_groups,
    survival,
    thread_dots,
)
from generator.charts.chart import Chart, Tables
from generator.model import Thread

CHARTS: tuple[Chart, ...] = (
    Chart(
        "thread_dots",
        7,
        "each dot a post: minutes since the first, steps below it",
        "posts",
        thread_dots.COLUMNS,
        "posts",
        thread_dots.rows,
        thread_dots.draw,
        thread_dots.alt_text,
        title="The thread, post by post",
    ),
    Chart(
        "marking_words",
        4,
        "log-odds of a word for its group against the other, with 95 % interval",
        "terms",
        marking_words.COLUMNS,
        "terms",
        marking_words.rows,
        marking_words.draw,
        marking_words.alt_text,
        title="Two vocabularies",
    ),
    Chart(
        "survival",
        5,
        "share of posts answered by then, with 95 % interval",
        "survival",
        survival.COLUMNS,
        "survival",
        survival.rows,
        survival.draw,
        survival.alt_text,
        title="Being answered over time",
    ),
    Chart(
        "replies_between_groups",
        5,
        "whom each group answers, as share of its replies; grey: 95 % of what shuffled roles give",
        "pairs_by_group",
        replies_between_groups.COLUMNS,
        "pairs_by_group",
        replies_between_groups.rows,
        replies_between_groups.draw,
        replies_between_groups.alt_text,
        title="Who answers whom",
    ),
    Chart(
        "group_shares",
        6,
        "share of followers, of words written, of replies, likes and shares received, with 95 % interval",
        "group_shares",
        group_shares.COLUMNS,
        "group_shares",
        group_shares.rows,
        group_shares.draw,
        group_shares.alt_text,
        title="Following, voice and attention",
    ),
    Chart(
        "author_attention",
        6,
        "each point a person: words written, replies, likes and shares received",
        "authors",
        author_attention.COLUMNS,
        "authors",
        author_attention.rows,
        author_attention.draw,
        author_attention.alt_text,
        title="Words written and attention received",
    ),
    Chart(
        "posts_over_time",
        7,
        "posts by group in equal stretches of time",
        "posts_over_time",
        posts_over_time.COLUMNS,
        "posts_over_time",
        posts_over_time.rows,
        posts_over_time.draw,
        posts_over_time.alt_text,
        title="When it was said",
    ),
    Chart(
        "posts_by_depth",
        7,
        "posts by steps below the first post",
        "posts_by_depth",
        posts_by_depth.COLUMNS,
        "posts_by_depth",
        posts_by_depth.rows,
        posts_by_depth.draw,
        posts_by_depth.alt_text,
        title="How deep the replies go",
    ),
    Chart(
        "capture_by_branch",
        8,
        "posts of the largest branches: held (dark), deleted, withheld, never seen (hollow)",
        "capture_by_branch",
        capture_by_branch.COLUMNS,
        "capture_by_branch",
        capture_by_branch.rows,
        capture_by_branch.draw,
        capture_by_branch.alt_text,
        title="What was captured",
    ),
)
# For cards; never live, never a chapter's picture.
SMALL = Chart(
    "thread_dots_small",
    7,
    "each dot a post",
    "posts",
    thread_dots.COLUMNS,
    "posts",
    thread_dots.rows,
    thread_dots.draw_small,
    thread_dots.alt_text,
    live=False,
)
BY_ID = {chart.id: chart for chart in (*CHARTS, SMALL)}


def chart_table(chart_id: str, tables_of_one_thread: Tables, thread: Thread) -> pd.DataFrame:
    """The rows the chart draws, with exactly the chart's columns."""
    chart = BY_ID[chart_id]
    return chart.rows(tables_of_one_thread, thread)[list(chart.columns)].reset_index(drop=True)
