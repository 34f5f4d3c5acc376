"""Who replies to whom, each camp on a ring of its own."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import camp_labels, camp_slots, camps_shown, plural, shown_names

COLUMNS = {
    "kind": "id",
    "group": "id",
    "group_label": "text",
    "group_slot": "place in the palette",
    "name_label": "text",
    "to_name_label": "text",
    "count": "replies",
    "x": "place",
    "y": "place",
    "x2": "place",
    "y2": "place",
    "label": "text",
    "label_x": "place",
    "label_y": "place",
}
PEOPLE = 48  # more cannot be told apart
PAIRS = 150
NOWHERE = "unclear"
WIDTHS = alt.Scale(domain=[1, 8], range=[0.6, 4], clamp=True)
# Middle and radius of each ring: two or three camps, and those in none below them.
RINGS = {
    1: [(0.5, 0.55, 0.38)],
    2: [(0.24, 0.6, 0.2), (0.76, 0.6, 0.2)],
    3: [(0.18, 0.65, 0.15), (0.5, 0.65, 0.15), (0.82, 0.65, 0.15)],
}
TALL = 1.7  # how much taller than wide a ring is in the units of the plot, so that it is round on the page


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The people with most exchanges as points on the ring of their camp, and the pairs between them as lines."""
    authors, camps = tables["authors"], camps_shown(tables["camps"])
    labels, slots = camp_labels(camps, thread), camp_slots(camps, thread)
    names = shown_names(authors, tables["posts"], thread)
    counts = authors["reply_given_count"].fillna(0) + authors["reply_received_count"].fillna(0)
    chosen = authors.assign(count=counts.astype(int))
    chosen = chosen[chosen["count"] > 0].sort_values(["count", "author_id"], ascending=[False, True]).head(PEOPLE)
    camp = chosen["camp"].astype("object").where(chosen["camp"].isin(camps["camp"]), NOWHERE)
    chosen = chosen.assign(camp=camp).sort_values(["camp", "count", "author_id"], ascending=[True, False, True])
    place = places(chosen, sorted(labels))
    people = [node(row, place[row["author_id"]], names, labels, slots) for row in chosen.to_dict("records")]
    for group, label in {**labels, **({NOWHERE: "No camp"} if labels else {})}.items():
        first = next((each for each in people if each["group"] == group), None)
        if first is not None:
            own = [each for each in people if each["group"] == group]
            first |= {
                "label": f"{label}: {len(own)}",
                "label_x": sum(each["x"] for each in own) / len(own),
                "label_y": max(each["y"] for each in own) + 0.07,
            }
    return pd.DataFrame([*lines(tables["pairs"], place, people), *people], columns=list(COLUMNS))


def places(people: pd.DataFrame, camps: list[str]) -> dict[str, tuple[float, float]]:
    """Where each person stands: evenly round the ring of the camp; those in none in a row below, or on one ring."""
    rings = dict(zip(camps, RINGS[len(camps)], strict=True)) if camps else {NOWHERE: RINGS[1][0]}
    found: dict[str, tuple[float, float]] = {}
    for camp, own in people.groupby("camp", sort=True):
        count = len(own)
        for number, author_id in enumerate(own["author_id"]):
            if camp in rings:
                x, y, radius = rings[str(camp)]
                angle = 2 * math.pi * (number + 0.5) / count + math.pi / 2
                found[author_id] = (x + radius * math.cos(angle), y + radius * math.sin(angle) * TALL)
            else:
                found[author_id] = ((number + 1) / (count + 1), 0.08)
    return found


def node(
    row: Mapping[Hashable, Any],
    place: tuple[float, float],
    names: Mapping[str, str],
    labels: Mapping[str, str],
    slots: Mapping[str, int],
) -> dict[str, Any]:
    """A person."""
    return {
        "kind": "person",
        "group": row["camp"],
        "group_label": labels.get(row["camp"], "No camp"),
        "group_slot": slots.get(row["camp"], 0),
        "name_label": names.get(row["author_id"], ""),
        "to_name_label": "",
        "count": int(row["count"]),
        "x": place[0],
        "y": place[1],
        "x2": place[0],
        "y2": place[1],
        "label": "",
        "label_x": place[0],
        "label_y": place[1],
    }


