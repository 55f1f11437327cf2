"""« Liens cassés » tells editors, and nobody else, what to mend and where."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import ExternalLink, LinkStatus
from projects.provisioning import add_author, add_editor, provision_site
from tests.factories import CaseStudyPageFactory, LabPageFactory, UserFactory
from tests.projects.moderation.acting import browser, url

REPORT = "broken_links"


@pytest.fixture
def editor(house):
    provision_site()
    editor = UserFactory(username="editrice")
    add_editor(editor)
    return editor


@pytest.fixture
def case(house):
    case = CaseStudyPageFactory(parent=house.lab)
    for name, status in (("casse", LinkStatus.BROKEN), ("refuse", LinkStatus.UNVERIFIABLE)):
        link = ExternalLink.objects.create(
            url=f"https://{name}.example/", status=status, failing_since=date(2030, 1, 7)
        )
        link.pages.add(case)
    return case


def report(person, **asked):
    return browser(person).get(reverse(REPORT), asked)


def test_it_lists_the_broken_ones_and_where_they_are_used(editor, case):
    page = report(editor).content.decode()
    assert "https://casse.example/" in page
    assert "https://refuse.example/" not in page
    assert url("edit", case.pk) in page
    assert case.title in page


def test_the_others_are_a_filter_away(editor, case):
    assert "refuse.example" in report(editor, status="").content.decode()
    page = report(editor, status="unverifiable").content.decode()
    assert "refuse.example" in page
    assert "casse.example" not in page


def test_it_is_narrowed_to_a_lab(editor, case, house):
    other = LabPageFactory(parent=house.portfolio)
    assert "casse.example" in report(editor, lab=house.lab.pk).content.decode()
    assert "casse.example" not in report(editor, lab=other.pk).content.decode()


def test_what_is_offline_is_not_listed(editor, case):
    case.unpublish()
    assert "casse.example" not in report(editor).content.decode()


def test_it_is_exported(editor, case):
    response = report(editor, export="csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith("Lien,Où il sert,Cassé depuis")
    assert lines[1].startswith(f'https://casse.example/,"{case.title}"')
    assert len(lines) == 2


def test_the_queries_do_not_grow_with_the_links(editor, case):
    client = browser(editor)
    client.get(reverse(REPORT))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(REPORT))
        return len(captured)

    few = queries()
    for number in range(5):
        link = ExternalLink.objects.create(
            url=f"https://{number}.example/", status=LinkStatus.BROKEN
        )
        link.pages.add(CaseStudyPageFactory(parent=case.get_parent()))
    assert queries() == few


class TestWhoSeesIt:
    @pytest.mark.parametrize("name", [REPORT, "broken_links_results"])
    def test_neither_authors_nor_strangers(self, editor, case, house, name):
        author = UserFactory()
        add_author(author, house.lab)
        for person in (author, None):
            response = browser(person).get(reverse(name))
            assert response.status_code == 302
            assert b"casse.example" not in response.content

    def test_the_menu_offers_it_to_editors(self, editor):
        assert reverse(REPORT) in browser(editor).get("/admin/").content.decode()
