"""What is aimed at: (figure, at most or at least, bound)."""

from __future__ import annotations

AIMS: tuple[tuple[str, str, float], ...] = (
    ("help_seconds", "<=", 0.3),
    ("import_posts_per_second", ">=", 10_000),
    ("import_whole_posts_per_second", ">=", 10_000),
    ("read_*_per_second", ">=", 20_000),
    ("mails_per_second", ">=", 3_000),
    ("memory_listing_times_file", "<=", 3),
    ("memory_lines_times_file", "<=", 3),
    ("memory_short_lines_times_file", "<=", 3),
    ("first_measures_seconds", "<=", 10),
    ("first_peak_mb", "<=", 1024),
    ("sides_friction_seconds", "<=", 40),
    ("sides_peak_mb", "<=", 1536),
    ("measures_findings_seconds", "<=", 60),
    ("measures_peak_mb", "<=", 1536),
    ("measures_ratio", "<=", 1.2),
    ("generator_ms_per_page", "<=", 10),
    ("generator_one_changed_ms_per_page", "<=", 10),
    ("mkdocs_200_ms_per_page", "<=", 15),
    ("mkdocs_4000_ms_per_page", "<=", 15),
    ("mkdocs_ratio", "<=", 1.2),
    ("page_kb", "<=", 150),
    ("times_faster", ">=", 20),
    ("memory_share", "<=", 0.25),
)


def aim_of(figure: str) -> tuple[str, float]:
    """The sign and bound of a figure; no sign where nothing is aimed at."""
    for name, sign, bound in AIMS:
        start, star, end = name.partition("*")
        if figure == name or (star and figure.startswith(start) and figure.endswith(end)):
            return sign, bound
    return "", 0.0
