"""What of each branch was captured."""

from __future__ import annotations

import altair as alt
import pandas as pd

from generator.charts import theme
from generator.charts.chart import Tables, source
from generator.model import Thread
from generator.vocabulary import UNKNOWN, shown_names

COLUMNS = {
    "place": "place from the top",
    "branch_label": "text",
    "fate": "id",
    "fate_label": "text",
    "start_count": "posts",
    "end_count": "posts",
    "post_count": "posts",
    "label": "text",
}
BRANCHES = 12
# In the order of the bar; a post that vanished later is held and told apart.
FATES = {"held": "held", "vanished": "gone later", "deleted": "deleted", "withheld": "withheld", "unseen": "never seen"}
STYLES = {
    "held": "var(--ink)",
    "vanished": "var(--mute)",
    "deleted": "var(--g4)",
    "withheld": "var(--g5)",
    "unseen": "var(--line)",
}


def rows(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The largest branches, each as one bar of its parts, the one that began first on top."""
    branches = tables["capture_by_branch"]
    posts = tables["posts"].set_index("post_id")
    branches = branches[branches["post_id"].map(posts["parent_id"]).notna()].copy()
    parts = branches[[f"{fate}_count" for fate in FATES]].astype(int)
    branches["size"] = parts.sum(axis=1)
    branches = branches.sort_values(["size", "post_id"], ascending=[False, True]).head(BRANCHES)
    branches = branches.sort_values(["first_at", "post_id"], ignore_index=True)
    names = shown_names(tables["authors"], tables["posts"], thread)
    pieces = []
    for place, branch in enumerate(branches.to_dict("records")):
        author_id = posts["author_id"].get(branch["post_id"])
        end = 0
        for fate, label in FATES.items():
            count = int(branch[f"{fate}_count"])
            if count:
                end += count
                pieces.append(
                    {
                        "place": float(place),
                        "branch_label": names.get(author_id, UNKNOWN) if isinstance(author_id, str) else UNKNOWN,
                        "fate": fate,
                        "fate_label": label,
                        "start_count": end - count,
                        "end_count": end,
                        "post_count": count,
                        "label": "",
                    }
                )
        if pieces:
            pieces[-1]["label"] = f"{int(branch['held_count'])} of {end}"
    return pd.DataFrame(pieces, columns=list(COLUMNS))


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """One bar a branch; what is there is dark, what is not is hollow or coloured."""
    rows_given = source(table, COLUMNS)
    base = alt.Chart().encode(
        y=alt.Y(
            "place:O",
            title="branches, by who began them",
            scale=alt.Scale(paddingInner=0.35),
            axis=None,
        )
    )
    bars = base.mark_bar(stroke=theme.MUTE, strokeWidth=0.5).encode(
        x=alt.X("start_count:Q", title="posts", axis=alt.Axis(tickMinStep=1, format="d")),
        x2=alt.X2("end_count", title="posts"),
        color=alt.Color(
            "fate:N",
            title="what became of them",
            scale=alt.Scale(domain=list(STYLES), range=list(STYLES.values())),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("branch_label:N", title="Begun by"),
            alt.Tooltip("fate_label:N", title="What became of them"),
            alt.Tooltip("post_count:Q", title="Posts", format="d"),
        ],
    )
    starters = base.transform_filter("datum.start_count === 0").mark_text(
        align="right", dx=-8, color=theme.MUTE, limit=150
    )
    counts = base.transform_filter("datum.label !== ''").mark_text(align="left", dx=8, color=theme.INK)
    layers = alt.layer(
        bars,
        starters.encode(x=alt.X("start_count:Q", title="posts"), text=theme.label_text("branch_label")),
        counts.encode(x=alt.X("end_count:Q", title="posts"), text=theme.label_text()),
        data=rows_given,
    )
    return theme.dressed(layers, height=alt.Step(24))


def alt_text(table: pd.DataFrame) -> str:
    """What is held in all, and the branch of which most was never seen."""
    if table.empty:
        return "No branches to show."
    sums = table.groupby("fate")["post_count"].sum()
    said = ", ".join(f"{int(sums[fate])} {label}" for fate, label in FATES.items() if sums.get(fate, 0))
    branches = table["place"].nunique()
    return f"Posts of the {f'{branches} largest branches' if branches > 1 else 'only branch shown'}: {said}."
