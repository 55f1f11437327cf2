"""`/vocabulaire/`: the words that sheets are described with, and the cases each leads to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from django.db import models
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from projects.listing import cards_of
from projects.models.case_study import CaseStudyPage
from projects.models.indicator import Indicator
from projects.models.keyword import Keyword
from projects.models.vocabulary import Term, Vocabulary
from projects.querysets import CaseStudyQuerySet


def tags() -> models.QuerySet:
    return Keyword.objects.annotate(code=F("slug"), label=F("name")).order_by("name")


TAGS = "mots-cles"


@dataclass(frozen=True)
class WordList:
    """A list of words: a vocabulary, the indicators or the tags.

    `slug` is its place in addresses, `field` the lookup that leads from a case to its words,
    `rows` gives them all (with `code` and `label`), `filter_name` is the parameter that narrows
    the list of cases by them, if there is one. A list that is not `kept` by editors shows only
    the words that a published case has: the others may come from drafts. `heir` gives, by its
    code, the word that took over from another.
    """

    slug: str
    title: str | Promise
    field: str
    rows: Callable[[], models.QuerySet]
    filter_name: str = ""
    kept: bool = True
    heir: Callable[[str], "Term | Keyword | None"] = lambda code: None

    def words(self, cases: CaseStudyQuerySet) -> list[Any]:
        """The words to show, each with its `case_count` among these cases. Two queries."""
        held = cases.order_by().filter(**{f"{self.field}__isnull": False})
        counts = dict(held.values_list(self.field).annotate(Count("pk", distinct=True)))
        shown = Q(pk__in=counts) | Q(active=True) if self.kept else Q(pk__in=counts)
        words = list(self.rows().filter(shown))
        for word in words:
            word.case_count = counts.get(word.pk, 0)
        return words

    def word(self, code: str, cases: CaseStudyQuerySet) -> Any:
        """The word of that code. Raises Http404 where it would not be shown."""
        for word in self.words(cases):
            if word.code == code:
                return word
        raise Http404(code)


def terms(vocabulary: Vocabulary, slug: str, field: str, filter_name: str = "") -> WordList:
    rows = partial(Term.objects.of, vocabulary)
    heir = partial(heir_of_term, vocabulary)
    return WordList(slug, vocabulary.label, field, rows, filter_name, heir=heir)


def heir_of_term(vocabulary: Vocabulary, code: str) -> Term | None:
    """Return the term that one was merged into."""
    term = Term.objects.of(vocabulary).filter(code=code).select_related("merged_into").first()
    return term and term.merged_into


def heir_of_tag(code: str) -> Term | Keyword | None:
    """Return the tag that one was merged into, or the term that it became."""
    leading = Keyword.every.select_related("merged_into", "adopted_as").filter(slug=code).first()
    return leading and (leading.merged_into or leading.adopted_as)


LISTS = {
    words.slug: words
    for words in (
        terms(Vocabulary.THEMES, "themes", "themes", "theme"),
        terms(Vocabulary.RECEPTION_ZONES, "zones", "reception_zones", "zone"),
        terms(Vocabulary.JOURNEY_STAGES, "etapes", "journey_stages", "etape"),
        terms(Vocabulary.AUDIENCES, "publics", "audiences", "public"),
        terms(
            Vocabulary.ESTABLISHMENT_KINDS, "etablissements", "establishment_kind", "etablissement"
        ),
        terms(Vocabulary.PROJECT_KINDS, "projets", "project_kind", "type"),
        terms(Vocabulary.METHODS, "methodes", "methods", "methode"),
        terms(Vocabulary.PHASES, "phases", "phase", "phase"),
        WordList(
            "indicateurs",
            _("Indicators"),
            "measures__indicator",
            partial(Indicator.objects.select_related, "advised_method"),
            "indicateur",
        ),
        WordList(TAGS, _("Tags"), "tags", tags, "tag", kept=False, heir=heir_of_tag),
    )
}


class VocabularyPage(RoutablePageMixin, Page):
    """The lists of words, each list, and each word with its cases."""

    intro = models.CharField(_("introduction"), max_length=280, blank=True)

    content_panels = (*Page.content_panels, FieldPanel("intro"))
    max_count = 1
    parent_page_types = ("home.HomePage",)
    subpage_types = ()
    template = "projects/vocabulary_page.html"

    class Meta:
        verbose_name = _("vocabulary page")
        verbose_name_plural = _("vocabulary pages")

    @property
    def cases(self) -> CaseStudyQuerySet:
        return CaseStudyPage.objects.published()

    @property
    def lists(self) -> list[tuple[WordList, list[Any]]]:
        """Every list that has a word to show, with its words."""
        cases = self.cases
        shown = [(found, found.words(cases)) for found in LISTS.values()]
        return [(found, words) for found, words in shown if words]

    @path("")
    def show_all(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, context_overrides={"lists": self.lists})

    @path("<slug:slug>/")
    def show_list(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = _list_of(slug)
        return self.render(
            request,
            template="projects/word_list.html",
            context_overrides={
                "list": found,
                "words": found.words(self.cases),
                "steps": [(found.title, "")],
                "heading": found.title,
                "address": self.full_url + f"{slug}/",
            },
        )

    @path("<slug:slug>/<str:code>/")
    def show_word(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        cases = self.cases
        found = _list_of(slug)
        try:
            word = found.word(code, cases)
        except Http404:
            if heir := found.heir(code):
                return redirect(self.url + place_of(heir), permanent=True)
            raise
        holding = cases.having(**{found.field: word.pk}).for_cards().most_recent()
        return self.render(
            request,
            template="projects/word.html",
            context_overrides={
                "list": found,
                "word": word,
                "cases": cards_of(holding, request.GET),
                "steps": [(found.title, f"{self.url}{slug}/"), (word.label, "")],
                "heading": word.label,
                "address": self.full_url + f"{slug}/{quote(code)}/",
            },
        )

    def get_sitemap_urls(self, request: Any = None) -> list[dict[str, Any]]:
        """This page, each list, and each word that leads to a case."""
        return [*super().get_sitemap_urls(request), *self._addresses()]

    def _addresses(self) -> Iterator[dict[str, Any]]:
        for found, words in self.lists:
            yield {"location": f"{self.full_url}{found.slug}/"}
            for word in words:
                if word.case_count:
                    yield {"location": f"{self.full_url}{found.slug}/{quote(word.code)}/"}


def place_of(word: Term | Keyword) -> str:
    """Return the address of a word below that of the page. Raises Http404 if it has none."""
    if isinstance(word, Keyword):
        return f"{TAGS}/{quote(word.slug)}/"
    for found in LISTS.values():
        if found.title == Vocabulary(word.vocabulary).label:
            return f"{found.slug}/{quote(word.code)}/"
    raise Http404(word.code)


def _list_of(slug: str) -> WordList:
    try:
        return LISTS[slug]
    except KeyError as error:
        raise Http404(slug) from error
