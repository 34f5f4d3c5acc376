"""One small thread of two groups: three managers, two tenants, one person of no role."""

from __future__ import annotations

from typing import Any

import pandas as pd

from generator.findings.compose import Material
from generator.model import Capture, Role, Thread

THREAD = Thread(
    "t", "T", "constructed", captured_at="2024-05-01T00:00:00Z",
    roles=(Role("manager", "Housing people", "Manager"), Role("tenant", "Tenants", "Tenant")),
)  # fmt: skip
GROUPS = ("manager", "manager", "manager", "tenant", "tenant", "none")
COLUMNS = {
    "refusals": "thread_id measure needs",
    "reply_chance": "thread_id group share low high n",
    "waiting": "thread_id group median_seconds low high n answered_count",
    "waiting_tests": "thread_id p_value n",
    "pairs_by_group": "thread_id from_group to_group share low high n",
    "responses": "thread_id post_id is_answered",
    "posts": "thread_id post_id text state like_count position",
    "group_shares": "thread_id group quantity share low high n",
    "capture_by_branch": (
        "thread_id post_id first_at declared_count held_count deleted_count withheld_count vanished_count unseen_count"
    ),
    "capture_bounds": "thread_id quantity group value low high unseen_count",
    "friction_by_branch": (
        "thread_id branch_id post_count part_count hot_count part_friction began_post_id peak_post_id last_post_id "
        "ended is_hottest"
    ),
    "agreement": "thread_id post_id agree_count disagree_count pass_count agree_share low high n",
    "common_words": "thread_id word least_share author_count camp_author_count",
    "kind_answers": "thread_id author_id camp reply_count kind_count kind_share",
    "splitting_posts": "thread_id post_id camp own_count other_count own_stance other_stance split",
    "sides": (
        "thread_id camp_count author_count met_count placed_count bridge_count unclear_count placed_post_share "
        "replies_disagree"
    ),
    "camps": "thread_id camp author_count post_count label label_share label_count",
    "camp_witnesses": "thread_id author_id witness camp evidence n",
    "divide": "thread_id yardstick percentile low high z null_low_z null_high_z p n n_unit null_count",
    "verdicts": "thread_id divided p by camp_count",
    "concentration": "thread_id quantity gini low high top_share n",
    "terms": "thread_id group word use_count author_count log_odds_z is_function_word",
    "term_life": (
        "thread_id word group use_count author_count own_share weight introduced_by introduced_post_id "
        "questioned_by questioned_post_id adopted_by adopted_post_id adopter_count quoter_count"
    ),
    "counterparts": (
        "thread_id word group counterpart other_group answer_count answers_with_count author_count elsewhere_count "
        "elsewhere_with_count score_z p_value is_told"
    ),
    "registers": "thread_id group register per_100_words low high n word_count",
    "politeness_by_group": "thread_id group politeness low high n post_count",
    "questions": "thread_id post_id group answered is_other_side is_asked_again",
    "question_shares": "thread_id group share low high n",
    "reply_odds": "thread_id term against log_odds low high p_value n",
    "centrality": "thread_id author_id page_rank answered_by_count answers_count",
    "last_words": "thread_id group share low high n top_share p_value",
    "coordination": "thread_id from_group to_group word_class coordination low high n",
    "phases": "thread_id phase first_post_id post_count author_id group gain words",
    "shape": (
        "thread_id post_count half_time_seconds duration_seconds root_reply_count depth_max structural_virality h_index"
    ),
}


def rows(name: str, *values: tuple[Any, ...]) -> pd.DataFrame:
    """Rows of a table, without the thread_id they all share."""
    return pd.DataFrame([("t", *row) for row in values], columns=COLUMNS[name].split())


def material(groups: tuple[str, ...] = GROUPS, capture: Capture | None = None, **tables: pd.DataFrame) -> Material:
    """The thread with these tables; the others are empty."""
    authors = pd.DataFrame(
        {
            "thread_id": "t",
            "author_id": [f"a{number}" for number in range(len(groups))],
            "group": groups,
            "role_source": [None if group == "none" else "words" for group in groups],
            "camp_state": ["bridge" if place == 2 else "placed" for place in range(len(groups))],
        }
    )
    empty = {name: rows(name) for name in COLUMNS}
    posts = tables.get("posts", empty["posts"])
    tables["posts"] = posts if "parent_id" in posts else posts.assign(parent_id=None)
    return Material({**empty, "authors": authors, **tables}, THREAD, capture or Capture("constructed", "", "", 1, 1))
