"""Question 4: which words mark which group."""

from __future__ import annotations

import re

import pandas as pd

from generator.findings.compose import FIRM, WEAK, Material, listed, plural, refusal, sentence
from generator.findings.roles import lower_first
from generator.model import Finding

# A word marks a group when its z-score lies beyond this (two-sided 5 %) and several people say it;
# with thousands of words some pass by chance, so the sentence names only the strongest three.
MARKING_Z = 1.96
LEAST_PEOPLE = 3
NAMED_WORDS = 3


def findings(material: Material) -> list[Finding]:
    """The strongest marking words of the two groups, and the word that stays most on one side."""
    groups = material.two_groups()
    terms = material.tables["terms"]
    if groups is None or terms.empty:
        return refusal(material, "words.marking", 4, "terms")
    marking = {group: marking_words(terms, group) for group in groups}
    if not any(len(words) for words in marking.values()):
        return [nothing_marks(material, groups)]
    labels = material.labels
    pieces = [
        f"{labels[group]} say {listed(list(words['word'].head(NAMED_WORDS)))} more"
        for group, words in marking.items()
        if len(words)
    ]
    text = "; ".join([pieces[0], *(lower_first(piece) for piece in pieces[1:])]) + " than the other side does."
    strongest = max((words.iloc[0] for words in marking.values() if len(words)), key=lambda row: row["log_odds_z"])
    evidence = posts_with(material, [words["word"].iloc[0] for words in marking.values() if len(words)])
    found = [
        Finding(
            "words.marking", material.thread.slug, 4, sentence(text), float(strongest["log_odds_z"]), None, None, "z",
            int(terms["use_count"].sum()), "words", "terms", evidence, "marking_words",
            note=f"log-odds beyond ± {MARKING_Z} z, words said by at least {LEAST_PEOPLE} people of the group"
            + on_one(marking),
            strength=FIRM * 0.9 if strongest["log_odds_z"] > 3 else WEAK,
        )
    ]  # fmt: skip
    return found + one_sided(material, groups, strongest)


def on_one(marking: dict[str, pd.DataFrame]) -> str:
    """Which of the words named would not mark their group without the one who says them most."""
    named = pd.concat([words.head(NAMED_WORDS) for words in marking.values()])
    carried = named[~(named["log_odds_z_without"] > MARKING_Z)]
    if carried.empty:
        return " · each also without the one who says it most"
    would = "this word" if len(named) == 1 else listed(list(carried["word"]))
    return f" · without the one who says it most {would} would not"


def nothing_marks(material: Material, groups: tuple[str, str]) -> Finding:
    """The finding that both groups use the same words, as far as can be told."""
    terms, labels = material.tables["terms"], material.labels
    text = f"No word marks {lower_first(labels[groups[0]])} or {lower_first(labels[groups[1]])}, as far as can be told."
    return Finding(
        "words.marking", material.thread.slug, 4, sentence(text), float(terms["log_odds_z"].max()), None, None, "z",
        int(terms["use_count"].sum()), "words", "terms", (), "marking_words",
        note=f"no log-odds beyond ± {MARKING_Z} z among words said by at least {LEAST_PEOPLE} people", strength=WEAK,
    )  # fmt: skip


def marking_words(terms: pd.DataFrame, group: str) -> pd.DataFrame:
    """The words of one group that pass, strongest first; function words are left out."""
    passing = (
        (terms["group"] == group)
        & (terms["log_odds_z"] > MARKING_Z)
        & (terms["author_count"] >= LEAST_PEOPLE)
        & ~terms["is_function_word"].astype(bool)
        & ~terms["word"].str.fullmatch(r"[\d\W_]+")  # a number marks nobody
    )
    return terms[passing].sort_values(["log_odds_z", "word"], ascending=[False, True])


def one_sided(material: Material, groups: tuple[str, str], strongest: pd.Series) -> list[Finding]:
    """How the strongest word is spread over the two groups."""
    terms, labels = material.tables["terms"], material.labels
    group, word = str(strongest["group"]), str(strongest["word"])
    other = groups[1] if group == groups[0] else groups[0]
    there = terms[(terms["group"] == other) & (terms["word"] == word)]
    uses, people = int(strongest["use_count"]), int(strongest["author_count"])
    other_uses = int(there["use_count"].sum()) if len(there) else 0
    other_people = int(there["author_count"].sum()) if len(there) else 0
    text = (
        f"“{word}” is said {plural(uses, 'time')} by {people} {lower_first(labels[group])} and "
        f"{plural(other_uses, 'time')} by {other_people} {lower_first(labels[other])}."
        if other_uses
        else f"“{word}” is said {plural(uses, 'time')} by {people} {lower_first(labels[group])} and never by "
        f"{lower_first(labels[other])}."
    )
    return [
        Finding(
            "words.one_sided", material.thread.slug, 4, sentence(text), uses / (uses + other_uses), None, None,
            "share", uses + other_uses, "uses", "terms", posts_with(material, [word]), "marking_words",
            note=f"z = {strongest['log_odds_z']:.1f}; quoted and own uses counted alike", strength=FIRM * 0.7,
        )
    ]  # fmt: skip


def posts_with(material: Material, words: list[str], at_most: int = 3) -> tuple[str, ...]:
    """The most liked posts that use each word, as evidence."""
    posts = material.tables["posts"].sort_values(["like_count", "post_id"], ascending=[False, True])
    found: list[str] = []
    for word in words:
        found += [str(post_id) for post_id in posts.loc[says(posts["text"], word), "post_id"].head(at_most)]
    return tuple(dict.fromkeys(found))


def says(texts: pd.Series, word: str) -> pd.Series:
    """Which texts hold the word as a whole word."""
    return texts.str.casefold().str.contains(rf"(?<![\w-]){re.escape(word)}(?![\w-])", regex=True, na=False)
