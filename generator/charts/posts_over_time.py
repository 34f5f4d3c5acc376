"""How many posts each group wrote, from stretch to stretch of time."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import with_key
from generator.model import Thread
from generator.vocabulary import duration, plural, with_groups

COLUMNS = {
    "bin_start_minutes": "minutes",
    "bin_end_minutes": "minutes",
    "post_count": "posts",
    **GROUP_COLUMNS,
    "label": "text",
    "label_place": "place",
}


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Bins in minutes."""
    bins = with_groups(tables["posts_over_time"], thread)
    bins = bins.assign(
        bin_start_minutes=bins["bin_start_seconds"].astype(float) / 60,
        bin_end_minutes=bins["bin_end_seconds"].astype(float) / 60,
    )
    return with_key(bins.sort_values(["bin_start_minutes", "group_slot"], kind="stable"))


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Stacked bars; a stretch of time can be brushed."""
    # The mark in the page's own colours: the usual dark grey cannot be seen on the dark ground.
    mark = alt.BrushConfig(fill=theme.MUTE, fillOpacity=0.15, stroke=theme.MUTE)
    brush = alt.selection_interval(name="brush", encodings=["x"], mark=mark)
    base = alt.Chart()
    bars = base.mark_bar(binSpacing=1).encode(
        x=alt.X(
            "bin_start_minutes:Q",
            bin="binned",
            title=theme.SINCE_FIRST,
            axis=alt.Axis(grid=False, tickCount=8, labelExpr=theme.DURATION),
            scale=alt.Scale(nice=False),
        ),
        x2=alt.X2("bin_end_minutes", title=theme.SINCE_FIRST),
        y=alt.Y("post_count:Q", stack="zero", title="posts", axis=alt.Axis(tickMinStep=1, tickCount=4)),
        color=theme.colour(),
        order=alt.Order("group_slot:Q", title="group"),
        opacity=theme.faded(brush),
        tooltip=[
            alt.Tooltip("group_label:N", title="Group"),
            alt.Tooltip("post_count:Q", title="Posts"),
            alt.Tooltip("bin_start_minutes:Q", title="From minute", format=".0f"),
            alt.Tooltip("bin_end_minutes:Q", title="To minute", format=".0f"),
        ],
    )
    layers = alt.layer(bars.add_params(brush), theme.group_key(base), data=source(table, COLUMNS))
    return theme.dressed(layers.resolve_scale(y="independent"), height=200)


def alt_text(table: pd.DataFrame) -> str:
    """The busiest stretch."""
    if table.empty:
        return "No posts to show."
    totals = table.groupby(["bin_start_minutes", "bin_end_minutes"])["post_count"].sum()
    most = totals.reset_index().sort_values("post_count", ascending=False, kind="stable").iloc[0]
    return (
        f"Posts over time by group; of any equal stretch most, {plural(int(most['post_count']), 'post')}, came between "
        f"{duration(60 * most['bin_start_minutes'])} and {duration(60 * most['bin_end_minutes'])} after the first."
    )