def lines(pairs: pd.DataFrame, place: Mapping[str, tuple[float, float]], people: list[dict[str, Any]]) -> list[Any]:
    """The pairs with most replies, each as a line in the colour of who replies."""
    at = {(each["x"], each["y"]): each for each in people}
    held = pairs[pairs["author_id"].isin(place) & pairs["to_author_id"].isin(place)]
    held = held.sort_values(["reply_count", "author_id", "to_author_id"], ascending=[False, True, True])
    made = []
    for pair in held.head(PAIRS).to_dict("records"):
        start, end = place[pair["author_id"]], place[pair["to_author_id"]]
        writer, answered = at[start], at[end]
        made.append(
            writer
            | {
                "kind": "replies",
                "to_name_label": answered["name_label"],
                "count": int(pair["reply_count"]),
                "x2": end[0],
                "y2": end[1],
                "label": "",
            }
        )
    return made


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Points and lines on two or three rings."""
    highlight = theme.highlight()
    rows_given = source(table, COLUMNS)
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("x:Q", scale=scale, axis=None, title="place")
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, 1.05], nice=False), axis=None, title="place")
    base = alt.Chart().encode(x=x, y=y, color=theme.colour())
    ties = (
        base.transform_filter("datum.kind === 'replies'")
        .mark_rule()
        .encode(
            x2=alt.X2("x2", title="place"),
            y2=alt.Y2("y2", title="place"),
            strokeWidth=alt.StrokeWidth("count:Q", scale=WIDTHS, legend=None, title="replies"),
            opacity=theme.faded(highlight, 0.45),
            tooltip=[
                alt.Tooltip("name_label:N", title="From"),
                alt.Tooltip("to_name_label:N", title="To"),
                alt.Tooltip("count:Q", title="Replies", format="d"),
            ],
        )
    )
    people = (
        base.transform_filter("datum.kind === 'person'")
        .mark_point(filled=True, opacity=1)
        .encode(
            shape=theme.shape(),
            size=alt.Size("count:Q", scale=alt.Scale(range=[30, 260]), legend=None, title="replies given and received"),
            opacity=theme.faded(highlight),
            tooltip=[
                alt.Tooltip("name_label:N", title="Person"),
                alt.Tooltip("group_label:N", title="Camp"),
                alt.Tooltip("count:Q", title="Replies given and received", format="d"),
            ],
        )
    )
    names = (
        alt.Chart()
        .transform_filter("datum.label !== ''")
        .mark_text(fontSize=13, fontWeight="bold", baseline="bottom")
        .encode(
            x=alt.X("label_x:Q", scale=scale, axis=None, title="place"),
            y=alt.Y("label_y:Q", axis=None, title="place"),
            text=theme.label_text(),
            color=theme.colour(),
        )
    )
    return theme.dressed(alt.layer(ties, people.add_params(highlight), names, data=rows_given), height=360)


def alt_text(table: pd.DataFrame) -> str:
    """How many replies stay in the camps and how many cross."""
    people, ties = table[table["kind"] == "person"], table[table["kind"] == "replies"]
    if people.empty:
        return "No replies between people to show."
    of_whom = (
        f"{plural(int(ties['count'].sum()), 'reply', 'replies')} between {plural(len(people), 'person', 'people')}"
    )
    if set(people["group"]) == {NOWHERE}:
        return f"{of_whom}; no camps can be told apart."
    where = {name: (row["group"]) for name, row in zip(people["name_label"], people.to_dict("records"), strict=True)}
    across = sum(
        int(count)
        for group, to, count in zip(ties["group"], ties["to_name_label"], ties["count"], strict=True)
        if where.get(to) != group
    )
    groups = people.groupby("group_label", sort=False).size()
    said = ", ".join(f"{label} {count}" for label, count in groups.items())
    return f"{of_whom} ({said}); {across} of them go across."
