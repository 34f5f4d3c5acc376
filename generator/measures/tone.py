"""How people speak to each other, post by post: stance, friction, attack, repair and politeness together."""

from __future__ import annotations

import pandas as pd

from generator.measures.cues import cues
from generator.measures.friction import friction
from generator.measures.politeness import politeness
from generator.measures.quoting import own_words
from generator.measures.repair import repair
from generator.measures.stance import stance
from generator.measures.words import Tokens


def tone(posts: pd.DataFrame, cut: Tokens) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What is added to the posts (the same rows and index), the stances with their three probabilities, and the cues.

    Added are `stance_agree`, `stance_disagree`, `friction`, `attack`, `friction_cues`, `repair`, `eased_post_id` and
    `politeness`; each is null where its measure cannot tell. The cues are counted once for all of them.
    """
    own = own_words(posts, cut)
    counted = cues(posts, cut, own)
    stances = stance(posts, counted, own)
    scores = friction(posts, counted, own).assign(stance_disagree=stances["stance_disagree"])
    repairs = repair(posts, counted, own[0], scores)
    added = pd.concat(
        [
            stances[["stance_agree", "stance_disagree"]],
            scores[["friction", "attack", "friction_cues"]],
            repairs[["repair", "eased_post_id"]],
            politeness(posts, counted, own)[["politeness"]],
        ],
        axis=1,
    )
    return added, stances, counted
