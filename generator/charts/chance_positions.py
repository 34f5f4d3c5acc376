"""Where the thread stands among threads that chance makes of it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import percent

COLUMNS = {
    "yardstick": "id",
    "yardstick_label": "text",
    "z": "standard deviations",
    "null_low_z": "standard deviations",
    "null_high_z": "standard deviations",
    "percentile": "share",
    "label": "text",
}
LABELS = {"replies": "Who answers whom", "roles": "Roles apart", "language": "Words of the camps"}
TITLE = "standard deviations above what chance gives"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """One row a yardstick."""
    table = tables["divide"]
    # Where all threads that chance makes look alike there is no place to stand among them.
    table = table[table["yardstick"].isin(LABELS) & (table["null_low_z"] < table["null_high_z"])]
    order = {name: place for place, name in enumerate(LABELS)}
    table = table.assign(place=table["yardstick"].map(order)).sort_values("place")
    return table.assign(
        yardstick_label=table["yardstick"].map(LABELS).astype("object"),
        label=[f"above {percent(float(share))}" for share in table["percentile"]],
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A grey band where 95 % of chance lies, and the thread as a point."""
    rows_given = source(table, COLUMNS)
    y = alt.Y(
        "yardstick_label:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelColor=theme.INK, labelFontSize=13, labelLimit=180),
    )
    base = alt.Chart().encode(y=y)
    bands = base.mark_bar(height=22, color=theme.LINE, cornerRadius=2).encode(
        x=alt.X("null_low_z:Q", title=TITLE, axis=alt.Axis(tickMinStep=1, format="d")),
        x2=alt.X2("null_high_z", title=TITLE),
        tooltip=theme.tips(
            {
                "null_low_z:Q": ("Chance, from", ".1f"),
                "null_high_z:Q": ("Chance, to", ".1f"),
            }
        ),
    )
    points = theme.symbols(base, 140, shape="diamond", color=theme.INK).encode(
        x=alt.X("z:Q", title=TITLE),
        tooltip=theme.tips(
            {
                "yardstick_label:N": "Yardstick",
                "z:Q": ("This thread", ".1f"),
                "percentile:Q": ("Share of chance below", ".0%"),
            }
        ),
    )
    labels = base.mark_text(align="left", dx=12, color=theme.INK).encode(
        x=alt.X("z:Q", title=TITLE), text=theme.label_text()
    )
    return theme.dressed(alt.layer(bands, points, labels, data=rows_given), height=alt.Step(48))


def alt_text(table: pd.DataFrame) -> str:
    """Each position in words."""
    if table.empty:
        return "No position against chance to show."
    said = [
        f"{row['yardstick_label']}: {round(row['z'], 1) + 0:.1f} where 95 % of chance lies from "
        f"{row['null_low_z']:.1f} to {row['null_high_z']:.1f}"
        for row in table.to_dict("records")
    ]
    return "The thread against chance, in standard deviations. " + "; ".join(said) + "."
