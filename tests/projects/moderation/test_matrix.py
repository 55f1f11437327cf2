"""Who may open what in the admin: one line for each screen.

A screen of ours that has no line fails: add it to SCREENS with those who may open it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.http import HttpResponse
from django.urls import URLResolver, reverse
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Site

from projects.models import (
    CaseRequest,
    CoAuthor,
    Keyword,
    LabReviewer,
    RequestKind,
    ReturnPhrase,
    SynonymSet,
    Vocabulary,
)
from projects.moderation import opinions
from projects.provisioning import add_author, admit_reviewers
from tests.factories import (
    CaseStudyPageFactory,
    CommuneFactory,
    DepartementFactory,
    IndicatorFactory,
    PhotoFactory,
    ResourceFileFactory,
    TermFactory,
    UserFactory,
)
from tests.projects.moderation.acting import browser
from tests.worlds import world

OURS = ("projects.", "home.", "portfolio.")
NOBODY: frozenset[str] = frozenset()
ADMINISTRATORS = frozenset({"administrator"})
EDITORS = ADMINISTRATORS | {"editor"}
REVIEWERS = EDITORS | {"lab_reviewer"}
LAB = EDITORS | {"author"}
CASE = LAB | {"co_author"}
SIGNED_IN = CASE | {"stranger", "lab_reviewer"}
EVERYBODY = SIGNED_IN | {"anonymous"}


class Screen(NamedTuple):
    """Those who may open it, and the thing of the world that its address names, if any.

    `acts` is for a screen that shows nothing: it answers to POST alone.
    """

    who: frozenset[str]
    of: str = ""
    acts: bool = False


SCREENS = {
    # Everybody who writes or reviews.
    "tracker": Screen(SIGNED_IN),
    "tracker_results": Screen(SIGNED_IN),
    "commune_chooser:choose": Screen(SIGNED_IN),
    "commune_chooser:choose_results": Screen(SIGNED_IN),
    "commune_chooser:chosen": Screen(SIGNED_IN, of="commune"),
    "commune_chooser:chosen_multiple": Screen(SIGNED_IN),
    "departement_chooser:choose": Screen(SIGNED_IN),
    "departement_chooser:choose_results": Screen(SIGNED_IN),
    "departement_chooser:chosen": Screen(SIGNED_IN, of="departement"),
    "departement_chooser:chosen_multiple": Screen(SIGNED_IN),
    # Those who review.
    "review_queue": Screen(REVIEWERS),
    "review_queue_results": Screen(REVIEWERS),
    "next_review": Screen(REVIEWERS),
    "review_page": Screen(REVIEWERS, of="waiting"),
    "review_preview": Screen(REVIEWERS, of="version"),
    "take_review": Screen(REVIEWERS, of="waiting", acts=True),
    "release_review": Screen(REVIEWERS, of="waiting", acts=True),
    "ask_agreement": Screen(REVIEWERS, of="waiting", acts=True),
    "planned_publications": Screen(EDITORS),
    # A lab, for its cases and photos.
    "review_agreement": Screen(frozenset({"author"}), of="waiting"),
    "confirm_case": Screen(LAB, of="published"),
    "send_photo": Screen(LAB, of="lab", acts=True),
    "photo_texts": Screen(LAB, of="photo"),
    "similar_sheets": Screen(LAB, of="lab"),
    "co_authors": Screen(LAB, of="published"),
    "remove_co_author": Screen(LAB, of="co_author", acts=True),
    "case_opinions": Screen(CASE, of="published"),
    "withdraw_opinion_link": Screen(CASE, of="opinion", acts=True),
    "ask_withdrawal": Screen(frozenset({"author", "lab_reviewer"}), of="published"),
    "cancel_request": Screen(frozenset({"author", "lab_reviewer"}), of="request", acts=True),
    "ask_claim": Screen(frozenset({"author", "lab_reviewer"}), of="compiled"),
    # Editors.
    "answer_request": Screen(EDITORS, of="request"),
    "withdrawal_requests": Screen(EDITORS),
    "withdrawal_requests_results": Screen(EDITORS),
    "claim_requests": Screen(EDITORS),
    "claim_requests_results": Screen(EDITORS),
    "frequent_searches": Screen(EDITORS),
    "frequent_searches_results": Screen(EDITORS),
    "fruitless_searches": Screen(EDITORS),
    "fruitless_searches_results": Screen(EDITORS),
    "broken_links": Screen(EDITORS),
    "broken_links_results": Screen(EDITORS),
    "case_report": Screen(EDITORS),
    "case_report_results": Screen(EDITORS),
    "photo_report": Screen(EDITORS),
    "photo_report_results": Screen(EDITORS),
    "terms:index": Screen(EDITORS),
    "terms:index_results": Screen(EDITORS),
    "terms:add": Screen(EDITORS),
    "terms:edit": Screen(EDITORS, of="term"),
    "terms:delete": Screen(NOBODY, of="term"),
    "terms:history": Screen(EDITORS, of="term"),
    "terms:history_results": Screen(EDITORS, of="term"),
    "terms:usage": Screen(EDITORS, of="term"),
    "terms:merge": Screen(EDITORS, of="term"),
    "terms:separate": Screen(EDITORS, of="merged term", acts=True),
    "terms:reorder": Screen(EDITORS, of="term", acts=True),
    "keywords:index": Screen(EDITORS),
    "keywords:index_results": Screen(EDITORS),
    "keywords:add": Screen(NOBODY),
    "keywords:edit": Screen(EDITORS, of="keyword"),
    "keywords:delete": Screen(EDITORS, of="keyword"),
    "keywords:history": Screen(EDITORS, of="keyword"),
    "keywords:history_results": Screen(EDITORS, of="keyword"),
    "keywords:usage": Screen(EDITORS, of="keyword"),
    "keywords:merge": Screen(EDITORS, of="keyword"),
    "keywords:adopt": Screen(EDITORS, of="keyword"),
    "keywords:keep": Screen(EDITORS, of="keyword", acts=True),
    "indicators:index": Screen(EDITORS),
    "indicators:index_results": Screen(EDITORS),
    "indicators:add": Screen(EDITORS),
    "indicators:edit": Screen(EDITORS, of="indicator"),
    "indicators:delete": Screen(NOBODY, of="indicator"),
    "indicators:history": Screen(EDITORS, of="indicator"),
    "indicators:history_results": Screen(EDITORS, of="indicator"),
    "indicators:usage": Screen(EDITORS, of="indicator"),
    "synonyms:index": Screen(EDITORS),
    "synonyms:index_results": Screen(EDITORS),
    "synonyms:add": Screen(EDITORS),
    "synonyms:edit": Screen(EDITORS, of="synonyms"),
    "synonyms:delete": Screen(ADMINISTRATORS, of="synonyms"),
    "synonyms:history": Screen(EDITORS, of="synonyms"),
    "synonyms:history_results": Screen(EDITORS, of="synonyms"),
    "synonyms:usage": Screen(EDITORS, of="synonyms"),
    "return_phrases:index": Screen(EDITORS),
    "return_phrases:index_results": Screen(EDITORS),
    "return_phrases:add": Screen(EDITORS),
    "return_phrases:edit": Screen(EDITORS, of="phrase"),
    "return_phrases:delete": Screen(ADMINISTRATORS, of="phrase"),
    "return_phrases:history": Screen(EDITORS, of="phrase"),
    "return_phrases:history_results": Screen(EDITORS, of="phrase"),
    "return_phrases:usage": Screen(EDITORS, of="phrase"),
    # Administrators.
    "invite_person": Screen(ADMINISTRATORS),
    "setting:home.siteidentity": Screen(ADMINISTRATORS),
    "setting:projects.portfoliosettings": Screen(ADMINISTRATORS),
}
"""Our own screens, all of them."""

PAGES_AND_FILES = {
    "wagtailadmin_pages:add": [Screen(LAB, of="new case"), Screen(EDITORS, of="new lab")],
    "wagtailadmin_pages:edit": [
        Screen(CASE, of="published"),
        Screen(LAB, of="lab"),
        Screen(EDITORS, of="portfolio"),
        Screen(ADMINISTRATORS, of="home"),
    ],
    "wagtailadmin_pages:view_draft": [Screen(CASE, of="draft"), Screen(LAB, of="lab")],
    "wagtailadmin_pages:preview_on_edit": [Screen(CASE, of="draft"), Screen(LAB, of="lab")],
    "wagtailadmin_pages:history": [Screen(CASE, of="published"), Screen(LAB, of="lab")],
    "wagtailadmin_pages:workflow_history": [Screen(CASE, of="published"), Screen(LAB, of="lab")],
    "wagtailadmin_pages:revisions_view": [Screen(CASE, of="revision")],
    "wagtailadmin_pages:revisions_revert": [Screen(CASE, of="revision")],
    "wagtailadmin_pages:usage": [Screen(CASE, of="published")],
    "wagtailadmin_pages:copy": [Screen(LAB, of="draft"), Screen(LAB, of="published")],
    "wagtailadmin_pages:move": [Screen(LAB, of="draft"), Screen(EDITORS, of="published")],
    "wagtailadmin_pages:delete": [
        Screen(LAB, of="draft"),
        Screen(EDITORS, of="published"),
        Screen(ADMINISTRATORS, of="lab"),
    ],
    "wagtailadmin_pages:set_privacy": [
        Screen(EDITORS, of="draft"),
        Screen(EDITORS, of="published"),
    ],
    "wagtailadmin_pages:unpublish": [Screen(EDITORS, of="published"), Screen(EDITORS, of="lab")],
    "wagtailadmin_pages:lock": [Screen(EDITORS, of="draft", acts=True)],
    "wagtailimages:edit": [Screen(LAB, of="photo")],
    "wagtailimages:delete": [Screen(LAB, of="photo")],
    "wagtaildocs:edit": [Screen(LAB, of="document")],
    "wagtaildocs:delete": [Screen(LAB, of="document")],
}
"""Those of Wagtail that show or change what belongs to a lab."""


def own_screens() -> Iterator[str]:
    """Yield the name of each address that our hooks and settings add to the admin."""
    for hook in own_hooks("register_admin_urls"):
        yield from names(hook())
    for hook in own_hooks("register_admin_viewset"):
        given = hook()
        for viewset in given if isinstance(given, list) else [given]:
            for each in getattr(viewset, "registerables", [viewset]):
                if not isinstance(each, PageViewSet):  # which only replaces screens of Wagtail's
                    yield from names(each.get_urlpatterns(), each.url_namespace)
    yield from (f"setting:{model._meta.label_lower}" for model in settings_registry)


def own_hooks(name: str) -> Iterator[Any]:
    return (hook for hook in hooks.get_hooks(name) if hook.__module__.startswith(OURS))


def names(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, pattern.namespace or namespace)
        elif pattern.name:  # the others replace screens of Wagtail's
            yield f"{namespace}:{pattern.name}".lstrip(":")


@world
def roles(site, people, published):
    """A person of each kind."""
    people.co_author = UserFactory(username="voisine")
    people.lab_reviewer = UserFactory(username="relecteur")
    for person in (people.co_author, people.lab_reviewer):
        add_author(person, site.other_lab)
    LabReviewer.objects.create(lab=site.lab, user=people.lab_reviewer)
    admit_reviewers()
    return people


@world
def things(site, roles, published):
    """What the addresses name, by the words of the tables above."""
    draft = CaseStudyPageFactory(parent=site.lab, slug="brouillon", live=False)
    draft.save_revision(user=roles.author)
    waiting = CaseStudyPageFactory(parent=site.lab, slug="en-relecture", live=False)
    waiting.save_revision(user=roles.author)
    waiting.get_workflow().start(waiting, roles.author)
    for case in (draft, published):
        CoAuthor.objects.create(case=case, user=roles.co_author)
    compiled = CaseStudyPageFactory(parent=site.other_lab, slug="veille", sheet_kind="compiled")
    request = CaseRequest.objects.create(
        kind=RequestKind.WITHDRAWAL,
        case=published,
        lab=site.lab,
        asked_by=roles.author,
        reason="Périmée.",
    )
    link, _address = opinions.ask(published, roles.author, recipient="Cheffe", message="", days=1)
    files = {"collection": site.lab.collection}
    term = TermFactory(vocabulary=Vocabulary.THEMES)
    return {
        "": [],
        "published": [published.pk],
        "revision": [published.pk, published.revisions.earliest("pk").pk],
        "co_author": [published.pk, published.co_authors.get().pk],
        "draft": [draft.pk],
        "waiting": [waiting.pk],
        "version": [waiting.pk, waiting.latest_revision_id],
        "opinion": [published.pk, link.pk],
        "compiled": [compiled.pk],
        "request": [request.pk],
        "lab": [site.lab.pk],
        "portfolio": [site.portfolio.pk],
        "home": [site.home.pk],
        "new case": ["projects", "casestudypage", site.lab.pk],
        "new lab": ["projects", "labpage", site.portfolio.pk],
        "photo": [PhotoFactory(**files).pk],
        "document": [ResourceFileFactory(**files).pk],
        "commune": [CommuneFactory().pk],
        "departement": [DepartementFactory().pk],
        "term": [term.pk],
        "merged term": [TermFactory(vocabulary=Vocabulary.THEMES, merged_into=term).pk],
        "keyword": [Keyword.objects.create(name="guichet").pk],
        "phrase": [ReturnPhrase.objects.create(text="Dites d’où vient ce chiffre.").pk],
        "indicator": [IndicatorFactory().pk],
        "synonyms": [SynonymSet.objects.create(code="file", expressions="file\nqueue").pk],
    }


def address_of(name: str, arguments: list[Any]) -> str:
    if not name.startswith("setting:"):
        return reverse(name, args=arguments)
    label = name.removeprefix("setting:").split(".")
    model = settings_registry.get_by_natural_key(*label)
    shared = issubclass(model, BaseGenericSetting)
    pk = model.load().pk if shared else Site.objects.get(is_default_site=True).pk
    return reverse("wagtailsettings:edit", args=[*label, pk])


def is_let_in(response: HttpResponse) -> bool:
    """Tell whether a screen answered, if only to refuse what was posted (422), rather than sent to
    the first screen or to the login, or denied the thing (403, 404) or the act (405)."""
    assert response.status_code in (200, 302, 403, 404, 405, 422), response.status_code
    if response.status_code == 302:
        sent_away = map(reverse, ("wagtailadmin_home", "wagtailadmin_login"))
        return response.url.split("?")[0] not in sent_away
    return response.status_code in (200, 422)


def test_each_of_our_screens_has_a_line():
    assert sorted(own_screens()) == sorted(SCREENS)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_who_opens_what(roles, things, role):
    """Whoever may not open a screen may not post to it either."""
    client = browser(getattr(roles, role))
    lines = list(SCREENS.items())
    lines += [(name, each) for name, screens in PAGES_AND_FILES.items() for each in screens]
    wrong = []
    for name, screen in sorted(lines, key=lambda line: line[1].acts):
        address = address_of(name, things[screen.of])
        may = role in screen.who
        asked = [client.post] if screen.acts else [client.get]
        for ask in asked if may else [client.post, *asked]:
            if is_let_in(ask(address)) is not may:
                wrong.append((name, screen.of, ask.__name__))
    assert wrong == []
