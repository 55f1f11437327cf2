"""Links are checked rarely, one per site and run, and never called broken in haste."""

from datetime import date, timedelta
from http.client import RemoteDisconnected

import pytest

from projects.links.checking import PER_RUN, check, check_links
from projects.links.fetching import Answer, NotPublic
from projects.models import ExternalLink, LinkStatus
from tests.factories import CaseStudyPageFactory

URL = "https://a.example/page"
TODAY = date(2030, 1, 7)


@pytest.fixture
def today(monkeypatch):
    """Set the day of the checks: `today(3)` is three days after the first."""

    def set_to(days):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY + timedelta(days))

    set_to(0)
    return set_to


@pytest.fixture
def link(house, today):
    return use(CaseStudyPageFactory(parent=house.lab), URL)


def use(page, url):
    link = ExternalLink.objects.create(url=url)
    link.pages.add(page)
    return link


def pages_asked(web):
    return [url for _method, url in web.asked if not url.endswith("/robots.txt")]


def status(link):
    link.refresh_from_db()
    return link.status


class TestVerdict:
    @pytest.mark.parametrize(
        ("answer", "expected", "said"),
        [
            (Answer(200), LinkStatus.WORKS, "200"),
            (Answer(404), LinkStatus.FAILING, "404"),
            (Answer(410), LinkStatus.FAILING, "410"),
            (Answer(503), LinkStatus.FAILING, "503"),
            (Answer(401), LinkStatus.UNVERIFIABLE, "401"),
            (Answer(403), LinkStatus.UNVERIFIABLE, "403"),
            (Answer(429), LinkStatus.UNVERIFIABLE, "429"),
            (TimeoutError(), LinkStatus.FAILING, "TimeoutError"),
            (RemoteDisconnected(), LinkStatus.FAILING, "RemoteDisconnected"),
            (NotPublic(), LinkStatus.UNVERIFIABLE, "https"),
        ],
    )
    def test_of_an_answer(self, web, answer, expected, said):
        web.answers[URL] = answer
        assert check(URL, web) == (expected, said)

    def test_asks_again_where_only_whole_pages_are_given(self, web):
        web.answers |= {("HEAD", URL): Answer(405), ("GET", URL): Answer(200)}
        assert check(URL, web).status == LinkStatus.WORKS

    def test_is_that_of_where_it_leads(self, web):
        web.answers |= {URL: Answer(301, "/ailleurs"), "https://a.example/ailleurs": Answer(404)}
        assert check(URL, web) == (LinkStatus.FAILING, "404")

    def test_of_a_circle_is_a_failure(self, web):
        web.answers[URL] = Answer(302, URL)
        assert check(URL, web).status == LinkStatus.FAILING
        assert len(web.asked) < 12

    def test_of_what_robots_may_not_read_is_none(self, web):
        rules = "User-agent: *\nDisallow: /page\n"
        web.answers["https://a.example/robots.txt"] = Answer(200, body=rules)
        assert check(URL, web) == (LinkStatus.UNVERIFIABLE, "robots.txt")
        assert pages_asked(web) == []


class TestPatience:
    def test_broken_only_after_three_days_of_failure(self, link, web, today):
        for day, expected in ((0, LinkStatus.FAILING), (1, LinkStatus.FAILING)):
            today(day)
            check_links(web)
            assert status(link) == expected
        assert check_links(web) == 0
        today(2)
        check_links(web)
        assert status(link) == LinkStatus.BROKEN
        assert link.failing_since == TODAY

    def test_one_success_forgives_all(self, link, web, today):
        check_links(web)
        today(1)
        web.answers[URL] = Answer(200)
        check_links(web)
        assert (status(link), link.failures, link.failing_since) == (LinkStatus.WORKS, 0, None)

    @pytest.mark.parametrize("answer", [Answer(200), Answer(403)])
    def test_what_does_not_fail_is_asked_once_a_month(self, link, web, today, answer):
        web.answers[URL] = answer
        assert check_links(web) == 1
        today(29)
        assert check_links(web) == 0
        today(30)
        assert check_links(web) == 1

    def test_a_broken_one_is_asked_once_a_month(self, link, web, today):
        for day in (0, 1, 2):
            today(day)
            check_links(web)
        today(20)
        assert check_links(web) == 0
        today(32)
        web.answers[URL] = Answer(200)
        check_links(web)
        assert status(link) == LinkStatus.WORKS


class TestPoliteness:
    def test_one_link_of_a_site_in_a_run(self, link, web):
        (page,) = link.pages.all()
        for number in range(3):
            use(page, f"https://A.example/{number}")
        use(page, "https://b.example/")
        assert check_links(web) == 2
        assert pages_asked(web) == [URL, "https://b.example/"]

    def test_few_links_in_a_run_and_the_others_in_the_next(self, link, web):
        (page,) = link.pages.all()
        for number in range(PER_RUN + 2):
            use(page, f"https://site{number}.example/")
        assert [check_links(web), check_links(web), check_links(web)] == [PER_RUN, 3, 0]

    def test_a_pause_before_each_request(self, link, web, monkeypatch):
        pauses = []
        monkeypatch.setattr("projects.links.checking.sleep", pauses.append)
        check_links(web)
        assert len(pauses) == len(web.asked) > 0
        assert all(pauses)

    def test_nothing_is_asked_twice_for_a_link(self, link, web):
        web.answers[URL] = Answer(301, "/ailleurs")
        check_links(web)
        assert len(web.asked) == len(set(web.asked)) == 3

    def test_what_no_live_page_gives_is_not_asked(self, link, web):
        link.pages.first().unpublish()
        assert check_links(web) == 0
