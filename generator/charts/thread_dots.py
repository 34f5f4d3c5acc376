"""Each post a dot: when it came and how deep it stands."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import end_of_time, with_key
from generator.model import Thread
from generator.vocabulary import duration, plural, with_groups

COLUMNS = {
    "post_id": "id",
    "since_root_minutes": "minutes",
    "depth": "steps below the first post",
    **GROUP_COLUMNS,
    "label": "text",
    "label_place": "place",
    "minutes_label_place": "minutes",  # those that came very late stand at the edge
}
WIDTH, HEIGHT = 330, 220  # with the names beside it as wide as half a page, so that its words keep their size
SMALL_WIDTH, SMALL_HEIGHT = 340, 90


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Posts whose time is known."""
    posts = with_groups(tables["posts"], thread)
    posts = posts[posts["since_root_seconds"].notna() & posts["depth"].notna()]
    posts = posts.assign(since_root_minutes=posts["since_root_seconds"].astype(float) / 60)
    end = end_of_time(posts["since_root_minutes"])
    posts = posts.assign(minutes_label_place=posts["since_root_minutes"].clip(upper=end))
    return with_key(posts.sort_values(["since_root_minutes", "post_id"]))


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Dots over time and depth, the first post at the top left."""
    highlight = theme.highlight()
    base = alt.Chart()
    dots = dots_of(base, axes=True, size=34).encode(
        opacity=theme.faded(highlight),
        tooltip=[
            alt.Tooltip("group_label:N", title="Group"),
            alt.Tooltip("since_root_minutes:Q", title="Minutes since the first post", format=".0f"),
            alt.Tooltip("depth:Q", title="Steps below it"),
        ],
    )
    layers = alt.layer(dots.add_params(highlight), theme.group_key(base), data=source(table, COLUMNS))
    return theme.dressed(layers.resolve_scale(y="independent"), WIDTH, HEIGHT)


def draw_small(table: pd.DataFrame) -> alt.Chart:
    """The same dots for a card, without axes or words."""
    dots = dots_of(alt.Chart(source(table, COLUMNS)), axes=False, size=16)
    return theme.dressed(dots, SMALL_WIDTH, SMALL_HEIGHT)


def dots_of(base: alt.Chart, axes: bool, size: int) -> alt.Chart:
    """The dots alone."""
    across = alt.Axis(tickCount=6, labelExpr=theme.DURATION) if axes else None
    down = alt.Axis(tickMinStep=1, tickCount=5, grid=True) if axes else None
    return base.mark_point(filled=True, size=size, opacity=0.9).encode(
        x=alt.X("minutes_label_place:Q", axis=across, title=theme.SINCE_FIRST, scale=alt.Scale(nice=False)),
        y=alt.Y("depth:Q", axis=down, title="steps below the first post", scale=alt.Scale(reverse=True)),
        color=theme.colour(),
        shape=theme.shape(),
    )


def alt_text(table: pd.DataFrame) -> str:
    """How many posts, how long, how deep."""
    if table.empty:
        return "No posts to show."
    last, deepest = table["since_root_minutes"].max(), table["depth"].max()
    end = table["minutes_label_place"].max()
    late = int((table["since_root_minutes"] > end).sum())
    edge = f" {plural(late, 'post')} later than {duration(60 * end)} at the right edge." if late else ""
    return (
        f"{plural(len(table), 'post')}, each as a dot, over {duration(60 * last)} since the first; "
        f"the deepest stands {plural(int(deepest), 'step')} below it.{edge}"
    )
