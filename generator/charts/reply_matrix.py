"""Who replies to whom, as a matrix in the order of the camps: the network's other face."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import camp_labels, camp_slots, camps_shown, plural, shown_names

COLUMNS = {
    "from_author_id": "id",
    "to_author_id": "id",
    "from_label": "text",
    "to_label": "text",
    "from_place": "place from the top",
    "to_place": "place from the left",
    "group": "id",
    "group_label": "text",
    "group_slot": "place in the palette",
    "reply_count": "replies",
}
PEOPLE = 30  # more rows cannot be read
NOWHERE = "unclear"
DARKER = alt.Scale(domain=[0, 5], range=[0.25, 1], clamp=True)


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The replies between the people with most exchanges, in the order of their camps."""
    authors, camps = tables["authors"], camps_shown(tables["camps"])
    labels, slots = camp_labels(camps, thread), camp_slots(camps, thread)
    names = shown_names(authors, tables["posts"], thread)
    counts = authors["reply_given_count"].fillna(0) + authors["reply_received_count"].fillna(0)
    chosen = authors.assign(count=counts.astype(int)).sort_values(["count", "author_id"], ascending=[False, True])
    chosen = chosen.head(PEOPLE).assign(
        camp=lambda table: table["camp"].astype("object").where(table["camp"].isin(camps["camp"]), NOWHERE)
    )
    chosen = chosen.sort_values(["camp", "count", "author_id"], ascending=[True, False, True])
    place = {author_id: number for number, author_id in enumerate(chosen["author_id"])}
    camp = dict(zip(chosen["author_id"], chosen["camp"], strict=True))
    pairs = tables["pairs"]
    held = pairs[pairs["author_id"].isin(place) & pairs["to_author_id"].isin(place)]
    table = held.assign(
        from_author_id=held["author_id"],
        from_label=[names.get(each, "") for each in held["author_id"]],
        to_label=[names.get(each, "") for each in held["to_author_id"]],
        from_place=held["author_id"].map(place).astype(float),
        to_place=held["to_author_id"].map(place).astype(float),
        group=held["author_id"].map(camp).astype("object"),
    )
    return table.assign(
        group_label=[labels.get(each, "No camp") for each in table["group"]],
        group_slot=[slots.get(each, 0) for each in table["group"]],
    ).sort_values(["from_place", "to_place"])


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A square a pair, in the colour of who replies; the darker, the more replies."""
    highlight = theme.highlight()
    rows_given = source(table, COLUMNS)
    first = alt.EncodingSortField(field="from_place", op="min", order="ascending")
    squares = (
        alt.Chart()
        .mark_rect(stroke=theme.PAPER, strokeWidth=0.5)
        .encode(
            x=alt.X(
                "to_label:N",
                title="who is answered",
                sort=alt.EncodingSortField(field="to_place", op="min", order="ascending"),
                axis=alt.Axis(labelAngle=-90, labelColor=theme.MUTE, labelLimit=120, labelFontSize=10, grid=False),
            ),
            y=alt.Y(
                "from_label:N",
                title="who replies",
                sort=first,
                axis=alt.Axis(labelColor=theme.MUTE, labelLimit=120, labelFontSize=10),
            ),
            color=theme.colour(),
            opacity=alt.Opacity("reply_count:Q", title="replies", legend=None, scale=DARKER),
            tooltip=[
                alt.Tooltip("from_label:N", title="From"),
                alt.Tooltip("to_label:N", title="To"),
                alt.Tooltip("group_label:N", title="Camp of who replies"),
                alt.Tooltip("reply_count:Q", title="Replies", format="d"),
            ],
        )
        .add_params(highlight)
    )
    return theme.dressed(alt.layer(squares, data=rows_given), height=alt.Step(16))


def alt_text(table: pd.DataFrame) -> str:
    """The pair with most replies."""
    if table.empty:
        return "No replies between people to show."
    most = table.sort_values(["reply_count", "from_place", "to_place"], ascending=[False, True, True]).iloc[0]
    return (
        f"{plural(int(table['reply_count'].sum()), 'reply', 'replies')} between "
        f"{plural(table['from_label'].nunique(), 'writer')} and those they "
        f"answer; most, {int(most['reply_count'])}, go from {most['from_label']} to {most['to_label']}."
    )
