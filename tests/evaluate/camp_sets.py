"""The labelled conversations with known camps, as tables."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from generator.measures import stance
from generator.measures.camps import stance_odds
from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed


@dataclass(frozen=True)
class CampSet:
    """Posts, their authors, and which camp people gave to whom."""

    posts: pd.DataFrame
    authors: pd.DataFrame
    truth: pd.DataFrame  # thread_id, author_id, topic, camp
    stance: np.ndarray  # per post, log-odds of agreeing with its parent against disagreeing


def forum_debates(folder: Path) -> CampSet:
    """`camps_4forums`: a thread is a debate, a camp a side that annotators gave."""
    rows = [json.loads(line) for line in (folder / "posts.jsonl").open(encoding="utf-8")]
    posts = pd.DataFrame(rows)
    posts["published_at"] = pd.to_datetime(posts["published_at"], unit="s", utc=True)
    truth = pd.read_csv(folder / "author_sides.csv", dtype=str).rename(columns={"side": "camp"})
    return _camp_set(posts, truth)


def addressed_debates(folder: Path) -> CampSet:
    """`camps_subgroups`: sentences with addressee; a reply's parent is the addressee's last post before it."""
    posts, truth = [], []
    for file in sorted(folder.glob("*.sentences.tsv")):
        name = file.name.split(".")[0]
        texts: dict[tuple[int, str, str], list[str]] = {}
        for line in file.open(encoding="utf-8", errors="replace"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 5:
                texts.setdefault((int(cells[3]), cells[0], cells[1]), []).append(cells[4])
        last: dict[str, str] = {}
        for place, ((number, author, addressee), sentences) in enumerate(
            sorted(texts.items(), key=lambda item: item[0][0])
        ):
            post_id = f"{number:06}-{place:06}"
            when = pd.Timestamp(1_000_000_000 + 60 * number, unit="s", tz="UTC")
            posts.append((name, post_id, last.get(addressee), author, when, " ".join(sentences)))
            last[author] = post_id
        with file.with_name(f"{name}.camps.tsv").open(encoding="utf-8", errors="replace") as lines:
            camps = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 2]
        two = {camp for camp, _ in Counter(camp for _, camp in camps).most_common(2)}
        truth += [(name, author, name, camp) for author, camp in camps if camp in two]
    columns = ["thread_id", "post_id", "parent_id", "author_id", "published_at", "text"]
    return _camp_set(
        pd.DataFrame(posts, columns=columns), pd.DataFrame(truth, columns=["thread_id", "author_id", "topic", "camp"])
    )


def _camp_set(posts: pd.DataFrame, truth: pd.DataFrame) -> CampSet:
    posts = typed(posts.assign(state="present", kind="post", html=""), POST_COLUMNS)
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    people = posts[["thread_id", "author_id"]].drop_duplicates(ignore_index=True)
    return CampSet(posts, typed(people, AUTHOR_COLUMNS), truth, stance_odds(stance.stance(posts)))


def sides(table: pd.DataFrame, truth: pd.DataFrame) -> np.ndarray:
    """The camp of each row's author, or None."""
    known = truth.set_index(["thread_id", "author_id"])["camp"].to_dict()
    keys = zip(table["thread_id"], table["author_id"], strict=True)
    return np.array([known.get(key) for key in keys], dtype=object)
