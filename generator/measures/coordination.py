"""Linguistic coordination: whether a reply takes up the function words of the post it answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from generator.measures.groups import GROUPING
from generator.measures.words import Tokens
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_SHOWN = 3  # replies of a person to posts that show the class (Danescu-Niculescu-Mizil et al. 2012)
LEAST_SPEAKERS = 5
ALL = "all"
COORDINATION_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "from_group": "string",
    "to_group": "string",
    "word_class": "string",
    "coordination": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
    "reply_count": "Int64",
}
# The eight classes of the paper, with lists of our own; a word may be in two.
CLASSES = {
    "articles": "a an the",
    "auxiliary_verbs": """am are aren't be been being can can't cannot could couldn't did didn't do does doesn't don't
        had hadn't has hasn't have haven't he'd he'll he's i'd i'll i'm i've is isn't it's may might must mustn't ought
        shall she'd she'll she's should shouldn't that's there's they'd they'll they're they've was wasn't we'd we'll
        we're we've were weren't what's who's will won't would wouldn't you'd you'll you're you've""",
    "conjunctions": """although and as because but if nor or since so than then though till unless until when whenever
        where whereas wherever whether while yet""",
    "adverbs": """about again ago almost already also always anyway anywhere apparently away back basically clearly
        completely constantly even eventually ever everywhere frequently generally hence here how however immediately
        indeed instead just lately maybe merely mostly much namely nearly never nevertheless now nowhere often only
        otherwise perhaps primarily probably quite rarely rather really recently seldom simply so somehow sometimes
        somewhere soon still such suddenly there therefore thus together too totally truly usually very well when
        where why yet""",
    "personal_pronouns": """he he'd he'll he's her hers herself him himself his i i'd i'll i'm i've me mine my myself
        our ours ourselves she she'd she'll she's their theirs them themselves they they'd they'll they're they've us
        we we'd we'll we're we've you you'd you'll you're you've your yours yourself yourselves""",
    "other_pronouns": """another anybody anyone anything everybody everyone everything it it'd it'll it's its itself
        nobody nothing one other others somebody someone something such that that's these thing things this those what
        what's whatever which whichever who who's whoever whom whose""",
    "prepositions": """about above across after against along among around as at before behind below beneath beside
        besides between beyond by despite down during except for from in inside into like near of off on onto out
        outside over past per since through throughout to toward towards under underneath until up upon versus via
        with within without""",
    "quantifiers": """all another any both bit couple double each either enough entire every few fewer fewest half
        least less lot lots many more most much neither no none numerous part plenty several single some tons total
        triple various whole""",
}


def shown(tokens: Tokens) -> Array:
    """Which classes of function words each post shows (posts × 8, true or false)."""
    shows = np.zeros((tokens.post_count, len(CLASSES)), dtype=bool)
    vocabulary = pd.Index(tokens.vocabulary)
    for place, listed in enumerate(CLASSES.values()):
        belongs = vocabulary.isin(listed.split())
        shows[tokens.rows[belongs[tokens.codes]], place] = True
    return shows


def coordinations(speakers: Array, target_shows: Array, reply_shows: Array) -> tuple[Array, Array]:
    """For each speaker and class P(reply shows it | target showed it) − P(reply shows it), and the replies of each.

    One row per reply; `speakers` numbers from 0. Not a number where fewer than 3 targets showed the class.
    """
    count = int(speakers.max(initial=-1)) + 1
    replies = np.bincount(speakers, minlength=count)
    values = np.full((count, target_shows.shape[1]), np.nan)
    for place in range(target_shows.shape[1]):
        target, reply = target_shows[:, place].astype(float), reply_shows[:, place].astype(float)
        given = np.bincount(speakers, target, count)
        enough = given >= LEAST_SHOWN
        both, plain = np.bincount(speakers, target * reply, count), np.bincount(speakers, reply, count)
        values[enough, place] = both[enough] / given[enough] - plain[enough] / replies[enough]
    return values, replies


