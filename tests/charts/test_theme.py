"""The palette of the pictures and that of the pages are one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.charts import theme

CSS = Path(theme.__file__).resolve().parents[1] / "theme" / "assets" / "stylesheets" / "disconnections.css"


def variables(selector: str) -> dict[str, str]:
    """The colours that a rule of the page's style sheet sets."""
    rule = next(line for line in CSS.read_text("utf-8").splitlines() if line.startswith(selector))
    found = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", rule))
    return {name: "#" + value[1] * 6 if len(value) == 4 else value for name, value in found.items()}


@pytest.mark.parametrize(
    ("selector", "palette"), [(":root", theme.LIGHT), ("[data-md-color-scheme=slate]", theme.DARK)]
)
def test_one_palette(selector: str, palette: dict[str, str]) -> None:
    """A picture that is taken away has the colours it had on the page."""
    shown = variables(selector)
    assert {name: shown[name] for name in palette} == palette


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK])
def test_contrast(palette: dict[str, str]) -> None:
    """Every group's colour and the small print stand out from the ground as text must (WCAG 2.2, 1.4.3: 4.5)."""
    ground = luminance(palette["card"])
    for name in ("ink", "mute", *(f"g{slot}" for slot in theme.SLOTS)):
        light, dark = sorted((luminance(palette[name]), ground), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
