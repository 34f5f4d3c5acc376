"""Question 4: which words mark which group."""

from __future__ import annotations

import re

import pandas as pd

from generator.findings.compose import FIRM, WEAK, Material, listed, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.findings.rows import Row, Rows
from generator.model import Finding

# A word marks a group when its z-score lies beyond this (two-sided 5 %) and beyond what roles dealt at random bring the
# strongest of all words to (see `limit`), and several people say it; the sentence names the strongest three.
MARKING_Z = 1.96
LEAST_PEOPLE = 3
NAMED_WORDS = 3
NO_WORD = re.compile(r"[\d\W_]+")  # a number marks nobody
WHOLE_WORD = r"(?<![\w-]){}(?![\w-])"


def findings(material: Material) -> list[Finding]:
    """The strongest marking words of the two groups, and the word that stays most on one side."""
    groups, terms = material.two_groups(), material.rows("terms")
    if groups is None or not len(terms):
        return refusal(material, "words.marking", 4, "terms")
    marking = {group: marking_words(material, group) for group in groups}
    if not any(len(words) for words in marking.values()):
        return [nothing_marks(material, groups)]
    labels = material.labels
    pieces = [
        f"{labels[group]} say {listed(words.first(NAMED_WORDS).column('word'))} more"
        for group, words in marking.items()
        if len(words)
    ]
    text = "; ".join([pieces[0], *(lower_first(piece) for piece in pieces[1:])]) + " than the other side does."
    strongest = max((words[0] for words in marking.values() if len(words)), key=lambda row: row["log_odds_z"])
    evidence = posts_with(material, [words[0]["word"] for words in marking.values() if len(words)])
    found = [
        Finding(
            "words.marking", material.thread.slug, 4, sentence(text), float(strongest["log_odds_z"]), None, None, "z",
            sum(terms.column("use_count")), "words", "terms", evidence, "marking_words",
            note=f"{beyond(material)}, words said by at least {LEAST_PEOPLE} people of the group"
            + on_one(marking),
            strength=FIRM * 0.9 if strongest["log_odds_z"] > 3 else WEAK,
        )
    ]  # fmt: skip
    return found + one_sided(material, groups, strongest)


def limit(material: Material) -> float:
    """The z-score beyond which a word marks a group: what roles dealt at random bring in one of twenty deals."""
    row = row_of(material.rows("word_chance"))
    return max(MARKING_Z, float(row["z_by_chance"] or 0.0) if row is not None else 0.0)


def beyond(material: Material) -> str:
    """The limit in words."""
    z = limit(material)
    dealt = ", which a word reaches in one of twenty deals of the roles" if z > MARKING_Z else ""
    return f"log-odds beyond ± {z:.2f} z{dealt}"


def on_one(marking: dict[str, Rows]) -> str:
    """Which of the words named would not mark their group without the one who says them most."""
    named = [row for words in marking.values() for row in words.first(NAMED_WORDS)]
    carried = [row["word"] for row in named if not (row["log_odds_z_without"] or 0.0) > MARKING_Z]
    if not carried:
        return " · each also without the one who says it most"
    would = "this word" if len(named) == 1 else listed(carried)
    return f" · without the one who says it most {would} would not"


def nothing_marks(material: Material, groups: tuple[str, str]) -> Finding:
    """The finding that both groups use the same words, as far as can be told."""
    terms, labels = material.rows("terms"), material.labels
    text = f"No word marks {lower_first(labels[groups[0]])} or {lower_first(labels[groups[1]])}, as far as can be told."
    strongest = max(float(z) for z in terms.known("log_odds_z").column("log_odds_z"))
    return Finding(
        "words.marking", material.thread.slug, 4, sentence(text), strongest, None, None, "z",
        sum(terms.column("use_count")), "words", "terms", (), "marking_words",
        note=f"no {beyond(material)}, among words said by at least {LEAST_PEOPLE} people", strength=WEAK,
    )  # fmt: skip


def marking_words(material: Material, group: str) -> Rows:
    """The words of one group that pass, strongest first; function words are left out."""
    key = ("marking words", group)
    if key not in material.kept:
        terms = material.rows("terms").where(group=group)
        least = limit(material)
        strong = terms.keep([z is not None and z > least for z in terms.column("log_odds_z")])
        passing = strong.having(
            lambda row: (
                row["author_count"] >= LEAST_PEOPLE
                and not row["is_function_word"]
                and not NO_WORD.fullmatch(row["word"])
            )
        )
        material.kept[key] = passing.ordered("-log_odds_z", "word")
    found: Rows = material.kept[key]
    return found


def one_sided(material: Material, groups: tuple[str, str], strongest: Row) -> list[Finding]:
    """How the strongest word is spread over the two groups."""
    terms, labels = material.rows("terms"), material.labels
    group, word = str(strongest["group"]), str(strongest["word"])
    other = groups[1] if group == groups[0] else groups[0]
    there = terms.where(word=word, group=other)
    uses, people = int(strongest["use_count"]), int(strongest["author_count"])
    other_uses, other_people = (sum(map(int, there.column(name))) for name in ("use_count", "author_count"))
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
    found: list[str] = []
    for word in words:
        found += map(str, saying(material, word).first(at_most).column("post_id"))
    return tuple(dict.fromkeys(found))


def saying(material: Material, word: str) -> Rows:
    """The posts that hold the word as a whole word, the most liked first."""
    if "liked" not in material.kept:
        liked = material.rows("posts").ordered("-like_count", "post_id")
        material.kept["liked"] = liked, [(text or "").casefold() for text in liked.column("text")]
    posts, texts = material.kept["liked"]
    whole = re.compile(WHOLE_WORD.format(re.escape(word)))
    chosen: Rows = posts.keep([word in text and whole.search(text) for text in texts])
    return chosen


def says(texts: pd.Series, word: str) -> pd.Series:
    """Which texts hold the word as a whole word."""
    return texts.str.casefold().str.contains(WHOLE_WORD.format(re.escape(word)), regex=True, na=False)
