"""The pages that every site starts with."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from home.models import ContentPage, HomePage, SiteIdentity
from projects.models import (
    LabIndexPage,
    MapPage,
    PortfolioIndexPage,
    PracticeIndexPage,
    VocabularyPage,
)

SITE_NAME = "Avant-Après"
HEADLINE = "Ce que des services publics ont changé dans leur accueil."
PITCH = (
    "Images avant et après, chiffres, coûts, ce qui n’a pas marché, "
    "et de quoi le refaire chez vous."
)
INTRO = "Des accueils repensés, racontés avec ce qui a changé et ce que valent les chiffres."
PRACTICES_INTRO = "Des façons de faire que plusieurs réalisations ont en commun."
WORDS_INTRO = "Les mots qui décrivent les fiches : ce qu’ils veulent dire, et où ils mènent."
LABS_INTRO = (
    "Les laboratoires d’innovation publique qui racontent ici leurs projets, aboutis ou arrêtés."
)
MAP_HEADLINE = "Où cela s’est fait"
ABOUT = (
    "<p>Avant-Après réunit des projets de laboratoires d’innovation publique : la situation de "
    "départ, ce qui a été fait, ce qui a changé, ce qui n’a pas marché, et de quoi le refaire.</p>"
    "<h2>Ce que vaut un chiffre</h2>"
    "<p>Le changement, son sens et la confiance qu’on peut lui accorder sont calculés à partir de "
    "ce que le service a mesuré, jamais saisis. Cinq niveaux vont du récit sans mesure à la "
    "comparaison confirmée. Un niveau note une mesure, jamais un laboratoire.</p>"
    "<ul><li><b>Récit, sans mesure</b> : des effets racontés, aucun chiffre.</li>"
    "<li><b>Mesure partielle</b> : une valeur d’un seul côté, ou un écart sans ses valeurs.</li>"
    "<li><b>Avant/après, comparaison fragile</b> : deux valeurs, mais il manque de quoi les "
    "comparer vraiment ; on montre l’écart sans conclure.</li>"
    "<li><b>Avant/après comparables</b> : même indicateur, même méthode, mêmes périodes, "
    "effectifs connus, source et contexte donnés.</li>"
    "<li><b>Comparables et confirmés</b> : un second relevé ou un site témoin le confirme.</li>"
    "</ul>"
)


def child(parent: Page, model: type[Page], slug: str, **fields: Any) -> Page:
    """Return the child page of that model and slug, created live if there is none.

    A page of which there is only one is known whatever its slug: people may have changed it.
    """
    pages = model.objects.child_of(parent)
    found = pages.first() if model.max_count == 1 else pages.filter(slug=slug).first()
    if found:
        return found
    page = parent.add_child(instance=model(slug=slug, **fields))
    page.save_revision()
    return page


@transaction.atomic
def build_site(hostname: str, port: int) -> HomePage:
    """Create the pages that every site starts with, where they are missing; return the home page.

    The page that Wagtail's own migrations put in place is removed: it was never anybody's content.
    """
    root = Page.get_first_root_node()
    home = HomePage.objects.first()
    if home is None:
        Page.objects.child_of(root).filter(slug="home", content_type__model="page").delete()
        root.refresh_from_db()
        home = child(root, HomePage, "accueil", title=SITE_NAME, headline=HEADLINE, pitch=PITCH)
    site, _created = Site.objects.get_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": home, "site_name": SITE_NAME},
    )
    child(home, PortfolioIndexPage, "realisations", title="Réalisations", intro=INTRO)
    child(home, PracticeIndexPage, "pratiques", title="Pratiques", intro=PRACTICES_INTRO)
    child(home, VocabularyPage, "vocabulaire", title="Vocabulaire", intro=WORDS_INTRO)
    child(home, LabIndexPage, "labs", title="Labs", intro=LABS_INTRO)
    child(home, MapPage, "carte", title="Carte", headline=MAP_HEADLINE)
    child(home, ContentPage, "a-propos", title="À propos", body=ABOUT)
    SiteIdentity.objects.get_or_create(site=site)
    return home
