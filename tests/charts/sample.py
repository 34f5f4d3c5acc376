"""A small thread with its measured tables, written by hand."""

from __future__ import annotations

import pandas as pd

from generator.model import Role, Thread

THREAD = Thread(
    slug="sample",
    title="Sample",
    platform="mastodon",
    roles=(Role("housing", "Housing people", "Manager"), Role("tenant", "Tenants", "Tenant")),
)
GROUPS = ("housing", "tenant", "none")


def tables() -> dict[str, pd.DataFrame]:
    """Every table a chart draws from."""
    return {
        "posts": posts(),
        "authors": authors(),
        "posts_over_time": pd.DataFrame(
            [
                {
                    "group": group,
                    "bin_start_seconds": 600.0 * n,
                    "bin_end_seconds": 600.0 * (n + 1),
                    "post_count": n + 1,
                }
                for n in range(4)
                for group in GROUPS
            ]
        ),
        "posts_by_depth": pd.DataFrame({"depth": [0, 1, 2, 3], "post_count": [1, 5, 4, 2]}, dtype="Int64"),
        "group_shares": group_shares(),
        "survival": survival(),
        "pairs_by_group": pd.DataFrame(
            [
                ("role", "housing", "housing", 9, 0.45, 0.30, 0.2, 0.4),
                ("role", "housing", "tenant", 3, 0.15, 0.25, 0.1, 0.4),
                ("role", "tenant", "housing", 5, 0.25, 0.25, 0.1, 0.4),
                ("role", "tenant", "tenant", 3, 0.15, 0.20, 0.1, 0.3),
            ],
            columns=["grouping", "from_group", "to_group", "reply_count", "share", "expected_share", "low", "high"],
        ),
        "terms": terms(),
        "capture_by_branch": capture_by_branch(),
        "robustness": pd.DataFrame(
            [
                ("answered.chance", "author", 0.3, 0.2, 0.4, 0.25, 12, "a1"),
                ("answered.chance", "loss10", 0.3, -0.1, 0.9, 0.2, 5, None),
                ("answered.chance", "loss20", 0.3, -0.2, 0.9, 0.4, 5, None),
                ("course.shape", "author", 3.0, 3.0, 3.0, 0.0, 12, "a1"),
                ("course.shape", "loss10", 3.0, 2.0, 3.0, 0.0, 5, None),
            ],
            columns=["finding", "kind", "value", "low", "high", "flips", "tried_count", "worst"],
        ),
        "camps": pd.DataFrame(
            [("A", 3, 8, "housing", 1.0, 3), ("B", 2, 4, "tenant", 0.8, 2)],
            columns=["camp", "author_count", "post_count", "label", "label_share", "label_count"],
        ),
        "friction_by_branch": pd.DataFrame(
            [
                ("p1", 4, 0.45, 0.6, "repaired", 1, True),
                ("p2", 3, 0.2, None, None, 0, False),
                ("p3", 5, 0.3, 0.25, "calmed", 0, False),
            ],
            columns=["branch_id", "post_count", "friction", "part_friction", "ended", "repair_count", "is_hottest"],
        )
        .assign(part_id=["p2", None, "p3"])
        .astype({"part_friction": "Float64"}),
        "agreement": pd.DataFrame(
            [("p1", 9, 1, 0.9, 0.6, 0.98, 10), ("p2", 5, 5, 0.5, 0.24, 0.76, 10), ("p3", 1, 8, 0.11, 0.02, 0.43, 9)],
            columns=["post_id", "agree_count", "disagree_count", "agree_share", "low", "high", "n"],
        ),
        "camp_witnesses": pd.DataFrame(
            [
                ("a0", "replies", "A", 1.4, 3),
                ("a0", "words", "A", -0.2, 3),
                ("a1", "role", "B", 2.0, 1),
                ("a2", "replies", "A", 0.1, 1),
            ],
            columns=["author_id", "witness", "camp", "evidence", "n"],
        ),
        "pairs": pd.DataFrame(
            [("a0", "a1", 3), ("a1", "a0", 2), ("a2", "a0", 1)], columns=["author_id", "to_author_id", "reply_count"]
        ),
        **of_words(),
        **of_questions(),
        **of_drift(),
        "divide": pd.DataFrame(
            [
                ("language", 1.0, 0.97, 1.0, 3.9, -1.8, 2.2),
                ("replies", 0.65, 0.5, 0.8, 0.3, -1.8, 2.1),
                ("roles", 0.99, 0.95, 1.0, 3.4, -1.7, 1.9),
            ],
            columns=["yardstick", "percentile", "low", "high", "z", "null_low_z", "null_high_z"],
        ),
    }


