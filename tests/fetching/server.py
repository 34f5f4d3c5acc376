"""A server on loopback that plays scripted answers, and a clock that only moves when somebody sleeps."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

Handler = http.server.BaseHTTPRequestHandler
Fault = Callable[[Handler], None]


@dataclass
class Step:
    """One answer: a status with headers and a body, or a fault that writes to the connection itself."""

    body: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None


class PlayServer:
    """Plays `answers[path]` (a step, a list of steps, or a JSON value); the last step of a list is repeated."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []  # paths with their queries, in order
        self.heard: list[dict[str, str]] = []  # the headers of each request
        self._lock = threading.Lock()
        player = self

        class PlayHandler(Handler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body are two writes, and the second would wait for the first

            def do_GET(self) -> None:  # noqa: N802
                player.play(self)

            def do_POST(self) -> None:  # noqa: N802
                player.play(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

            def log_message(self, format: str, *arguments: object) -> None:
                """Stay quiet: the test speaks."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), PlayHandler)
        self._server.handle_error = lambda request, address: None  # type: ignore[method-assign]
        self.port = self._server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def play(self, handler: Handler, body: bytes = b"") -> None:
        """Answer one request; a function among the answers is asked with the JSON of its body."""
        with self._lock:
            self.asked.append(handler.path)
            self.heard.append({name.lower(): value for name, value in handler.headers.items()})
            answer = self.answers.get(handler.path, self.answers.get(handler.path.partition("?")[0]))
            if isinstance(answer, list) and answer and isinstance(answer[0], Step):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if callable(answer):
            answer = answer(json.loads(body))
        step = answer if isinstance(answer, Step) else Step(answer)
        if answer is None:
            step = Step({"error": "Record not found"}, 404)
        if step.fault:
            handler.close_connection = True
            step.fault(handler)
            return
        body = step.body if isinstance(step.body, bytes) else json.dumps(step.body).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(body))} | step.headers
        handler.send_response_only(step.status)  # no Date of its own
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


def drip(handler: Handler) -> None:
    """Send a byte now and then, without end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silence(handler: Handler) -> None:
    """Say nothing for a while, then hang up."""
    time.sleep(0.6)


def cut_short(handler: Handler) -> None:
    """Promise more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": ')


def reset(handler: Handler) -> None:
    """Hang up after the headers."""
    import socket
    import struct

    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def unfinished_chunks(handler: Handler) -> None:
    """A chunked body without its last chunk."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'8\r\n{"id": 1\r\n')


def endless_chunks(handler: Handler) -> None:
    """A chunked body without end."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    piece = b" " * 65536
    for _ in range(10_000):
        handler.wfile.write(b"10000\r\n" + piece + b"\r\n")


class Clock:
    """Moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
        self.slept = 0.0

    def now(self) -> datetime:
        """The moment it is."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept += seconds
        self.moment += timedelta(seconds=seconds)
