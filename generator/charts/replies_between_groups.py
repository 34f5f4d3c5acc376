"""Who answers whom, against what the groups' sizes alone would give."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.charts.labels import by_role
from generator.model import Thread
from generator.vocabulary import percent, percent_range, with_groups

COLUMNS = {
    "from_group": "id",
    "from_group_label": "text",
    "from_group_slot": "place in the palette",
    "to_group": "id",
    "to_group_label": "text",
    "to_group_slot": "place in the palette",
    "pair_label": "text",
    "reply_count": "replies",
    "share": "share",
    "expected_share": "share",
    "low": "share",
    "high": "share",
    "value_label": "text",
}
TITLE = "share of the first group’s replies; grey: 95 % of what shuffled roles give"


PAIRS = 12


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The pairs with most replies, in the order of the roles."""
    pairs = by_role(tables["pairs_by_group"])
    pairs = with_groups(with_groups(pairs, thread, "from_group"), thread, "to_group")
    pairs = pairs.sort_values("reply_count", ascending=False, kind="stable").head(PAIRS)
    pairs = pairs.sort_values(["from_group_slot", "to_group_slot"], kind="stable")
    labels = zip(pairs["from_group_label"], pairs["to_group_label"], strict=True)
    return pairs.assign(
        pair_label=[f"{writer} → {answered}" for writer, answered in labels],
        value_label=["" if pd.isna(share) else percent(share) for share in pairs["share"]],
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A point per pair of groups; the grey bar is where it would fall by chance."""
    highlight = theme.highlight("from_group")
    base = alt.Chart().encode(
        y=alt.Y(
            "pair_label:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelColor=theme.INK, labelFontSize=13, labelLimit=260, grid=False, domain=False),
        ),
    )
    share = alt.X(
        "share:Q",
        title=TITLE,
        axis=alt.Axis(format=".0%", tickCount=6, grid=True),
        scale=alt.Scale(zero=True),
    )
    chance = base.mark_rule(strokeWidth=9, color=theme.LINE).encode(
        x=alt.X("low:Q", title=TITLE),
        x2=alt.X2("high", title=TITLE),
    )
    expected = base.mark_tick(color=theme.MUTE, thickness=1.5, size=15).encode(x=alt.X("expected_share:Q", title=TITLE))
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=share,
        color=theme.colour("from_group_slot"),
        shape=theme.shape("from_group_slot"),
        opacity=theme.faded(highlight),
        tooltip=[
            alt.Tooltip("from_group_label:N", title="From"),
            alt.Tooltip("to_group_label:N", title="To"),
            alt.Tooltip("reply_count:Q", title="Replies"),
            alt.Tooltip("share:Q", title="Share", format=".0%"),
            alt.Tooltip("low:Q", title="By chance, low", format=".0%"),
            alt.Tooltip("high:Q", title="By chance, high", format=".0%"),
        ],
    )
    values = base.mark_text(dy=-13, fontWeight="bold").encode(
        x=share, color=theme.colour("from_group_slot"), text=theme.label_text("value_label")
    )
    layers = alt.layer(chance, expected, points.add_params(highlight), values, data=source(table, COLUMNS))
    return theme.dressed(layers, width=theme.WIDTH - 160, height=220)


def alt_text(table: pd.DataFrame) -> str:
    """Every pair's share, and its range by chance."""
    parts = [
        f"{row['pair_label']} {percent(row['share'])} (by chance {percent_range(row['low'], row['high'])})"
        for row in table.to_dict("records")
        if pd.notna(row["share"]) and pd.notna(row["low"]) and pd.notna(row["high"])
    ]
    return "Where each group’s replies go: " + "; ".join(parts) + "." if parts else "No replies between groups to show."
