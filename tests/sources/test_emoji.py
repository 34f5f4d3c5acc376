"""Emoji as characters, where a platform writes them by name or by number."""

from __future__ import annotations

import pytest

from generator.sources.emoji import emoji_numbered, with_emoji


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("fine :+1: :thinking_face:", "fine 👍 🤔"),
        (":wave::skin-tone-5:", "👋🏾"),
        (":smile::smile:", "😄😄"),
        ("at 10:24:50, :olake: :", "at 10:24:50, :olake: :"),
    ],
)
def test_names(written: str, shown: str) -> None:
    """A name between colons is the emoji that goes by it; times and a place's own pictures stay as they are."""
    assert with_emoji(written) == shown


def test_numbers() -> None:
    """Numbers are characters, also where one emoji takes several; what is no character is nothing."""
    assert emoji_numbered(["1f1eb", "1f1ee"]) == "🇫🇮"
    assert emoji_numbered(["d800"]) == emoji_numbered(["fffffff"]) == emoji_numbered(["x"]) == ""
