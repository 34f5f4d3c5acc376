"""How far a finding can be trusted: what became of it with people left out and posts lost, in numbers and in words."""

from __future__ import annotations

from dataclasses import replace

from generator.findings.compose import Material
from generator.model import Finding, Robust
from generator.vocabulary import duration, number, plural

# Findings whose number is a difference of two shares, told in points and without its sign.
IN_POINTS = frozenset({"answered.chance", "answered.questions", "attention.last_word"})
# Those whose number is any difference of two groups, told without its sign.
DIFFERENCES = IN_POINTS | {"words.registers", "words.politeness"}
LOSSES = {"loss05": "a twentieth", "loss10": "a tenth", "loss20": "a fifth"}
# Findings that are not tried, and why.
_CAMPS = "it rests on the camps, which would have to be drawn anew each time"
_STAGES = "the stages would have to be found anew each time"
_ACCOUNT = "it is an account of what is held, and not of people"
UNTRIED = {
    # Held as they are they stood in every variant; drawn anew, they fell apart in 6 of 54 of small threads.
    "sides.camps": "the camps would have to be drawn anew each time",
    "sides.bridges": _CAMPS,
    "divide.common_words": _CAMPS,
    "divide.kindly_answered": _CAMPS,
    "divide.parting_post": _CAMPS,
    "divide.agreed": "votes do not hang on the posts",
    "divide.split": "votes do not hang on the posts",
    "answered.questions": "too few questions for a share of each group",
    "words.counterpart": "with fewer answers no word is left to be told from chance",
    "attention.echo": "with fewer exchanges too few people are left to tell it from",
    "course.drift": _STAGES,
    "course.turns": _STAGES,
    "check.capture": _ACCOUNT,
    "check.bounds": _ACCOUNT,
}
# What a flip costs: one person who carries a finding halves it; a loss of a fifth is more than captures usually miss.
ONE_PERSON = 0.5
GREAT_LOSS = 0.5


def tried_by_finding(material: Material) -> dict[str, tuple[Robust, ...]]:
    """What was tried, by finding; read once per thread, as every look into a table costs."""
    table = material.rows("robustness")
    if not len(table):
        return {}
    columns = ("finding", "kind", "low", "high", "flips", "tried_count", "worst")
    tests: dict[str, list[Robust]] = {}
    for finding, kind, low, high, flipped, tried, worst in zip(*(table.column(name) for name in columns), strict=True):
        test = Robust(kind, maybe(low), maybe(high), float(flipped), int(tried), str(worst or ""))
        tests.setdefault(finding, []).append(test)
    return {finding: tuple(each) for finding, each in tests.items()}


def with_robustness(finding: Finding, tests: dict[str, tuple[Robust, ...]]) -> Finding:
    """The finding with its ranges and flips, and weaker by as much as it flips."""
    own = tests.get(finding.id)
    if not own or finding.refused or finding.robust:
        return finding
    return replace(finding, robust=own, strength=finding.strength * (1 - penalty(own)))


def maybe(value: float | None) -> float | None:
    """A number, or None where there is none."""
    return None if value is None else float(value)


def penalty(tests: tuple[Robust, ...]) -> float:
    """What part of its strength a finding loses, 0 to 1."""
    costs = [0.0]
    for test in tests:
        if test.kind == "author":
            costs.append(max(ONE_PERSON, test.flips) if test.flips else 0.0)
        else:
            costs.append(test.flips * (GREAT_LOSS if test.kind == "loss20" else 1.0))
    return max(costs)


def flips(finding: Finding) -> bool:
    """Whether the finding says something else in any variant that was tried."""
    return any(test.flips for test in finding.robust)


def untried_words(finding: Finding) -> str:
    """Why a finding with a number was not tried; nothing where it was, or where it has no number to try."""
    if finding.robust or finding.refused or finding.claim or finding.value is None:
        return ""
    why = UNTRIED.get(finding.id, "")
    return f"Not tried with people left out or posts lost: {why}." if why else ""


def robust_words(finding: Finding) -> str:
    """The tests in two plain sentences, or why there are none."""
    if not finding.robust:
        return untried_words(finding)
    by_kind = {test.kind: test for test in finding.robust}
    said = []
    if "author" in by_kind:
        said.append(people_words(finding, by_kind["author"]))
    losses = [by_kind[kind] for kind in LOSSES if kind in by_kind]
    if losses:
        said.append(loss_words(finding, losses))
    return " ".join(said)


def people_words(finding: Finding, test: Robust) -> str:
    """What leaving people out does."""
    of_people = f"any one of the {plural(test.tried_count, 'person', 'people')} who weigh most"
    span = span_words(finding, test)
    if not test.flips:
        return f"Leaving out {of_people}, it {f'stays {span}' if span else 'says the same'}."
    count = round(test.flips * test.tried_count)
    others = (
        "" if count < 2 else ", or without one other," if count == 2 else f", or without any of {count - 1} others,"
    )
    kept = f"; leaving out {of_people}, it lies {span}" if span else ""
    return f"It rests on single people: without @{test.worst}{others} it would say something else{kept}."


def loss_words(finding: Finding, losses: list[Robust]) -> str:
    """What losing posts does: the tenth where nothing flips, else each loss at which it does."""
    flipping = [test for test in losses if test.flips]
    if not flipping:
        greatest = losses[-1]
        span = span_words(finding, greatest)
        stays = f"it stays {span} and " if span else "it "
        return f"With {LOSSES[greatest.kind]} of the posts lost {stays}flips in none of {greatest.tried_count} tries."
    pieces = [
        f"with {LOSSES[test.kind]} in {round(test.flips * test.tried_count)} of {test.tried_count}" for test in flipping
    ]
    still = [LOSSES[test.kind] for test in losses if not test.flips]
    said = [f"with {' or '.join(still)} never"] if still else []
    return f"Where posts are lost it flips: {', '.join([*pieces, *said])}."


def span_words(finding: Finding, test: Robust) -> str:
    """The range in the finding's unit, "between 28 and 41 points"; nothing where it has no number."""
    if finding.value is None or test.low is None or test.high is None:
        return ""
    low, high = test.low, test.high
    if finding.id in DIFFERENCES and finding.value < 0:
        low, high = -high, -low
    if finding.id in IN_POINTS:
        return between(f"{round(low * 100)}", f"{round(high * 100)}", " points")
    if finding.unit == "share":
        return between(f"{round(low * 100)}", f"{round(high * 100)}", "\u00a0%")
    if finding.unit == "seconds":
        return between(duration(low), duration(high), "")
    if finding.unit == "count":
        return between(number(low), number(high), "")
    if finding.unit == "uses in 100 words":
        return between(f"{low:.1f}", f"{high:.1f}", " in 100 words")
    return between(f"{low:.2f}", f"{high:.2f}", " z" if finding.unit == "z" else "")


def between(low: str, high: str, unit: str) -> str:
    """Two ends of a range, or the one number where they look alike."""
    return f"at {low}{unit}" if low == high else f"between {low} and {high}{unit}"
