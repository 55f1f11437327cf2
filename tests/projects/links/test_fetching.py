"""Only public machines are asked, by https, whatever an author wrote or a name resolves to."""

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from projects.links import fetching
from projects.links.fetching import NotPublic, fetch, public_address


def resolve_to(monkeypatch, *addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)


@pytest.fixture(autouse=True)
def no_connection(monkeypatch):
    """Fail where a connection is tried; the tests that open one say to where."""

    def refuse(*args, **kwargs):
        raise AssertionError(f"a connection to {args}")

    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/",
        "ftp://a.example/",
        "https://a.example:8443/",
        "https://a.example:port/",
        "https://user@a.example/",
        "https:///page",
        "https://[a.example/",
        f"https://{'a' * 70}.example/",
    ],
)
def test_other_addresses_are_not_asked_for(url):
    with pytest.raises(NotPublic):
        fetch("HEAD", url)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),  # noqa: S104
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1"),
    ],
)
def test_private_machines_are_not_asked(monkeypatch, address):
    resolve_to(monkeypatch, address)
    with pytest.raises(NotPublic):
        fetch("HEAD", "https://a.example/")


def test_one_private_address_among_others_is_enough(monkeypatch):
    resolve_to(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(NotPublic):
        public_address("a.example")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_public_machines_are(monkeypatch, address):
    resolve_to(monkeypatch, address)
    assert public_address("a.example") == address


class Site(BaseHTTPRequestHandler):
    heard: list = []

    def do_GET(self):
        self.heard.append((self.command, self.path, dict(self.headers)))
        self.send_response(301 if self.path.startswith("/parti") else 200)
        self.send_header("Location", "https://b.example/")
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 300_000)

    do_HEAD = do_GET

    def log_message(self, *args):
        """Say nothing on the terminal."""


@pytest.fixture
def site(monkeypatch):
    """A site of this machine, without TLS, in the place of the public one that was looked up."""
    Site.heard = []
    server = HTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    tried = []

    def connect(address, timeout):
        tried.append(address)
        plain = socket.socket()
        plain.settimeout(timeout)
        plain.connect(server.server_address)
        return plain

    class Unencrypted:
        def wrap_socket(self, plain, server_hostname):
            tried.append(server_hostname)
            return plain

    resolve_to(monkeypatch, "93.184.216.34")
    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(fetching.ssl, "create_default_context", Unencrypted)
    yield tried
    server.shutdown()
    server.server_close()


def test_the_machine_that_was_checked_is_the_one_asked(site):
    answer = fetch("HEAD", "https://a.example/chemin été?q=à")
    assert site == [("93.184.216.34", 443), "a.example"]
    ((method, path, headers),) = Site.heard
    assert (method, path) == ("HEAD", "/chemin%20%C3%A9t%C3%A9?q=%C3%A0")
    assert headers["Host"] == "a.example"
    assert headers["User-Agent"] == "AvantApres-liens/1.0 (+http://testserver)"
    assert answer.status == 200


def test_redirections_are_told_not_followed(site):
    answer = fetch("HEAD", "https://a.example/parti")
    assert (answer.status, answer.location) == (301, "https://b.example/")
    assert len(Site.heard) == 1


def test_what_is_read_of_an_answer_is_bounded(site):
    assert len(fetch("GET", "https://a.example/").body) == fetching.LONGEST_BODY
