"""The look of every chart: colours and shapes of groups, type, hairlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

WIDTH = 620
HEIGHT = 280
FONT = "Liberation Sans, system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
SLOTS = list(range(7))
SHAPES = ["diamond", "circle", "square", "triangle-up", "triangle-down", "cross", "triangle-right"]
INK, MUTE, LINE, PAPER = "var(--ink)", "var(--mute)", "var(--line)", "var(--card)"

# The variables of disconnections.css; a picture that leaves the page (PNG, SVG file) carries their values.
LIGHT = {
    "g0": "#706c63",
    "g1": "#1f5fa8",
    "g2": "#b04d08",
    "g3": "#00795c",
    "g4": "#8f3f86",
    "g5": "#756500",
    "g6": "#3f4a54",
    "ink": "#1c1b19",
    "mute": "#646058",
    "line": "#e4e0d6",
    "card": "#ffffff",
}
DARK = {
    "g0": "#a19d92",
    "g1": "#7db1ec",
    "g2": "#f2a25c",
    "g3": "#5cc9a7",
    "g4": "#d796c8",
    "g5": "#cdb945",
    "g6": "#aab6c2",
    "ink": "#efece4",
    "mute": "#a8a397",
    "line": "#3a372f",
    "card": "#1f1e1a",
}

# Minutes as people say them, in an axis that may span a minute or years; as `vocabulary.duration` in sentences.
DURATION = (
    "datum.value >= 2880 ? format(datum.value / 1440, ',.3~r') + ' d'"
    " : datum.value >= 120 ? format(datum.value / 60, '.3~r') + ' h' : format(datum.value, '.3~r') + ' min'"
)
SINCE_FIRST = "time since the first post, in minutes, hours or days"


def colour(column: str = "group_slot") -> alt.Color:
    """A group's colour, the same on every page."""
    scale = alt.Scale(domain=SLOTS, range=[f"var(--g{slot})" for slot in SLOTS])
    return alt.Color(f"{column}:O", scale=scale, legend=None, title="group")


def shape(column: str = "group_slot") -> alt.Shape:
    """A group's shape, so that colour is never the only sign."""
    return alt.Shape(f"{column}:O", scale=alt.Scale(domain=SLOTS, range=SHAPES), legend=None, title="group")


def highlight(field: str = "group") -> alt.Parameter:
    """The selection that follows the pointer from group to group."""
    return alt.selection_point(name="highlight", fields=[field], on="pointerover", clear="pointerout")


def faded(selection: alt.Parameter, shown: float = 1.0) -> Any:
    """Opacity: as given where selected or nothing is, faint elsewhere."""
    return alt.when(selection).then(alt.value(shown)).otherwise(alt.value(shown * 0.2))


def detail() -> alt.Detail:
    """One line or area per group."""
    return alt.Detail("group:N", title="group")


def label_text(column: str = "label") -> alt.Text:
    """The words of a direct label."""
    return alt.Text(f"{column}:N", title="label")


def symbols(base: alt.Chart, size: int, **more: Any) -> alt.Chart:
    """Full points, one per row, of a size in square pixels; a fading selection is left to the encoding."""
    return base.mark_point(filled=True, size=size, opacity=1, **more)


def tips(said: Mapping[str, str | tuple[str, str]]) -> list[alt.Tooltip]:
    """What is told under the pointer: a column with its type to its title, or to its title and its format."""
    return [
        alt.Tooltip(column, title=title)
        if isinstance(title, str)
        else alt.Tooltip(column, title=title[0], format=title[1])
        for column, title in said.items()
    ]


def group_key(base: alt.Chart) -> alt.Chart:
    """Group names in their colours right of the plot, one under the other (`label`, `label_place`)."""
    return (
        base.transform_filter("datum.label !== '' && datum.label !== null")
        .mark_text(align="left", baseline="middle", dx=12, fontSize=13, fontWeight="bold")
        .encode(
            x=alt.value("width"),
            y=alt.Y("label_place:Q", scale=alt.Scale(domain=[0, 10]), axis=None, title="place of the label"),
            text=label_text(),
            color=colour(),
        )
    )


def dressed(chart: Any, width: int = WIDTH, height: Any = HEIGHT) -> Any:
    """The chart at its size, with the site's type and hairlines; a height of `alt.Step` grows with the rows."""
    axis = {
        "domain": False,
        "ticks": False,
        "gridColor": LINE,
        "labelColor": MUTE,
        "titleColor": MUTE,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelPadding": 6,
        "titleAnchor": "start",
    }
    return (
        chart.properties(width=width, height=height)
        .configure(font=FONT, background="transparent", aria=False)
        # Transparent, not none: a stretch of time is brushed on the ground between the bars too.
        .configure_view(stroke=None, fill="transparent")
        .configure_axis(**axis)
        .configure_axisX(grid=False)
        .configure_axisY(titleAngle=0, titleAlign="left", titleY=-10, titleX=0)
        .configure_text(font=FONT, fontSize=12)
    )
