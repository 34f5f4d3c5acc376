"""Friction by branch, with repairs."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import UNKNOWN, plural, shown_names

COLUMNS = {
    "branch_id": "id",
    "place": "place from the top",
    "branch_label": "text",
    "friction": "friction, 0 to 1",
    "part_friction": "friction, 0 to 1",
    "label_at": "friction, 0 to 1",
    "post_count": "posts",
    "is_hottest": "true or false",
    "label": "text",
}
BRANCHES = 14
ENDED = {"repaired": "repaired", "calmed": "calmed", "hot": "hot at the end", "open": "left standing"}
TITLE = "mean friction of a branch (dot), and of its hottest part (bar)"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The branches with most friction, hottest first."""
    branches = tables["friction_by_branch"]
    authors = tables["posts"].set_index("post_id")["author_id"]
    names = shown_names(tables["authors"], tables["posts"], thread)
    table = branches.assign(hottest=branches["is_hottest"].astype(bool))
    table = table.sort_values(["hottest", "friction", "branch_id"], ascending=[False, False, True]).head(BRANCHES)
    starters = [authors.get(branch_id) for branch_id in table["branch_id"]]
    return table.assign(
        place=[float(place) for place in range(len(table))],
        branch_label=[
            names.get(author_id, UNKNOWN) if isinstance(author_id, str) else UNKNOWN for author_id in starters
        ],
        part_friction=table["part_friction"].astype("Float64").fillna(table["friction"]),
        label_at=table[["friction", "part_friction"]].astype("Float64").max(axis=1),
        is_hottest=table["hottest"],
        label=[label_of(row) for row in table.to_dict("records")],
    )


def label_of(row: dict) -> str:
    """How many posts, how it ended, how many repairs."""
    said = [plural(int(row["post_count"]), "post")]
    if isinstance(row["ended"], str):
        said.append(ENDED.get(row["ended"], row["ended"]))
    if int(row["repair_count"]):
        said.append(f"{int(row['repair_count'])} {'repair' if int(row['repair_count']) == 1 else 'repairs'}")
    return ", ".join(said)


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """One line a branch."""
    rows_given = source(table, COLUMNS)
    base = alt.Chart().encode(
        y=alt.Y("place:O", title="branches, by who began them", axis=None, scale=alt.Scale(paddingInner=0.4)),
        color=alt.condition("datum.is_hottest", alt.value("var(--g2)"), alt.value(theme.MUTE)),
    )
    scale = alt.Scale(domain=[0, 1])
    bars = base.mark_rule(strokeWidth=5, opacity=0.45).encode(
        x=alt.X("friction:Q", title=TITLE, scale=scale), x2=alt.X2("part_friction", title=TITLE)
    )
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.X("friction:Q", title=TITLE, scale=scale),
        tooltip=[
            alt.Tooltip("branch_label:N", title="Begun by"),
            alt.Tooltip("post_count:Q", title="Posts", format="d"),
            alt.Tooltip("friction:Q", title="Mean friction", format=".2f"),
            alt.Tooltip("part_friction:Q", title="Of its hottest part", format=".2f"),
        ],
    )
    starters = base.mark_text(align="right", dx=-8, color=theme.MUTE, limit=150).encode(
        x=alt.value(0), text=theme.label_text("branch_label")
    )
    labels = base.mark_text(align="left", dx=10).encode(
        x=alt.X("label_at:Q", title=TITLE, scale=scale), text=theme.label_text()
    )
    return theme.dressed(alt.layer(bars, points, starters, labels, data=rows_given), height=alt.Step(26))


def alt_text(table: pd.DataFrame) -> str:
    """The hottest branch in words."""
    if table.empty:
        return "No branches with friction to show."
    top = table.iloc[0]
    return (
        f"Mean friction of {plural(len(table), 'branch', 'branches')}; the hottest is the one begun by "
        f"{top['branch_label']} ({top['label']}), with {top['part_friction']:.2f} in its hottest part."
    )
