"""One request to an address that somebody else wrote: public machines only, by https only."""

import socket
import ssl
from http.client import HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

TIMEOUT = 8
"""Seconds for a connection, and for each answer."""
LONGEST_BODY = 100_000
ROUTED = IPv6Network("2000::/3")
"""What the internet routes of IPv6. Outside of it are networks that only translate addresses."""


class NotPublic(Exception):
    """An address that is not for us to ask: another protocol, another port, a private machine."""


class Answer(NamedTuple):
    status: int
    location: str = ""
    body: str = ""


class PublicConnection(HTTPSConnection):
    """A connection to the address that was checked: a name could resolve otherwise later."""

    def connect(self) -> None:
        plain = socket.create_connection((public_address(self.host), self.port), self.timeout)
        try:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise


def fetch(method: str, url: str) -> Answer:
    """Ask for an address once, following nothing, and return what is answered.

    Raises NotPublic, OSError or http.client.HTTPException.
    """
    parts = https_parts(url)
    connection = PublicConnection(host_of(parts), timeout=TIMEOUT)
    try:
        connection.request(method, target(parts), headers={"User-Agent": user_agent()})
        response = connection.getresponse()
        is_text = response.headers.get_content_maintype() == "text"
        body = response.read(LONGEST_BODY).decode(errors="replace") if is_text else ""
        return Answer(response.status, response.getheader("Location", ""), body)
    finally:
        connection.close()


def https_parts(url: str) -> SplitResult:
    """Return the parts of an address that may be asked for. Raises NotPublic."""
    try:
        parts = urlsplit(url)
        is_plain = parts.port in (None, 443) and not parts.username
    except ValueError as error:
        raise NotPublic from error
    if parts.scheme != "https" or not parts.hostname or not is_plain:
        raise NotPublic
    return parts


def host_of(parts: SplitResult) -> str:
    """Return the name of the machine, as it is looked up. Raises NotPublic."""
    try:
        return (parts.hostname or "").encode("idna").decode()
    except UnicodeError as error:
        raise NotPublic from error


def target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return f"{path}?{query}" if query else path


def public_address(host: str) -> str:
    """Return an address of a machine. Raises NotPublic if any of its addresses is not public."""
    found = [info[4][0] for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    if not all(is_public(ip_address(address)) for address in found):
        raise NotPublic
    return str(found[0])


def is_public(address: IPv4Address | IPv6Address) -> bool:
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return True
    return address in ROUTED and not (address.sixtofour or address.teredo)


def user_agent() -> str:
    """Return who asks, and where to complain."""
    return f"AvantApres-liens/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"
