"""The components that show photos, and set a before beside an after."""

from collections.abc import Iterator
from typing import Any

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State, states_of
from projects.models import PhotoPair
from projects.templatetags.sheets import lead_kind

WIDE, HALF = "(min-width: 60rem) 40rem, 92vw", "(min-width: 60rem) 20rem, 46vw"


def components() -> Iterator[Component]:
    yield lead_picture()
    yield Component(
        "split_picture",
        "Image coupée",
        "L’autre signature : moitié gauche avant, moitié droite après, un filet entre les deux.",
        tuple(
            State(label, {"pair": each, "half_sizes": HALF, "dated": True})
            for label, each in pairs_of_one_place().items()
        ),
        size="medium",
    )
    yield Component(
        "split_label",
        "Étiquette avant | après",
        "Sur la coupe d’une image ; se tait pour qui écoute, l’image le dit.",
        (
            State("Sans dates", {"dated": False}),
            State("Datée", {"dated": True, **dates()}),
        ),
        size="small",
        inside='<div class="split pattern-split">{}</div>',
    )
    yield pair()
    yield Component(
        "pair_sides",
        "Les deux côtés",
        "Dans une paire : côte à côte, ou superposés là où un script peut déplacer la limite.",
        (
            State("Deux photos", {"pair": samples.pair(), "sizes": HALF}),
            State("Avant seul", {"pair": samples.pair(after=None), "sizes": HALF}),
        ),
        size="medium",
    )
    yield photo()
    yield Component(
        "picture",
        "Image",
        "Toute image du site : formats et tailles au choix du navigateur.",
        (
            State(
                "Décrite",
                {"picture": samples.photo().picture, "alt": "Six guichets", "sizes": HALF},
            ),
            State("Pas d’image", {"picture": None}),
        ),
        size="small",
    )
    yield Component(
        "viewer",
        "Visionneuse",
        "Une fois par page qui montre des photos : chacune s’y ouvre en grand.",
        (State("Fermée : ouvrir une photo ci-dessus", {}),),
    )
    yield Component(
        "drawing_tag",
        "« Dessin de principe »",
        "Sur chaque dessin : un dessin ne passe jamais pour le lieu.",
        (State("Toujours la même", {}),),
        size="small",
    )
    yield Component(
        "fictional_tag",
        "« Exemple fictif »",
        "À côté du nom de tout ce qui est inventé.",
        (State("Toujours la même", {}),),
        size="small",
    )


def lead_picture() -> Component:
    shown = {
        "Paire": samples.case(photo_pairs=[samples.pair()]),
        "Paire de dessins": samples.case(photo_pairs=[samples.drawn_pair()]),
        "Photo seule": samples.case(main_photo=samples.photo_after()),
        "Dessin seul": samples.case(main_photo=samples.photo_after(is_drawing=True)),
        "Deux chiffres": samples.case(
            samples.measure("60", "80", samples.SATISFACTION, samples.ASKED)
        ),
        "Ni image ni chiffre": samples.case(),
    }
    return Component(
        "lead_picture",
        "Image d’ouverture",
        "En tête d’une fiche, d’une vignette, de la une : ce que la fiche a de mieux.",
        tuple(
            State(
                label,
                {"case": each, "kind": lead_kind(each), "sizes": WIDE, "half_sizes": HALF},
            )
            for label, each in shown.items()
        ),
        size="medium",
    )


def dates() -> dict[str, object]:
    return {"before": samples.photo().taken_on, "after": samples.photo_after().taken_on}


def pairs_of_one_place() -> dict[str, PhotoPair]:
    undated = samples.photo(taken_on=None), samples.photo_after(taken_on=None)
    return {
        "Datée": samples.pair(),
        "Sans dates": samples.pair(before=undated[0], after=undated[1]),
        "Dessins de principe": samples.drawn_pair(),
    }


def pair() -> Component:
    told = {
        "zone": samples.HALL,
        "caption": "Depuis la porte d’entrée",
        "change_description": "La file a disparu. Une table d’accueil fait face à l’entrée.",
    }
    closer = samples.photo_after("after-closer", width=450, height=460)
    shown = {
        "Même point de vue : la limite se déplace": samples.pair(same_viewpoint=True, **told),
        "Autre point de vue : côte à côte": samples.pair(after=closer, **told),
        "Dessins de principe": samples.drawn_pair(),
        "Avant seul": samples.pair(after=None),
    }
    return Component(
        "pair",
        "Paire avant/après",
        "Dans les images d’une fiche.",
        states_of("pair", shown),
    )


def photo() -> Component:
    bare = {"credit": "", "licence": "", "taken_on": None, "place": ""}
    shown: dict[str, dict[str, Any]] = {
        "Tout est dit": {"photo": samples.photo(caption="Un lundi à 9 heures.")},
        "Côté avant d’une paire": {"photo": samples.photo(), "side": "Avant"},
        "Légende et description propres": {
            "photo": samples.photo(),
            "caption": "Les six guichets.",
            "alt": "Six guichets vitrés au fond d’un hall",
        },
        "Dessin de principe": {"photo": samples.photo_after(is_drawing=True)},
        "Rien n’est dit": {"photo": samples.photo_after(**bare)},
    }
    return Component(
        "photo",
        "Photo",
        "Toute photo d’une fiche : auteur, licence, date, et l’image en grand.",
        tuple(State(label, {**each, "sizes": HALF}) for label, each in shown.items()),
        size="medium",
    )
