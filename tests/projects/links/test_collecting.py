"""Which addresses are read in published pages, and which are not."""

from datetime import timedelta

from django.utils import timezone
from wagtail.rich_text import RichText

from projects.links.collecting import collect
from projects.models import CaseStudyPage, ExternalLink, LabPage, Resource
from tests.factories import CaseStudyPageFactory, MeasureFactory, SourceFactory
from tests.projects.publishing import publish


def noted():
    return set(ExternalLink.objects.in_use().values_list("url", flat=True))


def linked(url):
    return f'<p>Voir <a href="{url}">ici</a>.</p>'


def test_every_place_where_readers_find_a_link(house):
    case = CaseStudyPageFactory(
        parent=house.lab,
        problem=linked("https://a.example/?x=1&amp;y=2#partie"),
        approach=[
            ("text", RichText(linked("https://b.example/"))),
            ("video", {"title": "Film", "url": "https://c.example/v", "transcript": ""}),
        ],
        private_notes="https://secret.example/",
    )
    SourceFactory(page=case, url="https://d.example/article")
    Resource.objects.create(page=case, title="Plan", url="https://e.example/plan")
    MeasureFactory(page=case, source_url="https://f.example/releve")
    LabPage.objects.filter(pk=house.lab.pk).update(website="https://g.example/")
    collect(None)
    assert noted() == {
        "https://a.example/?x=1&y=2",
        "https://b.example/",
        "https://c.example/v",
        "https://d.example/article",
        "https://e.example/plan",
        "https://f.example/releve",
        "https://g.example/",
    }
    link = ExternalLink.objects.get(url="https://g.example/")
    assert [page.pk for page in link.pages.all()] == [house.lab.pk]


def test_drafts_are_not_read(house):
    CaseStudyPageFactory(parent=house.lab, live=False, problem=linked("https://a.example/"))
    collect(None)
    assert noted() == set()


def test_what_a_page_no_longer_gives_is_forgotten(house, django_capture_on_commit_callbacks):
    case = CaseStudyPageFactory(parent=house.lab, problem=linked("https://a.example/"))
    collect(None)
    case.problem = linked("https://b.example/")
    publish(case, lambda: django_capture_on_commit_callbacks(execute=True))
    collect(timezone.now() - timedelta(minutes=1))
    assert noted() == {"https://b.example/"}
    assert not ExternalLink.objects.filter(url="https://a.example/").exists()


def test_only_what_was_published_since_is_read_again(house, django_assert_max_num_queries):
    for number in range(3):
        case = CaseStudyPageFactory(parent=house.lab, problem=linked("https://a.example/"))
        CaseStudyPage.objects.filter(pk=case.pk).update(
            last_published_at=timezone.now() - timedelta(days=number + 1)
        )
    with django_assert_max_num_queries(8):
        collect(timezone.now())
    assert noted() == set()


def test_an_address_too_long_to_be_kept_stops_nothing(house):
    case = CaseStudyPageFactory(parent=house.lab, problem=linked("https://a.example/" + "a" * 600))
    SourceFactory(page=case, url="https://b.example/")
    collect(None)
    assert noted() == {"https://b.example/"}


def test_links_of_withdrawn_pages_are_out_of_use(house):
    case = CaseStudyPageFactory(parent=house.lab, problem=linked("https://a.example/"))
    collect(None)
    case.unpublish()
    assert noted() == set()