def exchanges(posts: pd.DataFrame, parents: Array) -> Array:
    """The rows of replies in which both posts are present and of known, different people with a role."""
    people = posts["author_id"].astype("object").to_numpy()
    told = ((posts["state"] == "present") & posts["author_id"].notna() & (posts["group"] != NO_GROUP)).to_numpy(bool)
    rows = np.flatnonzero((parents != np.arange(len(parents))) & told & told[parents])
    return rows[people[rows] != people[parents[rows]]]


def coordination(posts: pd.DataFrame, shows: Array, parents: Array) -> pd.DataFrame:
    """How much the people of one group take up the function words of those of another when they answer them.

    A row is a from-group, a to-group and a class of function words of a thread; `coordination` −1 to 1, positive = a
    reply shows the class more often where the post it answers showed it, mean over the `n` people of the from-group
    for whom it can be told, with a 95 % interval `low`, `high`; `reply_count` their replies. The class `all` is the
    mean over people of the mean of their classes.

    Formula: C(s, m) = P(reply of s shows m | target showed m) − P(reply of s shows m); mean over speakers s; interval
    by Student's t.
    Source: Danescu-Niculescu-Mizil, Lee, Pang and Kleinberg 2012, WWW, eqs. 1–2 and Aggregated 3; lists of our own.
    Least data: 5 people of the from-group, each with 3 replies to posts of the to-group that show the class.
    Limits: English; says that words are echoed, which people do more towards those with power, not why; long posts
    show every class, so that nothing can be echoed.
    """
    rows = exchanges(posts, parents)
    table = pd.DataFrame(
        {
            "thread_id": posts["thread_id"].to_numpy(dtype=object)[rows],
            "from_group": posts["group"].to_numpy(dtype=object)[rows],
            "to_group": posts["group"].to_numpy(dtype=object)[parents[rows]],
            "author_id": posts["author_id"].to_numpy(dtype=object)[rows],
        }
    )
    if table.empty:
        return typed(table, COORDINATION_COLUMNS)
    speaker = table.groupby(list(table.columns)).ngroup().to_numpy()
    people = table.assign(speaker=speaker).drop_duplicates("speaker").sort_values("speaker", ignore_index=True)
    values, replies = coordinations(speaker, shows[parents[rows]], shows[rows])
    told = ~np.isnan(values)
    whole = np.where(told, values, 0).sum(axis=1) / np.where(told.any(axis=1), told.sum(axis=1), np.nan)
    pieces = []
    for name, of_class in zip([ALL, *CLASSES], [whole, *values.T], strict=True):
        known = people.assign(value=of_class, replies=replies)[~np.isnan(of_class)]
        means = known.groupby(["thread_id", "from_group", "to_group"], as_index=False).agg(
            coordination=("value", "mean"), spread=("value", "std"), n=("value", "size"), reply_count=("replies", "sum")
        )
        pieces.append(means[means["n"] >= LEAST_SPEAKERS].assign(word_class=name))
    table = pd.concat(pieces, ignore_index=True)
    reach = stdtrit(table["n"] - 1, 0.975) * table["spread"] / np.sqrt(table["n"])
    table = table.assign(grouping=GROUPING, low=table["coordination"] - reach, high=table["coordination"] + reach)
    order = {name: place for place, name in enumerate([ALL, *CLASSES])}
    table = table.assign(order=table["word_class"].map(order))
    return typed(
        table.sort_values(["thread_id", "from_group", "to_group", "order"], ignore_index=True), COORDINATION_COLUMNS
    )


def most_speakers(posts: pd.DataFrame, parents: Array) -> pd.Series:
    """Per thread the largest number of people of one group with 3 replies to people of one group."""
    rows = exchanges(posts, parents)
    table = posts.iloc[rows][["thread_id", "group", "author_id"]]
    table = table.assign(to_group=posts["group"].to_numpy(dtype=object)[parents[rows]])
    sizes = table.groupby(["thread_id", "group", "to_group", "author_id"], as_index=False).size()
    enough = sizes[sizes["size"] >= LEAST_SHOWN].groupby(["thread_id", "group", "to_group"], as_index=False).size()
    return enough.groupby("thread_id")["size"].max()
