"""Cues of how people speak to each other: one row of counts per post, from one pass over its words and signs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import characters, lexicons, phrases
from generator.measures.prose import english_threads
from generator.measures.quoting import own_words
from generator.measures.words import Tokens, tokens

Array = NDArray[Any]
NEGATION_REACH = 3  # words before a word that may turn it round: "I do not really agree"
TURNED = ("agree", "positive", "negative", "insult", "contempt")  # lists of which the negated uses are counted apart
LONG_WORD = 7  # letters

KEYS = ("thread_id", "post_id", "parent_id")
# Counts that need no English.
GENERAL: dict[str, str] = {
    "words": "words of the post's own, without those it quotes",
    "quoted_words": "words in lines marked as quoted or taken over from the parent, six in a row",
    "long_words": "own words of seven letters and more",
    "mentions": "addresses of people (@)",
    "links": "web addresses",
    "question_marks": "question marks",
    "exclamations": "exclamation marks",
    "repeated_marks": "question and exclamation marks that follow another one",
    "ellipses": "signs of omission, and runs of dots",
    "quote_marks": "quotation marks",
    "brackets": "opening brackets",
    "full_stops": "full stops",
    "commas": "commas, semicolons and colons",
    "digits": "digits",
    "code_marks": "signs of computer code",
    "line_ends": "line ends",
    "masked": "signs that mask a swear word (#, *, $)",
    "letters": "letters",
    "capitals": "capital letters",
    "shouted_words": "words of three and more letters, all capitals",
    "glad_emoji": "emoji of approval",
    "laughing_emoji": "emoji of laughter",
    "angry_emoji": "emoji of anger and contempt",
}
# Counts that need English: those of `lexicons`, and what is made of them.
ENGLISH: dict[str, str] = {
    **{name: f"words and phrases of the list “{name}”" for name in lexicons.ANYWHERE},
    **{f"not_{name}": f"words of the list “{name}” within three words after a negation" for name in TURNED},
    **{name: f"1 where the post opens with a phrase of the list “{name}”" for name in lexicons.OPENING},
    "you_insult": "insults and words of contempt within four words after “you”, or before it",
    "you_harsh": "harsh words within four words after “you”, or before it",
    "own_feeling": "words of distress within four words after “I”, “my” or “me”",
    "glad_marks": "question and exclamation marks where there are words of joy or thanks, and nothing against anybody",
}
CUES = GENERAL | ENGLISH
# Made for the model of friction; others do as well without.
OF_FEELINGS = ("harsh", "distress", "joy", "you_harsh", "own_feeling", "glad_marks")
COLUMNS = (*KEYS, "english", *CUES)


def cues(posts: pd.DataFrame, cut: Tokens | None = None, own: tuple[Tokens, Array] | None = None) -> pd.DataFrame:
    """What each post's own words and signs show, before any judgement.

    A row is a post, in the order and with the index of `posts` (thread_id, post_id, parent_id, text, lang, state); all
    cues are counts, 0 and up, as floats. `english` is true where the post is English: its `lang` says so, or says
    nothing and the thread's posts without a language hold enough English function words. Where `english` is false the
    cues of `ENGLISH` are NaN; where the post has no words to look at (deleted, missing, empty) all cues are NaN.
    `cut` are the tokens of the posts' texts and `own` those without quoted words, where they are at hand.

    Formula: counts per post of the lists in `lexicons`, overlapping phrases counted each; words that are quoted are
    left out; signs are counted in the whole text.
    Source: the strategies of politeness of Danescu-Niculescu-Mizil et al. 2013, ACL, Table 3, with lists of our own;
    the others by judgement.
    Least data: one word or sign.
    Limits: lists see words, not meaning; irony and sarcasm count as what they say.
    """
    texts = posts["text"].where(posts["state"] == "present", "").fillna("")
    cut = cut if cut is not None else tokens(texts)
    own_cut, quoted_count = own if own is not None else own_words(posts.assign(text=texts), cut)
    english = is_english(posts, cut)
    sign = characters.signs(texts)
    table = {name: sign[name].to_numpy() for name in GENERAL if name in sign}
    table["ellipses"] = table["ellipses"] + sign["dot_runs"].to_numpy()
    table["words"] = own_cut.counts.astype(float)
    table["quoted_words"] = quoted_count.astype(float)
    table["long_words"] = _long_words(own_cut)
    table["mentions"] = texts.str.count("@").to_numpy(dtype=float)
    table["links"] = texts.str.count("://").to_numpy(dtype=float)
    table |= _english_counts(own_cut, english, table["exclamations"] + table["question_marks"])
    counts = pd.DataFrame({name: table[name] for name in CUES}, index=posts.index)
    counts[(texts.str.strip() == "").to_numpy(dtype=bool)] = np.nan
    keys = posts[list(KEYS)].assign(english=english)
    return pd.concat([keys, counts], axis=1)


def is_english(posts: pd.DataFrame, cut: Tokens) -> Array:
    """For each post whether it is English; where its `lang` is empty its thread decides."""
    lang = posts["lang"].fillna("").str.lower()
    told = lang.str.match(r"en(?:[-_]|$)").to_numpy(dtype=bool)
    untold = (lang == "").to_numpy(dtype=bool)
    if not untold.any():
        return told
    threads = pd.factorize(posts["thread_id"])[0]
    return told | (untold & english_threads(posts["text"], threads, cut, untold[cut.rows])[threads])


def _long_words(cut: Tokens) -> Array:
    long = np.array([len(word) >= LONG_WORD for word in cut.vocabulary], dtype=float)
    return np.bincount(cut.rows, long[cut.codes] if len(cut.codes) else None, cut.post_count)


def _english_counts(cut: Tokens, english: Array, marks: Array) -> dict[str, Array]:
    """The cues of `ENGLISH`; NaN in posts that are not English. `marks` are question and exclamation marks."""
    lists = [*lexicons.ANYWHERE.items(), *lexicons.OPENING.items()]
    entries = sorted({phrase for _, words in lists for phrase in words})
    number = {phrase: place for place, phrase in enumerate(entries)}
    places, matched = phrases.found(cut, entries)
    rows = cut.rows[places]
    opens = places == np.searchsorted(cut.rows, rows)

    def of(words: tuple[str, ...]) -> Array:
        belongs = np.zeros(len(entries), dtype=bool)
        belongs[[number[word] for word in words]] = True
        return belongs[matched]

    def count(which: Array) -> Array:
        return np.bincount(rows[which], minlength=cut.post_count).astype(float)

    of_list = {name: of(words) for name, words in lists}
    counts = {name: count(of_list[name]) for name in lexicons.ANYWHERE}
    counts |= {name: np.minimum(count(of_list[name] & opens), 1) for name in lexicons.OPENING}
    negated = _near(cut, places[of_list["negation"]], 1, NEGATION_REACH)
    counts |= {f"not_{name}": count(of_list[name] & negated[places]) for name in TURNED}
    you = places[of_list["second_person"]]
    spoken_to = _near(cut, you, 1, 4) | _near(cut, you, -1, -1)
    rude = (of_list["insult"] | of_list["contempt"]) & spoken_to[places] & ~negated[places]
    counts["you_insult"] = count(rude)
    counts["you_harsh"] = count(of_list["harsh"] & spoken_to[places] & ~negated[places])
    own = _near(cut, places[of_list["first_person"]], 1, 4)
    counts["own_feeling"] = count(of_list["distress"] & own[places])
    counts["glad_marks"] = np.where(_glad(counts), marks, 0.0)
    return {name: np.where(english, values, np.nan) for name, values in counts.items()}


def _glad(counts: dict[str, Array]) -> Array:
    """Which posts are glad or thankful, and go for nobody."""
    against = sum(counts[name] for name in ("insult", "you_attack", "you_insult", "you_harsh", "threat"))
    return np.asarray((counts["joy"] + counts["gratitude"] > 0) & (against == 0))


def _near(cut: Tokens, places: Array, first: int, last: int) -> Array:
    """For each token whether one of the places stands `first` to `last` tokens before it, in the same post."""
    near = np.zeros(len(cut.rows), dtype=bool)
    for step in range(first, last + 1):
        reached = places + step
        inside = (reached >= 0) & (reached < len(cut.rows))
        same = cut.rows[reached[inside]] == cut.rows[places[inside]]
        near[reached[inside][same]] = True
    return near
