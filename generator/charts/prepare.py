"""From the tables of one thread to the table a chart draws: selection, labels and their places, no counting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from generator.charts import group_shares
from generator.charts.catalogue import BY_ID
from generator.model import Thread
from generator.vocabulary import NO_GROUP, percent, shown_names, with_groups

Tables = Mapping[str, pd.DataFrame]

LABEL_GAP_SHARE = 0.075  # one line of 13 px type in a plot of 250 px
WORDS_A_SIDE = 8
PAIRS = 12
NAMED_AUTHORS = 3
FLAT_RUN = 1.1  # how far past the last answer the survival curves are drawn
DEPTHS_WITH_COUNTS = 25
Z_95 = 1.959963984540054


def chart_table(chart_id: str, tables_of_one_thread: Tables, thread: Thread) -> pd.DataFrame:
    """The rows the chart draws, with exactly the chart's columns."""
    table = PREPARE[chart_id](tables_of_one_thread, thread)
    return table[list(BY_ID[chart_id].columns)].reset_index(drop=True)


def thread_dots(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Posts whose time is known."""
    posts = with_groups(tables["posts"], thread)
    posts = posts[posts["since_root_seconds"].notna() & posts["depth"].notna()]
    posts = posts.assign(since_root_minutes=posts["since_root_seconds"].astype(float) / 60)
    return with_key(posts.sort_values(["since_root_minutes", "post_id"]))


def posts_over_time(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Bins in minutes."""
    bins = with_groups(tables["posts_over_time"], thread)
    bins = bins.assign(
        bin_start_minutes=bins["bin_start_seconds"].astype(float) / 60,
        bin_end_minutes=bins["bin_end_seconds"].astype(float) / 60,
    )
    return with_key(bins.sort_values(["bin_start_minutes", "group_slot"], kind="stable"))


def posts_by_depth(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Bars of a little less than one step; counts are written where there is room for them."""
    depths = tables["posts_by_depth"].sort_values("depth")
    roomy = len(depths) <= DEPTHS_WITH_COUNTS
    steps = depths["depth"].astype(float)
    return depths.assign(
        depth_start=steps - 0.4,
        depth_end=steps + 0.4,
        label=[str(count) if roomy else "" for count in depths["post_count"]],
    )


def group_shares_table(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The three quantities of the slopes, in their order."""
    shares = with_groups(by_role(tables["group_shares"]), thread)
    shares = shares[shares["quantity"].isin(group_shares.ORDER) & shares["share"].notna()]
    order = {quantity: place for place, quantity in enumerate(group_shares.ORDER)}
    shares = shares.assign(place=shares["quantity"].map(order).astype(float)).sort_values(["place", "group_slot"])
    last = shares["quantity"] == "attention"
    return shares.assign(
        quantity_label=shares["quantity"].map(group_shares.ORDER).astype("object"),
        label=shares["group_label"].where(last, "").astype("object"),
        label_share=spread(shares["share"].astype(float).where(last)),
        value_label=[percent(share) for share in shares["share"]],
    )


def survival(tables: Tables, thread: Thread) -> pd.DataFrame:
    """Curves in minutes; the last step of each bears the name of its group."""
    curves = with_groups(by_role(tables["survival"]), thread).sort_values(["group_slot", "group", "seconds"])
    last = ~curves.duplicated("group", keep="last")
    seconds = curves["seconds"].astype(float)
    # After its last answer a curve runs flat until the capture, perhaps for days: the picture stops soon after.
    seconds = seconds.clip(upper=FLAT_RUN * seconds[~last].max()) if (~last).any() else seconds
    return curves.assign(
        minutes=seconds / 60,
        label=curves["group_label"].where(last, "").astype("object"),
        label_share=spread(curves["answered_share"].astype(float).where(last)),
    )


def replies_between_groups(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The pairs with most replies, in the order of the roles."""
    pairs = by_role(tables["pairs_by_group"])
    pairs = with_groups(with_groups(pairs, thread, "from_group"), thread, "to_group")
    pairs = pairs.sort_values("reply_count", ascending=False, kind="stable").head(PAIRS)
    pairs = pairs.sort_values(["from_group_slot", "to_group_slot"], kind="stable")
    labels = zip(pairs["from_group_label"], pairs["to_group_label"], strict=True)
    return pairs.assign(
        pair_label=[f"{writer} → {answered}" for writer, answered in labels],
        value_label=["" if pd.isna(share) else percent(share) for share in pairs["share"]],
    )


def marking_words(tables: Tables, thread: Thread) -> pd.DataFrame:
    """The strongest words of the two groups that use most words; the first role stands right, the second left."""
    terms = with_groups(by_role(tables["terms"]), thread)
    terms = terms[(terms["group"] != NO_GROUP) & (terms["log_odds_z"] > 0)]
    if "is_function_word" in terms:
        terms = terms[~terms["is_function_word"].astype(bool)]
    used = terms.groupby(["group_slot", "group"])["use_count"].sum().sort_values(ascending=False, kind="stable")
    sides = {group: side for (_, group), side in zip(sorted(used.index[:2]), (1, -1), strict=False)}
    words = terms[terms["group"].isin(sides)].sort_values(
        ["group_slot", "log_odds_z", "word"], ascending=[True, False, True]
    )
    words = words.groupby("group", sort=False).head(WORDS_A_SIDE)
    side = words["group"].map(sides).astype(float)
    error = words["log_odds"].astype(float) / words["log_odds_z"].astype(float)
    place = words.groupby("group").cumcount() + 1
    position = words["log_odds"].astype(float) * side
    return words.assign(
        side=side,
        place=place.astype(float),
        position=position,
        low=position - Z_95 * error,
        high=position + Z_95 * error,
        label=words["group_label"].where(place == 1, "").astype("object"),
    )


def author_attention(tables: Tables, thread: Thread) -> pd.DataFrame:
    """People who wrote; those with most attention bear their shown names."""
    authors = with_groups(tables["authors"], thread)
    names = shown_names(tables["authors"], tables["posts"], thread)
    parts = authors[["reply_received_count", "like_count", "share_count"]].astype("Float64").fillna(0)
    authors = authors.assign(
        attention_count=parts.sum(axis=1).astype(float),
        author_label=[names.get(author_id, "") for author_id in authors["author_id"]],
    )
    authors = authors[authors["post_count"] > 0].sort_values(["attention_count", "author_id"], ascending=[False, True])
    named = np.arange(len(authors)) < NAMED_AUTHORS
    return with_key(authors.assign(name_label=authors["author_label"].where(named, "").astype("object")))


def by_role(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the grouping by role, where a table knows more than one grouping."""
    if "grouping" not in table or table["grouping"].nunique() < 2:
        return table
    return table[table["grouping"] == "role"]


def with_key(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each group's name on one of its rows, and the name's place from the top (10) down."""
    first = ~table.duplicated("group")
    order = table.loc[first].sort_values(["group_slot", "group"])
    # Those with no role come last, whatever their number in the palette.
    with_role = order["group_slot"] > 0
    rows = [*order.index[with_role], *order.index[~with_role]]
    places = {row: 9.7 - 0.9 * rank for rank, row in enumerate(rows)}
    return table.assign(
        label=table["group_label"].where(first, "").astype("object"),
        label_place=[places.get(row, np.nan) for row in table.index],
    )


def spread(values: pd.Series) -> pd.Series:
    """The values moved up where needed, so that labels one above the other do not touch."""
    known = values.dropna().sort_values(kind="stable")
    moved, below = {}, -np.inf
    for row, value in known.items():
        below = max(value, below + LABEL_GAP_SHARE)
        moved[row] = below
    excess = max(below - 1.0, 0.0) if moved else 0.0
    return pd.Series([moved.get(row, np.nan) - excess for row in values.index], index=values.index, dtype=float)


PREPARE: dict[str, Callable[[Tables, Thread], pd.DataFrame]] = {
    "thread_dots": thread_dots,
    "thread_dots_small": thread_dots,
    "posts_over_time": posts_over_time,
    "posts_by_depth": posts_by_depth,
    "group_shares": group_shares_table,
    "survival": survival,
    "replies_between_groups": replies_between_groups,
    "marking_words": marking_words,
    "author_attention": author_attention,
}
