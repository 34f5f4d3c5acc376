"""The other side's word for the same thing: what it says in answer to a term, in the places where the term stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from generator.measures import english, resampling
from generator.measures.groups import GROUPING
from generator.measures.seams import PostWords
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
TERMS = 1  # of each group, those said most beyond English at large: each one more costs the others certainty
LEAST_POSTS = 5  # of the group with the term
LEAST_ANSWERS = 6  # of the other group to such posts, and to its other posts
LEAST_PEOPLE = 2  # on both sides: who say the term, and who answer with the word
LEAST_OWN_SHARE = 0.6  # of the posts with the word by either group that are the other group's
LEAST_ALIKE = 0.5  # share of the other group's words that stand in places less like the term's
DEALS = 200
LEVEL = 0.05
COUNTERPART_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "word": "string",
    "group": "string",
    "counterpart": "string",
    "other_group": "string",
    "answer_count": "Int64",
    "answers_with_count": "Int64",
    "author_count": "Int64",
    "elsewhere_count": "Int64",
    "elsewhere_with_count": "Int64",
    "score_z": "Float64",
    "alike": "Float64",
    "p_value": "Float64",
    "is_told": "boolean",
}


@dataclass(frozen=True)
class Talk:
    """One thread's posts of two groups: the words of each post once, and who answers whom."""

    groups: Array  # per post
    people: Array
    parents: Array  # −1 where the parent is not here
    phases: Array  # a number of the phase, 0 where there are none
    words: csr_array  # posts × words of the thread
    codes: Array  # per word its place in the alphabet


def counterparts(
    posts: pd.DataFrame, words: PostWords, parents: Array, life: pd.DataFrame, seed: int = 0
) -> pd.DataFrame:
    """The word with which the other group answers a term, in place of it.

    A row is a term of a thread that was looked into; `group` whose term it is, `counterpart` the word of `other_group`
    that stands out most, <NA> where none qualifies: it is in `answers_with_count` of the `answer_count` direct answers
    of the other group to posts of the group with the term, by `author_count` people, and in `elsewhere_with_count` of
    the `elsewhere_count` answers to its other posts; `score_z` how far that is beyond an even spread, in standard
    deviations, `alike` 0 to 1 in what part of the other group's words stand in places less like the term's. `p_value`
    the chance of a word as far out where the answers are dealt anew among the posts answered, times the terms looked
    into; `is_told` where it is at most .05.

    Formula: z = Σ (k − K·n/N) / √Σ variance of the hypergeometric distribution, over the phases of the thread, for a
    word in k of n answers to the term and K of all N answers to the group; places alike by the cosine of the other
    words of the posts, weighted by ln(posts / posts with the word); p by 200 deals, within each phase, of the greatest
    z among all words that qualify.
    Source: Harris 1954, Word 10 (words in the same places); Mantel and Haenszel 1959, JNCI 22 (strata); Westfall and
    Young 1993, Resampling-Based Multiple Testing (the greatest of many).
    Least data: 5 posts with the term by 2 people of its group; 6 answers of the other group to them and 6 to others;
    a word in answers of 2 people, with 60 % of its posts by the other group.
    Limits: single words, so “being listened to” shows as “listened” at most; a word that answers a term may name its
    effect or its opposite and not the same thing; nothing is told in most threads.
    """
    if life.empty:
        return typed(pd.DataFrame(), COUNTERPART_COLUMNS)
    rows = []
    place = posts["thread_id"].to_numpy(dtype=object)
    edges = np.flatnonzero(np.r_[True, place[1:] != place[:-1]])
    ends = dict(zip(place[edges], zip(edges, [*edges[1:], len(place)], strict=True), strict=True))
    strongest = life.sort_values(["thread_id", "group", "weight", "word"], ascending=[True, True, False, True])
    strongest = strongest[strongest.groupby(["thread_id", "group"]).cumcount() < TERMS]
    groups = posts["group"].to_numpy(dtype=object)
    present = (posts["state"] == "present").to_numpy(dtype=bool) & posts["author_id"].notna().to_numpy(dtype=bool)
    people = pd.factorize(posts["author_id"])[0]
    phases = posts["phase"].fillna(0).to_numpy(dtype=np.int64)
    alphabet = pd.Index(words.vocabulary)
    for thread_id, terms in strongest.groupby("thread_id", sort=True):
        start, end = ends[thread_id]
        talk = _talk(slice(start, end), groups, people, phases, present, parents, words)
        codes = alphabet.get_indexer(pd.Index(terms["word"].to_numpy(dtype=object)))
        found = [
            _looked_into(talk, int(code), str(group), words.vocabulary, seed)
            for code, group in zip(codes, terms["group"], strict=True)
        ]
        tried = sum(each is not None for each in found)
        for each in found:
            if each is not None:
                p = min(1.0, each.pop("p") * tried)
                told = each["counterpart"] is not None and p <= LEVEL
                rows.append({"thread_id": thread_id, **each, "p_value": p, "is_told": told})
    return typed(pd.DataFrame(rows).assign(grouping=GROUPING) if rows else pd.DataFrame(), COUNTERPART_COLUMNS)


