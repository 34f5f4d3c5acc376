"""Where a publication keeps its things, and what mkdocs.yml says about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.errors import PublicationError


@dataclass(frozen=True)
class Publication:
    """One publication: a folder with mkdocs.yml, data/ and docs/."""

    root: Path

    @property
    def threads(self) -> Path:
        """The canonical threads, one folder each."""
        return self.root / "data" / "threads"

    @property
    def analysed(self) -> Path:
        """The cache of tables and findings; not in git."""
        return self.root / "data" / "analysed"

    @property
    def private(self) -> Path:
        """Key and name lists; never in git, never in the site."""
        return self.root / "data" / "private"

    @property
    def vanish(self) -> Path:
        """The ids of people and posts that must not appear."""
        return self.root / "data" / "vanish.txt"

    @property
    def docs(self) -> Path:
        """Pages, hand-written and generated."""
        return self.root / "docs"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"

    @property
    def config_file(self) -> Path:
        """mkdocs.yml."""
        return self.root / "mkdocs.yml"

    @property
    def site_name(self) -> str:
        """The publication's name."""
        return str(self._config.get("site_name") or "Disconnections")

    @property
    def site_url(self) -> str:
        """The address it is published at, or ""."""
        return str(self._config.get("site_url") or "")

    @property
    def contact(self) -> str:
        """Where to write to for a removal, or ""; `extra: contact:` in mkdocs.yml."""
        extra = self._config.get("extra")
        return str(extra.get("contact") or "") if isinstance(extra, dict) else ""

    @cached_property
    def _config(self) -> dict[str, Any]:
        return _read_config(self.config_file)


def find_publication(path: Path) -> Publication:
    """The publication in this folder, or PublicationError."""
    root = Path(path).resolve()
    if not (root / "mkdocs.yml").is_file():
        raise PublicationError(
            f"{path}: there is no mkdocs.yml here; go to a publication's folder, name it with --publication DIR, "
            "or make one with `disconnections new DIR`."
        )
    return Publication(root)


def _read_config(file: Path) -> dict[str, Any]:
    # Imported here because the command line's --help must not wait for it.
    import yaml

    class Loader(yaml.SafeLoader):
        """Knows no tags of its own: MkDocs' `!ENV` and `!!python/name` are read as nothing."""

    Loader.add_multi_constructor("", lambda loader, suffix, node: None)
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PublicationError(f"{file}: cannot be read as YAML ({' '.join(str(error).split())}).") from error
    if not isinstance(config, dict):
        raise PublicationError(f"{file}: should hold settings such as `site_name: …`, and holds none.")
    return config
