"""What each witness says about the camp of each person."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import camp_labels, camp_slots, camps_shown, percent, plural, shown_names

COLUMNS = {
    "person": "id",
    "person_label": "text",
    "group": "id",
    "group_label": "text",
    "group_slot": "place in the palette",
    "witness": "id",
    "witness_label": "text",
    "evidence": "log-likelihood ratio",
    "n": "people",
    "confidence_label": "text",
    "label": "text",
}
PEOPLE = 24
LABELS = {
    "replies": "replies",
    "quotes": "quotes",
    "words": "agreeing words",
    "other threads": "other threads",
    "role": "role",
    "seed": "editor",
}
NOWHERE = "unclear"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The people with most posts, the witnesses of each; nobody where the thread is one crowd."""
    camps = camps_shown(tables["camps"])
    if camps.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    labels, slots = camp_labels(camps, thread), camp_slots(camps, thread)
    names = shown_names(tables["authors"], tables["posts"], thread)
    people = tables["authors"].sort_values(["post_count", "author_id"], ascending=[False, True]).head(PEOPLE)
    people = people[["author_id", "camp", "camp_confidence", "camp_state"]]
    table = tables["camp_witnesses"].drop(columns="camp").merge(people, on="author_id")
    group = table["camp"].astype("object").where(table["camp"].isin(camps["camp"]), NOWHERE)
    order = {author_id: place for place, author_id in enumerate(people.sort_values(["camp", "author_id"])["author_id"])}
    table = table.assign(
        group=group,
        group_label=[labels.get(camp, "No camp") for camp in group],
        group_slot=[slots.get(camp, 0) for camp in group],
        person=table["author_id"],
        person_label=[names.get(author_id, "") for author_id in table["author_id"]],
        witness_label=table["witness"].map(LABELS).astype("object"),
        confidence_label=[percent(float(share)) for share in table["camp_confidence"]],
        place=table["author_id"].map(order),
        label="",
    )
    table = table[table["witness_label"].notna()].sort_values(["place", "witness"], ignore_index=True)
    # Each witness bears its name once, where it speaks loudest.
    loudest = table.sort_values("evidence", kind="stable").groupby("witness").tail(1).index
    table.loc[loudest, "label"] = table.loc[loudest, "witness_label"]
    return table


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Right of the line speaks for the camp, left of it against."""
    highlight = theme.highlight("witness")
    rows_given = source(table, COLUMNS)
    title = "evidence for the camp they are in or lean to (right) or against it (left)"
    y = alt.Y("person_label:N", sort=None, title=None, axis=alt.Axis(labelColor=theme.INK, labelLimit=160, grid=True))
    base = alt.Chart().encode(
        x=alt.X("evidence:Q", title=title, axis=alt.Axis(format="d", tickMinStep=1)), y=y, color=theme.colour()
    )
    points = theme.symbols(base, 60).encode(
        shape=alt.Shape("witness:N", legend=None, title="witness"),
        opacity=theme.faded(highlight, 0.9),
        tooltip=theme.tips(
            {
                "person_label:N": "Person",
                "group_label:N": "Camp",
                "confidence_label:N": "Chance of the likelier camp",
                "witness_label:N": "Witness",
                "evidence:Q": ("Evidence", ".1f"),
                "n:Q": ("From people or labels", "d"),
            }
        ),
    )
    names = base.transform_filter("datum.label !== ''").mark_text(align="left", dx=8, dy=-7, fontSize=11)
    zero = alt.Chart().mark_rule(color=theme.MUTE).encode(x=alt.datum(0))
    layers = alt.layer(zero, points.add_params(highlight), names.encode(text=theme.label_text()), data=rows_given)
    return theme.dressed(layers, height=alt.Step(20))


def alt_text(table: pd.DataFrame) -> str:
    """How many witnesses speak for the camps."""
    if table.empty:
        return "No witnesses to show."
    speak = int((table["evidence"] > 0).sum())
    return (
        f"Witnesses for the camps of {plural(table['person_label'].nunique(), 'person', 'people')}: "
        f"{speak} of {len(table)} speak for the "
        "camp the person is in or leans to."
    )
