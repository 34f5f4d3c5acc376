"""What both camps say, whom both answer kindly, and the post that parts them."""

from __future__ import annotations

from generator.findings import common_ground

from .material import material, rows

CAMPS = rows("camps", ("A", 3, 9, "manager", 1.0, 3), ("B", 2, 4, "tenant", 0.8, 1))
POSTS = rows("posts", ("p1", "the rent and the roof", "present", 3, 1)).assign(author_id="a1", reply_count=4)


def test_common_words() -> None:
    """Words of both camps are told, those of few people and short ones are not."""
    words = rows("common_words", ("rent", 0.5, 4, 5), ("roof", 0.25, 3, 5), ("one", 0.9, 5, 5), ("damp", 0.1, 2, 5))
    found = common_ground.findings(material(camps=CAMPS, common_words=words, posts=POSTS))
    assert [each.sentence for each in found] == ["People of both camps say “rent” and “roof”."]
    assert (found[0].value, found[0].n, found[0].evidence) == (0.25, 5, ("p1",))


def test_kindly_answered_by_both() -> None:
    """Only who has several kind answers from each camp is named."""
    kind = rows(
        "kind_answers", ("a1", "A", 2, 1, 0.5), ("a1", "B", 3, 2, 0.7), ("a2", "A", 2, 2, 1.0), ("a2", "B", 1, 1, 1.0)
    )
    [finding] = common_ground.findings(material(camps=CAMPS, kind_answers=kind, posts=POSTS))
    assert finding.sentence == "1 person is answered kindly by both camps: @a1." and finding.evidence == ("p1",)


def test_the_post_that_parts_them() -> None:
    """Several answers of each camp are needed."""
    split = rows("splitting_posts", ("p1", "A", 2, 2, 0.4, -0.3, 0.6), ("p2", "A", 1, 1, 0.9, -0.9, 0.9))
    [finding] = common_ground.findings(material(camps=CAMPS, splitting_posts=split, posts=POSTS))
    assert finding.sentence.startswith("The post by @a1 parts the camps most") and finding.evidence == ("p1",)
    assert not common_ground.findings(material(splitting_posts=split, posts=POSTS))
