"""Who stands in the middle, who has the last word, which question hangs, the odds of an answer: in every variant."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit

from generator.measures import centrality, last_words, reply_odds
from generator.measures.recounts import Answers, Quantity
from generator.measures.variants import WIDTH, Sides, Variants
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEVEL, MOSTLY_ONE = 0.05, 0.5  # as the sentence on last words has them
Z = 1.96


def middle(them: Variants, found: Answers) -> list[Quantity]:
    """By how many the most answered person is answered, and whether anybody is answered by more."""
    child = found.child[(them.people[found.child] >= 0) & (them.people[them.parents[found.child]] >= 0)]
    ends = np.stack([them.people[child], them.people[them.parents[child]]], axis=1)
    pairs, of_pair = np.unique(ends, axis=0, return_inverse=True)
    kept = them.keep[child] * them.keep[them.parents[child]]
    matrix = csr_array(
        (np.ones(len(child), np.float32), (of_pair.ravel(), np.arange(len(child)))), (len(pairs), len(child))
    )
    met = (np.asarray(matrix @ kept) > 0).astype(float)
    people = len(them.person_threads)
    answered, gave = np.zeros((people, WIDTH)), np.zeros((people, WIDTH))
    np.add.at(answered, pairs[:, 1], met)
    np.add.at(gave, pairs[:, 0], met)
    most = _per_thread(np.maximum, them, answered, 0.0)
    in_graph = np.zeros((them.count, WIDTH))
    np.add.at(in_graph, them.person_threads, ((answered + gave) > 0).astype(float))
    # Of equals the first is followed; whether another one of them comes first is no other finding.
    order = np.lexsort((-answered[:, 0], them.person_threads))
    top = np.full(them.count, -1)
    top[them.person_threads[order][::-1]] = order[::-1]
    value = (
        np.where((top >= 0)[:, None], answered[np.maximum(top, 0)], np.nan) if people else np.full(most.shape, np.nan)
    )
    able = (in_graph >= centrality.LEAST_PEOPLE) & (most[:, :1] >= 2)
    made = Quantity.of("attention.middle", np.where(able, value, np.nan), (value == most).astype(float))
    return [_about(made, ~them.people_kept()[np.maximum(top, 0)])] if people else [made]


def _about(made: Quantity, gone: Array) -> Quantity:
    """A finding about somebody, not tried where that person is gone (threads × variants): there it could only flip."""
    return Quantity(made.finding, np.where(gone, np.nan, made.value), np.where(gone, made.verdict[:, :1], made.verdict))


def _per_thread(how: Any, them: Variants, values: Array, least: float) -> Array:
    table = np.full((them.count, WIDTH), least)
    how.at(table, them.person_threads, values)
    return table


def hanging(them: Variants, found: Answers, questions: pd.DataFrame, threads: pd.DataFrame) -> list[Quantity]:
    """How long the oldest question without an answer had waited at the capture, and which one it is."""
    index = pd.MultiIndex.from_frame(questions[["thread_id", "post_id"]])
    place = index.get_indexer(pd.MultiIndex.from_frame(them.posts[["thread_id", "post_id"]]))
    outcome = np.full(len(place), "", dtype=object)
    outcome[place >= 0] = questions["answered"].to_numpy(dtype=object)[place[place >= 0]]
    hangs = found.asked & ((outcome == "no")[:, None] | ((outcome == "yes")[:, None] & ~found.answered))
    order = them.posts["position"].to_numpy(dtype=float, na_value=np.inf)
    first = np.full((them.count, WIDTH), np.inf)
    np.minimum.at(first, them.threads, np.where(hangs, order[:, None], np.inf))
    times = them.posts["published_at"].astype("int64").to_numpy(dtype=float) / 1e6
    times[them.posts["published_at"].isna().to_numpy()] = np.nan
    captured = threads.drop_duplicates("thread_id").set_index("thread_id")["captured_at"].reindex(them.thread_ids)
    moments = pd.to_datetime(captured, utc=True).astype("datetime64[us, UTC]")
    ends = np.where(moments.isna(), np.nan, moments.astype("int64").to_numpy(dtype=float) / 1e6)
    waited = np.full((them.count, WIDTH), np.nan)
    rows, columns = np.nonzero(hangs & (order[:, None] == first[them.threads]))
    waited[them.threads[rows], columns] = ends[them.threads[rows]] - times[rows]
    said = np.where(np.isfinite(first), first, -1.0)
    # Without an open question there is no such finding; one that opens by a loss is another finding.
    made = Quantity("answered.hanging", waited, np.where(np.isfinite(first[:, :1]), said, -9))
    oldest = np.flatnonzero(hangs[:, 0] & (order == first[them.threads, 0]))
    gone = np.zeros((them.count, WIDTH), dtype=bool)
    gone[them.threads[oldest]] = them.keep[oldest] == 0  # the question itself is lost
    return [_about(made, gone)]


def organisations(them: Variants, authors: pd.DataFrame) -> list[Quantity]:
    """How many posts the accounts of organisations wrote, as long as any is left."""
    ours = authors[authors["is_organisation"].fillna(False).astype(bool)]
    index = pd.MultiIndex.from_frame(ours[["thread_id", "author_id"]])
    mine = index.get_indexer(pd.MultiIndex.from_frame(them.posts[["thread_id", "author_id"]])) >= 0
    value = them.sums(np.where(mine & them.present, them.threads, -1), np.ones(len(mine)), them.count)
    made = Quantity.of("attention.organisations", np.where(value[:, :1] > 0, value, np.nan), np.zeros(value.shape))
    return [_about(made, value == 0)]


def repairs(them: Variants) -> list[Quantity]:
    """How many posts ease a tense one that is still there."""
    posts = them.posts
    index = pd.MultiIndex.from_frame(posts[["thread_id", "post_id"]])
    eased = index.get_indexer(
        pd.MultiIndex.from_frame(posts[["thread_id", "eased_post_id"]].set_axis(index.names, axis=1))
    )
    told = np.flatnonzero((eased >= 0) & posts["repair"].notna().to_numpy(dtype=bool))
    value = np.zeros((them.count, WIDTH))
    np.add.at(value, them.threads[told], (them.keep[told] * them.keep[eased[told]]).astype(float))
    scored = np.bincount(them.threads, posts["friction"].notna(), them.count) > 0
    return [Quantity.of("friction.repairs", np.where(scored[:, None], value, np.nan), (value > 0).astype(float))]


def last_word(them: Variants, found: Answers, two: Sides, table: pd.DataFrame, seed: int) -> list[Quantity]:
    """The difference in last words, with its test run again on the same deals of the roles."""
    shape = (them.count, WIDTH)
    value, verdict = np.full(shape, np.nan), np.zeros(shape)
    held = set(zip(table["thread_id"], table["group"], strict=True))
    able = [row for row, name in enumerate(them.thread_ids) if all((name, group) in held for group in two.names[row])]
    if not able:
        return [Quantity.of("attention.last_word", value)]
    groups = them.posts["group"].to_numpy(dtype=object)
    child, parent = found.child, them.parents[found.child]
    chosen = np.isin(them.threads[child], able) & (groups[child] != NO_GROUP) & (groups[parent] != NO_GROUP)
    chosen &= them.present[child] & them.present[parent] & (them.parents[parent] != parent)
    child, parent = child[chosen], parent[chosen]
    kept = them.keep[child] * them.keep[parent]
    ended = kept * ~found.answered[child]
    posts = them.posts
    answers = pd.DataFrame(
        {
            "thread_id": posts["thread_id"].to_numpy(dtype=object)[child],
            "author_id": posts["author_id"].to_numpy(dtype=object)[child],
            "to_author_id": posts["author_id"].to_numpy(dtype=object)[parent],
            "last": ended[:, 0] > 0,
        }
    )
    made = last_words.exchange(posts, answers, pd.Series(them.thread_ids[able]), seed)
    names = made.people["group"].to_numpy(dtype=object)
    for number, row in enumerate(able):
        here = slice(*np.searchsorted(made.person_threads, [number, number + 1]))
        mine = slice(*np.searchsorted(made.threads, [number, number + 1]))
        deals = made.deals(here)
        source, target = deals[:, made.source[mine] - here.start], deals[:, made.target[mine] - here.start]
        across = (source != target).astype(np.float32)
        n, last = across @ kept[mine], across @ ended[mine]
        shares, chances, least = [], [], []
        for group in two.names[row]:
            role = made.roles[here][names[here] == group][0]
            own = across * (source == role)
            own_n, own_last = own @ kept[mine], own @ ended[mine]
            p = last_words.rank(last_words.apart(own_last, own_n, last - own_last, n - own_n))
            by_person = np.zeros((here.stop - here.start, WIDTH))
            np.add.at(by_person, made.source[mine] - here.start, own[0][:, None] * kept[mine])
            with np.errstate(invalid="ignore", divide="ignore"):
                shares.append(own_last[0] / own_n[0])
                chances.append(np.where(by_person.max(axis=0) / own_n[0] > MOSTLY_ONE, 1.0, p))
            least.append(own_n[0])
        apart = shares[0] - shares[1]
        value[row] = np.where(np.minimum(*least) >= last_words.LEAST_REPLIES, apart, np.nan)
        verdict[row] = np.where(np.maximum(*chances) <= LEVEL, np.sign(apart), 0)
    return [Quantity.of("attention.last_word", value, verdict)]


def odds(them: Variants, found: Answers, two: Sides, responses: pd.DataFrame) -> list[Quantity]:
    """The odds ratio between the two groups, by one step of Newton's method from the fit of the whole thread."""
    value, verdict = np.full((them.count, WIDTH), np.nan), np.zeros((them.count, WIDTH))
    table = reply_odds.model_table(them.posts, responses)
    if table.empty:
        return [Quantity.of("answered.odds", value)]
    design, _ = reply_odds.design_of(table)
    threads, ids = pd.factorize(table["thread_id"])
    fits = reply_odds.logistic(threads, design, table["is_answered"].to_numpy(dtype=float))
    varies = ~np.isnan(fits.coefficients)
    design = design * varies[threads]
    beta = np.nan_to_num(fits.coefficients)
    chance = expit(np.einsum("np,np->n", design, beta[threads]))
    index = pd.MultiIndex.from_frame(them.posts[["thread_id", "post_id"]])
    rows = index.get_indexer(pd.MultiIndex.from_frame(table[["thread_id", "post_id"]]))
    kept, answered = found.asked[rows].astype(np.float64), found.answered[rows].astype(np.float64)
    of_thread = csr_array((np.ones(len(threads)), (threads, np.arange(len(threads)))), (len(ids), len(threads)))
    width = design.shape[1]
    slope = np.stack([of_thread @ ((answered - kept * chance[:, None]) * design[:, [one]]) for one in range(width)], -1)
    curve = np.zeros((len(ids), WIDTH, width, width))
    for one in range(width):
        for two_ in range(one + 1):
            weight = design[:, one] * design[:, two_] * chance * (1 - chance)
            curve[:, :, one, two_] = curve[:, :, two_, one] = of_thread @ (kept * weight[:, None])
    inverse = np.linalg.pinv(curve, hermitian=True)
    moved = beta[:, None] + np.einsum("tvij,tvj->tvi", inverse, slope)
    error = np.sqrt(np.maximum(np.diagonal(inverse, axis1=2, axis2=3), 0))
    groups = table.groupby("thread_id", sort=False)["place"].max().to_numpy()[:, None] + 1
    needed = reply_odds.LEAST_EVENTS * (groups + len(reply_odds.COVARIATES))
    yes, every = of_thread @ answered, of_thread @ kept
    enough = (yes >= needed) & (every - yes >= needed)
    places = table.drop_duplicates(["thread_id", "group"]).set_index(["thread_id", "group"])["place"]
    at = {thread_id: number for number, thread_id in enumerate(them.thread_ids)}
    for number, thread_id in enumerate(ids):
        row = at[thread_id]
        column = _contrast(places, thread_id, two.names[row])
        if column and varies[number, column]:
            own, spread = moved[number, :, column], error[number, :, column]
            value[row] = np.where(enough[number], np.exp(own), np.nan)
            verdict[row] = np.where(own - Z * spread > 0, 1, np.where(own + Z * spread < 0, -1, 0))
    return [Quantity.of("answered.odds", value, verdict)]


def _contrast(places: pd.Series, thread_id: str, names: Array) -> int:
    """The coefficient that sets one of the two groups against the other, 0 where the model holds none."""
    found = [int(places.get((thread_id, name), -1)) for name in names]
    return max(found) if min(found) == 0 else 0
