"""The words the site uses for things: questions, groups, numbers and lengths of time."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from generator.model import Thread

if TYPE_CHECKING:
    import pandas as pd

QUESTIONS = {
    1: "Who is on which side, and how sure are we?",
    2: "Is there really a divide?",
    3: "Where is the friction, and where was it repaired?",
    4: "Whose words are these?",
    5: "Who answers whom, how fast, and who is ignored?",
    6: "Who holds attention and power?",
    7: "Where did the talk go?",
    8: "Can a stranger check it?",
}
PLATFORMS = {
    "bluesky": "Bluesky", "convokit": "ConvoKit", "discourse": "Discourse", "github": "GitHub",
    "hackernews": "Hacker News", "mail": "Mailing list", "mastodon": "Mastodon", "polis": "Polis", "reddit": "Reddit",
    "slack": "Slack", "table": "Table", "telegram": "Telegram", "twitter": "X/Twitter", "wikipedia": "Wikipedia",
    "youtube": "YouTube", "zulip": "Zulip",
}  # fmt: skip
NO_GROUP = "none"
UNKNOWN = "someone unknown"  # who wrote a post whose author is not given
NO_GROUP_LABEL = "No role declared"
LEAST_IN_CAMP, LEAST_CAMP_SHARE = 2, 0.1  # of the people placed
CAMP_OF_A_ROLE = 0.7  # of a camp's people with a role, so many must have this one for the camp to be named after it


def group_labels(thread: Thread) -> dict[str, str]:
    """Group id to the plural the site shows, in the order of thread.toml; `none` last."""
    return {role.id: role.label for role in thread.roles} | {NO_GROUP: NO_GROUP_LABEL}


def group_slots(thread: Thread) -> dict[str, int]:
    """Group id to its place in the palette: 1 blue disc, 2 orange square, … 0 grey for no group."""
    return {role.id: place for place, role in enumerate(thread.roles, start=1)} | {NO_GROUP: 0}


def with_groups(table: pd.DataFrame, thread: Thread, column: str = "group") -> pd.DataFrame:
    """The table with `<column>_label` and `<column>_slot` beside its group ids, ready for a chart."""
    groups = table[column].astype("object").where(table[column].notna(), NO_GROUP)
    labels, slots = group_labels(thread), group_slots(thread)
    return table.assign(
        **{
            f"{column}_label": [labels.get(group, group) for group in groups],
            f"{column}_slot": [slots.get(group, 0) for group in groups],
        }
    )


def shown_names(authors: pd.DataFrame, posts: pd.DataFrame, thread: Thread) -> dict[str, str]:
    """Author id to the name on the page: a public name, or "Tenant 3" in order of first post, or "Person 2"."""
    singular = {role.id: role.singular for role in thread.roles}
    order = posts.sort_values(["published_at", "post_id"])["author_id"].dropna().drop_duplicates()
    place = {author_id: number for number, author_id in enumerate(order)}
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in sorted(
        authors[["author_id", "name", "role"]].itertuples(index=False),
        key=lambda row: (place.get(row.author_id, len(place)), row.author_id),
    ):
        author_id = str(row.author_id)
        if isinstance(row.name, str) and row.name:
            names[author_id] = row.name
            continue
        kind = singular.get(row.role, "Person") if isinstance(row.role, str) else "Person"
        counts[kind] = counts.get(kind, 0) + 1
        names[author_id] = f"{kind} {counts[kind]}"
    return names


def percent(share: float) -> str:
    """A share of 0 to 1 as "63 %" with a no-break space."""
    return f"{round(share * 100)}\u00a0%"


def percent_range(low: float, high: float) -> str:
    """An interval of shares as "55–70 %"; one within a point as "0–0.4 %", so that it does not look like none."""
    ends = [f"{round(end * 100)}" for end in (low, high)]
    if ends[0] == ends[1] and low != high:
        ends = [f"{end * 100:.1f}".removesuffix(".0") for end in (low, high)]
    return f"{ends[0]}–{ends[1]}\u00a0%"


def number(value: float) -> str:
    """A count with a thin space between thousands."""
    return f"{round(value):,}".replace(",", "\u202f")


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 person", "3 people"."""
    return f"{number(count)} {noun(count, one, many)}"


def noun(count: int, one: str, many: str = "") -> str:
    """The noun that goes with a count: "person" with 1, "people" with 3."""
    return one if count == 1 else many or one + "s"


def duration(seconds: float) -> str:
    """A length of time in at most two units: "5 h 12 min", "40 s", "3 days"."""
    if seconds is None or math.isnan(seconds):
        return "unknown"
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)}\u00a0s"
    if minutes < 60:
        return f"{minutes}\u00a0min"
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours}\u00a0h {rest}\u00a0min" if rest else f"{hours}\u00a0h"
    return f"{round(minutes / 1440)}\u00a0days"


def telling_words(words: object, at_most: int = 3) -> list[str]:
    """The first of a phase's words, as the table of phases lists them; of "hedgehog, hedgehogs" only the one."""
    chosen: list[str] = []
    for word in words.split(", ") if isinstance(words, str) and words else []:
        if not any(word.startswith(other) or other.startswith(word) for other in chosen):
            chosen.append(word)
    return chosen[:at_most]


def camps_shown(camps: pd.DataFrame) -> pd.DataFrame:
    """The camps of a thread as far as they are shown: none where one would be a person or two against all others."""
    sizes = camps["author_count"].astype(float)
    if len(camps) < 2 or sizes.min() < max(LEAST_IN_CAMP, LEAST_CAMP_SHARE * sizes.sum()):
        return camps.iloc[:0]
    return camps


def camp_labels(camps: pd.DataFrame, thread: Thread) -> dict[str, str]:
    """Camp to the name the site shows: "Camp A (mostly tenants)" where most of its people declare one role."""
    labels = group_labels(thread)
    return {str(row["camp"]): _camp_label(row, labels) for row in camps.sort_values("camp").to_dict("records")}


def _camp_label(row: Mapping[Hashable, Any], labels: Mapping[str, str]) -> str:
    role = labels.get(row["label"]) if isinstance(row["label"], str) else None
    if role is None or not _is_of_its_role(row):
        return f"Camp {row['camp']}"
    inside = role if role[1:2].isupper() else role[:1].lower() + role[1:]
    return f"Camp {row['camp']} ({'all' if int(row['label_count']) == int(row['author_count']) else 'mostly'} {inside})"


def _is_of_its_role(row: Mapping[Hashable, Any]) -> bool:
    """Whether most of a camp's people have its role, and of those who have one, clearly most."""
    return float(row["label_share"]) >= CAMP_OF_A_ROLE and 2 * int(row["label_count"]) >= int(row["author_count"])


def camp_slots(camps: pd.DataFrame, thread: Thread) -> dict[str, int]:
    """Camp to its place in the palette: that of the role most of its people declare, else one that is free."""
    of_roles = group_slots(thread)
    slots: dict[str, int] = {}
    for row in camps.sort_values("camp").to_dict("records"):
        own = of_roles.get(row["label"], 0) if isinstance(row["label"], str) else 0
        if own and _is_of_its_role(row) and own not in slots.values():
            slots[str(row["camp"])] = own
    free = [slot for slot in range(1, 7) if slot not in slots.values()]
    for camp in sorted(set(camps["camp"]) - slots.keys()):
        slots[camp] = free.pop(0)
    return slots
