"""Names of threads as they stand in folders and addresses."""

from __future__ import annotations

import re
import unicodedata

from generator.errors import UsageError

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 60
# Windows devices cannot be folders there; the others are pages or files that MkDocs makes itself.
RESERVED = {"con", "prn", "aux", "nul", "index", "readme", "assets", "files", "posts", "data"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)
}


def slugify(title: str) -> str:
    """A slug made from a title: never empty, never reserved."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title.lower().replace("'", "")).strip("-")
    if len(slug) > LONGEST:
        # Cut at a word where there is one.
        slug = (slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]).strip("-")
    return f"thread-{slug}".rstrip("-") if not slug or slug in RESERVED else slug


def check_slug(slug: str) -> str:
    """The slug itself, or UsageError where it could not be a folder and an address."""
    if slug in RESERVED:
        raise UsageError(f"--slug {slug!r} is reserved; choose another word.")
    if not SLUG.fullmatch(slug) or len(slug) > 2 * LONGEST:
        raise UsageError(
            f"--slug {slug!r} is not a slug; use small letters a to z, digits and single hyphens, "
            f"at most {2 * LONGEST}, such as {slugify(slug)!r}."
        )
    return slug
