"""Each group's share of followers, of words, of attention."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import by_role, spread
from generator.model import Thread
from generator.vocabulary import percent, percent_range, with_groups

COLUMNS = {
    "quantity": "id",
    "quantity_label": "text",
    **GROUP_COLUMNS,
    "share": "share",
    "low": "share",
    "high": "share",
    "label": "text",
    "label_share": "share",
    "value_label": "text",
}
ORDER = {"followers": "Following", "words": "Voice", "attention": "Attention"}
TITLE = "share"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The three quantities of the slopes, in their order."""
    shares = with_groups(by_role(tables["group_shares"]), thread)
    shares = shares[shares["quantity"].isin(ORDER) & shares["share"].notna()]
    order = {quantity: place for place, quantity in enumerate(ORDER)}
    shares = shares.assign(place=shares["quantity"].map(order).astype(float)).sort_values(["place", "group_slot"])
    last = shares["quantity"] == "attention"
    return shares.assign(
        quantity_label=shares["quantity"].map(ORDER).astype("object"),
        label=shares["group_label"].where(last, "").astype("object"),
        label_share=spread(shares["share"].astype(float).where(last)),
        value_label=[percent(share) for share in shares["share"]],
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Slopes from following to voice to attention, with 95 % intervals."""
    highlight = theme.highlight()
    x = alt.X(
        "quantity_label:N",
        sort=None,
        scale=alt.Scale(domain=list(ORDER.values())),
        axis=alt.Axis(orient="top", labelAngle=0, labelColor=theme.INK, labelFontSize=13, domain=False),
        title=None,
    )
    base = alt.Chart().encode(
        x=x,
        y=alt.Y(
            "share:Q",
            title=TITLE,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format=".0%", tickCount=6, grid=True, title=None),
        ),
        color=theme.colour(),
        opacity=theme.faded(highlight),
    )
    intervals = base.mark_rule(strokeWidth=1.5).encode(
        y=alt.Y("low:Q", title=TITLE),
        y2=alt.Y2("high", title=TITLE),
    )
    lines = base.mark_line(strokeWidth=2).encode(detail=theme.detail())
    points = theme.symbols(base, 60).encode(
        shape=theme.shape(),
        tooltip=theme.tips(
            {
                "group_label:N": "Group",
                "quantity_label:N": "Share of",
                "share:Q": ("Share", ".0%"),
                "low:Q": ("Low", ".0%"),
                "high:Q": ("High", ".0%"),
            }
        ),
    )
    values = base.mark_text(align="right", dx=-8, dy=-8, fontWeight="bold").encode(text=theme.label_text("value_label"))
    names = (
        base.transform_filter("datum.label !== ''")
        .mark_text(align="left", dx=12, fontSize=13, fontWeight="bold")
        .encode(y=alt.Y("label_share:Q", title=TITLE), text=theme.label_text())
    )
    layers = alt.layer(intervals, lines, points.add_params(highlight), values, names, data=source(table, COLUMNS))
    return theme.dressed(layers)


def alt_text(table: pd.DataFrame) -> str:
    """Every share with its interval."""
    if table.empty:
        return "No shares to show."
    parts = [
        f"{row['group_label']} {percent(row['share'])} ({percent_range(row['low'], row['high'])}) of {row['quantity']}"
        for row in table.to_dict("records")
        if pd.notna(row["share"]) and pd.notna(row["low"]) and pd.notna(row["high"])
    ]
    return "Shares by group, with 95 % intervals: " + "; ".join(parts) + "."
