"""Shows the built site on this machine and rebuilds it when something changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from generator.build import build
from generator.errors import DisconnectionsError
from generator.settings import Publication


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(publication: Publication, port: int, say: Callable[[str], None]) -> None:
    """Build, serve on loopback only, and rebuild on change until interrupted.

    A fault in the data is said and the last good site stays up: an editor mends the file and goes on.
    """
    from watchfiles import watch

    rebuild(publication, say)
    publication.site.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(QuietHandler, directory=str(publication.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://127.0.0.1:{server.server_port}/ (end with Ctrl+C)")
    watched = [
        path for path in (publication.threads, publication.root / "docs" / "about", publication.vanish) if path.exists()
    ]
    try:
        for _changes in watch(*watched, publication.root / "mkdocs.yml"):
            rebuild(publication, say)
    finally:
        server.shutdown()


def rebuild(publication: Publication, say: Callable[[str], None]) -> None:
    """Build once and say how it went."""
    try:
        build(publication)
        say("built")
    except DisconnectionsError as error:
        say(str(error))