def _talk(
    part: slice, groups: Array, people: Array, phases: Array, present: Array, parents: Array, words: PostWords
) -> Talk:
    """The posts of one thread."""
    first, last = np.searchsorted(words.rows, [part.start, part.stop])
    rows, codes = words.rows[first:last] - part.start, words.codes[first:last]
    kept = present[part][rows]
    known, column = np.unique(codes[kept], return_inverse=True)
    size = part.stop - part.start
    table = csr_array((np.ones(int(kept.sum()), np.float32), (rows[kept], column)), shape=(size, len(known)))
    own = parents[part] - part.start
    own = np.where((own == np.arange(size)) | ~present[part] | ~present[part][own], -1, own)
    return Talk(np.where(present[part], groups[part], NO_GROUP), people[part], own, phases[part], table, known)


def _looked_into(talk: Talk, code: int, group: str, vocabulary: Array, seed: int) -> dict[str, Any] | None:
    """The row of a term, None below the least data."""
    column = int(np.searchsorted(talk.codes, code))
    says = np.asarray(talk.words[:, [column]].todense()).ravel() > 0
    own = talk.groups == group
    with_term = says & own
    if with_term.sum() < LEAST_POSTS or len(np.unique(talk.people[with_term])) < LEAST_PEOPLE:
        return None
    answers = np.flatnonzero((talk.parents >= 0) & (talk.groups != group) & (talk.groups != NO_GROUP))
    answers = answers[own[talk.parents[answers]]]
    others = np.unique(talk.groups[answers])
    to_term = with_term[talk.parents[answers]]
    if len(others) != 1 or min(to_term.sum(), (~to_term).sum()) < LEAST_ANSWERS:
        return None
    other = str(others[0])
    chosen = _qualify(talk, answers, own, talk.groups == other, vocabulary, column)
    row = dict.fromkeys(
        ("counterpart", "answers_with_count", "author_count", "elsewhere_with_count", "score_z", "alike")
    )
    n = int(to_term.sum())
    row |= {"word": str(vocabulary[code]), "group": group, "other_group": other, "p": 1.0,
            "answer_count": n, "elsewhere_count": len(answers) - n}  # fmt: skip
    alike = _alike(talk, with_term, talk.groups == other, chosen, column)
    chosen, alike = chosen[alike >= LEAST_ALIKE], alike[alike >= LEAST_ALIKE]
    if not len(chosen):
        return row
    uses = np.asarray(talk.words[answers][:, chosen].todense(), dtype=np.float64)
    speakers = pd.factorize(talk.people[answers])[0]
    by_person = np.zeros((int(speakers.max()) + 1, len(answers)))
    by_person[speakers, np.arange(len(answers))] = 1.0
    key = resampling.mixed(np.array([pd.util.hash_array(np.array([vocabulary[code]], dtype=object))[0] + seed]))
    # Dealt within each phase, or a word of the subject in which the term stands would pass for its counterpart.
    phases = np.sort(talk.phases[answers], kind="stable")
    in_order = np.argsort(talk.phases[answers], kind="stable")
    draws = (resampling.numbers(key, DEALS * len(answers)).reshape(DEALS, -1) >> np.uint64(20)).astype(np.int64)
    order = np.argsort(draws + (phases << 44), axis=1)
    deals = np.tile(to_term.astype(float), (DEALS + 1, 1))
    deals[1:, in_order] = to_term[in_order][order]
    z = _spread(deals, uses, by_person, talk.phases[answers])
    best = z.max(axis=1)
    if not np.isfinite(best[0]):
        return row
    first = int(z[0].argmax())
    mine = uses[:, first] > 0
    return row | {
        "counterpart": str(vocabulary[talk.codes[chosen[first]]]),
        "answers_with_count": int((mine & to_term).sum()),
        "author_count": len(np.unique(speakers[mine & to_term])),
        "elsewhere_with_count": int((mine & ~to_term).sum()),
        "score_z": float(best[0]),
        "alike": float(alike[first]),
        "p": float((best[1:] >= best[0] - 1e-9).sum() + 1) / (DEALS + 1),
    }