def of_words() -> dict[str, pd.DataFrame]:
    """Two terms, one taken up and one only quoted, with their uses."""
    uses = pd.DataFrame(
        [
            ("silo", "a0", "housing", 1, "own"),
            ("silo", "a1", "tenant", 2, "asked"),
            ("silo", "a1", "tenant", 5, "adopted"),
            ("silo", "a2", "none", 6, "other"),
            ("insight", "a0", "housing", 3, "own"),
            ("insight", "a1", "tenant", 8, "quoted"),
        ],
        columns=["word", "author_id", "group", "position", "mention"],
    )
    lives = pd.DataFrame(
        [("silo", "housing", 8.0, 1, 0), ("insight", "housing", 4.0, 0, 1)],
        columns=["word", "group", "weight", "adopter_count", "quoter_count"],
    )
    return {"term_uses": uses, "term_life": lives}


def of_questions() -> dict[str, pd.DataFrame]:
    """A question answered, one turned away, one left and put again; echoes of three pairs of groups."""
    asked = pd.DataFrame(
        [
            ("p1", "a1", "tenant", "yes", "p4", "a0", "housing", False, 180.0),
            ("p2", "a2", "none", "deflected", "p3", "a0", "housing", False, 60.0),
            ("p5", "a1", "tenant", "no", None, None, None, True, None),
        ],
        columns=[
            "post_id", "author_id", "group", "answered", "answer_post_id", "answer_author_id", "answer_group",
            "is_asked_again", "waiting_seconds",
        ],
    )  # fmt: skip
    echoes = pd.DataFrame(
        [
            ("role", "housing", "tenant", "all", 0.02, -0.01, 0.05, 6),
            ("role", "tenant", "housing", "all", 0.06, 0.02, 0.10, 7),
            ("role", "tenant", "tenant", "all", -0.01, -0.04, 0.02, 5),
            ("role", "tenant", "tenant", "articles", 0.3, 0.1, 0.5, 5),
        ],
        columns=["grouping", "from_group", "to_group", "word_class", "coordination", "low", "high", "n"],
    )
    return {"questions": asked.astype({"waiting_seconds": "Float64"}), "coordination": echoes}


def of_drift() -> dict[str, pd.DataFrame]:
    """Two stages of six posts each, in three slices."""
    phases = pd.DataFrame(
        [(1, "p0", "a0", "housing", 6, "app, portal"), (2, "p6", "a1", "tenant", 6, "sack")],
        columns=["phase", "first_post_id", "author_id", "group", "post_count", "words"],
    )
    shares = pd.DataFrame(
        [(slice_, phase, share if phase == 1 else 1 - share) for slice_, share in ((1, 0.9), (2, 0.5), (3, 0.1))
         for phase in (1, 2)],
        columns=["slice", "phase", "share"],
    )  # fmt: skip
    return {"phases": phases, "topic_shares": shares.astype({"share": "Float64"})}


def capture_by_branch() -> pd.DataFrame:
    """Two branches: of the one all is held, of the other a part was deleted and a part never seen."""
    counts = ["held_count", "vanished_count", "deleted_count", "withheld_count", "unseen_count"]
    rows = [("p0", 1, 0, 0, 0, 0), ("p1", 4, 1, 0, 0, 0), ("p2", 3, 0, 1, 1, 5)]
    table = pd.DataFrame(rows, columns=["post_id", *counts])
    return table.assign(first_at=pd.to_datetime("2024-01-01T00:00:00Z"))


