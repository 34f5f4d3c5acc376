"""Every address inside the site, in one place; all are relative to the site's root, without a leading slash."""

from __future__ import annotations

CHART_BUNDLE = "assets/charts/vega.js"  # the one script that draws live charts


def thread(slug: str) -> str:
    """The thread's main page."""
    return f"threads/{slug}/"


def reader(slug: str) -> str:
    """The page with every post."""
    return f"threads/{slug}/posts/"


def post(slug: str, post_id: str) -> str:
    """One post in the reader."""
    return f"{reader(slug)}#{post_anchor(post_id)}"


def post_anchor(post_id: str) -> str:
    """The id of a post's element in the reader."""
    return f"post-{post_id}"


def data(slug: str) -> str:
    """Capture, downloads, data dictionary."""
    return f"threads/{slug}/data/"


def download(slug: str, name: str) -> str:
    """A file of the thread's data: a table, a picture, a chart's data."""
    return f"threads/{slug}/files/{name}"


def method(measure_id: str) -> str:
    """The card of one measure on the methods page."""
    return f"methods/#{measure_id.replace('_', '-')}"


def chart_anchor(chart_id: str) -> str:
    """The id of a chart's figure on a thread's page."""
    return f"chart-{chart_id.replace('_', '-')}"


def chart_spec(chart_id: str) -> str:
    """The compiled spec of one chart, the same for every thread."""
    return f"assets/charts/{chart_id}.json"


def relative(target: str, page: str) -> str:
    """The address of `target` as seen from the page at `page` (both from the site's root)."""
    depth = page.count("/")
    return "../" * depth + target if target else "../" * depth or "./"
