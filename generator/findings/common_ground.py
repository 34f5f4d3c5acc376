"""Question 2 where there are camps: what both say, whom both answer kindly, and the post that parts them most."""

from __future__ import annotations

from generator.findings.camps import listed_names
from generator.findings.compose import WEAK, Material, listed, plural, sentence
from generator.findings.words import posts_with
from generator.model import Finding
from generator.vocabulary import camps_shown, percent

WORDS = 4
LEAST_SHARE = 0.2  # of the people of each camp
LEAST_LETTERS = 4  # "one" and "say" are of everybody's and of nobody's
LEAST_ANSWERS = 2  # from each camp
KIND = 0.5  # share of a camp's answers that are kind


def findings(material: Material) -> list[Finding]:
    """Nothing where there is one crowd: all ground is common then."""
    if camps_shown(material.tables["camps"]).empty:
        return []
    return [*words(material), *kindly_answered(material), *parting(material)]


def words(material: Material) -> list[Finding]:
    """Words that people of both camps use."""
    table = material.tables["common_words"]
    table = table[(table["least_share"] >= LEAST_SHARE) & (table["word"].str.len() >= LEAST_LETTERS)]
    if len(table) < 2:
        return []
    table = table.sort_values(["least_share", "author_count", "word"], ascending=[False, False, True]).head(WORDS)
    said = list(table["word"])
    people = int(table["camp_author_count"].max())
    return [
        Finding(
            "divide.common_words", material.thread.slug, 2, sentence(f"People of both camps say {listed(said)}."),
            float(table["least_share"].min()), None, None, "share", people, "people", "common_words",
            posts_with(material, said[:2], 1),
            note=f"each said by at least {percent(float(table['least_share'].min()))} of the people of either camp",
            strength=WEAK,
        )
    ]  # fmt: skip


def kindly_answered(material: Material) -> list[Finding]:
    """People whom both camps answer kindly, if anybody is."""
    table = material.tables["kind_answers"]
    kind = table[(table["reply_count"] >= LEAST_ANSWERS) & (table["kind_share"] >= KIND)]
    camps = kind.groupby("author_id")["camp"].nunique()
    ids = camps[camps >= 2].index.to_series()
    if ids.empty:
        return []
    posts = material.tables["posts"]
    own = posts[posts["author_id"].isin(ids)].sort_values(["reply_count", "position"], ascending=[False, True])
    one = plural(len(ids), "person is", "people are")
    return [
        Finding(
            "divide.kindly_answered", material.thread.slug, 2,
            sentence(f"{one} answered kindly by both camps: {listed_names(ids)}."),
            float(len(ids)), None, None, "count", int(table["author_id"].nunique()), "people", "kind_answers",
            tuple(own["post_id"].head(3)),
            note=f"at least {LEAST_ANSWERS} answers from each camp, half of them or more kind", strength=WEAK,
        )
    ]  # fmt: skip


def parting(material: Material) -> list[Finding]:
    """The post that its own camp takes better than the other by most, if several of each answered it."""
    table = material.tables["splitting_posts"]
    table = table[
        (table["own_count"] >= LEAST_ANSWERS) & (table["other_count"] >= LEAST_ANSWERS) & (table["split"] > 0)
    ]
    if table.empty:
        return []
    row = table.sort_values(["split", "post_id"], ascending=[False, True]).iloc[0]
    posts = material.tables["posts"].set_index("post_id")
    author = posts["author_id"].get(row["post_id"])
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
