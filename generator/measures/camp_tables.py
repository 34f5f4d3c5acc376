"""The tables of camps: per author, per author and witness, per camp, per thread."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.camps import Basis, Found
from generator.model import typed

Array = NDArray[Any]
CAMP_NAMES = np.array(["A", "B", "C"], dtype=object)
# From here on an author is placed; four in five are in the labelled debates, and some nine in ten of those rightly.
# In talk that is no dispute there is less to go by, and more is asked. Log-odds of .6 and .7 times that coolness.
LEAST_CONFIDENCE, LEAST_CONFIDENCE_IN_TALK = 0.57, 0.65
# Of a camp in talk that is no dispute: fewer are single people beside one crowd. In a dispute one person is a side.
LEAST_PEOPLE, LEAST_PEOPLE_SHARE = 2, 0.1
# Of a bridge: evidence of one side with each of two camps (log-likelihood ratio), from so many people of each.
LEAST_KIND, LEAST_KIND_PEOPLE = 0.5, 2
SUPPORT = 0.3  # evidence from which on a witness is named
AUTHOR_CAMP_COLUMNS = {
    "camp": "string",
    "camp_lean": "string",
    "camp_confidence": "Float64",
    "camp_state": "string",
    "camp_witnesses": "string",
}
WITNESS_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "witness": "string",
    "camp": "string",
    "evidence": "Float64",
    "n": "Int64",
}
CAMP_COLUMNS = {
    "thread_id": "string",
    "camp": "string",
    "author_count": "Int64",
    "post_count": "Int64",
    "label": "string",
    "label_share": "Float64",
    "label_count": "Int64",
}
SIDES_COLUMNS = {
    "thread_id": "string",
    "camp_count": "Int64",
    "author_count": "Int64",
    "met_count": "Int64",
    "placed_count": "Int64",
    "bridge_count": "Int64",
    "unclear_count": "Int64",
    "placed_post_share": "Float64",
    "replies_disagree": "boolean",
    "contention": "Float64",
    "quoting_share": "Float64",
    "roles_used": "boolean",
}


def camp_witnesses(known: Basis, camps: Found) -> pd.DataFrame:
    """What each witness says about each author's camp.

    A row is an author and a witness (replies, quotes, words, other threads, role, seed); `evidence` for the author's
    likelier camp `camp` against the others as a log-likelihood ratio, negative = against it; `n` other people, or the
    one label, that it comes from.

    Formula: Σ over the people met of evidence(pair) · (2·P(other in the camp) − 1).
    Source: definition.
    Least data: one meeting, or a label.
    Limits: other people's camps rest on the same evidence, so the witnesses of one author do not add up to certainty.
    """
    nodes = known.nodes
    count = len(nodes.threads)
    every = np.concatenate([camps.chances, camps.hub_chances])
    lean = camps.chances.argmax(axis=1)
    pieces = []
    for witness, first, second, evidence in camps.ties:
        node, other = np.r_[first, second], np.r_[second, first]
        weight = np.r_[evidence, evidence]
        person = (node < count) & (weight != 0)
        node, other, weight = node[person], other[person], weight[person]
        says = weight * (2 * every[other, lean[node]] - 1)
        total, n = np.bincount(node, says, count), np.bincount(node, minlength=count)
        rows = np.flatnonzero(n)
        pieces.append(pd.DataFrame({"node": rows, "witness": witness, "evidence": total[rows], "n": n[rows]}))
    table = pd.concat(pieces, ignore_index=True).sort_values(["node", "witness"], kind="stable", ignore_index=True)
    node = table["node"].to_numpy()
    table["thread_id"] = nodes.table["thread_id"].to_numpy(dtype=object)[node]
    table["author_id"] = nodes.table["author_id"].to_numpy(dtype=object)[node]
    table["camp"] = CAMP_NAMES[lean[node]]
    return typed(table, WITNESS_COLUMNS)


def _least(known: Basis) -> Array:
    """From which confidence on each person is placed."""
    dispute = known.evidence.replies_disagree[known.nodes.threads]
    return np.where(dispute, LEAST_CONFIDENCE, LEAST_CONFIDENCE_IN_TALK)


def camp_counts(camps: Found, known: Basis) -> Array:
    """How many camps each thread has: those that have enough people who are surely in them."""
    nodes = known.nodes
    count, sure = len(nodes.thread_ids), camps.chances.max(axis=1) >= _least(known)
    cell = nodes.threads * camps.chances.shape[1] + camps.chances.argmax(axis=1)
    sizes = np.bincount(cell[sure], minlength=count * camps.chances.shape[1])
    sizes = sizes.reshape(count, camps.chances.shape[1])
    least = np.maximum(LEAST_PEOPLE, LEAST_PEOPLE_SHARE * np.bincount(nodes.threads, minlength=count))
    least = np.where(known.evidence.replies_disagree, 1, least)
    return np.maximum(1, (sizes >= least[:, None]).sum(axis=1))


def author_camps(known: Basis, camps: Found, witnesses: pd.DataFrame) -> pd.DataFrame:
    """Which camp each author is in.

    A row is an author of a thread; `camp` (A has the thread's first person, null unless placed), `camp_lean` the
    likelier camp even where it is unclear, `camp_confidence` its chance (1/camps to 1), `camp_state`: placed, unclear
    (chance below .57, below .65 where the thread is no dispute, or it is one crowd), bridge (evidence of one side with
    people of two camps), and `camp_witnesses`, those that speak for it.

    Formula: marginal of a Potts model on the signed network of pairs, evidence per pair mean · log(1 + n); Dirichlet
    prior ½ on the sizes of camps; sampled by annealed Gibbs chains, names aligned before averaging.
    Source: Pick et al. 2022, NAACL (stance from the structure of replies); coefficients: see `camp_coefficients`.
    Least data: one meeting with another person, or a label.
    Limits: wrong for some one in six; thin authors most; see the methods page for figures. A camp is who stands with
    whom in this thread, not what anybody thinks.
    """
    nodes = known.nodes
    number = camp_counts(camps, known)[nodes.threads]
    chances = camps.chances
    confidence, lean = chances.max(axis=1), chances.argmax(axis=1)
    bridging = _bridging(known, chances) & (number > 1) & (known.seeds < 0)
    heard = np.zeros(len(chances) + len(camps.hub_chances), dtype=bool)
    for _, first, second, evidence in camps.ties:
        heard[np.r_[first[evidence != 0], second[evidence != 0]]] = True
    placed = (confidence >= _least(known)) & (number > 1) & ~bridging & heard[: len(chances)]
    state = np.where(placed, "placed", np.where(bridging, "bridge", "unclear"))
    named = witnesses[witnesses["evidence"] >= SUPPORT]
    names = named.groupby(["thread_id", "author_id"], sort=False)["witness"].agg(", ".join)
    table = nodes.table[["thread_id", "author_id"]].assign(
        camp=pd.Series(CAMP_NAMES[lean]).where(placed),
        camp_lean=CAMP_NAMES[lean],
        camp_confidence=confidence,
        camp_state=state,
    )
    table["camp_witnesses"] = pd.MultiIndex.from_frame(table[["thread_id", "author_id"]]).map(names.to_dict())
    return typed(table, {"thread_id": "string", "author_id": "string"} | AUTHOR_CAMP_COLUMNS)


def _bridging(known: Basis, chances: Array) -> Array:
    """Who has evidence of one side with people of two camps, the weaker at least half as strong as the stronger."""
    pairs, total = known.pairs, np.maximum(known.evidence.total, 0)
    node, other = np.r_[pairs.first, pairs.second], np.r_[pairs.second, pairs.first]
    weight, size = np.r_[total, total], len(chances)
    sums = [np.bincount(node, weight * column[other], size) for column in chances.T]
    sure = (weight > 0)[:, None] & (chances[other] >= LEAST_CONFIDENCE)
    people = [np.bincount(node, column, size) for column in sure.T]
    kind = np.where(np.column_stack(people) >= LEAST_KIND_PEOPLE, np.column_stack(sums), 0)
    ordered = np.sort(kind, axis=1)
    return (ordered[:, -2] >= LEAST_KIND) & (ordered[:, -2] >= 0.5 * ordered[:, -1])


def camps_of_threads(authors: pd.DataFrame, posts: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """The camps of each thread.

    A row is a camp of a thread; `author_count` people placed in it, `post_count` their posts, `label` the role (or the
    editor's seed) that most of its people with one have, `label_share` 0 to 1 how many of those, `label_count` people.

    Formula: count.
    Source: definition.
    Least data: one person placed.
    Limits: a label says what is declared, not what the camp stands for.
    """
    placed = authors[authors["camp"].notna()]
    keys = ["thread_id", "author_id"]
    table = placed.merge(posts.groupby(keys).size().rename("posts").reset_index(), on=keys, how="left")
    table = table.merge(roles[[*keys, "role"]].drop_duplicates(keys), on=keys, how="left")
    by_camp = table.groupby(["thread_id", "camp"])
    result = by_camp.agg(author_count=("author_id", "size"), post_count=("posts", "sum")).reset_index()
    labels = table.groupby(["thread_id", "camp", "role"]).size().rename("n").reset_index()
    labels = labels.sort_values(["thread_id", "camp", "n", "role"], ascending=[True, True, False, True])
    labels["label_share"] = labels["n"] / labels.groupby(["thread_id", "camp"])["n"].transform("sum")
    first = labels.drop_duplicates(["thread_id", "camp"]).rename(columns={"role": "label", "n": "label_count"})
    result = result.merge(
        first[["thread_id", "camp", "label", "label_share", "label_count"]], on=["thread_id", "camp"], how="left"
    )
    return typed(result, CAMP_COLUMNS)


def sides(known: Basis, camps: Found, authors: pd.DataFrame) -> pd.DataFrame:
    """How many camps each thread has, how many of its people are placed, and what that rests on.

    A row is a thread; `camp_count` 1 (one crowd) to 3; `met_count` pairs of people who met; `placed_post_share` 0 to 1
    of the posts; `replies_disagree` whether it is assumed that a reply as such speaks against one camp; `contention`
    how much replies turn to the other, by "you" and by asking (labelled debates: .4 in the middle, .23 at the lowest
    twentieth); `quoting_share` 0 to 1 of meetings that quote; `roles_used` whether the roles differ more than chance
    and so count as a witness.

    Formula: contention = mean over replies of uses of "you" and of asking words / √(words + 5); assumed from .2 on.
    Source: read off the debates that the camps were fitted on.
    Least data: one meeting.
    Limits: contention is English; elsewhere replies are taken to disagree.
    """
    nodes = known.nodes
    count = len(nodes.thread_ids)
    posts = np.bincount(nodes.of_post[nodes.of_post >= 0], minlength=len(nodes.threads))
    placed = (authors["camp_state"] == "placed").to_numpy(dtype=bool)
    states = {
        state: np.bincount(nodes.threads, authors["camp_state"] == state, count)
        for state in ("placed", "bridge", "unclear")
    }
    table = pd.DataFrame(
        {
            "thread_id": nodes.thread_ids,
            "camp_count": camp_counts(camps, known),
            "author_count": np.bincount(nodes.threads, minlength=count),
            "met_count": np.bincount(nodes.threads[known.pairs.first], minlength=count),
            **{f"{state}_count": values.astype(np.int64) for state, values in states.items()},
            "placed_post_share": np.bincount(nodes.threads, posts * placed, count)
            / np.maximum(np.bincount(nodes.threads, posts, count), 1),
            "replies_disagree": known.evidence.replies_disagree,
            "contention": known.evidence.contention,
            "quoting_share": known.evidence.quoting_share,
            "roles_used": np.isin(np.arange(count), camps.hubs.threads[np.isin(camps.hubs.names, known.role_names)]),
        }
    )
    return typed(table, SIDES_COLUMNS)
