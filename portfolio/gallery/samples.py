"""Invented content, never saved: pages, cases, measures and photos to show components with."""

from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage, HomePage, SiteIdentity
from home.templatetags.site import FooterLink, Menu
from projects.choices import Direction, PhotoLicence, Scale, YesNo
from projects.dates import PartialDate
from projects.models import (
    CaseStudyPage,
    Commune,
    Departement,
    FurtherReading,
    Indicator,
    LabIndexPage,
    LabPage,
    MapPage,
    Measure,
    Photo,
    PhotoPair,
    PortfolioIndexPage,
    PracticeIndexPage,
    Resource,
    Term,
)

AnyPage = TypeVar("AnyPage", bound=Page)

TOWN_HALL = Term(code="mairie", label="Mairie")
IN_SERVICE = Term(code="en-service", label="En service")
HALL = Term(code="hall", label="Hall d'accueil")
PUY_DE_DOME = Departement(code="63", name="Puy-de-Dôme", region_name="Auvergne-Rhône-Alpes")
LEZOUX = Commune(code="63195", name="Lezoux", departement=PUY_DE_DOME, population=6_430)
TIMED = Term(code="chronometrage", label="Chronométrage")
ASKED = Term(code="enquete-place", label="Enquête sur place")
COUNTED = Term(code="comptage", label="Comptage")

NO_COLLECTION = 0
"""Said of each file: the collection that it would have by default is looked up."""

WAIT = Indicator(
    label="Attente moyenne au guichet",
    unit="min",
    direction=Direction.LOWER,
    scale=Scale.RATIO,
    threshold=Decimal(5),
    definition="Du moment où l'on entre à celui où l'on est reçu.",
)
SATISFACTION = Indicator(
    label="Usagers satisfaits de l'accueil",
    unit="%",
    direction=Direction.HIGHER,
    scale=Scale.PERCENT,
    sampled=True,
    threshold=Decimal(3),
)
ATTENDANCE = Indicator(
    label="Fréquentation",
    unit="nombre/mois",
    direction=Direction.NEUTRAL,
    scale=Scale.RATIO,
    threshold=Decimal(5),
)


def linked(page: AnyPage) -> AnyPage:
    """Let the links to a page that exists nowhere lead back to the gallery."""
    here = reverse("gallery")
    page.get_url = lambda *_args, **_options: here
    page.get_url_parts = lambda *_args, **_options: (None, "https://www.example.org", here)
    return page


def page(kind: type[AnyPage], pk: int, title: str, **fields: Any) -> AnyPage:
    """Return a page right below the home page, under a key that no saved page has."""
    return linked(kind(pk=-pk, title=title, depth=3, path=f"000100010{pk:03}", **fields))


def home() -> HomePage:
    shown = page(HomePage, 1, "Accueil")
    shown.depth = 2
    return shown


def menu(**parts: Any) -> Menu:
    """Return what a whole site links to; `parts` are those that differ."""
    whole = {
        "home": home(),
        "portfolio": page(PortfolioIndexPage, 2, "Réalisations"),
        "practices": page(PracticeIndexPage, 3, "Pratiques"),
        "labs": page(LabIndexPage, 4, "Labs"),
        "map": page(MapPage, 5, "Carte"),
        "vocabulary": page(ContentPage, 6, "Vocabulaire"),
        "notices": (page(ContentPage, 7, "Mentions légales"), page(ContentPage, 8, "Contribuer")),
        "statement": page(ContentPage, 9, "Accessibilité"),
        "links": (FooterLink("Le réseau des labs", None, "https://www.example.org/"),),
    }
    return Menu(**{**whole, **parts})


def identity(**fields: Any) -> SiteIdentity:
    return SiteIdentity(
        **{"tagline": "Le portefeuille partagé des réaménagements d’accueil.", **fields}
    )


