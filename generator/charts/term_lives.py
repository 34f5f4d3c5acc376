"""The lives of the terms: every use of each in order of time, by whom and how meant."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.model import Thread
from generator.vocabulary import plural, shown_names, with_groups

COLUMNS = {
    "word": "text",
    "place": "place from the top",
    "position": "post",
    **GROUP_COLUMNS,
    "name_label": "text",
    "mention": "id",
    "is_use": "true or false",
    "event_label": "text",
    "term_label": "text",
    "label": "text",
}
TERMS = 12
X = "posts in order of time"
MENTIONS = {"asked": "asked", "quoted": "in quotation marks", "adopted": "taken up"}
WIDTH = 390  # with the words on both sides as wide as the other charts


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The uses of the terms there is most of, the one with most on top."""
    lives = tables["term_life"].sort_values(["weight", "word"], ascending=[False, True]).head(TERMS)
    place = {word: float(number) for number, word in enumerate(lives["word"])}
    uses = with_groups(tables["term_uses"], thread)
    uses = uses[uses["word"].isin(place)]
    uses = uses.assign(place=uses["word"].map(place).astype(float)).sort_values(["place", "position"])
    names = shown_names(tables["authors"], tables["posts"], thread)
    brought = uses.drop_duplicates("word").set_index("word")["mention"]
    ends = {row["word"]: fate(row, str(brought.get(row["word"]))) for row in lives.to_dict("records")}
    first, last = ~uses.duplicated("word"), ~uses.duplicated("word", keep="last")
    event = uses["mention"].map(MENTIONS).where(~uses.duplicated(["word", "mention"]), "").fillna("")
    return uses.assign(
        position=uses["position"].astype(int),
        name_label=[names.get(author_id, "") if isinstance(author_id, str) else "" for author_id in uses["author_id"]],
        is_use=~uses["mention"].isin(["asked", "quoted"]),
        event_label=event.astype("object"),
        term_label=uses["word"].where(first, "").astype("object"),
        label=uses["word"].map(ends).where(last, "").astype("object"),
    )


def fate(row: dict, first_mention: str) -> str:
    """What became of a term with the other side."""
    if int(row["adopter_count"]):
        return f"taken up by {int(row['adopter_count'])}"
    if int(row["quoter_count"]):
        return f"only quoted, by {int(row['quoter_count'])}"
    return "stayed on its side" if first_mention == "own" else "brought by others"


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """One line of time a term: full where it is said, hollow where it is asked about or in quotation marks."""
    rows_given = source(table, COLUMNS)
    highlight = theme.highlight()
    base = alt.Chart().encode(
        y=alt.Y("place:O", title="terms", axis=None, scale=alt.Scale(paddingInner=0.2)), color=theme.colour()
    )
    x = alt.X("position:Q", title=X, axis=alt.Axis(format="d", tickMinStep=1, tickCount=6))
    lines = base.transform_filter("datum.term_label !== ''").mark_rule(strokeWidth=1)
    points = base.mark_point(size=60, strokeWidth=1.5).encode(
        x=x,
        shape=theme.shape(),
        fill=alt.Fill(
            "group_slot:O",
            scale=alt.Scale(domain=theme.SLOTS, range=[f"var(--g{slot})" for slot in theme.SLOTS]),
            legend=None,
            title="group",
        ),
        fillOpacity=alt.condition("datum.is_use", alt.value(0.95), alt.value(0.0)),
        opacity=theme.faded(highlight),
        tooltip=[
            alt.Tooltip("word:N", title="Term"),
            alt.Tooltip("name_label:N", title="By"),
            alt.Tooltip("group_label:N", title="Group"),
            alt.Tooltip("position:Q", title="Post", format="d"),
            alt.Tooltip("mention:N", title="How meant"),
        ],
    )
    events = (
        base.transform_filter("datum.event_label !== ''")
        .mark_text(dy=-11, fontSize=11, fontStyle="italic")
        .encode(x=x, text=theme.label_text("event_label"), color=alt.value(theme.INK))
    )
    words = base.transform_filter("datum.term_label !== ''").mark_text(align="right", dx=-12, limit=150)
    fates = base.transform_filter("datum.label !== ''").mark_text(align="left", dx=12)
    layers = alt.layer(
        lines.encode(x=alt.value(0), x2=alt.value("width"), color=alt.value(theme.LINE)),
        points.add_params(highlight),
        events,
        words.encode(x=alt.value(0), text=theme.label_text("term_label"), color=alt.value(theme.INK)),
        fates.encode(x=alt.value("width"), text=theme.label_text(), color=alt.value(theme.MUTE)),
        data=rows_given,
    )
    return theme.dressed(layers, WIDTH, alt.Step(34))


def alt_text(table: pd.DataFrame) -> str:
    """What became of each term."""
    if table.empty:
        return "No terms to show."
    ends = table[table["label"] != ""]
    said = ", ".join(f"“{row['word']}” {row['label']}" for row in ends.to_dict("records"))
    return f"Uses of {plural(len(ends), 'term')} over the posts, by group: {said}."
