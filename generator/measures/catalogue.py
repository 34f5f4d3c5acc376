"""The list of measures, in the order of the questions they answer."""

from __future__ import annotations

from generator.measures import (
    attention,
    capture,
    coordination,
    drift,
    pairs,
    question_shares,
    questions,
    responses,
    shape,
    timeline,
    tree,
    words,
)
from generator.model import Measure

MEASURES: tuple[Measure, ...] = (
    Measure("terms", 4, "Marking words", words.terms),
    Measure("responses", 5, "Answers to each post", responses.responses),
    Measure("reply_chance", 5, "Chance of an answer", responses.reply_chance),
    Measure("waiting", 5, "Time to the first answer", responses.waiting),
    Measure("survival", 5, "Answered after a given time", responses.survival),
    Measure("waiting_tests", 5, "Difference in waiting", responses.waiting_tests),
    Measure("pairs", 5, "Who replies to whom", pairs.pairs),
    Measure("pairs_by_group", 5, "Replies between groups", pairs.pairs_by_group),
    Measure("questions", 5, "Question ledger", questions.questions),
    Measure("question_shares", 5, "What became of questions", question_shares.question_shares),
    Measure("authors", 6, "What each author wrote and received", attention.author_table),
    Measure("group_shares", 6, "Share of voice and attention", attention.group_shares),
    Measure("concentration", 6, "Inequality", attention.concentration),
    Measure("coordination", 6, "Linguistic coordination", coordination.coordination),
    Measure("phases", 7, "Phases", drift.phases),
    Measure("phase_words", 7, "Words of each phase", drift.phase_words),
    Measure("topic_shares", 7, "Subjects over time", drift.topic_shares),
    Measure("posts", 7, "Place of each post", tree.placed),
    Measure("shape", 7, "Shape of the thread", shape.shape),
    Measure("posts_by_depth", 7, "Posts by depth", shape.posts_by_depth),
    Measure("posts_over_time", 7, "Posts over time", timeline.posts_over_time),
    Measure("capture_by_branch", 8, "What was captured", capture.capture_by_branch),
    Measure("capture_bounds", 8, "What the unseen could change", capture.capture_bounds),
)
