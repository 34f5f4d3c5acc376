"""The list of charts, in the order of the questions."""

from __future__ import annotations

import pandas as pd

from generator.charts import thread_dots
from generator.charts.chart import Chart, Tables
from generator.charts.of_answers_and_course import OF_ANSWERS_AND_COURSE
from generator.charts.of_sides_and_words import OF_SIDES_AND_WORDS
from generator.model import Thread

CHARTS: tuple[Chart, ...] = (*OF_SIDES_AND_WORDS, *OF_ANSWERS_AND_COURSE)
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
    least_rows=3,
)
BY_ID = {chart.id: chart for chart in (*CHARTS, SMALL)}


def chart_table(chart_id: str, tables_of_one_thread: Tables, thread: Thread) -> pd.DataFrame:
    """The rows the chart draws, with exactly the chart's columns."""
    chart = BY_ID[chart_id]
    return chart.rows(tables_of_one_thread, thread)[list(chart.columns)].reset_index(drop=True)


def says_something(chart: Chart, table: pd.DataFrame) -> bool:
    """Whether the table has as many rows as the chart needs; below that its sentence and its table stand alone."""
    return len(table) >= chart.least_rows
