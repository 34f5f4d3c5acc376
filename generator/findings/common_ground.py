"""Question 2 where there are camps: what both say, whom both answer kindly, and the post that parts them most."""

from __future__ import annotations

from collections import Counter

from generator.findings.camps import camps_told, listed_names
from generator.findings.compose import WEAK, Material, listed, plural, sentence
from generator.findings.words import posts_with
from generator.model import Finding
from generator.vocabulary import percent

WORDS = 4
LEAST_SHARE = 0.2  # of the people of each camp
LEAST_LETTERS = 4  # "one" and "say" are of everybody's and of nobody's
LEAST_ANSWERS = 2  # from each camp
KIND = 0.5  # share of a camp's answers that are kind


def findings(material: Material) -> list[Finding]:
    """Nothing where there is one crowd: all ground is common then."""
    if not camps_told(material):
        return []
    return [*words(material), *kindly_answered(material), *parting(material)]


def words(material: Material) -> list[Finding]:
    """Words that people of both camps use."""
    table = material.rows("common_words").having(
        lambda row: row["least_share"] >= LEAST_SHARE and len(row["word"]) >= LEAST_LETTERS
    )
    if len(table) < 2:
        return []
    table = table.ordered("-least_share", "-author_count", "word").first(WORDS)
    said = table.column("word")
    people, least = int(max(table.column("camp_author_count"))), float(min(table.column("least_share")))
    return [
        Finding(
            "divide.common_words", material.thread.slug, 2, sentence(f"People of both camps say {listed(said)}."),
            least, None, None, "share", people, "people", "common_words",
            posts_with(material, said[:2], 1),
            note=f"each said by at least {percent(least)} of the people of either camp",
            strength=WEAK,
        )
    ]  # fmt: skip


def kindly_answered(material: Material) -> list[Finding]:
    """People whom both camps answer kindly, if anybody is."""
    table = material.rows("kind_answers")
    kind = table.having(lambda row: row["reply_count"] >= LEAST_ANSWERS and row["kind_share"] >= KIND)
    camps = Counter(author for author, _ in set(zip(kind.column("author_id"), kind.column("camp"), strict=True)))
    ids = {author for author, count in camps.items() if count >= 2}
    if not ids:
        return []
    own = material.rows("posts").having(lambda row: row["author_id"] in ids).ordered("-reply_count", "position")
    one = plural(len(ids), "person is", "people are")
    return [
        Finding(
            "divide.kindly_answered", material.thread.slug, 2,
            sentence(f"{one} answered kindly by both camps: {listed_names(ids)}."),
            float(len(ids)), None, None, "count", len(set(table.column("author_id"))), "people", "kind_answers",
            tuple(own.first(3).column("post_id")),
            note=f"at least {LEAST_ANSWERS} answers from each camp, half of them or more kind", strength=WEAK,
        )
    ]  # fmt: skip


def parting(material: Material) -> list[Finding]:
    """The post that its own camp takes better than the other by most, if several of each answered it."""
    table = material.rows("splitting_posts").having(
        lambda row: min(row["own_count"], row["other_count"]) >= LEAST_ANSWERS and (row["split"] or 0) > 0
    )
    if not len(table):
        return []
    row = table.ordered("-split", "post_id")[0]
    author = material.author_of_post.get(row["post_id"])
    by = f" by @{author}" if isinstance(author, str) else ""
    return [
        Finding(
            "divide.parting_post", material.thread.slug, 2,
            sentence(
                f"The post{by} parts the camps most: its own camp agrees with it more than the other camp does."
            ),
            float(row["split"]), None, None, "difference of stance", int(row["own_count"] + row["other_count"]),
            "replies", "splitting_posts", (str(row["post_id"]),),
            note=f"{plural(int(row['own_count']), 'reply', 'replies')} of its own camp, "
            f"{int(row['other_count'])} of the other",
            strength=WEAK,
        )
    ]  # fmt: skip
