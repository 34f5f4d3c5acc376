"""How many agree with each statement that was voted on."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import percent, plural

COLUMNS = {
    "post_id": "id",
    "place": "place from the top",
    "statement": "text",
    "agree_share": "share",
    "low": "share",
    "high": "share",
    "n": "people",
    "label": "text",
}
STATEMENTS = 24
LENGTH = 58
TITLE = "share that agrees, of those who took a side"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The statements with most votes, the most agreed with on top."""
    table = tables["agreement"]
    table = table[table["agree_share"].notna()]
    table = table.sort_values(["n", "post_id"], ascending=[False, True]).head(STATEMENTS)
    table = table.sort_values(["agree_share", "post_id"], ascending=[False, True], ignore_index=True)
    texts = tables["posts"].set_index("post_id")["text"]
    return table.assign(
        place=[float(place) for place in range(len(table))],
        statement=[shortened(str(texts.get(post_id, ""))) for post_id in table["post_id"]],
        label=[percent(float(share)) for share in table["agree_share"]],
    )


def shortened(text: str) -> str:
    """The beginning of a statement."""
    words = " ".join(text.split())
    return words if len(words) <= LENGTH else words[:LENGTH].rsplit(" ", 1)[0] + " …"


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A point with its interval a statement."""
    rows_given = source(table, COLUMNS)
    scale = alt.Scale(domain=[0, 1])
    y = alt.Y("place:O", title="statements", axis=None)
    base = alt.Chart().encode(y=y)
    intervals = base.mark_rule(color=theme.MUTE).encode(
        x=alt.X("low:Q", title=TITLE, scale=scale, axis=alt.Axis(format=".0%", tickCount=5)),
        x2=alt.X2("high", title=TITLE),
    )
    points = base.mark_point(filled=True, size=60, color=theme.INK, opacity=1).encode(
        x=alt.X("agree_share:Q", title=TITLE, scale=scale),
        tooltip=[
            alt.Tooltip("statement:N", title="Statement"),
            alt.Tooltip("agree_share:Q", title="Agree", format=".0%"),
            alt.Tooltip("low:Q", title="From", format=".0%"),
            alt.Tooltip("high:Q", title="To", format=".0%"),
            alt.Tooltip("n:Q", title="Took a side", format="d"),
        ],
    )
    words = base.mark_text(align="right", dx=-10, color=theme.MUTE, limit=330, fontSize=11).encode(
        x=alt.value(0), text=theme.label_text("statement")
    )
    return theme.dressed(alt.layer(intervals, points, words, data=rows_given), width=300, height=alt.Step(20))


def alt_text(table: pd.DataFrame) -> str:
    """How many statements most people agree with."""
    if table.empty:
        return "No votes to show."
    agreed = int((table["low"] > 0.5).sum())
    against = int((table["high"] < 0.5).sum())
    return (
        f"Agreement with {plural(len(table), 'statement')}: most agree with {agreed}, most disagree with {against}, "
        f"and on {len(table) - agreed - against} it cannot be told."
    )
