"""Connections to checked addresses only, each within its time: what the client speaks through."""

from __future__ import annotations

import select
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2  # comes with httpx2, in the same version
import httpx2

from generator.errors import FetchError
from generator.fetching.guard import Guard


class Deadline:
    """The moment by which the answer at hand must be there."""

    def __init__(self) -> None:
        self._ends = float("inf")

    def start(self, seconds: float) -> None:
        """Begin a new answer."""
        self._ends = time.monotonic() + seconds

    def left(self, limit: float | None) -> float:
        """How long one step may take; raises ReadTimeout where no time is left."""
        remaining = self._ends - time.monotonic()
        if remaining <= 0:
            raise httpcore2.ReadTimeout("the answer took too long as a whole")
        return remaining if limit is None else min(limit, remaining)


class PinnedTransport(httpx2.BaseTransport):
    """Carries requests over connections that a guard has checked; names in TLS and Host stay as they are."""

    def __init__(self, guard: Guard, deadline: Deadline, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls,  # where None, the trusted certificates are read at the first secure connection
            network_backend=_PinnedBackend(guard, deadline),
            max_connections=4,
            keepalive_expiry=15.0,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request; the body comes as a stream."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.content or None,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _PinnedBackend(httpcore2.NetworkBackend):
    """Opens sockets to numbers, never to names, so that no second look-up can lead elsewhere."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: OSError | None = None
        for number in self._guard.resolve(host, port):
            family = socket.AF_INET6 if ":" in number else socket.AF_INET
            wire = socket.socket(family, socket.SOCK_STREAM)
            try:
                wire.settimeout(self._deadline.left(timeout))
                wire.connect((number, port))
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return _Stream(wire, self._deadline)
            except OSError as error:
                wire.close()
                failure = error
        reason = (
            "in time" if isinstance(failure, TimeoutError) else f"({getattr(failure, 'strerror', None) or failure})"
        )
        raise httpcore2.ConnectError(f"no connection to {host} {reason}") from failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise httpcore2.ConnectError("only public addresses are fetched")


class _Stream(httpcore2.NetworkStream):
    """One connection; every step takes at most its own limit and what is left for the whole answer."""

    def __init__(self, wire: socket.socket, deadline: Deadline) -> None:
        self._wire = wire
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._wire.settimeout(self._deadline.left(timeout))
        try:
            return self._wire.recv(max_bytes)
        except TimeoutError as error:
            self._deadline.left(timeout)
            raise httpcore2.ReadTimeout("the server fell silent") from error
        except OSError as error:
            raise httpcore2.ReadError(f"the connection broke ({error.strerror or error})") from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._wire.settimeout(self._deadline.left(timeout))
        try:
            self._wire.sendall(buffer)
        except TimeoutError as error:
            raise httpcore2.WriteTimeout("the server took no more words") from error
        except OSError as error:
            raise httpcore2.WriteError(f"the connection broke ({error.strerror or error})") from error

    def close(self) -> None:
        self._wire.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self._wire.settimeout(self._deadline.left(timeout))
        try:
            return _Stream(ssl_context.wrap_socket(self._wire, server_hostname=server_hostname), self._deadline)
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise FetchError(f"{server_hostname} has no valid certificate ({error.verify_message})") from error
        except TimeoutError as error:
            self.close()
            raise httpcore2.ConnectTimeout("no secure connection in time") from error
        except OSError as error:  # ssl.SSLError is one
            self.close()
            raise httpcore2.ConnectError(f"no secure connection ({error})") from error

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            # A kept connection that has something to say unasked was closed by the server.
            return _readable(self._wire)
        if info == "ssl_object" and isinstance(self._wire, ssl.SSLSocket):
            return self._wire
        return None


def _readable(wire: socket.socket) -> bool:
    if wire.fileno() < 0:
        return True
    return bool(select.select([wire], [], [], 0)[0])
