"""The list of people and posts that must not appear, applied whenever a thread is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What a mention of somebody who asked to be removed becomes.
WITHHELD_MENTION = "@withheld"
# As pseudonyms and the ids of threads with their handles are made.
_ID = re.compile(r"[A-Za-z0-9_-]+")


def vanished(text: str) -> frozenset[str]:
    """The ids in vanish.txt: one a line, of an author or a post; `#` begins a comment."""
    return frozenset(entries(text).values())


def entries(text: str) -> dict[int, str]:
    """The number of each line that asks for something, from 1, to what stands there, without the "@" of a mention."""
    said = {number: line.partition("#")[0].strip() for number, line in enumerate(text.splitlines(), start=1)}
    return {number: entry.lstrip("@") for number, entry in said.items() if entry}


def unusable(text: str) -> list[int]:
    """The lines that hold no id, so that nothing is taken down for them: a name, an address, several ids."""
    return [number for number, entry in entries(text).items() if not _ID.fullmatch(entry)]


def unmatched(text: str, known: set[str]) -> list[int]:
    """The lines with an id that no thread has."""
    return [number for number, entry in entries(text).items() if _ID.fullmatch(entry) and entry not in known]


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
