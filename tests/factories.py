"""The smallest valid objects; traits build states."""

import io
from decimal import Decimal

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.rich_text import RichText

from home.models import ContentPage, HomePage
from projects.choices import Direction, People, PhotoLicence, Scale, SheetKind
from projects.dates import PartialDate
from projects.folding import fold
from projects.models import (
    CaseStudyPage,
    Commune,
    Departement,
    Indicator,
    LabIndexPage,
    LabPage,
    MapPage,
    Measure,
    Photo,
    PhotoPair,
    PortfolioIndexPage,
    PracticeIndexPage,
    PracticePage,
    ResourceFile,
    Source,
    Term,
    Vocabulary,
    VocabularyPage,
)


def picture(
    size: tuple[int, int] = (40, 26), colour: str = "grey", file_format: str = "JPEG"
) -> bytes:
    """Return the bytes of a small plain picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, file_format)
    return buffer.getvalue()


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.org")
    password = factory.django.Password("secret")

    class Params:
        administrator = factory.Trait(is_staff=True, is_superuser=True)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term
        django_get_or_create = ("vocabulary", "code")

    vocabulary = Vocabulary.THEMES
    code = factory.Sequence(lambda n: f"terme-{n}")
    label = factory.LazyAttribute(lambda term: term.code.replace("-", " ").capitalize())


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator
        django_get_or_create = ("code",)

    code = "attente-moy"
    label = "Temps d'attente moyen"
    unit = "min"
    direction = Direction.LOWER
    scale = Scale.RATIO
    threshold = Decimal(5)

    class Params:
        percentage = factory.Trait(
            code="satisfaction",
            label="Usagers satisfaits",
            unit="%",
            direction=Direction.HIGHER,
            scale=Scale.PERCENT,
            sampled=True,
            threshold=Decimal(3),
        )


class DepartementFactory(DjangoModelFactory):
    class Meta:
        model = Departement
        django_get_or_create = ("code",)

    code = "63"
    name = "Puy-de-Dôme"
    plain_name = factory.LazyAttribute(lambda place: fold(place.name))
    region_code = "84"
    region_name = "Auvergne-Rhône-Alpes"


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ("code",)

    code = "63195"
    name = "Lezoux"
    plain_name = factory.LazyAttribute(lambda place: fold(place.name))
    departement = factory.SubFactory(DepartementFactory)
    population = 6_430


class PhotoFactory(DjangoModelFactory):
    """A photo that nothing is missing from."""

    class Meta:
        model = Photo

    title = factory.Sequence(lambda n: f"Photo {n}")
    description = "Un hall clair, une table basse et trois fauteuils"
    credit = "Ville de Lezoux"
    licence = PhotoLicence.LICENCE_OUVERTE
    people = People.NONE
    file = factory.LazyFunction(lambda: ContentFile(picture(), name="photo.jpg"))


class ResourceFileFactory(DjangoModelFactory):
    class Meta:
        model = ResourceFile

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"plan", name="plan.txt"))


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "Avant-Après"
    slug = "accueil"


class ContentPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ContentPage

    title = factory.Sequence(lambda n: f"Page {n}")
    body = "<p>Texte.</p>"


class PortfolioIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PortfolioIndexPage

    title = "Réalisations"
    slug = "realisations"


class VocabularyPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = VocabularyPage

    title = "Vocabulaire"
    slug = "vocabulaire"


class PracticeIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PracticeIndexPage

    title = "Pratiques"
    slug = "pratiques"


class PracticePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PracticePage

    title = factory.Sequence(lambda n: f"Pratique {n}")


class LabIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LabIndexPage

    title = "Labs"
    slug = "labs"


class MapPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = MapPage

    title = "Carte"
    slug = "carte"


class LabPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LabPage

    title = factory.Sequence(lambda n: f"Lab {n}")


def term(vocabulary: Vocabulary, code: str) -> factory.SubFactory:
    return factory.SubFactory(TermFactory, vocabulary=vocabulary, code=code)


def terms(vocabulary: Vocabulary, code: str) -> factory.LazyFunction:
    return factory.LazyFunction(lambda: [TermFactory(vocabulary=vocabulary, code=code)])


class CaseStudyPageFactory(wagtail_factories.PageFactory):
    """A live short sheet with a title and nothing else; `live=False` makes a draft.

    `complete=True` has all that submission demands of a short sheet about a space, `full=True`
    of a full one, `compiled=True` of one written from public sources.
    """

    class Meta:
        model = CaseStudyPage

    title = factory.Sequence(lambda n: f"Un accueil repensé, fiche {n}")
    summary = "Un agent debout règle les demandes simples dès l'entrée."

    class Params:
        described = factory.Trait(
            project_kind=term(Vocabulary.PROJECT_KINDS, "amenagement"),
            beneficiary_name="Ville de Lezoux",
            beneficiary_kind=term(Vocabulary.STRUCTURE_KINDS, "commune"),
            site_name="Mairie de Lezoux",
            establishment_kind=term(Vocabulary.ESTABLISHMENT_KINDS, "mairie"),
            commune=factory.SubFactory(CommuneFactory),
            themes=terms(Vocabulary.THEMES, "attente"),
            audiences=terms(Vocabulary.AUDIENCES, "tous"),
            reception_zones=terms(Vocabulary.RECEPTION_ZONES, "hall"),
            phase=term(Vocabulary.PHASES, "en-service"),
            problem="<p>Trente personnes debout le lundi.</p>",
            approach=[("text", RichText("<p>Nous avons observé la file.</p>"))],
        )
        complete = factory.Trait(
            described=True,
            started_on=PartialDate(2023),
            no_measure_reason="Le comptage commence en janvier.",
            main_photo=factory.SubFactory(PhotoFactory),
            cost_amount=Decimal(1_800),
            cost_year=2023,
            contact_service="Accueil de la mairie",
            contact_email="accueil@lezoux.example.org",
        )
        full = factory.Trait(
            complete=True,
            sheet_kind=SheetKind.FULL,
            solution="<p>Un pré-accueil debout, à trois mètres de la porte.</p>",
            what_did_not_work="<p>La borne n'a servi à personne.</p>",
            success_conditions="<p>Deux agents volontaires.</p>",
            would_do_differently="<p>Nous aurions essayé plus tôt.</p>",
            photo_pairs=factory.LazyFunction(
                lambda: [PhotoPair(before=PhotoFactory(), after=PhotoFactory())]
            ),
        )
        compiled = factory.Trait(
            described=True,
            sheet_kind=SheetKind.COMPILED,
            sources=factory.LazyFunction(lambda: [SourceFactory.build()]),
        )


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    indicator = factory.SubFactory(IndicatorFactory)
    before_value = Decimal(34)
    after_value = Decimal(19)

    class Params:
        comparable = factory.Trait(
            before_start=PartialDate(2023, 3),
            before_end=PartialDate(2023, 3),
            after_start=PartialDate(2024, 3),
            after_end=PartialDate(2024, 3),
            before_method=factory.SubFactory(
                TermFactory, vocabulary=Vocabulary.MEASUREMENT_METHODS, code="gfa"
            ),
            after_method=factory.SelfAttribute("before_method"),
            before_exhaustive=True,
            after_exhaustive=True,
            source_name="Bilan de l'accueil",
            context="Rien d'autre n'a changé.",
        )


class PhotoPairFactory(DjangoModelFactory):
    class Meta:
        model = PhotoPair

    before = factory.SubFactory(PhotoFactory)
    after = factory.SubFactory(PhotoFactory)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = "Un article"
    url = "https://example.org/article"
