"""How far the number of each finding moves with people left out and posts lost."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import plural

COLUMNS = {
    "place": "place from the top",
    "finding": "id",
    "finding_label": "text",
    "kind": "id",
    "kind_label": "text",
    "kind_slot": "place in the palette",
    "ratio": "of the finding’s number",
    "low_ratio": "of the finding’s number",
    "high_ratio": "of the finding’s number",
    "flips": "share",
    "label": "text",
}
# In the order of the questions; a finding that is not named here is shown by its id.
NAMES = {
    "sides.roles": "People with a role",
    "divide.verdict": "Divide",
    "friction.hottest": "Hottest branch",
    "friction.amount": "Sharp posts",
    "friction.level": "Friction",
    "friction.repairs": "Repairs",
    "words.marking": "Marking word",
    "words.one_sided": "One-sided word",
    "words.term": "Term of one side",
    "words.registers": "Ways of speaking",
    "words.politeness": "Politeness",
    "answered.chance": "Chance of an answer",
    "answered.waiting": "Time to an answer",
    "answered.questions": "Questions answered",
    "answered.between": "Replies to their own",
    "answered.left": "Left unanswered",
    "answered.hanging": "Oldest question left",
    "answered.odds": "Odds of an answer",
    "attention.shares": "Share of words",
    "attention.following": "Share of followers",
    "attention.concentration": "Inequality of words",
    "attention.middle": "Most answered person",
    "attention.last_word": "Last words",
    "attention.organisations": "Posts of organisations",
    "course.pace": "Half written",
    "course.shape": "Depth",
}
KINDS = {"author": "one person left out", "loss10": "a tenth of the posts lost"}
SLOTS = {"author": 1, "loss10": 2}
CUT = 2.0  # a number near nothing moves by many times itself
TITLE = "of the finding’s own number"


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Two rows a finding, in the order of the questions; what is beyond twice the number is cut."""
    table = tables["robustness"]
    told = table[table["kind"].isin(list(KINDS)) & table["low"].notna() & (table["value"].abs() > 0)]
    order = {name: place for place, name in enumerate(NAMES)}
    told = told.assign(order=told["finding"].map(order).fillna(len(order)))
    told = told.sort_values(["order", "finding", "kind"], ignore_index=True)
    first = ~told["finding"].duplicated()
    ends = [(told[name] / told["value"]).astype(float).clip(0, CUT) for name in ("low", "high")]
    count = (told["flips"] * told["tried_count"]).astype(float).round().astype(int)
    labels = [f"flips in {n} of {tried}" if n else "" for n, tried in zip(count, told["tried_count"], strict=True)]
    names = told["finding"].map(NAMES).fillna(told["finding"])
    return told.assign(
        place=[float(place) for place in range(len(told))],
        finding_label=names.where(first, "").astype("object"),
        kind_label=told["kind"].map(KINDS).astype("object"),
        kind_slot=told["kind"].map(SLOTS).astype("int64"),
        ratio=1.0,
        low_ratio=pd.concat(ends, axis=1).min(axis=1),
        high_ratio=pd.concat(ends, axis=1).max(axis=1),
        label=labels,
    )


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """A dot at the number, a line as far as it moved; in words where it flips."""
    scale = alt.Scale(domain=[0, CUT])
    x = alt.X("ratio:Q", title=TITLE, scale=scale, axis=alt.Axis(format=".0%", tickCount=5, grid=True))
    base = alt.Chart().encode(y=alt.Y("place:O", title="findings", axis=None, scale=alt.Scale(paddingInner=0.2)))
    ranges = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low_ratio:Q", title=TITLE, scale=scale),
        x2=alt.X2("high_ratio", title=TITLE),
        color=theme.colour("kind_slot"),
    )
    points = base.mark_point(filled=True, size=55, opacity=1).encode(
        x=x,
        color=theme.colour("kind_slot"),
        shape=theme.shape("kind_slot"),
        tooltip=[
            alt.Tooltip("finding_label:N", title="Finding"),
            alt.Tooltip("kind_label:N", title="Tried"),
            alt.Tooltip("low_ratio:Q", title="Least", format=".0%"),
            alt.Tooltip("high_ratio:Q", title="Most", format=".0%"),
            alt.Tooltip("flips:Q", title="Flips in", format=".0%"),
        ],
    )
    names = base.mark_text(align="right", dx=-10, color=theme.INK, limit=170).encode(
        x=alt.value(0), text=theme.label_text("finding_label")
    )
    flips = base.mark_text(align="left", dx=8, color=theme.INK, fontWeight="bold").encode(
        x=alt.value("width"), text=theme.label_text()
    )
    layers = alt.layer(ranges, points, names, flips, data=source(table, COLUMNS))
    return theme.dressed(layers, height=alt.Step(15))


def alt_text(table: pd.DataFrame) -> str:
    """Which findings flip, and how many do not."""
    if table.empty:
        return "No findings to show."
    flipping = table[table["flips"] > 0].drop_duplicates("finding")
    total = table["finding"].nunique()
    if flipping.empty:
        return f"None of {plural(total, 'finding')} flips with one person left out or a tenth of the posts lost."
    names = ", ".join(NAMES.get(finding, finding) for finding in flipping["finding"])
    return (
        f"{len(flipping)} of {plural(total, 'finding')} {'flips' if len(flipping) == 1 else 'flip'} "
        f"in at least one try, with one person left out or a tenth of the "
        f"posts lost: {names}."
    )
