"""Each recount against full runs of everything on what each variant keeps, on the three constructed threads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from generator import build, store
from generator.findings import find
from generator.measures import measure, robustness
from generator.measures.recounts import Quantity
from generator.measures.variants import WIDTH, variants
from generator.settings import find_publication

from .full_runs import findings_of

ROOT = Path(__file__).resolve().parents[2]


def said(finding: Any) -> Any:
    """What a finding says, apart from its numbers: what has to be the same for it not to have flipped."""
    if finding is None or finding.refused:
        return "refused"
    sentence = finding.sentence
    match finding.id:
        case "answered.chance" | "answered.questions":
            if finding.low is None:
                return "refused"
            return np.sign(finding.low) if finding.low * finding.high > 0 else 0
        case "answered.waiting":
            return finding.strength > 0.3
        case "answered.between":
            return tuple(word for word in sentence.replace("about what", "same").split() if word in SIDES)
        case "attention.shares":
            return "could be chance" in sentence, sentence.split(" wrote")[0]
        case "attention.following":
            return "could be chance" in sentence, sentence.split(" have")[0]
        case "words.marking" | "words.one_sided":
            return sentence.split("”")[0].split("“")[-1] if "“" in sentence else "none"
        case "friction.hottest":
            return finding.evidence[1:2]
        case "words.registers":
            return finding.value is None or "letters" in sentence.split(",")[0], np.sign(finding.value or 0)
        case "words.politeness" | "answered.odds" | "attention.last_word":
            return "could be chance" in sentence or "one person" in sentence
        case "words.term":
            return sentence.split("”")[0], "could be chance" in sentence
        case "attention.middle":
            return sentence.split(",")[0].split(":")[0]
        case "answered.hanging":
            return finding.evidence[:1]
        case "friction.repairs":
            return finding.value > 0
        case "divide.verdict":
            return sentence[:10]
        case _:
            return 0


SIDES = ("more", "less", "same")
# Recounts that are the full measure have to agree in every variant; the others rest on intervals or nulls that are
# drawn anew in a full run, or on what is held as it is in the whole thread.
AGREEMENT = {
    "attention.shares": 0.85,
    "attention.following": 0.95,
    "answered.between": 0.85,
    "friction.hottest": 0.9,  # friction is read in its thread, and held as it is in the whole one
    "words.marking": 0.85,  # what a word has to exceed by chance is that of the whole thread
    "words.one_sided": 0.75,
    "words.term": 0.9,
    "words.registers": 0.95,  # the next of two that hold may come first
    "attention.middle": 0.95,  # of equals another may come first
    "attention.last_word": 0.95,
    "attention.organisations": 0.95,  # without the one account of an organisation it is not tried
    "answered.hanging": 0.85,  # a question that is lost itself is not tried
    "answered.odds": 0.85,
    "divide.verdict": 0.85,
}
SAME_NUMBER = (
    "answered.chance", "answered.left", "answered.waiting", "attention.concentration", "course.shape", "sides.roles",
    "attention.middle", "attention.organisations",
)  # fmt: skip


@pytest.fixture(scope="module")
def runs() -> tuple[dict[str, Quantity], Any, dict[Any, Any], dict[str, dict[str, Any]]]:
    """The recounts, their variants, the full runs, and the findings of the whole threads."""
    publication = find_publication(ROOT)
    read = {slug: store.read_thread(publication, slug) for slug in store.slugs(publication)}
    posts = pd.concat([each[1] for each in read.values()], ignore_index=True)
    authors = pd.concat([each[2] for each in read.values()], ignore_index=True)
    threads = build.moments([each[0] for each in read.values()], [each[3] for each in read.values()])
    quantities: dict[str, Quantity] = {}
    with pytest.MonkeyPatch.context() as patch:
        real = robustness._rows

        def rows(them: Any, quantity: Quantity, kind: str) -> pd.DataFrame:
            quantities[quantity.finding] = quantity
            return real(them, quantity, kind)

        patch.setattr(robustness, "_rows", rows)
        tables = measure(posts, authors, threads)
    them = variants(tables["posts"], tables["authors"])
    full = findings_of(them, posts, authors, threads, {slug: (each[0], each[3]) for slug, each in read.items()})
    by_thread = build.split(tables, list(read))
    whole = {slug: {made.id: made for made in find(by_thread[slug], each[0], each[3])} for slug, each in read.items()}
    return quantities, them, full, whole


FINDINGS = (
    "answered.chance", "answered.left", "answered.waiting", "answered.between", "attention.shares",
    "attention.following", "attention.concentration", "words.marking", "words.one_sided", "course.pace",
    "answered.questions",
    "course.shape", "sides.roles", "friction.amount", "friction.hottest",
    "words.registers", "words.politeness", "words.term", "attention.middle", "attention.last_word",
    "attention.organisations", "answered.hanging", "answered.odds", "friction.repairs", "divide.verdict",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("finding", FINDINGS)
def test_a_recount_flips_where_a_full_run_does(finding: str, runs: Any) -> None:
    """In every variant (exact recounts) or in all but few (see AGREEMENT) both say the same; and the same number."""
    quantities, them, full, whole = runs
    quantity, agreed, numbers = quantities[finding], [], []
    for row, slug in enumerate(them.thread_ids):
        if quantity.verdict[row, 0] == -9:
            continue
        for column in range(1, WIDTH):
            if not them.valid[row, column]:
                continue
            run = full[slug, column].get(finding)
            flipped = quantity.verdict[row, column] != quantity.verdict[row, 0]
            agreed.append(flipped == (said(run) != said(whole[slug].get(finding))))
            if run is not None and run.value is not None and not np.isnan(quantity.value[row, column]):
                numbers.append(abs(run.value - quantity.value[row, column]))
    assert np.mean(agreed) >= AGREEMENT.get(finding, 1.0)
    if finding in SAME_NUMBER:
        assert max(numbers) < 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("finding", FINDINGS)
def test_with_everything_kept_it_is_the_finding(finding: str, runs: Any) -> None:
    """The first variant gives the number of the finding itself, where it has one."""
    quantities, them, _, whole = runs
    for row, slug in enumerate(them.thread_ids):
        made = whole[slug].get(finding)
        if quantities[finding].verdict[row, 0] != -9 and made is not None and made.value is not None:
            assert quantities[finding].value[row, 0] == pytest.approx(made.value, abs=1e-6)
