"""How soon posts of each group are answered, if at all."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import by_role, end_of_time, spread
from generator.model import Thread
from generator.vocabulary import duration, percent, percent_range, with_groups

COLUMNS = {
    **GROUP_COLUMNS,
    "minutes": "minutes",
    "answered_share": "share",
    "low": "share",
    "high": "share",
    "at_risk": "posts",
    "label": "text",
    "label_share": "share",
}
TITLE = "share of posts answered"


FLAT_RUN = 1.1  # how far past the last answer the curves are drawn


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Curves in minutes up to one end for all groups; the last step of each bears the name of its group."""
    curves = with_groups(by_role(tables["survival"]), thread).sort_values(["group_slot", "group", "seconds"])
    curves = curves.assign(minutes=curves["seconds"].astype(float) / 60)
    last = ~curves.duplicated("group", keep="last")
    if (~last).any():
        # After its last answer a curve runs flat until the capture, perhaps for days: the picture stops soon after.
        end = FLAT_RUN * end_of_time(curves.loc[~last, "minutes"])
        shown = curves[curves["minutes"] <= end]
        ends = shown.drop_duplicates("group", keep="last")
        reached = ends["group"].isin(curves.loc[curves["minutes"] > end, "group"])
        curves = pd.concat([shown, ends[reached].assign(minutes=end)]).sort_values(
            ["group_slot", "group", "minutes"], kind="stable", ignore_index=True
        )
        last = ~curves.duplicated("group", keep="last")
    return curves.assign(
        label=curves["group_label"].where(last, "").astype("object"),
        label_share=spread(curves["answered_share"].astype(float).where(last)),
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Steps of the share answered, each in its 95 % band."""
    highlight = theme.highlight()
    base = alt.Chart().encode(
        x=alt.X(
            "minutes:Q",
            title="time after the post, in minutes, hours or days",
            axis=alt.Axis(grid=False, tickCount=6, labelExpr=theme.DURATION),
            scale=alt.Scale(nice=False),
        ),
        color=theme.colour(),
    )
    bands = base.mark_area(interpolate="step-after", line=False).encode(
        y=alt.Y(
            "low:Q",
            title=TITLE,
            stack=None,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format=".0%", tickCount=6, grid=True),
        ),
        y2=alt.Y2("high", title=TITLE),
        detail=theme.detail(),
        opacity=theme.faded(highlight, 0.16),
    )
    share = alt.Y("answered_share:Q", title=TITLE)
    lines = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y=share, detail=theme.detail(), opacity=theme.faded(highlight)
    )
    # Invisible, yet where the pointer finds the numbers of a step.
    steps = base.mark_point(filled=True, size=120, opacity=0).encode(
        y=share,
        tooltip=[
            alt.Tooltip("group_label:N", title="Group"),
            alt.Tooltip("minutes:Q", title="Minutes after the post", format=".0f"),
            alt.Tooltip("answered_share:Q", title="Answered by then", format=".0%"),
            alt.Tooltip("low:Q", title="Low", format=".0%"),
            alt.Tooltip("high:Q", title="High", format=".0%"),
            alt.Tooltip("at_risk:Q", title="Posts still waiting"),
        ],
    )
    names = (
        base.transform_filter("datum.label !== ''")
        .mark_text(align="left", baseline="middle", dx=8, fontSize=13, fontWeight="bold")
        .encode(x=alt.value("width"), y=alt.Y("label_share:Q", title=TITLE), text=theme.label_text())
    )
    return theme.dressed(
        alt.layer(bands, lines, steps.add_params(highlight), names, data=source(table, COLUMNS)), height=250
    )


def alt_text(table: pd.DataFrame) -> str:
    """Where each group's curve ends."""
    ends = table[table["label"] != ""] if "label" in table else table
    parts = [
        f"{row['group_label']} {percent(row['answered_share'])} ({percent_range(row['low'], row['high'])})"
        for row in ends.to_dict("records")
        if pd.notna(row["answered_share"]) and pd.notna(row["low"]) and pd.notna(row["high"])
    ]
    if not parts:
        return "No waiting times to show."
    last = table["minutes"].max()
    return f"Share of posts answered within {duration(60 * last)}, with 95 % intervals: " + "; ".join(parts) + "."
