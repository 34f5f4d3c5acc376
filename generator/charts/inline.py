"""From the converter's SVG to one that may stand in a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from generator.charts import theme
from generator.charts.chart import UNWRITABLE

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset("svg g path rect line text tspan defs clipPath circle".split())
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
GEOMETRY = ("d", "transform", "x", "y", "x2", "y2", "width", "height")


def inline_svg(raw: str, prefix: str, alt: str) -> str:
    """The picture with prefixed ids, no fixed size or ground, and its alt text.

    Raises ValueError where it holds an element that our charts never draw.
    """
    root = ET.fromstring(raw)
    for element in root.iter():
        element.tag = _local(element.tag)
        _tidy(element, prefix)
    for child in [child for child in root if child.tag == "rect"]:
        root.remove(child)  # the ground
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    attributes = {
        "xmlns": SVG,
        "viewBox": root.get("viewBox", ""),
        "class": "chart",
        "role": "img",
        "aria-label": UNWRITABLE.sub("", alt),
        "font-family": theme.FONT,
    }
    root.attrib.clear()
    root.attrib.update(attributes)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _local(tag: str) -> str:
    """The element's name without its namespace."""
    name = tag.removeprefix(f"{{{SVG}}}")
    if name not in ELEMENTS:
        raise ValueError(f"A picture holds <{name}>, which no chart of ours draws.")
    return name


def _tidy(element: ET.Element, prefix: str) -> None:
    """Prefix ids, shorten numbers, leave out what the root says once."""
    for name, value in list(element.attrib.items()):
        if name == "id":
            element.set(name, f"{prefix}-{value}")
        elif "url(#" in value:
            element.set(name, REFERENCE.sub(lambda found: f"url(#{prefix}-{found[1]})", value))
        elif name in GEOMETRY:
            element.set(name, LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}", value))
        elif name in ("font-family", "role") or name.startswith(("aria-", "on", "{")):
            del element.attrib[name]
