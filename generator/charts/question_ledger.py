"""The question ledger: one row a question, from asking to answer."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.model import Thread
from generator.vocabulary import duration, plural, shown_names, with_groups

COLUMNS = {
    "place": "place from the top",
    "position": "post",
    **GROUP_COLUMNS,
    "asker_label": "text",
    "answered": "id",
    "end_position": "post",
    "answer_slot": "place in the palette",
    "is_answered": "true or false",
    "waiting_minutes": "minutes",
    "all_label_place": "questions in all",
    "label": "text",
}
QUESTIONS = 40
X = "posts in order of time, from the question to its answer"
WIDTH = 300  # with names left and what became of it right as wide as the other charts
FATES = {
    "no": "left without an answer",
    "censored": "asked too late to tell",
    "deflected": "turned away",
    "yes": "answered",
}


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The questions in order of time; of very many a selection that is spread evenly over the thread."""
    posts = tables["posts"].set_index("post_id")["position"]
    questions = with_groups(with_groups(tables["questions"], thread), thread, "answer_group")
    questions = questions.assign(
        position=questions["post_id"].map(posts).astype(float),
        end_position=questions["answer_post_id"]
        .map(posts)
        .astype(float)
        .fillna(float(posts.max()) if len(posts) else 1.0),
        is_answered=questions["answer_post_id"].notna(),
        rank=questions["answered"].map({fate: number for number, fate in enumerate(FATES)}).astype(float),
    )
    kept = questions.sort_values(["position", "rank"], ignore_index=True)
    # Every second, third, … question, whatever became of it: those left first would show a thread that answers nobody.
    if len(kept) > QUESTIONS:
        chosen = np.linspace(0, len(kept) - 1, QUESTIONS).round().astype(int)
        kept = kept.iloc[chosen].reset_index(drop=True)
    names = shown_names(tables["authors"], tables["posts"], thread)
    return kept.assign(
        all_label_place=float(len(questions)),
        place=[float(place) for place in range(len(kept))],
        asker_label=[names.get(author_id, "unknown") for author_id in kept["author_id"].fillna("")],
        answer_slot=kept["answer_group_slot"],
        waiting_minutes=kept["waiting_seconds"].astype("Float64") / 60,
        label=[fate_of(row, names) for row in kept.to_dict("records")],
    )


def fate_of(row: dict, names: dict[str, str]) -> str:
    """What became of a question: by whom and after how long, or that it was left."""
    said = FATES[str(row["answered"])]
    if row["is_answered"]:
        said += f" by {names.get(row['answer_author_id'], 'somebody')}"
        return said if pd.isna(row["waiting_seconds"]) else f"{said}, {duration(float(row['waiting_seconds']))}"
    return f"{said}, put again" if row["is_asked_again"] else said


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A symbol at each question, a line to its answer; dashed to the end where there is none."""
    rows_given = source(table, COLUMNS)
    highlight = theme.highlight()
    base = alt.Chart().encode(y=alt.Y("place:O", title="questions", axis=None, scale=alt.Scale(paddingInner=0.2)))
    x = alt.X("position:Q", title=X, axis=alt.Axis(format="d", tickMinStep=1, tickCount=5))
    waits = base.mark_rule(strokeWidth=1.5).encode(
        x=x,
        x2=alt.X2("end_position", title=X),
        strokeDash=alt.condition("datum.is_answered", alt.value([1, 0]), alt.value([2, 4])),
        color=alt.value(theme.MUTE),
    )
    answers = (
        base.transform_filter("datum.is_answered")
        .mark_tick(thickness=3, size=13, opacity=1)
        .encode(x=alt.X("end_position:Q", title=X), color=theme.colour("answer_slot"))
    )
    asked = base.mark_point(filled=True, size=65, opacity=1).encode(
        x=x,
        color=theme.colour(),
        shape=theme.shape(),
        opacity=theme.faded(highlight),
        tooltip=[
            alt.Tooltip("asker_label:N", title="Asked by"),
            alt.Tooltip("group_label:N", title="Group"),
            alt.Tooltip("label:N", title="What became of it"),
            alt.Tooltip("waiting_minutes:Q", title="Minutes", format=".0f"),
        ],
    )
    askers = base.mark_text(align="right", dx=-10, limit=130).encode(
        x=alt.value(0), text=theme.label_text("asker_label"), color=theme.colour()
    )
    fates = base.mark_text(align="left", dx=10).encode(
        x=alt.value("width"),
        text=theme.label_text(),
        color=alt.condition("datum.answered === 'yes'", alt.value(theme.MUTE), alt.value(theme.INK)),
    )
    layers = alt.layer(waits, answers, asked.add_params(highlight), askers, fates, data=rows_given)
    return theme.dressed(layers, WIDTH, alt.Step(22))


def alt_text(table: pd.DataFrame) -> str:
    """How many questions met which fate."""
    if table.empty:
        return "No questions to show."
    counts = table["answered"].value_counts()
    said = ", ".join(f"{int(counts[fate])} {words}" for fate, words in FATES.items() if counts.get(fate, 0))
    asked = int(table["all_label_place"].iloc[0])
    of_all = f"{len(table)} of {plural(asked, 'question')}, spread evenly over the thread" if asked > len(table) else ""
    return f"{of_all or plural(asked, 'question')} in order of time: {said}."
