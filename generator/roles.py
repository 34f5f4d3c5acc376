"""Which name and role each author has in a thread, and where the role is known from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model import Thread

if TYPE_CHECKING:
    import pandas as pd


def with_names(authors: pd.DataFrame, thread: Thread) -> pd.DataFrame:
    """The authors with the names and organisations that thread.toml lists."""
    named = {key.lstrip("@").casefold(): name for key, name in thread.named.items()}
    organisations = {key.lstrip("@").casefold() for key in thread.organisations}
    keys = authors["author_id"].str.casefold()
    return authors.assign(
        name=keys.map(named).astype("string").fillna(authors["name"]),
        is_organisation=authors["is_organisation"] | keys.isin(organisations).astype("boolean"),
    )


def with_roles(authors: pd.DataFrame, thread: Thread, roster: dict[str, str]) -> pd.DataFrame:
    """The authors with `role` and `role_source`: the roster first, then lists, then words, then the source.

    Row: author. A role that thread.toml does not declare is no role. An empty role in the roster takes a role away.
    """
    declared = {role.id for role in thread.roles}
    lists = [(role.id, {_key(name) for name in role.authors}) for role in thread.roles if role.authors]
    words = [(role.id, _whole_words(role.words)) for role in thread.roles if role.words]
    found: list[tuple[str | None, str | None]] = []
    columns = ["author_id", "name", "description", "role"]
    for author_id, name, description, given in authors[columns].astype(object).itertuples(index=False):
        keys = {_key(author_id)} | ({_key(name)} if isinstance(name, str) and name else set())
        if author_id in roster:
            found.append((roster[author_id] or None, "roster"))
        elif listed := next((role for role, names in lists if names & keys), None):
            found.append((listed, "list"))
        elif said := _by_words(description, words):
            found.append((said, "words"))
        elif given in declared:
            found.append((given, "source"))
        else:
            found.append((None, None))
    import pandas as pd

    return authors.assign(
        role=pd.array([role for role, _ in found], dtype="string"),
        role_source=pd.array([source for _, source in found], dtype="string"),
    )


def seeded(authors: pd.DataFrame, thread: Thread) -> pd.DataFrame:
    """The people whom the editor put into a camp: thread_id, author_id, camp_seed; nobody who is in two."""
    keys = {name: {_key(author) for author in named} for name, named in thread.seeds.items()}
    rows = []
    for author_id, name in authors[["author_id", "name"]].astype(object).itertuples(index=False):
        own = {_key(author_id)} | ({_key(name)} if isinstance(name, str) and name else set())
        camps = [camp for camp, named in keys.items() if named & own]
        if len(camps) == 1:
            rows.append((thread.slug, author_id, camps[0]))
    import pandas as pd

    return pd.DataFrame(rows, columns=["thread_id", "author_id", "camp_seed"], dtype="string")


def _by_words(description: object, words: list[tuple[str, re.Pattern[str]]]) -> str | None:
    """The role whose words the description uses, where it is the only one; two roles' words decide nothing."""
    if not isinstance(description, str):
        return None
    matches = [role for role, pattern in words if pattern.search(description)]
    return matches[0] if len(matches) == 1 else None


def _whole_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)


def _key(name: str) -> str:
    return str(name).lstrip("@").casefold()
