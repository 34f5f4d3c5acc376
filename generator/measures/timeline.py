"""Posts over time, in even bins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.model import typed

TIME_COLUMNS = {
    "thread_id": "string",
    "group": "string",
    "bin_start_seconds": "Float64",
    "bin_end_seconds": "Float64",
    "post_count": "Int64",
}
MOST_BINS = 30  # bars that can still be told apart on a phone
# Lengths of time a reader knows: 1 min to 30 days; longer threads get multiples of 30 days.
WIDTHS = np.array(
    [60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000], dtype=float
)


def posts_over_time(posts: pd.DataFrame) -> pd.DataFrame:
    """How many posts each group wrote in each stretch of the thread.

    A row is a group and a bin of a thread, empty bins included; `bin_start_seconds` and `bin_end_seconds` since the
    root, `post_count` in posts held.

    Formula: count by floor(seconds since the root / width), the width the shortest of a fixed list that needs at
    most 30 bins.
    Source: definition.
    Least data: one post with a time.
    Limits: posts without a time are left out.
    """
    timed = posts[(posts["state"] != "missing") & posts["since_root_seconds"].notna()]
    seconds = timed["since_root_seconds"].astype(float)
    if timed.empty:
        return typed(pd.DataFrame(), TIME_COLUMNS)
    first = seconds.groupby(timed["thread_id"]).min()
    last = seconds.groupby(timed["thread_id"]).max()
    widths = bin_widths((last - np.minimum(first, 0)).to_numpy(dtype=float))
    width = timed["thread_id"].map(pd.Series(widths, index=first.index)).astype(float)
    cells = pd.DataFrame({"thread_id": timed["thread_id"], "group": timed["group"], "bin": np.floor(seconds / width)})
    counts = cells.groupby(["thread_id", "group", "bin"]).size()
    spans = pd.DataFrame({"first": np.floor(first / widths), "last": np.floor(last / widths), "width": widths})
    groups = cells[["thread_id", "group"]].drop_duplicates().sort_values(["thread_id", "group"], ignore_index=True)
    span = spans.loc[groups["thread_id"]].reset_index(drop=True)
    lengths = (span["last"] - span["first"] + 1).astype(int).to_numpy()
    rows = np.repeat(np.arange(len(groups)), lengths)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    table = groups.iloc[rows].reset_index(drop=True)
    table["bin"] = span["first"].to_numpy()[rows] + within
    table["post_count"] = counts.reindex(pd.MultiIndex.from_frame(table), fill_value=0).to_numpy()
    table["bin_start_seconds"] = table["bin"] * span["width"].to_numpy()[rows]
    table["bin_end_seconds"] = table["bin_start_seconds"] + span["width"].to_numpy()[rows]
    return typed(table, TIME_COLUMNS)


def bin_widths(durations: np.ndarray) -> np.ndarray:
    """For each duration in seconds the width of its bins."""
    # The last post may fall on a border and open one bin more, hence MOST_BINS - 1.
    needed = durations / (MOST_BINS - 1)
    place = np.searchsorted(WIDTHS, needed)
    longer = np.ceil(needed / WIDTHS[-1]) * WIDTHS[-1]
    return np.where(place < len(WIDTHS), WIDTHS[np.minimum(place, len(WIDTHS) - 1)], longer)
