"""The list of people and posts that must not appear, applied whenever a thread is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What a mention of somebody who asked to be removed becomes.
WITHHELD_MENTION = "@withheld"


def vanished(text: str) -> frozenset[str]:
    """The ids in vanish.txt: one a line, of an author or a post; `#` begins a comment."""
    return frozenset(filter(None, (line.partition("#")[0].strip() for line in text.splitlines())))


def without_vanished(
    posts: pd.DataFrame, authors: pd.DataFrame, ids: frozenset[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables with those people's and those posts' words taken out; the posts stay as `withheld` places."""
    if not ids:
        return posts, authors
    import pandas as pd  # an import of posts goes without, and it takes 70 MB

    gone = (posts["post_id"].isin(ids) | posts["author_id"].isin(ids)).to_numpy(dtype=bool)
    hidden_authors = authors["author_id"].isin(ids).to_numpy(dtype=bool)
    posts = posts.copy()
    posts.loc[gone, "state"] = "withheld"
    posts.loc[gone, ["text", "html", "url"]] = ""
    posts.loc[gone, ["author_id", "lang"]] = pd.NA
    if hidden_authors.any():
        names = "|".join(re.escape(author_id) for author_id in sorted(ids, key=len, reverse=True))
        mention = re.compile(rf"@(?:{names})(?![\w-])", re.IGNORECASE)
        for column in ("text", "html"):
            posts[column] = posts[column].str.replace(mention, WITHHELD_MENTION, regex=True)
    return posts, authors[~hidden_authors].reset_index(drop=True)
