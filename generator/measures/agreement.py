"""Agreement that is known: votes on the posts of a thread."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures.responses import wilson
from generator.model import typed

VOTE_COLUMNS = {"thread_id": "string", "author_id": "string", "post_id": "string", "vote": "Int64"}
AGREEMENT_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "agree_count": "Int64",
    "disagree_count": "Int64",
    "pass_count": "Int64",
    "agree_share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
}
LEAST_VOTES = 7  # people who took a side: below that an interval spans most of 0 to 1


def agreement(votes: pd.DataFrame) -> pd.DataFrame:
    """How many agreed with each statement.

    A row is a post that was voted on; counts of people; `agree_share` 0 to 1 of the `n` people who took a side, with a
    95 % interval `low`, `high`; <NA> where fewer than 7 did.

    Formula: agree / (agree + disagree); interval of Wilson.
    Source: Wilson 1927, Journal of the American Statistical Association 22.
    Least data: 7 people who agree or disagree.
    Limits: people choose what they vote on, and see some statements more often than others; who passes is not counted.
    """
    votes = typed(votes, VOTE_COLUMNS)
    if votes.empty:
        return typed(pd.DataFrame(), AGREEMENT_COLUMNS)
    kinds = pd.DataFrame(
        {
            "agree_count": votes["vote"] == 1,
            "disagree_count": votes["vote"] == -1,
            "pass_count": votes["vote"] == 0,
        }
    ).astype("int64")
    table = kinds.groupby([votes["thread_id"], votes["post_id"]]).sum().reset_index()
    sided = (table["agree_count"] + table["disagree_count"]).to_numpy()
    enough = sided >= LEAST_VOTES
    agreed = table["agree_count"].to_numpy()
    low, high = wilson(agreed, np.maximum(sided, 1))
    table = table.assign(
        n=sided,
        agree_share=pd.Series(agreed / np.maximum(sided, 1)).where(enough),
        low=pd.Series(low).where(enough),
        high=pd.Series(high).where(enough),
    )
    return typed(table.sort_values(["thread_id", "post_id"], ignore_index=True), AGREEMENT_COLUMNS)
