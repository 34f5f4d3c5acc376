"""Question 2: whether there is a divide, and where the thread stands among what chance would make of it."""

from __future__ import annotations

from typing import Any

from generator.findings.camps import camps_told
from generator.findings.compose import FIRM, WEAK, Material, refusal, row_of, sentence
from generator.findings.rows import Rows
from generator.model import Finding
from generator.vocabulary import percent_range

YARDSTICKS = {
    "roles": "declared roles",
    "replies": "who answers whom",
    "language": "words of the camps",
}
SAID = {
    "roles": "people of different roles keep apart, in whom they answer, how, or in what words,",
    "replies": "the network of replies falls into camps",
    "language": "the camps speak in different words",
}
# One in twenty threads without a divide may pass one yardstick; both together are held to one in twenty.
LEVEL_WORDS = "At most one thread in twenty without a divide is called divided"

NEEDS_CHOICE = "people who answer different people; here chance could not deal the replies otherwise"


def findings(material: Material) -> list[Finding]:
    """The verdict, as a position against chance; no divide is a result."""
    verdict = row_of(material.rows("verdicts"), thread_id=material.thread.slug)
    table = material.rows("divide")
    if verdict is None or verdict["p"] is None or not len(table):
        return refusal(material, "divide.verdict", 2, "divide")
    rows = {str(row["yardstick"]): row for row in table}
    if all_rigid(table):
        return [rigid(material)]
    if not bool(verdict["divided"]):
        return [no_divide(material, verdict, rows)]
    if str(verdict["by"]) != "roles" and not camps_told(material):
        return [unnamed(material, verdict, rows)]
    return [divide(material, verdict, rows)]


def asked_of(rows: dict[str, Any]) -> list[Any]:
    """The yardsticks that decide; the words of camps only describe them."""
    return [row for name, row in rows.items() if name != "language"]


def all_rigid(table: Rows) -> bool:
    """Whether all threads that chance makes look alike by every yardstick that decides, so that none is beyond them."""
    deciding = [row for row in table if row["yardstick"] != "language"]
    return bool(deciding) and all(row["null_low_z"] == row["null_high_z"] for row in deciding)


def rigid(material: Material) -> Finding:
    """What is said where nearly everybody answers one person."""
    return Finding(
        "divide.verdict", material.thread.slug, 2, sentence("Cannot be told from this thread."), None, None, None,
        "share", 0, "pairs", "verdicts",
        refused=NEEDS_CHOICE,
    )  # fmt: skip


def divide(material: Material, verdict: Any, rows: dict[str, Any]) -> Finding:
    """That there is one, by the yardstick that shows it most."""
    by = rows[str(verdict["by"])]
    text = (
        f"There is a divide: {SAID[str(verdict['by'])]} more than in {above(by)} threads that chance made of this one."
    )
    return told(material, verdict, rows, by, text, "A divide", FIRM * 0.95)


def unnamed(material: Material, verdict: Any, rows: dict[str, Any]) -> Finding:
    """That the network falls apart more than chance would have it, and nobody can be told who is where."""
    by = rows[str(verdict["by"])]
    text = (
        f"The network of replies falls apart more than in {above(by)} threads that chance made of this one, but who "
        "stands on which side cannot be told; so no divide is claimed."
    )
    return told(material, verdict, rows, by, text, "No divide that can be named", WEAK)


def no_divide(material: Material, verdict: Any, rows: dict[str, Any]) -> Finding:
    """That none can be seen, and by which yardsticks."""
    by = rows.get(str(verdict["by"])) or next(iter(rows.values()))
    asked = asked_of(rows)
    if len(asked) > 1:
        text = (
            "No divide can be seen: by every yardstick the thread is not clearly more divided than threads that chance "
            f"made of it. By the one that sets it apart most, {below(by)} less divided than it is."
        )
    else:
        text = (
            f"No divide can be seen: by {YARDSTICKS[str(asked[0]['yardstick'])]} the thread is not clearly more "
            f"divided than threads that chance made of it; {below(by)} less divided than it is."
        )
    return told(material, verdict, rows, by, text, "No divide", FIRM * 0.9)


def told(
    material: Material, verdict: Any, rows: dict[str, Any], by: Any, text: str, headline: str, strength: float
) -> Finding:
    """The finding with every yardstick in its small print."""
    positions = "; ".join(
        f"{YARDSTICKS[name]}: above {percent_range(row['low'], row['high'])} of what chance makes"
        for name, row in rows.items()
        if name != "language"
    )
    return Finding(
        "divide.verdict", material.thread.slug, 2, sentence(text), float(by["percentile"]), float(by["low"]),
        float(by["high"]), "share", int(by["n"]), str(by["n_unit"]), "verdicts", (), "chance_positions",
        note=f"{positions} · p = {float(verdict['p']):.3f}{' over both' if ';' in positions else ''}",
        strength=strength, headline=headline,
        would_change=f"{LEVEL_WORDS}; a divide that shows in few exchanges, or only in what people think, is not seen.",
    )  # fmt: skip


def above(row: Any) -> str:
    """How many of the nulls lie below, in words."""
    of_hundred = int(float(row["percentile"]) * 100)
    return "all" if of_hundred == 100 else f"{of_hundred} of 100"


def below(row: Any) -> str:
    """The share of the nulls below, in words with their verb."""
    of_hundred = round(float(row["percentile"]) * 100)
    if of_hundred == 0:
        return "none of those is"
    return f"{of_hundred} of 100 of those {'is' if of_hundred == 1 else 'are'}"
