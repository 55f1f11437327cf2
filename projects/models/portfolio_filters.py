"""What the list of cases may be narrowed by, offering only what some case has."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from projects.listing import Filter
from projects.models.place import Departement
from projects.models.vocabulary import Term, Vocabulary
from projects.querysets import CaseStudyQuerySet

BY_TERM = (
    ("theme", _("Theme"), Vocabulary.THEMES, "themes"),
    ("etablissement", _("Establishment"), Vocabulary.ESTABLISHMENT_KINDS, "establishment_kind"),
)
"""Parameter, title, vocabulary, and the field of a case that holds its terms."""


def filters_of(cases: CaseStudyQuerySet, labs: Iterable[Any], tags: Iterable[str]) -> list[Filter]:
    """Return what these cases may be narrowed by; one query for each.

    `labs` are those of the cases; `tags` are the slugs that the address asks for.
    """
    paths = {lab.slug: lab for lab in labs}
    return [
        *(
            Filter(
                name,
                title,
                {term.code: term.label for term in terms_in_use(vocabulary, field, cases)},
                partial(_narrow, f"{field}__code__in"),
            )
            for name, title, vocabulary, field in BY_TERM
        ),
        Filter(
            "departement",
            _("Département"),
            {place.code: str(place) for place in departements_in_use(cases)},
            partial(_narrow, "departement__in"),
        ),
        Filter(
            "lab",
            _("Lab"),
            {slug: lab.title for slug, lab in paths.items()},
            lambda found, slugs: found.of_labs(paths[slug] for slug in slugs),
        ),
        Filter(
            "tag",
            _("Tag"),
            {tag.slug: tag.name for tag in tags_in_use(cases, tags)},
            partial(_narrow, "tags__slug__in"),
            in_panel=False,
        ),
    ]


def _narrow(lookup: str, cases: CaseStudyQuerySet, codes: list[str]) -> CaseStudyQuerySet:
    return cases.having(**{lookup: codes})


def terms_in_use(vocabulary: Vocabulary, field: str, cases: CaseStudyQuerySet) -> Any:
    """The terms of a vocabulary that some of these cases have in a field."""
    # EXISTS stops at the first case of each term, where a join would read them all.
    holding = cases.order_by().filter(**{field: OuterRef("pk")})
    return Term.objects.of(vocabulary).filter(Exists(holding))


def departements_in_use(cases: CaseStudyQuerySet) -> Any:
    return Departement.objects.filter(Exists(cases.order_by().filter(departement=OuterRef("pk"))))


def tags_in_use(cases: CaseStudyQuerySet, slugs: Iterable[str]) -> Any:
    """The tags of these slugs that some of these cases have; no query for no slug."""
    slugs = [*slugs]
    holding = cases.order_by().filter(tagged_items__tag=OuterRef("pk"))
    return Tag.objects.filter(Exists(holding), slug__in=slugs) if slugs else ()
