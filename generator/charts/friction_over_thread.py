"""Friction along the thread, with its repairs and its hottest part."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import with_key
from generator.model import Thread
from generator.vocabulary import plural, shown_names, with_groups

COLUMNS = {
    "post_id": "id",
    "position": "post",
    "friction": "friction, 0 to 1",
    "attack": "attack, 0 to 1",
    **GROUP_COLUMNS,
    "name_label": "text",
    "repair_label": "text",
    "is_hottest": "true or false",
    "label": "text",
    "label_place": "place of the label",
}
REPAIRS = {"apology": "apology", "concession": "concession", "clarification": "clarification", "joke": "shared joke"}
X, Y = "posts in order of time", "friction, 0 to 1"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Posts that have a friction, in order of time."""
    posts = with_groups(tables["posts"], thread)
    posts = posts[posts["friction"].notna()].sort_values(["position", "post_id"])
    branches = tables["friction_by_branch"]
    hottest = branches.loc[branches["is_hottest"].astype(bool), "part_id"]
    names = shown_names(tables["authors"], tables["posts"], thread)
    eases = posts["repair"].notna() & posts["eased_post_id"].notna()
    table = posts.assign(
        position=posts["position"].astype(int),
        name_label=[names.get(author_id, "") if isinstance(author_id, str) else "" for author_id in posts["author_id"]],
        repair_label=posts["repair"].map(REPAIRS).where(eases, "").fillna("").astype("object"),
        is_hottest=posts["post_id"].isin(below(tables["posts"], hottest)),
    )
    return with_key(table)


def below(posts: pd.DataFrame, tops: pd.Series) -> set[str]:
    """These posts and all below them."""
    children = posts[posts["parent_id"].notna()].groupby("parent_id")["post_id"].apply(list).to_dict()
    found: set[str] = set()
    waiting = [str(top) for top in tops.dropna()]
    while waiting:
        post_id = waiting.pop()
        if post_id not in found:
            found.add(post_id)
            waiting += children.get(post_id, [])
    return found


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A point a post; the hottest part is full, the rest is hollow; repairs bear their kind."""
    highlight = theme.highlight()
    rows_given = source(table, COLUMNS)
    base = alt.Chart().encode(
        x=alt.X("position:Q", title=X, axis=alt.Axis(format="d", tickMinStep=1)),
        y=alt.Y("friction:Q", title=Y, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(tickCount=5, grid=True)),
        color=theme.colour(),
    )
    points = base.mark_point(size=55, strokeWidth=1.5).encode(
        shape=theme.shape(),
        fillOpacity=alt.condition("datum.is_hottest", alt.value(0.95), alt.value(0.12)),
        fill=alt.Fill(
            "group_slot:O",
            scale=alt.Scale(domain=theme.SLOTS, range=[f"var(--g{slot})" for slot in theme.SLOTS]),
            legend=None,
            title="group",
        ),
        opacity=theme.faded(highlight),
        tooltip=[
            alt.Tooltip("name_label:N", title="By"),
            alt.Tooltip("position:Q", title="Post", format="d"),
            alt.Tooltip("friction:Q", title="Friction", format=".2f"),
            alt.Tooltip("attack:Q", title="Attack", format=".2f"),
            alt.Tooltip("repair_label:N", title="Repair"),
        ],
    )
    repairs = base.transform_filter("datum.repair_label !== ''").mark_text(
        dy=-11, fontSize=11, fontStyle="italic", color=theme.INK
    )
    posts = alt.layer(
        points.add_params(highlight),
        repairs.encode(text=theme.label_text("repair_label"), color=alt.value(theme.INK)),
    )
    layers = alt.layer(posts, theme.group_key(base), data=rows_given).resolve_scale(y="independent")
    return theme.dressed(layers)


def alt_text(table: pd.DataFrame) -> str:
    """The mean, the sharpest post, and how many repairs."""
    if table.empty:
        return "No friction to show."
    top = table.sort_values(["friction", "position"], ascending=[False, True]).iloc[0]
    repaired = int((table["repair_label"] != "").sum())
    return (
        f"Friction of {plural(len(table), 'post')}, mean {table['friction'].mean():.2f}; the sharpest is post "
        f"{int(top['position'])} with {top['friction']:.2f}; the hottest part has "
        f"{plural(int(table['is_hottest'].sum()), 'post')}, and "
        f"{plural(repaired, 'post eases', 'posts ease')} a quarrel."
    )
