"""The words that mark each of two groups."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.charts.labels import by_role
from generator.model import Thread
from generator.vocabulary import NO_GROUP, with_groups

COLUMNS = {
    "word": "text",
    **GROUP_COLUMNS,
    "use_count": "uses",
    "author_count": "people",
    "log_odds": "log-odds",
    "log_odds_z": "standard errors",
    "side": "-1 left, 1 right",
    "place": "place",
    "position": "log-odds, left side negative",
    "low": "log-odds, left side negative",
    "high": "log-odds, left side negative",
    "label": "text",
}
TITLE = "log-odds of the word for its group against the other, with 95 % interval"


WORDS_A_SIDE = 8
Z_95 = 1.959963984540054


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The strongest words of the two groups that use most words; the first role stands right, the second left."""
    terms = with_groups(by_role(tables["terms"]), thread)
    terms = terms[(terms["group"] != NO_GROUP) & (terms["log_odds_z"] > 0)]
    if "is_function_word" in terms:
        terms = terms[~terms["is_function_word"].astype(bool)]
    used = terms.groupby(["group_slot", "group"])["use_count"].sum().sort_values(ascending=False, kind="stable")
    sides = {group: side for (_, group), side in zip(sorted(used.index[:2]), (1, -1), strict=False)}
    words = terms[terms["group"].isin(sides)].sort_values(
        ["group_slot", "log_odds_z", "word"], ascending=[True, False, True]
    )
    words = words.groupby("group", sort=False).head(WORDS_A_SIDE)
    side = words["group"].map(sides).astype(float)
    error = words["log_odds"].astype(float) / words["log_odds_z"].astype(float)
    place = words.groupby("group").cumcount() + 1
    position = words["log_odds"].astype(float) * side
    return words.assign(
        side=side,
        place=place.astype(float),
        position=position,
        low=position - Z_95 * error,
        high=position + Z_95 * error,
        label=words["group_label"].where(place == 1, "").astype("object"),
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Points left and right of a middle line, each in its 95 % interval, its word at the outer end."""
    highlight = theme.highlight()
    base = alt.Chart().encode(
        y=alt.Y("place:Q", axis=None, title="place", scale=alt.Scale(domain=[0, 8.6], reverse=True)),
        color=theme.colour(),
        opacity=theme.faded(highlight),
    )
    odds = alt.X(
        "position:Q",
        title=TITLE,
        axis=alt.Axis(grid=True, tickCount=7, labelExpr="format(abs(datum.value), '~g')", titleAnchor="middle"),
        scale=alt.Scale(nice=False, zero=True, padding=70),
    )
    intervals = base.mark_rule(strokeWidth=1.2).encode(x=alt.X("low:Q", title=TITLE), x2=alt.X2("high", title=TITLE))
    points = theme.symbols(base, 55).encode(
        x=odds,
        shape=theme.shape(),
        tooltip=theme.tips(
            {
                "word:N": "Word",
                "group_label:N": "Group",
                "use_count:Q": "Uses",
                "author_count:Q": "People",
                "log_odds:Q": ("Log-odds", ".2f"),
                "log_odds_z:Q": ("z", ".1f"),
            }
        ),
    )
    layers = alt.layer(
        intervals,
        points.add_params(highlight),
        *(outer_text(base, side, "high" if side > 0 else "low", "word", 0) for side in (-1, 1)),
        *(outer_text(base, side, "position", "label", -22) for side in (-1, 1)),
        data=source(table, COLUMNS),
    )
    return theme.dressed(layers)


def outer_text(base: alt.Chart, side: int, column: str, words: str, dy: int) -> alt.Chart:
    """Words of one side, beyond `column` as seen from the middle."""
    heading = words == "label"
    return (
        base.transform_filter(f"datum.side === {side} && datum.{words} !== ''")
        .mark_text(
            align="left" if side > 0 else "right",
            baseline="middle",
            dx=0 if heading else 7 * side,
            dy=dy,
            fontSize=13,
            fontWeight="bold" if heading else "normal",
        )
        .encode(x=alt.X(f"{column}:Q", title=TITLE), text=theme.label_text(words))
    )


def alt_text(table: pd.DataFrame) -> str:
    """The words of both sides, the strongest first."""
    if table.empty:
        return "No marking words to show."
    sides = [
        f"{label}: {', '.join(rows.sort_values('place')['word'])}"
        for label, rows in table.groupby("group_label", sort=False)
    ]
    return (
        "Words that each side says more, the strongest first; with a line that reaches 0 it could be chance. "
        + ". ".join(sides)
        + "."
    )