def photo(name: str = "before", **fields: Any) -> Photo:
    """Return one of the pictures of the gallery, with all that its author told of it."""
    said = {
        "description": "Une trentaine de personnes font la queue devant six guichets vitrés",
        "credit": "Ville de Lezoux",
        "licence": PhotoLicence.LICENCE_OUVERTE,
        "taken_on": PartialDate(2023, 3),
        "place": "Lezoux",
        "width": 800,
        "height": 520,
        "collection_id": NO_COLLECTION,
    }
    path = f"portfolio/gallery/{name}.webp"
    shown = Photo(pk=-1, title=name, file=path, **{**said, **fields})
    shown.file.storage = staticfiles_storage
    shown.made = {}
    return shown


def photo_after(name: str = "after", **fields: Any) -> Photo:
    text = "Une table d’accueil, des fauteuils et trois box d’entretien numérotés"
    shown = photo(name, **{"description": text, "taken_on": PartialDate(2024, 3), **fields})
    shown.pk = -2
    return shown


def pair(**fields: Any) -> PhotoPair:
    return PhotoPair(**{"before": photo(), "after": photo_after(), **fields})


def drawn_pair() -> PhotoPair:
    return pair(before=photo(is_drawing=True), after=photo_after(is_drawing=True))


def measure(
    before: str | None = "34",
    after: str | None = "19",
    indicator: Indicator | None = WAIT,
    method: Term | None = TIMED,
    **fields: Any,
) -> Measure:
    """Return a measure that lacks nothing to be comparable, in a case of its own.

    `further_readings` are the values read a year later.
    """
    later = fields.pop("further_readings", ())
    said = {
        "page": CaseStudyPage(opened_on=PartialDate(2023, 10)),
        "before_method": method,
        "after_method": method,
        "before_n": 88,
        "after_n": 88,
        "before_start": PartialDate(2023, 3),
        "before_end": PartialDate(2023, 3),
        "after_start": PartialDate(2024, 3),
        "after_end": PartialDate(2024, 3),
        "source_name": "Bilan du service accueil, 2024",
        "context": "Rien d'autre n'a changé.",
    }
    values = {
        "before_value": None if before is None else Decimal(before),
        "after_value": None if after is None else Decimal(after),
    }
    made = Measure(indicator=indicator, **{**said, **values, **fields})
    march = PartialDate(2025, 3)
    made.further_readings = [
        FurtherReading(value=Decimal(value), start=march, end=march, method=method, n=88)
        for value in later
    ]
    return made


def case(*measures: Measure, **fields: Any) -> CaseStudyPage:
    """Return a case of a town hall with these measures; `photo_pairs` and `resources` are rows."""
    rows = {name: fields.pop(name, []) for name in ("photo_pairs", "resources", "sources")}
    is_fictional = fields.pop("is_fictional", False)
    said = {
        "title": "Un pré-accueil remplace la file unique",
        "summary": "Un agent debout à l'entrée répond aux questions simples et oriente les autres.",
        "establishment_kind": TOWN_HALL,
        "commune": LEZOUX,
        "phase": IN_SERVICE,
        "started_on": PartialDate(2023, 7),
        "opened_on": PartialDate(2023, 10),
        "cost_amount": Decimal(1_800),
        "cost_tax": "ttc",
        "visit_possible": YesNo.YES,
    }
    shown = linked(CaseStudyPage(**{**said, **fields}))
    for name, of_them in rows.items():
        setattr(shown, name, of_them)
    shown.measures = list(measures)
    shown.lab = lab()
    shown.is_fictional = is_fictional
    return shown


def lab(**fields: Any) -> LabPage:
    count = fields.pop("case_count", 12)
    shown = linked(LabPage(**{"title": "Lab de la Limagne", "territory": "Puy-de-Dôme", **fields}))
    shown.case_count = count
    return shown


def resource(**fields: Any) -> Resource:
    url = "https://www.example.org/plan.pdf"
    return Resource(**{"title": "Plan du pré-accueil", "kind": "plan", "url": url, **fields})
