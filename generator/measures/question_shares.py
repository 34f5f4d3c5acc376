"""What becomes of the questions of each group."""

from __future__ import annotations

import pandas as pd

from generator.measures.clustered import design_effect
from generator.measures.groups import GROUPING
from generator.measures.questions import ANSWERS
from generator.measures.responses import wilson
from generator.model import typed

LEAST_QUESTIONS = 10
SHARE_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    **{f"{name}_count": "Int64" for name in ANSWERS},
    "other_side_count": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
}


def question_shares(questions: pd.DataFrame) -> pd.DataFrame:
    """What became of each group's questions.

    A row is a group of a thread; `yes_count`, `deflected_count`, `no_count` and `censored_count` of its questions (see
    questions), `other_side_count` of those answered by someone of another role; `share` 0 to 1 = answered of the `n`
    that were observed long enough, with a 95 % interval `low`, `high`.

    Formula: share = yes / (yes + deflected + no); interval by Wilson, with as many questions as would tell as much if
    each were of another person: n / max(1, variance between people / binomial variance).
    Source: Wilson 1927, Journal of the American Statistical Association 22(158); Kish 1965, Survey Sampling, ch. 8.
    Least data: 10 questions of the group, censored ones left out.
    Limits: as for the questions.
    """
    outcome = pd.get_dummies(questions["answered"].astype("object")).reindex(columns=list(ANSWERS), fill_value=False)
    told = (
        outcome.astype("int64")
        .add_suffix("_count")
        .assign(
            thread_id=questions["thread_id"],
            group=questions["group"],
            other_side_count=(questions["is_other_side"].fillna(False) & (questions["answered"] == "yes")).astype(
                "int64"
            ),
        )
    )
    table = told.groupby(["thread_id", "group"], as_index=False).sum()
    table["n"] = table[["yes_count", "deflected_count", "no_count"]].sum(axis=1)
    table = table[table["n"] >= LEAST_QUESTIONS].reset_index(drop=True)
    answered, n = (table[name].to_numpy(dtype=float) for name in ("yes_count", "n"))
    observed = questions[questions["answered"].isin(["yes", "deflected", "no"])]
    less = design_effect(observed.assign(is_yes=observed["answered"] == "yes"), table, "is_yes")
    low, high = wilson(answered / less, n / less)
    return typed(table.assign(grouping=GROUPING, share=answered / n, low=low, high=high), SHARE_COLUMNS)


def most_questions(questions: pd.DataFrame) -> pd.Series:
    """Per thread the largest number of questions of one group that were observed long enough."""
    told = questions[questions["answered"] != "censored"]
    return told.groupby(["thread_id", "group"], as_index=False).size().groupby("thread_id")["size"].max()
