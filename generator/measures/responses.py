"""Who is answered, how surely and how fast."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import chdtrc, ndtri

from generator.measures.attention import answers_to_others
from generator.measures.clustered import design_effect
from generator.measures.groups import GROUPING, counts_of, threads_with_two
from generator.measures.resampling import at_most
from generator.model import typed
from generator.vocabulary import NO_GROUP

LEAST_POSTS = 10
Z = float(ndtri(0.975))
RESPONSE_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "group": "string",
    "waiting_seconds": "Float64",
    "is_answered": "boolean",
}
GROUP = {"thread_id": "string", "grouping": "string", "group": "string"}
CHANCE_COLUMNS = GROUP | {
    "answered_count": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
}
WAITING_COLUMNS = GROUP | {
    "median_seconds": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
    "answered_count": "Int64",
}
TEST_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "chi_square": "Float64",
    "p_value": "Float64",
    "n": "Int64",
}
SURVIVAL_COLUMNS = GROUP | {
    "seconds": "Float64",
    "answered_share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "at_risk": "Int64",
}


def responses(posts: pd.DataFrame, threads: pd.DataFrame) -> pd.DataFrame:
    """For each post whether someone else answered it, and after how long.

    A row is a post that is present and whose author is known; `waiting_seconds` until the first reply by another
    author, or, where `is_answered` is false, until the capture (until the thread's last post where the moment of
    capture is unknown or earlier); <NA> where a time is unknown.

    Formula: min over replies by others of (reply time − post time), 0 or more.
    Source: definition.
    Least data: one post.
    Limits: answers outside the thread, or deleted before the capture, are not seen.
    """
    asked = posts[(posts["state"] == "present") & posts["author_id"].notna()]
    key = ["thread_id", "post_id"]
    answers = answers_to_others(posts)[["thread_id", "parent_id", "published_at"]]
    first = answers.groupby(["thread_id", "parent_id"], as_index=False).agg(answered_at=("published_at", "min"))
    table = asked[[*key, "group", "published_at"]].merge(
        first.rename(columns={"parent_id": "post_id"}).assign(is_answered=True), on=key, how="left"
    )
    table["is_answered"] = table["is_answered"].astype("boolean").fillna(False)
    moments = threads[["thread_id", "captured_at"]].drop_duplicates("thread_id").astype({"thread_id": "string"})
    last_posts = posts.groupby("thread_id", as_index=False).agg(last_at=("published_at", "max"))
    table = table.merge(moments, on="thread_id", how="left").merge(last_posts, on="thread_id", how="left")
    captured_at, last = pd.to_datetime(table["captured_at"], utc=True), table["last_at"]
    until = captured_at.where(captured_at > table["published_at"], last)
    until = until.where(~table["is_answered"], table["answered_at"])
    table["waiting_seconds"] = (until - table["published_at"]).dt.total_seconds().clip(lower=0)
    return typed(table, RESPONSE_COLUMNS)


def reply_chance(responses: pd.DataFrame, posts: pd.DataFrame | None = None) -> pd.DataFrame:
    """How likely a post of each group was to be answered by someone else.

    A row is a group of a thread; `answered_count` of `n` posts, `share` 0 to 1 with a 95 % interval `low`, `high`.
    `posts` say whose they are; without them each counts as of another person.

    Formula: Wilson: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96, with as many posts n as would tell as
    much if each were of another person: posts / max(1, variance between people / binomial variance).
    Source: Wilson 1927, Journal of the American Statistical Association 22(158); Kish 1965, Survey Sampling, ch. 8.
    Least data: 10 posts of the group.
    Limits: posts written shortly before the capture had less time to be answered; see waiting.
    """
    counts = responses.groupby(["thread_id", "group"], as_index=False).agg(
        answered_count=("is_answered", "sum"), n=("is_answered", "size")
    )
    counts = counts[counts["n"] >= LEAST_POSTS].reset_index(drop=True)
    answered, n = counts["answered_count"].to_numpy(dtype=float), counts["n"].to_numpy(dtype=float)
    less = 1.0 if posts is None else design_effect(with_people(responses, posts), counts, "is_answered")
    low, high = wilson(answered / less, n / less)
    return typed(counts.assign(grouping=GROUPING, share=answered / n, low=low, high=high), CHANCE_COLUMNS)


def with_people(responses: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """The responses with the author of each post."""
    return responses.merge(posts[["thread_id", "post_id", "author_id"]], on=["thread_id", "post_id"], how="left")


def wilson(successes: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % score interval of a share."""
    share = successes / n
    middle = share + Z**2 / (2 * n)
    spread = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    whole = 1 + Z**2 / n
    # At the ends the formula gives 0 and 1 up to rounding.
    low = np.where(successes == 0, 0.0, (middle - spread) / whole)
    return low, np.where(successes == n, 1.0, (middle + spread) / whole)


