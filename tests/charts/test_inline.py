"""From the converter's SVG to one that may stand in a page."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from generator.charts.inline import inline_svg

RAW = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" version="1.1" onload="x()">'
    '<rect width="9" height="9" fill="white"/><defs><clipPath id="clip0"><rect width="1.23456" height="2"/></clipPath>'
    '</defs><g clip-path="url(#clip0)" role="graphics-object" aria-label="x" font-family="x" onclick="x()">'
    '<path d="M1.23456,2h3.5"/><text>a &lt; b</text></g></svg>'
)


def parsed(raw: str = RAW, alt: str = "Two bars.") -> ET.Element:
    """The picture as it stands in the page."""
    return ET.fromstring(inline_svg(raw, "damp", alt))


def test_the_root_has_no_size_and_says_what_it_shows() -> None:
    """Width, height and what acts are gone, the ground is gone, the alternative text is there as it is."""
    root = parsed(alt='1 < 2 & "3"\x00')
    assert root.get("viewBox") == "0 0 9 9" and root.get("aria-label") == '1 < 2 & "3"' and root.get("role") == "img"
    assert not {"width", "height", "version", "onload"} & set(root.attrib)
    assert not [child for child in root if child.tag.endswith("rect")]


def test_ids_are_of_this_picture() -> None:
    """Ids and what refers to them bear the prefix; what says or does something of its own is gone."""
    root = parsed()
    assert [each.get("id") for each in root.iter() if each.get("id")] == ["damp-clip0"]
    [group] = [each for each in root.iter() if each.tag.endswith("}g")]
    assert dict(group.attrib) == {"clip-path": "url(#damp-clip0)"}


def test_numbers_are_short() -> None:
    """Two digits of a pixel are enough; text stays text."""
    root = parsed()
    assert [each.get("d") for each in root.iter() if each.get("d")] == ["M1.23,2h3.5"]
    assert [each.text for each in root.iter() if each.tag.endswith("text")] == ["a < b"]


@pytest.mark.parametrize("name", ["script", "foreignObject", "image", "a", "style"])
def test_what_no_chart_draws_is_refused(name: str) -> None:
    """An element that could act or fetch stops the build."""
    with pytest.raises(ValueError, match=f"holds <{name}>"):
        parsed(RAW.replace("<path ", f"<{name}/><path "))
