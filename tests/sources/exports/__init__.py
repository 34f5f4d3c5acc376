"""How each platform exports one and the same conversation: the catalogue that tests over all sources walk.

The list is the program's own: each of its sources has a module of its name here, with its exports.
"""

from __future__ import annotations

from importlib import import_module

from generator.sources import SOURCES
from tests.sources.exports.export import Export, Said

__all__ = ["EXPORTS", "Export", "Said"]

EXPORTS: tuple[Export, ...] = tuple(
    export for source in SOURCES for export in import_module(f"{__name__}.{source.id}").EXPORTS
)
