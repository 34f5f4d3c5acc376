"""Connections: to the checked number and nowhere else, under the name that was asked for, each within its time."""

from __future__ import annotations

import http.server
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import httpcore2
import pytest

from generator.errors import FetchError
from generator.fetching.client import Client, Passing
from generator.fetching.guard import Guard
from generator.fetching.network import Deadline
from tests.fetching.server import PlayServer

Make = Callable[..., Client]


class Pinned(Guard):
    """A guard whose resolver says a public number once, then loopback, and which lets loopback pass for it."""

    def __init__(self) -> None:
        self.looked_up: list[str] = []
        super().__init__(lookup=self._ask)

    def _ask(self, name: str, port: int) -> list[str]:
        self.looked_up.append(name)
        return ["93.184.216.34"] if len(self.looked_up) == 1 else ["127.0.0.1"]


def test_no_second_look_up(client: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that turns to loopback after the check is still asked at the checked number, at every try."""
    connected: list[object] = []

    def connect(wire: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **more: pytest.fail("the system's resolver was asked"))
    guard = Pinned()
    with pytest.raises(Passing, match="Connection refused"):
        client(guard).json("http://turn.example/@a/1")
    assert connected == [("93.184.216.34", 80)] * 3
    assert guard.looked_up == ["turn.example"]


def test_private_names_are_not_connected_to(client: Make, server: PlayServer) -> None:
    """A name that leads to loopback is refused before a connection is made."""
    guard = Guard(lookup=lambda name, port: ["127.0.0.1"])
    with pytest.raises(FetchError, match=r"localtest\.example leads to 127\.0\.0\.1.*loopback"):
        client(guard).json(f"http://localtest.example:{server.port}/")
    assert server.asked == []


def test_next_number(client: Make, server: PlayServer) -> None:
    """Where the first number of a name does not answer, the next is tried; Host is the name."""
    server.answers["/a"] = {}
    # Nothing listens at the second loopback address.
    guard = Guard(allow_private=True, lookup=lambda name, port: ["127.0.0.2", "127.0.0.1"])
    client(guard).json(f"http://two.example:{server.port}/a")
    assert server.heard[0]["host"] == f"two.example:{server.port}"


def test_proxies_are_not_used(client: Make, server: PlayServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment is passed by: behind one, nobody can tell where a name leads."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.answers["/a"] = {}
    client().json(f"{server.base}/a")


def test_deadline() -> None:
    """Every step has its own limit and what is left of the whole."""
    deadline = Deadline()
    deadline.start(5)
    assert deadline.left(1) == 1
    assert 4 < deadline.left(None) <= 5
    deadline.start(0)
    with pytest.raises(httpcore2.ReadTimeout, match="as a whole"):
        deadline.left(1)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for named.example, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=named.example -addext".split()
    words.append("subjectAltName=DNS:named.example,DNS:next.example")
    subprocess.run([openssl, *words, "-keyout", str(file), "-out", str(file) + ".crt"], check=True, capture_output=True)
    file.write_text(file.read_text() + Path(str(file) + ".crt").read_text())
    return file


def test_names_in_tls(client: Make, certificate: Path) -> None:
    """The certificate is checked against the name, not the number, and a token stays behind at a redirect."""
    names: list[str | None] = []
    tokens: list[tuple[str, str | None]] = []

    class Secure(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tokens.append((self.headers["Host"].partition(":")[0], self.headers["Authorization"]))
            if self.path == "/go":
                self.send_response(302)
                self.send_header("Location", f"https://next.example:{self.server.server_address[1]}/")
            else:
                self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"x": 1}')

        def log_message(self, format: str, *arguments: object) -> None:
            """Stay quiet."""

    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    served.sni_callback = lambda wire, name, context: names.append(name)
    server = http.server.HTTPServer(("127.0.0.1", 0), Secure)
    server.handle_error = lambda request, address: None  # type: ignore[method-assign]
    server.socket = served.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    trusted = ssl.create_default_context(cafile=str(certificate) + ".crt")
    guard = Guard(allow_private=True, lookup=lambda name, port: ["127.0.0.1"])
    port = server.server_address[1]
    try:
        assert client(guard, tls=trusted).json(f"https://named.example:{port}/").value == {"x": 1}
        assert names == ["named.example"]
        secret = {f"named.example:{port}": "Bearer x"}
        client(guard, tls=trusted, tokens=secret).json(f"https://named.example:{port}/go")
        assert tokens[1:] == [("named.example", "Bearer x"), ("next.example", None)]
        with pytest.raises(FetchError, match=r"other\.example has no valid certificate"):
            client(guard, tls=trusted).json(f"https://other.example:{port}/")
        with pytest.raises(FetchError, match=r"named\.example has no valid certificate"):
            client(guard).json(f"https://named.example:{port}/")
    finally:
        server.shutdown()
        server.server_close()


def test_not_tls_at_all(client: Make, server: PlayServer) -> None:
    """A server that does not speak TLS is told as such."""
    with pytest.raises(Passing, match="no secure connection"):
        client().json(f"https://127.0.0.1:{server.port}/")
