"""Where the talk went: how present each stage's words were along the thread, and the posts that turned it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import GROUP_COLUMNS, Tables, source
from generator.model import Thread
from generator.vocabulary import plural, shown_names, telling_words, with_groups

COLUMNS = {
    "place": "place from the top",
    "kind": "id",
    "position": "post",
    "share": "share",
    "is_own": "true or false",
    **GROUP_COLUMNS,
    "label": "text",
}
X = "posts in order of time"
LARGEST = 420  # square pixels of a disc that stands for all words of a slice


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """A row for each slice and stage with its share, and one for each post that opened a stage."""
    phases = tables["phases"].sort_values("phase")
    shares = tables["topic_shares"]
    if shares.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    posts = tables["posts"]
    # As the measure has it: a slice holds equally many of the posts that are present and lie in a stage.
    told = (
        posts.loc[posts["phase"].notna() & (posts["state"] == "present"), "position"]
        .sort_values()
        .to_numpy(dtype=float)
    )
    width = len(told) / float(shares["slice"].max())
    middle = (shares["slice"].astype(float) - 0.5) * width
    starts = posts.set_index("post_id")["position"].reindex(phases["first_post_id"]).to_numpy(dtype=float)
    counts = phases["post_count"].astype(float).to_numpy()
    lows, highs = (
        shares["phase"].map(dict(zip(phases["phase"], edge, strict=True))).astype(float)
        for edge in (counts.cumsum() - counts, counts.cumsum())
    )
    # Half a slice of grace: a slice that a turn cuts through belongs to both stages.
    own = (middle > lows - width / 2) & (middle < highs + width / 2)
    discs = shares.assign(
        kind="share", position=told[middle.to_numpy(dtype=int)], is_own=own, group=None, words_label="", label=""
    )
    names = shown_names(tables["authors"], tables["posts"], thread)
    turns = phases.assign(
        kind="turn",
        position=starts,
        share=0.0,
        is_own=True,
        label=[opener(row, names) for row in phases.to_dict("records")],
    )
    columns = ["phase", "kind", "position", "share", "is_own", "group", "label"]
    table = pd.concat([turns[columns], discs.loc[shares["share"].notna(), columns].astype(object)], ignore_index=True)
    return with_groups(table, thread).assign(
        place=table["phase"].astype(float) - 1.0,
        position=table["position"].astype(float),
        share=table["share"].astype(float),
        is_own=table["is_own"].astype(bool),
    )


def opener(row: dict, names: dict[str, str]) -> str:
    """The words of a stage, and who wrote its first post."""
    name = names.get(row["author_id"], "somebody") if isinstance(row["author_id"], str) else "somebody unknown"
    words = ", ".join(telling_words(row["words"])) or "no words of its own"
    return f"{words} – {'begun' if int(row['phase']) == 1 else 'turned'} by {name}"


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """One row a stage: the larger the disc, the more of its words; a rule down the thread at each turn."""
    rows_given = source(table, COLUMNS)
    base = alt.Chart().encode(
        y=alt.Y("place:O", title="stages", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0.2))
    )
    x = alt.X("position:Q", title=X, axis=alt.Axis(format="d", tickMinStep=1, tickCount=6), scale=alt.Scale(nice=False))
    discs = base.transform_filter("datum.kind === 'share'").mark_point(filled=True, shape="circle", opacity=1)
    turns = alt.Chart().transform_filter("datum.kind === 'turn'").mark_rule(strokeWidth=1.5)
    openers = base.transform_filter("datum.kind === 'turn'").mark_text(align="left", dx=6, dy=-21, fontWeight="bold")
    layers = alt.layer(
        turns.encode(x=x, color=theme.colour()),
        discs.encode(
            x=x,
            size=alt.Size("share:Q", title="share", scale=alt.Scale(domain=[0, 1], range=[0, LARGEST]), legend=None),
            color=alt.condition("datum.is_own", alt.value(theme.INK), alt.value(theme.MUTE)),
            tooltip=[
                alt.Tooltip("position:Q", title="Around post", format=".0f"),
                alt.Tooltip("share:Q", title="Share of the words of all stages", format=".0%"),
            ],
        ),
        openers.encode(x=alt.value(0), text=theme.label_text(), color=theme.colour()),
        data=rows_given,
    )
    return theme.dressed(layers, height=alt.Step(54))


def alt_text(table: pd.DataFrame) -> str:
    """The stages in order, with their words, their first post and its author."""
    if table.empty:
        return "No stages to show."
    turns = table[table["kind"] == "turn"]
    said = "; ".join(f"from post {row['position']:.0f} {row['label']}" for row in turns.to_dict("records"))
    return f"{plural(len(turns), 'stage')} of the talk by their words: {said}."