def survival(responses: pd.DataFrame) -> pd.DataFrame:
    """What part of each group's posts had been answered after a given time, posts not yet answered counted as such.

    A row is a moment of a group of a thread: 0, every time at which a post was answered, and the last time observed;
    `seconds` since the post, `answered_share` 0 to 1 with a 95 % interval `low`, `high`, `at_risk` the posts still
    waiting and observed just before.

    Formula: 1 − S(t), S(t) = Π(1 − dᵢ/nᵢ) over answer times up to t; interval of S: S^exp(±z√V/ln S), V = Σ
    dᵢ/(nᵢ(nᵢ−dᵢ)); where all are answered the lower end stays at its last value, where none is the upper end is
    1 − 0.025^(1/n), n the posts still observed.
    Source: Kaplan and Meier 1958, JASA 53(282); Kalbfleisch and Prentice 2002, The Statistical Analysis of Failure
    Time Data, §1.4.
    Least data: 10 posts of the group with known times.
    Limits: supposes that posts observed for a short time would have been answered like the others.
    """
    steps = _steps(responses)
    steps = steps[steps["is_shown"]].reset_index(drop=True)
    none_yet = (steps["answered_share"] == 0) & (steps["seconds"] > 0)
    steps["high"] = steps["high"].mask(none_yet, at_most(steps["at_risk"].to_numpy(dtype=float)))
    return typed(steps, SURVIVAL_COLUMNS)


def _steps(responses: pd.DataFrame) -> pd.DataFrame:
    """The Kaplan–Meier estimate at 0 and at every distinct time of each group."""
    known = responses[responses["waiting_seconds"].notna()]
    sizes = known.groupby(["thread_id", "group"])["post_id"].transform("size")
    known = known[sizes >= LEAST_POSTS]
    key = ["thread_id", "group"]
    events = known.groupby([*key, "waiting_seconds"], as_index=False).agg(
        answered=("is_answered", "sum"), leaving=("is_answered", "size")
    )
    start = events[key].drop_duplicates().assign(waiting_seconds=-1.0, answered=0, leaving=0)
    steps = pd.concat([start, events]).sort_values([*key, "waiting_seconds"], ignore_index=True)
    steps = steps.astype({"answered": "float64", "leaving": "float64", "waiting_seconds": "float64"})
    groups = steps.groupby(key)
    n = groups["leaving"].transform("sum") - groups["leaving"].cumsum() + steps["leaving"]
    with np.errstate(divide="ignore", invalid="ignore"):
        left = (1 - steps["answered"] / n).groupby([steps[name] for name in key]).cumprod()
        terms = (steps["answered"] / (n * (n - steps["answered"]))).fillna(0)
        variance = terms.groupby([steps[name] for name in key]).cumsum()
        spread = np.exp(Z * np.sqrt(variance) / np.log(left))
        low, high = left ** (1 / spread), left**spread
    low, high = low.where(left < 1, 1.0), high.where(left < 1, 1.0)
    low = low.where(left > 0, 0.0)
    high = high.where(left > 0).groupby([steps[name] for name in key]).ffill()
    last = groups["waiting_seconds"].transform("max")
    is_start = steps["waiting_seconds"] < 0
    has_zero = (steps["waiting_seconds"] == 0) & (steps["answered"] > 0)
    is_shown = (is_start & ~has_zero.shift(-1, fill_value=False)) | (steps["answered"] > 0)
    return steps.assign(
        grouping=GROUPING,
        seconds=steps["waiting_seconds"].clip(lower=0),
        answered_share=1 - left,
        low=1 - high,
        high=1 - low,
        at_risk=n.astype("int64"),
        is_shown=is_shown | ((steps["waiting_seconds"] == last) & (last > 0)),
    )


