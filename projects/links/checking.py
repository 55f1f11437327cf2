"""Asking other sites, rarely and politely, whether what we link to is still there."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from http.client import HTTPException
from time import sleep
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.utils import timezone

from projects.links.fetching import Answer, NotPublic, fetch, user_agent
from projects.models import ExternalLink, LinkStatus

PER_RUN = 10
"""Links checked at most by one run, each on another host."""
PAUSE = 1
"""Seconds between two requests."""
MOST_REDIRECTS = 4
METHOD_REFUSED = (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)

Fetch = Callable[[str, str], Answer]


class Verdict(NamedTuple):
    status: LinkStatus
    answer: str
    """What was answered, as editors read it: « 404 », « timeout », « robots.txt »."""


def check_links(fetch: Fetch = fetch) -> int:
    """Check the links whose turn it is; return how many were."""
    today, count = timezone.localdate(), 0
    for link in chosen():
        # Nothing is asked twice for one link: a redirection has the robots.txt of where it began.
        link.record(*check(link.url, cache(slowly(fetch))), today)
        count += 1
    return count


def chosen() -> list[ExternalLink]:
    """Return the links of this run: the longest unchecked, and one for each host."""
    by_host: dict[str, ExternalLink] = {}
    for link in ExternalLink.objects.in_use().due(timezone.localdate()).iterator():
        by_host.setdefault(host(link.url), link)
        if len(by_host) == PER_RUN:
            break
    return list(by_host.values())


def host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


def slowly(fetch: Fetch) -> Fetch:
    """Return the same request, after a pause."""

    def paused(method: str, url: str) -> Answer:
        sleep(PAUSE)
        return fetch(method, url)

    return paused


def check(url: str, fetch: Fetch) -> Verdict:
    """Tell whether an address still leads somewhere.

    What refuses us, or is not for us to ask, is no proof of anything: it cannot be verified.
    """
    try:
        return verdict(follow(url, fetch))
    except NotPublic:
        return Verdict(LinkStatus.UNVERIFIABLE, "https")
    except RefusedByRobots:
        return Verdict(LinkStatus.UNVERIFIABLE, "robots.txt")
    except (OSError, HTTPException) as error:
        return Verdict(LinkStatus.FAILING, type(error).__name__)


class RefusedByRobots(Exception):
    """The site asks machines not to read this address."""


def follow(url: str, fetch: Fetch) -> int:
    """Return the status at the end of the redirections of an address."""
    for _hop in range(MOST_REDIRECTS):
        if not is_allowed(url, fetch):
            raise RefusedByRobots
        answer = fetch("HEAD", url)
        if answer.status in METHOD_REFUSED:
            answer = fetch("GET", url)
        if not (300 <= answer.status < 400 and answer.location):
            return answer.status
        url = urljoin(url, answer.location)
    return HTTPStatus.LOOP_DETECTED


def is_allowed(url: str, fetch: Fetch) -> bool:
    """Ask the site's `robots.txt`; a site that has none, or moved it, allows everything."""
    answer = fetch("GET", urljoin(url, "/robots.txt"))
    if answer.status != HTTPStatus.OK:
        return True
    rules = RobotFileParser()
    rules.parse(answer.body.splitlines())
    return rules.can_fetch(user_agent(), url)


def verdict(status: int) -> Verdict:
    answer = str(int(status))
    if 200 <= status < 300:
        return Verdict(LinkStatus.WORKS, answer)
    if status in GONE or status >= 500:
        return Verdict(LinkStatus.FAILING, answer)
    return Verdict(LinkStatus.UNVERIFIABLE, answer)
