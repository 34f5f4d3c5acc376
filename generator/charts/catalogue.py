"""The list of charts, in the order of the questions."""

from __future__ import annotations

from generator.charts import (
    author_attention,
    group_shares,
    marking_words,
    posts_by_depth,
    posts_over_time,
    replies_between_groups,
    survival,
    thread_dots,
)
from generator.charts.chart import Chart

CHARTS: tuple[Chart, ...] = (
    Chart(
        "thread_dots",
        7,
        "each dot a post: minutes since the first, steps below it",
        "posts",
        thread_dots.COLUMNS,
        "posts",
        thread_dots.draw,
        thread_dots.alt_text,
    ),
    Chart(
        "marking_words",
        4,
        "log-odds of a word for its group against the other, with 95 % interval",
        "terms",
        marking_words.COLUMNS,
        "terms",
        marking_words.draw,
        marking_words.alt_text,
    ),
    Chart(
        "survival",
        5,
        "share of posts answered by then, with 95 % interval",
        "survival",
        survival.COLUMNS,
        "survival",
        survival.draw,
        survival.alt_text,
    ),
    Chart(
        "replies_between_groups",
        5,
        "whom each group answers, as share of its replies; grey: 95 % of what shuffled roles give",
        "pairs_by_group",
        replies_between_groups.COLUMNS,
        "pairs_by_group",
        replies_between_groups.draw,
        replies_between_groups.alt_text,
    ),
    Chart(
        "group_shares",
        6,
        "share of followers, of words written, of replies, likes and shares received, with 95 % interval",
        "group_shares",
        group_shares.COLUMNS,
        "group_shares",
        group_shares.draw,
        group_shares.alt_text,
    ),
    Chart(
        "author_attention",
        6,
        "each point a person: words written, replies, likes and shares received",
        "authors",
        author_attention.COLUMNS,
        "authors",
        author_attention.draw,
        author_attention.alt_text,
    ),
    Chart(
        "posts_over_time",
        7,
        "posts by group in equal stretches of time",
        "posts_over_time",
        posts_over_time.COLUMNS,
        "posts_over_time",
        posts_over_time.draw,
        posts_over_time.alt_text,
    ),
    Chart(
        "posts_by_depth",
        7,
        "posts by steps below the first post",
        "posts_by_depth",
        posts_by_depth.COLUMNS,
        "posts_by_depth",
        posts_by_depth.draw,
        posts_by_depth.alt_text,
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
    thread_dots.draw_small,
    thread_dots.alt_text,
    live=False,
)
BY_ID = {chart.id: chart for chart in (*CHARTS, SMALL)}
