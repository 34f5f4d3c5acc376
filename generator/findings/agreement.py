"""Question 2 where people voted: what nearly all agree with, and what parts them most."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import FIRM, Material, sentence
from generator.model import Finding
from generator.vocabulary import percent, percent_range, plural

QUOTED = 110  # characters of a statement in a sentence; the whole is one link away


def findings(material: Material) -> list[Finding]:
    """Nothing where nobody voted."""
    table = material.tables["agreement"]
    table = table[table["agree_share"].notna()]
    if table.empty:
        return []
    most = table.sort_values(["low", "n", "post_id"], ascending=[False, False, True]).iloc[0]
    # The one whose interval lies closest around one half: not merely one that few voted on.
    spread = (table["high"] - 0.5).abs().combine((table["low"] - 0.5).abs(), max)
    parting = table.assign(spread=spread).sort_values(["spread", "post_id"]).iloc[0]
    voters = int(table["n"].max())
    return [
        told(material, "divide.agreed", most, "Most agreed with is", voters, FIRM * 0.8),
        told(material, "divide.split", parting, "What parts those who voted most is", voters, FIRM * 0.8),
    ]


def told(material: Material, finding_id: str, row: Any, opening: str, voters: int, strength: float) -> Finding:
    """One statement with how many agree."""
    posts = material.tables["posts"].set_index("post_id")["text"]
    words = " ".join(str(posts.get(row["post_id"], "")).split())
    shown = words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"
    agree, sided = int(row["agree_count"]), int(row["n"])
    return Finding(
        finding_id, material.thread.slug, 2,
        sentence(f"{opening} “{shown}”: {agree} of the {sided} who took a side agree."),
        float(row["agree_share"]), float(row["low"]), float(row["high"]), "share", sided, "people", "agreement",
        (str(row["post_id"]),), "agreement",
        note=(
            f"{percent(row['agree_share'])} agree, 95 % interval {percent_range(row['low'], row['high'])}; at most "
            f"{plural(voters, 'person', 'people')} took a side on any statement"
        ),
        strength=strength, would_change="People choose what they vote on, and see some statements more often.",
    )  # fmt: skip