def waiting(responses: pd.DataFrame) -> pd.DataFrame:
    """How long a post of each group waited for an answer: the time after which half had one.

    A row is a group of a thread; `median_seconds` with a 95 % interval `low`, `high`; <NA> where the half, or its
    interval, is not reached; `answered_count` of `n` posts with known times.

    Formula: median = the first time with answered share ≥ ½; its interval holds the times at which the interval of
    the answered share holds ½.
    Source: Kaplan and Meier 1958; Brookmeyer and Crowley 1982, Biometrics 38(1).
    Least data: 10 posts of the group with known times.
    Limits: where under half were answered there is no median.
    """
    steps = _steps(responses)
    key = ["thread_id", "group"]
    table = steps.groupby(key, as_index=False).agg(n=("leaving", "sum"), answered_count=("answered", "sum"))
    # Products of fractions miss one half by rounding.
    half = 0.5 - 1e-12
    for name, column in (("median_seconds", "answered_share"), ("low", "high"), ("high", "low")):
        reached = steps[steps[column] >= half].groupby(key, as_index=False).agg(**{name: ("seconds", "first")})
        table = table.merge(reached, on=key, how="left")
    table = table.assign(grouping=GROUPING).astype({"n": "int64", "answered_count": "int64"})
    return typed(table, WAITING_COLUMNS)


