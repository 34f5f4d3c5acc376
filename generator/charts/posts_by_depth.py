"""How many posts stand at each depth."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import plural

COLUMNS = {
    "depth": "steps below the first post",
    "depth_start": "steps below the first post",
    "depth_end": "steps below the first post",
    "post_count": "posts",
    "label": "text",
}


DEPTHS_WITH_COUNTS = 25


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Bars of a little less than one step; counts are written where there is room for them."""
    depths = tables["posts_by_depth"].sort_values("depth")
    roomy = len(depths) <= DEPTHS_WITH_COUNTS
    steps = depths["depth"].astype(float)
    return depths.assign(
        depth_start=steps - 0.4,
        depth_end=steps + 0.4,
        label=[str(count) if roomy else "" for count in depths["post_count"]],
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """One bar per depth, its count above it."""
    base = alt.Chart()
    bars = base.mark_bar(color=theme.MUTE).encode(
        x=alt.X(
            "depth_start:Q",
            bin="binned",
            title="steps below the first post",
            axis=alt.Axis(tickMinStep=1, grid=False, tickCount=12),
            scale=alt.Scale(nice=False),
        ),
        x2=alt.X2("depth_end", title="steps below the first post"),
        y=alt.Y("post_count:Q", title="posts", axis=alt.Axis(tickMinStep=1, tickCount=4)),
        tooltip=[
            alt.Tooltip("depth:Q", title="Steps below the first post"),
            alt.Tooltip("post_count:Q", title="Posts"),
        ],
    )
    counts = base.mark_text(dy=-7, color=theme.INK).encode(
        x=alt.X("depth:Q", title="steps below the first post"),
        y=alt.Y("post_count:Q", title="posts"),
        text=theme.label_text(),
    )
    return theme.dressed(alt.layer(bars, counts, data=source(table, COLUMNS)), height=200)


def alt_text(table: pd.DataFrame) -> str:
    """The fullest depth and the deepest."""
    if table.empty:
        return "No posts to show."
    fullest = table.sort_values("post_count", ascending=False, kind="stable").iloc[0]
    return (
        f"Posts by depth: most, {fullest['post_count']:.0f}, stand {plural(int(fullest['depth']), 'step')} below the "
        f"first post; the deepest stand {plural(int(table['depth'].max()), 'step')} below it."
    )
