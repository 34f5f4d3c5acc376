"""A publication is found by its mkdocs.yml, whose foreign tags do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import PublicationError
from generator.settings import find_publication


def test_settings_with_unknown_tags(tmp_path: Path) -> None:
    """Name, address and contact are read beside tags that only MkDocs knows."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Mine\nsite_url: https://x.example/\nextra: {contact: me@x.example}\n"
        "a: !ENV X\nb: !!python/name:os.system\nc: !ENV [A, b]\n"
    )
    publication = find_publication(tmp_path)
    assert (publication.site_name, publication.site_url, publication.contact) == (
        "Mine",
        "https://x.example/",
        "me@x.example",
    )


def test_no_publication(tmp_path: Path) -> None:
    """A folder without mkdocs.yml is refused in one sentence."""
    with pytest.raises(PublicationError, match=r"no mkdocs\.yml"):
        find_publication(tmp_path)


@pytest.mark.parametrize("text", ["a: [", "", "- x"])
def test_broken_settings(tmp_path: Path, text: str) -> None:
    """A mkdocs.yml that holds no settings is named."""
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(PublicationError, match=r"mkdocs\.yml"):
        _ = find_publication(tmp_path).site_name
