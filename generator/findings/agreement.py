"""Question 2 where people voted: what nearly all agree with, and what parts them most."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import FIRM, Material, row_of, sentence
from generator.model import Finding
from generator.vocabulary import percent, percent_range, plural

QUOTED = 110  # characters of a statement in a sentence; the whole is one link away


def findings(material: Material) -> list[Finding]:
    """Nothing where nobody voted."""
    table = material.rows("agreement")
    table = table.known("agree_share") if len(table) else table
    if not len(table):
        return []
    most = table.ordered("-low", "-n", "post_id")[0]
    # The one whose interval lies closest around one half: not merely one that few voted on.
    parting = min(table, key=lambda row: (max(abs(row["high"] - 0.5), abs(row["low"] - 0.5)), row["post_id"]))
    voters = max(table.column("n"))
    return [
        told(material, "divide.agreed", most, "Most agreed with is", voters, FIRM * 0.8),
        told(material, "divide.split", parting, "What parts those who voted most is", voters, FIRM * 0.8),
    ]


def told(material: Material, finding_id: str, row: Any, opening: str, voters: int, strength: float) -> Finding:
    """One statement with how many agree."""
    said = row_of(material.rows("posts"), post_id=row["post_id"])
    words = " ".join(str(said["text"] if said is not None else "").split())
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
