"""Linguistic coordination between groups: who echoes whose small words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.charts.labels import by_role
from generator.model import Thread
from generator.vocabulary import plural, with_groups

COLUMNS = {
    "place": "place from the top",
    "from_group": "id",
    "from_group_label": "text",
    "from_group_slot": "place in the palette",
    "to_group_label": "text",
    "coordination": "points",
    "low": "points",
    "high": "points",
    "n": "people",
    "pair_label": "text",
    "label": "text",
}
TITLE = "points by which a small word likelier comes back in the answer"
WIDTH = 370


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Each pair of groups once, over all classes of words."""
    table = by_role(tables["coordination"])
    table = table[table["word_class"] == "all"]
    table = with_groups(with_groups(table, thread, "from_group"), thread, "to_group")
    table = table.sort_values(["from_group_slot", "to_group_slot", "from_group", "to_group"], ignore_index=True)
    names = zip(table["from_group_label"], table["to_group_label"], strict=True)
    return table.assign(
        place=[float(place) for place in range(len(table))],
        pair_label=[f"{source_label} → {target_label}" for source_label, target_label in names],
        **{name: table[name].astype(float) * 100 for name in ("coordination", "low", "high")},
        label=[plural(int(n), "person", "people") for n in table["n"]],
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A symbol with its interval for each pair, beside a line at no echo."""
    rows_given = source(table, COLUMNS)
    highlight = theme.highlight("from_group")
    base = alt.Chart().encode(
        y=alt.Y("place:O", title="who answers whom", axis=None, scale=alt.Scale(paddingInner=0.2)),
        color=theme.colour("from_group_slot"),
        opacity=theme.faded(highlight),
    )
    x = alt.X("coordination:Q", title=TITLE, axis=alt.Axis(tickCount=6, grid=True), scale=alt.Scale(zero=True))
    none = (
        alt.Chart().mark_rule(color=theme.MUTE, strokeWidth=1).encode(x=alt.datum(0, type="quantitative", title=TITLE))
    )
    intervals = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", title=TITLE), x2=alt.X2("high", title=TITLE))
    points = base.mark_point(filled=True, size=75, opacity=1).encode(
        x=x,
        shape=theme.shape("from_group_slot"),
        tooltip=[
            alt.Tooltip("from_group_label:N", title="Who answers"),
            alt.Tooltip("to_group_label:N", title="Whom"),
            alt.Tooltip("coordination:Q", title="Points", format=".1f"),
            alt.Tooltip("low:Q", title="Low", format=".1f"),
            alt.Tooltip("high:Q", title="High", format=".1f"),
            alt.Tooltip("n:Q", title="People", format="d"),
        ],
    )
    pairs = base.mark_text(align="right", dx=-12, limit=230).encode(x=alt.value(0), text=theme.label_text("pair_label"))
    people = base.mark_text(align="left", dx=12).encode(
        x=alt.value("width"), text=theme.label_text(), color=alt.value(theme.MUTE)
    )
    layers = alt.layer(none, intervals, points.add_params(highlight), pairs, people, data=rows_given)
    return theme.dressed(layers, WIDTH, alt.Step(32))


def alt_text(table: pd.DataFrame) -> str:
    """Every pair with its interval."""
    if table.empty:
        return "No echoes to show."
    said = "; ".join(
        f"{row['from_group_label']} answering {row['to_group_label']} {row['coordination']:.1f} "
        f"({row['low']:.1f} to {row['high']:.1f})"
        for row in table.to_dict("records")
    )
    return f"How many points likelier small words are echoed, with 95 % intervals: {said}."