def posts() -> pd.DataFrame:
    """Twelve posts, one of unknown time."""
    seconds = [0.0, 60, 120, 240, 400, 700, 900, 1500, 1600, 2000, 2300, None]
    return pd.DataFrame(
        {
            "post_id": [f"p{n}" for n in range(12)],
            "parent_id": [None, *(["p0"] * 11)],
            "text": [f"words {n}" for n in range(12)],
            "author_id": [f"a{n % 3}" for n in range(12)],
            "published_at": pd.to_datetime([f"2024-01-01T00:{n:02}:00Z" for n in range(12)]),
            "since_root_seconds": pd.array(seconds, dtype="Float64"),
            "depth": pd.array([0, 1, 1, 1, 2, 2, 2, 3, 3, 1, 1, 2], dtype="Int64"),
            "group": [GROUPS[n % 3] for n in range(12)],
            "position": pd.array(range(1, 13), dtype="Int64"),
            "friction": pd.array([0.1, 0.2, 0.7, 0.6, 0.3, 0.2, 0.1, 0.4, 0.5, 0.2, 0.3, 0.1], dtype="Float64"),
            "attack": pd.array([0.05] * 12, dtype="Float64"),
            "phase": pd.array([1] * 6 + [2] * 6, dtype="Int64"),
            "state": "present",
            "repair": pd.array([None] * 4 + ["apology"] + [None] * 7, dtype="string"),
            "eased_post_id": pd.array([None] * 4 + ["p3"] + [None] * 7, dtype="string"),
        }
    )


def authors() -> pd.DataFrame:
    """Three people, one whose likes are not known."""
    return pd.DataFrame(
        {
            "author_id": ["a0", "a1", "a2"],
            "name": ["", "", ""],
            "role": pd.array(["housing", "tenant", pd.NA], dtype="string"),
            "group": list(GROUPS),
            "post_count": [4, 4, 4],
            "word_count": [120, 30, 8],
            "reply_received_count": pd.array([3, 6, 0], dtype="Int64"),
            "like_count": pd.array([10, 40, pd.NA], dtype="Int64"),
            "share_count": pd.array([0, 4, pd.NA], dtype="Int64"),
            "reply_given_count": pd.array([3, 2, 1], dtype="Int64"),
            "camp": pd.array(["A", "B", pd.NA], dtype="string"),
            "camp_confidence": [0.9, 0.8, 0.55],
            "camp_state": ["placed", "placed", "unclear"],
        }
    )


def group_shares() -> pd.DataFrame:
    """Shares of six quantities, of which three are drawn."""
    shares = {"followers": (0.2, 0.7, 0.1), "words": (0.6, 0.35, 0.05), "attention": (0.45, 0.5, 0.05)}
    rows = [
        {
            "grouping": "role",
            "group": group,
            "quantity": quantity,
            "share": share,
            "low": share * 0.8,
            "high": share * 1.1,
        }
        for quantity, three in (shares | {"posts": (0.4, 0.4, 0.2)}).items()
        for group, share in zip(GROUPS, three, strict=True)
    ]
    return pd.DataFrame(rows)


def survival() -> pd.DataFrame:
    """Two curves of five steps."""
    rows = [
        {
            "grouping": "role",
            "group": group,
            "seconds": 600.0 * n,
            "answered_share": top * n / 4,
            "low": top * n / 4 * 0.8,
            "high": min(1.0, top * n / 4 * 1.15),
            "at_risk": 20 - 3 * n,
        }
        for group, top in (("housing", 0.8), ("tenant", 0.75))
        for n in range(5)
    ]
    return pd.DataFrame(rows)


def terms() -> pd.DataFrame:
    """Ten words, each as seen from both groups."""
    rows = [
        {
            "grouping": "role",
            "group": group,
            "word": word,
            "use_count": 5 + n if sign > 0 else 1,
            "author_count": 3,
            "log_odds": sign * (0.5 + 0.1 * n),
            "log_odds_z": sign * (1.0 + 0.3 * n),
        }
        for owner, words in (
            ("housing", ["engagement", "customer", "insight", "digital", "co-production"]),
            ("tenant", ["damp", "rent", "listen", "mould", "ignored"]),
        )
        for n, word in enumerate(words)
        for group, sign in ((owner, 1), ("tenant" if owner == "housing" else "housing", -1))
    ]
    return pd.DataFrame(rows)
