"""What each person wrote, and the attention it received."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import with_key
from generator.model import Thread
from generator.vocabulary import plural, shown_names, with_groups

COLUMNS = {
    "author_id": "id",
    "author_label": "text",
    **GROUP_COLUMNS,
    "word_count": "words",
    "attention_count": "replies, likes and shares",
    "name_label": "text",
    "label": "text",
    "label_place": "place",
}
TICKS = [0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000]


def axis() -> alt.Axis:
    """Hairlines at the powers of ten."""
    return alt.Axis(values=TICKS, format=",.0f", grid=True)


NAMED_AUTHORS = 3


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """People who wrote; those with most attention bear their shown names."""
    authors = with_groups(tables["authors"], thread)
    names = shown_names(tables["authors"], tables["posts"], thread)
    parts = authors[["reply_received_count", "like_count", "share_count"]].astype("Float64").fillna(0)
    authors = authors.assign(
        attention_count=parts.sum(axis=1).astype(float),
        author_label=[names.get(author_id, "") for author_id in authors["author_id"]],
    )
    authors = authors[authors["post_count"] > 0].sort_values(["attention_count", "author_id"], ascending=[False, True])
    named = np.arange(len(authors)) < NAMED_AUTHORS
    return with_key(authors.assign(name_label=authors["author_label"].where(named, "").astype("object")))


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A point per person on scales of powers of ten that also hold zero."""
    highlight = theme.highlight()
    scale = alt.Scale(type="symlog", constant=1, nice=False, zero=True)
    base = alt.Chart()
    placed = base.encode(
        x=alt.X("word_count:Q", scale=scale, axis=axis(), title="words written"),
        y=alt.Y("attention_count:Q", scale=scale, axis=axis(), title="replies, likes and shares received"),
        color=theme.colour(),
        opacity=theme.faded(highlight),
    )
    points = placed.mark_point(filled=True, size=60).encode(
        shape=theme.shape(),
        tooltip=[
            alt.Tooltip("author_label:N", title="Who"),
            alt.Tooltip("group_label:N", title="Group"),
            alt.Tooltip("word_count:Q", title="Words"),
            alt.Tooltip("attention_count:Q", title="Replies, likes and shares"),
        ],
    )
    names = placed.mark_text(align="right", dx=-8).encode(text=theme.label_text("name_label"))
    people = alt.layer(points.add_params(highlight), names)
    layers = alt.layer(people, theme.group_key(base), data=source(table, COLUMNS))
    return theme.dressed(layers.resolve_scale(y="independent"))


def alt_text(table: pd.DataFrame) -> str:
    """How many people, and who received most."""
    if table.empty:
        return "No people to show."
    most = table.sort_values("attention_count", ascending=False, kind="stable").iloc[0]
    got = plural(int(most["attention_count"]), "reply, like or share", "replies, likes and shares")
    return (
        f"{plural(len(table), 'person', 'people')} by words written and attention received; most attention went to "
        f"{most['author_label']}: {got} for {plural(int(most['word_count']), 'word')}."
    )
