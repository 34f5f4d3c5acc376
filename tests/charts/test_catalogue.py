"""Promises that every chart keeps."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from sample import THREAD, tables

from generator.charts import drawing
from generator.charts.catalogue import BY_ID, CHARTS, chart_table, says_something

every_chart = pytest.mark.parametrize("chart_id", BY_ID)
HOSTILE = "</script><img src=x onerror=alert(1)>\x00&\"'"
# What of each table is drawn as bars; elsewhere a row is a symbol, and in the network some are lines.
BARS = ("reply_matrix", "posts_over_time", "posts_by_depth", "capture_by_branch")
KINDS = {chart_id: ("rect",) if chart_id in BARS else ("symbol",) for chart_id in BY_ID}
KINDS["reply_network"] = KINDS["topic_drift"] = ("symbol", "rule")


def marks(svg: str, kind: str) -> int:
    """Drawn items of a kind of mark, the ones of axes left out."""
    root = ET.fromstring(svg)
    is_mark = re.compile(f"mark-{kind} role-mark .*marks$")
    groups = [g for g in root.iter("{http://www.w3.org/2000/svg}g") if is_mark.match(g.get("class", ""))]
    return sum(len(list(group)) for group in groups)


def test_every_chart_has_a_name_of_its_own() -> None:
    """No two charts of the list share an id."""
    assert len(BY_ID) == len(CHARTS) + 1


@every_chart
def test_sample_is_drawn_whole(chart_id: str) -> None:
    """Every row of the table is a mark in the picture, at a place of its own."""
    table = chart_table(chart_id, tables(), THREAD)
    svg = drawing.svg(chart_id, table)
    assert len(table) > 2 and sum(marks(svg, kind) for kind in KINDS[chart_id]) == len(table)
    assert "NaN" not in svg and "undefined" not in svg and "null" not in svg


@every_chart
def test_empty_table_is_drawn(chart_id: str) -> None:
    """A thread below the least data gives an empty picture and says so in words."""
    empty = {name: table.iloc[:0] for name, table in tables().items()}
    table = chart_table(chart_id, empty, THREAD)
    assert len(table) == 0 and list(table) == list(BY_ID[chart_id].columns)
    assert ET.fromstring(drawing.svg(chart_id, table)).get("aria-label", "").startswith("No ")


@every_chart
def test_missing_column_is_refused(chart_id: str) -> None:
    """A chart names the column it lacks instead of drawing nothing."""
    table = chart_table(chart_id, tables(), THREAD)
    for column in table:
        with pytest.raises(ValueError, match=rf"\b{column}\b"):
            BY_ID[chart_id].draw(table.drop(columns=column))


@every_chart
def test_table_is_left_as_it_was(chart_id: str) -> None:
    """Preparing and drawing change nothing of what they are given."""
    before, given = tables(), tables()
    table = chart_table(chart_id, given, THREAD)
    kept = table.copy()
    drawing.filled(chart_id, table)
    pd.testing.assert_frame_equal(table, kept)
    for name in before:
        pd.testing.assert_frame_equal(before[name], given[name])


@every_chart
def test_spec_is_the_same_twice_and_for_every_thread(chart_id: str) -> None:
    """The compiled spec depends on nothing but the chart."""
    table = chart_table(chart_id, tables(), THREAD)
    chart = BY_ID[chart_id]
    first, second = chart.draw(table).to_dict(), chart.draw(table).to_dict()
    assert first == second
    drawing._spec.cache_clear()
    assert drawing.spec(chart_id) == drawing.spec(chart_id)
    assert '"values": []' in str(drawing.spec(chart_id)).replace("'", '"')


@every_chart
def test_spec_depends_on_no_row(chart_id: str) -> None:
    """The spec compiled without rows is the one that a full table gives: no size and no scale comes from rows."""
    table = chart_table(chart_id, tables(), THREAD)
    whole = drawing.vl_convert.vegalite_to_vega(BY_ID[chart_id].draw(table).to_dict())
    for item in whole["data"]:
        if "values" in item:
            item["values"] = []
    views = re.compile(r"view_[0-9a-f]+")  # names of views are made from the whole chart, rows and all
    assert views.sub("view", json.dumps(whole)) == views.sub("view", json.dumps(drawing.spec(chart_id)))


@every_chart
def test_every_encoding_has_a_type_and_a_title(chart_id: str) -> None:
    """No axis or tooltip shows a bare column name, and no type is guessed."""
    chart = BY_ID[chart_id].draw(chart_table(chart_id, tables(), THREAD)).to_dict()
    fields = list(_fields(chart))
    assert fields
    for channel, encoding in fields:
        assert encoding.get("title", encoding.get("axis")) is not None or "title" in encoding, (channel, encoding)
        assert "type" in encoding or channel in ("x2", "y2"), (channel, encoding)


@every_chart
def test_every_column_is_one_the_chart_declares(chart_id: str) -> None:
    """A misspelt field fails here."""
    chart = BY_ID[chart_id].draw(chart_table(chart_id, tables(), THREAD)).to_dict()
    used = {encoding["field"] for _, encoding in _fields(chart)} | set(re.findall(r"datum\.(\w+)", str(chart)))
    assert used - {"value"} <= set(BY_ID[chart_id].columns)


def _fields(part: object, channel: str = "") -> object:
    """Every encoding with a field, with its channel."""
    if isinstance(part, dict):
        if "field" in part and "values" not in part:
            yield channel, part
        for name, value in part.items():
            if name not in ("data", "datasets", "sort"):
                yield from _fields(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from _fields(value, channel)


@every_chart
def test_picture_can_leave_the_page(chart_id: str) -> None:
    """PNG and SVG files carry colours, not the page's variables, in light and in dark."""
    whole = drawing.filled(chart_id, chart_table(chart_id, tables(), THREAD))
    assert drawing.png(whole).startswith(b"\x89PNG")
    for dark in (False, True):
        assert "var(--" not in drawing.svg_file(whole, dark)


@every_chart
def test_hostile_words_stay_words(chart_id: str) -> None:
    """Markup and control characters in labels neither break the picture nor leave it."""
    table = chart_table(chart_id, tables(), THREAD)
    text = [name for name, unit in BY_ID[chart_id].columns.items() if unit in ("text", "id")]
    table = table.assign(**dict.fromkeys(text, HOSTILE))
    svg = drawing.svg(chart_id, table, "x")
    ET.fromstring(svg)
    assert "<img" not in svg and "</script" not in svg
    assert "<" not in drawing.script_safe_json(drawing.records(chart_id, table))


def test_long_times_are_told_as_people_say_them() -> None:
    """Years are not told in minutes, and one post is one post."""
    table = chart_table("posts_over_time", tables(), THREAD)
    one = table.head(1).assign(bin_start_minutes=0.0, bin_end_minutes=1440.0 * 400, post_count=1)
    assert (
        BY_ID["posts_over_time"]
        .alt_text(one)
        .endswith("1 post, came between 0\u00a0s and 400\u00a0days after the first.")
    )
    depth = pd.DataFrame({"depth": [0, 1], "post_count": [1, 5]})
    assert BY_ID["posts_by_depth"].alt_text(depth).startswith("Posts by depth: most, 5, stand 1 step below")


@every_chart
def test_too_few_rows_say_nothing(chart_id: str) -> None:
    """A chart states the least rows with which it says more than its sentence; the sample has them."""
    chart, table = BY_ID[chart_id], chart_table(chart_id, tables(), THREAD)
    assert chart.least_rows >= 1
    assert says_something(chart, table) and says_something(chart, table.head(chart.least_rows))
    assert not says_something(chart, table.head(chart.least_rows - 1))