def _qualify(talk: Talk, answers: Array, own: Array, other: Array, vocabulary: Array, term: int) -> Array:
    """The words of the other group that may stand for the term: its own more than not, and said in answers."""
    said, by_own = (np.asarray(talk.words[rows].sum(axis=0)).ravel() for rows in (other, own))
    heard = np.asarray(talk.words[answers].sum(axis=0)).ravel()
    able = (heard >= LEAST_PEOPLE) & (said >= LEAST_OWN_SHARE * (said + by_own))
    able[term] = False
    columns = np.flatnonzero(able)
    spelled = vocabulary[talk.codes[columns]]
    stem = str(vocabulary[talk.codes[term]])[:5]
    plain = [word.isalpha() and len(word) >= 4 and not word.startswith(stem) for word in spelled]
    columns, spelled = columns[plain], spelled[plain]
    return columns[english.zipf(spelled) <= english.COMMON_ZIPF] if len(columns) else columns


def _alike(talk: Talk, with_term: Array, other: Array, chosen: Array, term: int) -> Array:
    """In what part of the words that qualify the places are less like the term's (0 to 1)."""
    if not len(chosen):
        return np.zeros(0)
    count = np.asarray(talk.words.sum(axis=0)).ravel()
    weight = np.where(count > 1, np.log(talk.words.shape[0] / np.maximum(count, 1)), 0.0)
    places = np.asarray(talk.words[with_term].sum(axis=0)).ravel() * weight
    places[term] = 0.0
    theirs = talk.words[other]
    near = np.asarray((theirs[:, chosen].T @ theirs).todense(), dtype=np.float64) * weight
    near[np.arange(len(chosen)), chosen] = 0.0
    norm = np.linalg.norm(near, axis=1) * np.linalg.norm(places)
    cosine = near @ places / np.where(norm > 0, norm, np.inf)
    return np.asarray((cosine[:, None] > cosine[None, :]).mean(axis=1))


def _spread(deals: Array, uses: Array, by_person: Array, phases: Array) -> Array:
    """How far each word is beyond an even spread in each deal; −∞ where fewer than two people say it there."""
    beyond, variance, people = (np.zeros((len(deals), uses.shape[1])) for _ in range(3))
    for phase in np.unique(phases):
        here = phases == phase
        total, n, every = int(here.sum()), deals[:, here].sum(axis=1)[:, None], uses[here].sum(axis=0)[None, :]
        beyond += deals[:, here] @ uses[here] - n * every / total
        variance += n * every / total * (1 - every / total) * (total - n) / max(total - 1, 1)
    for person in by_person:
        people += (deals * person) @ uses > 0
    return np.where((people >= LEAST_PEOPLE) & (variance > 0), beyond / np.sqrt(np.maximum(variance, 1e-9)), -np.inf)