def waiting_tests(responses: pd.DataFrame, posts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Whether the groups' waiting times differ by more than chance would make them.

    A row is a thread; `chi_square` 0 or more, `p_value` 0 to 1, `n` posts of the groups compared; people without a
    role are left out. `posts` say whose they are; without them each counts as of another person.

    Formula: log-rank: χ² = (O−E)ᵀ V⁻ (O−E) / d, degrees of freedom = groups − 1, d = max(1, Σ over people of (sum of
    their posts' scores)² / Σ of squared scores), a score being answered (1 or 0) less the cumulative hazard until then.
    Source: Mantel 1966, Cancer Chemotherapy Reports 50(3); Peto and Peto 1972, JRSS A 135(2); Lee, Wei and Amato 1992
    (posts of one person in the log-rank test), in Survival Analysis: State of the Art.
    Least data: 10 posts with known times in each of two groups.
    Limits: curves that cross may go unnoticed.
    """
    known = responses[responses["waiting_seconds"].notna() & (responses["group"] != NO_GROUP)]
    counts = counts_of(known)
    big = counts[(counts["n"] >= LEAST_POSTS) & counts["thread_id"].isin(threads_with_two(counts, LEAST_POSTS))]
    known = known.merge(big[["thread_id", "group"]], on=["thread_id", "group"])
    if known.empty:
        return typed(pd.DataFrame(), TEST_COLUMNS)
    known = known.sort_values(["thread_id", "waiting_seconds"], kind="stable", ignore_index=True)
    threads, thread_ids = pd.factorize(known["thread_id"])
    place = big.sort_values(["thread_id", "group"]).assign(place=lambda table: table.groupby("thread_id").cumcount())
    groups = known.merge(place, on=["thread_id", "group"], how="left")["place"].to_numpy()
    statistic, freedom = _log_rank(
        threads, known["waiting_seconds"].to_numpy(dtype=float), known["is_answered"].to_numpy(dtype=bool), groups
    )
    if posts is not None:
        waited = known["waiting_seconds"].to_numpy(dtype=float)
        score = scores(threads, waited, known["is_answered"].to_numpy(dtype=bool))
        people = pd.factorize(pd.MultiIndex.from_arrays([threads, with_people(known, posts)["author_id"]]))[0]
        statistic = statistic / clustered_scores(threads, score, people)
    table = pd.DataFrame(
        {
            "thread_id": thread_ids,
            "grouping": GROUPING,
            "chi_square": statistic,
            "p_value": chdtrc(freedom, statistic),
            "n": np.bincount(threads),
        }
    )
    return typed(table, TEST_COLUMNS)


def scores(threads: np.ndarray, times: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Of each post 1 or 0 for answered, less the cumulative hazard of its thread until then (Nelson–Aalen); rows
    sorted by thread and time."""
    starts = np.flatnonzero(np.r_[True, threads[1:] != threads[:-1]])
    blocks = np.flatnonzero(np.r_[True, (threads[1:] != threads[:-1]) | (times[1:] != times[:-1])])
    of_block = np.repeat(np.arange(len(blocks)), np.diff(np.r_[blocks, len(threads)]))
    of_thread = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(threads)]))
    ends = np.r_[starts[1:], len(threads)]
    at_risk = ends[of_thread[blocks]] - blocks
    steps = np.cumsum(np.add.reduceat(answered.astype(float), blocks) / at_risk)
    before = np.r_[0.0, steps][np.searchsorted(blocks, starts)]
    return np.asarray(answered - (steps[of_block] - before[of_thread]))


def clustered_scores(threads: np.ndarray, score: np.ndarray, people: np.ndarray) -> np.ndarray:
    """How many times as much the sums of scores vary as if each post were of another person, per thread, 1 or more."""
    first = np.unique(people, return_index=True)[1]
    by_person = np.bincount(people, score)
    together = np.bincount(threads[first], by_person**2)
    alone = np.bincount(threads, score**2)
    return np.asarray(np.maximum(together / np.where(alone > 0, alone, np.inf), 1.0))


def _log_rank(
    threads: np.ndarray, times: np.ndarray, answered: np.ndarray, groups: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The log-rank statistic and its degrees of freedom per thread; rows sorted by thread and time."""
    member = np.eye(groups.max() + 1)[groups]
    thread_starts = np.flatnonzero(np.r_[True, threads[1:] != threads[:-1]])
    sizes = np.add.reduceat(member, thread_starts, axis=0)
    blocks = np.flatnonzero(np.r_[True, (threads[1:] != threads[:-1]) | (times[1:] != times[:-1])])
    before = np.cumsum(member, axis=0) - member
    at_risk = sizes[threads[blocks]] - (before[blocks] - before[thread_starts][threads[blocks]])
    events = np.add.reduceat(member * answered[:, None], blocks, axis=0)
    n, d = at_risk.sum(axis=1), events.sum(axis=1)
    part = at_risk / n[:, None]
    scale = d * (n - d) / np.maximum(n - 1, 1)
    spread = part[:, :, None] * (np.eye(part.shape[1])[None] - part[:, None, :]) * scale[:, None, None]
    first = np.flatnonzero(np.r_[True, threads[blocks][1:] != threads[blocks][:-1]])
    excess = np.add.reduceat(events - part * d[:, None], first, axis=0)
    variance = np.add.reduceat(spread, first, axis=0)
    inverse = np.linalg.pinv(variance, rcond=1e-9, hermitian=True)
    statistic = np.einsum("ti,tij,tj->t", excess, inverse, excess).clip(min=0)
    return statistic, (sizes > 0).sum(axis=1) - 1
