"""The components that show what changed, and how far it may be believed."""

from collections.abc import Iterator
from decimal import Decimal

from portfolio.gallery import samples
from portfolio.gallery.component import Component, State, states_of
from projects.cards import told_of
from projects.choices import EvidenceLevel, Verdict
from projects.models import Measure
from projects.templatetags.measures import reading_rows


def components() -> Iterator[Component]:
    fragile = told_of(samples.measure(before_n=None))
    noted = {"level": COMPARABLE, "words": COMPARABLE.label, "note": "3 mesures"}
    yield measures()
    yield Component(
        "unmeasured",
        "Mesure sans chiffre",
        "Sous les mesures : ce qui sera mesuré, ou ne peut l’être.",
        (
            State("Prévue", {"measure": samples.measure(None, None, **PLANNED)}),
            State("Prévue, sans date", {"measure": samples.measure(None, None, status="planned")}),
            State("Non mesurable", {"measure": samples.measure(None, None, **NOT_MEASURABLE)}),
        ),
        size="small",
    )
    yield change()
    yield from drawn()
    yield Component(
        "verdict",
        "Verdict",
        "Ce qu’on peut conclure d’une mesure ; en deçà du niveau 3, rien.",
        tuple(State(label, {"verdict": verdict}) for label, verdict in VERDICTS.items()),
        size="small",
    )
    yield Component(
        "evidence_label",
        "Niveau de preuve",
        "À côté de tout chiffre montré : jusqu’où le croire.",
        (
            *(
                State(f"Niveau {level}", {"level": level, "words": level.label})
                for level in EvidenceLevel
            ),
            State("Sans conclusion", {"level": fragile["level"], "words": fragile["proof"]}),
            State("Suivi d’un mot", noted),
            State("Menant aux mesures", {**noted, "link": "#measure"}),
        ),
        size="small",
    )
    yield Component(
        "evidence",
        "Barres du niveau",
        "Dans le niveau de preuve ; jamais sans les mots.",
        tuple(State(f"Niveau {level}", {"level": level}) for level in EvidenceLevel),
        size="small",
    )
    yield Component(
        "levels",
        "Les cinq niveaux",
        "Sur l’accueil : ce que vaut un chiffre.",
        (State("Toujours les mêmes", {}),),
    )
    yield Component(
        "readings",
        "Relevés",
        "Dans le détail d’une mesure. Défile de côté sur un écran étroit.",
        tuple(
            State(label, {"measure": each, "rows": reading_rows(each)})
            for label, each in {
                "Avant et après": samples.measure(),
                "Relevé ultérieur et site témoin": confirmed(),
            }.items()
        ),
    )
    yield from costs()


FRAGILE, COMPARABLE = EvidenceLevel.FRAGILE, EvidenceLevel.COMPARABLE
VERDICTS = {
    "Dans le bon sens": Verdict.IMPROVEMENT,
    "Dans le mauvais sens": Verdict.DETERIORATION,
    "En deçà du seuil": Verdict.STABLE,
    "Intervalle qui contient zéro": Verdict.INCONCLUSIVE,
    "Indicateur neutre": Verdict.NEUTRAL,
    "En deçà du niveau 3": Verdict.NO_CONCLUSION,
    "Un seul côté": None,
}
PLANNED = {
    "status": "planned",
    "planned_on": samples.PartialDate(2027, 3),
    "target": "20 minutes",
}
NOT_MEASURABLE = {"status": "not-measurable", "note": "Personne n’attendait avant."}


def measures() -> Component:
    """Return the measures that a reader may meet: every verdict, every level, what is partial."""
    survey = {"indicator": samples.SATISFACTION, "method": samples.ASKED}
    visits = {"indicator": samples.ATTENDANCE, "method": samples.COUNTED}
    own = {"indicator": None, "own_label": "Appels perdus", "own_unit": "appels/mois"}
    reported = {"reported_change": Decimal(30), "reported_kind": "relative"}
    shown = {
        "Amélioration, niveau 3": samples.measure(),
        "Dégradation, niveau 3": samples.measure("19", "24"),
        "Pas de changement notable": samples.measure("20", "20.5"),
        "Trop incertain pour conclure": samples.measure("22", "17", **survey),
        "Évolution d’un indicateur neutre": samples.measure("2140", "2600", **visits),
        "Écart sans conclusion, niveau 2": samples.measure("412", "180", **own),
        "Confirmée, niveau 4": confirmed(),
        "Avant seul, niveau 1": samples.measure("34", None),
        "Après seul, niveau 1": samples.measure(None, "19"),
        "Changement sans ses valeurs, niveau 1": samples.measure(None, None, **reported),
        "Sans valeur, niveau 0": samples.measure(None, None),
    }
    return Component(
        "measure",
        "Mesure",
        "Dans les résultats d’une fiche. Changement, verdict et niveau sont calculés.",
        states_of("measure", shown),
    )


def confirmed() -> Measure:
    control = {"control_name": "Mairie voisine", "control_before": Decimal(33)}
    return samples.measure(
        further_readings=("21",), control_after=Decimal(32), target="20 minutes", **control
    )


def change() -> Component:
    survey = samples.measure("60", "80", samples.SATISFACTION, samples.ASKED)
    sizes = {"Vignette (m)": "m", "À la une, mesure (l)": "l", "Fiche (xl)": "xl"}
    return Component(
        "change",
        "Changement mesuré",
        "L’une des deux signatures du site : avant, après, écart. À l’encre, jamais en couleur.",
        (
            *(
                State(label, {"told": told_of(samples.measure()), "size": size})
                for label, size in sizes.items()
            ),
            State("En points", {"told": told_of(survey), "size": "l"}),
            State("Sans changement", {"told": told_of(samples.measure("20", "20")), "size": "l"}),
            State("Un seul côté", {"told": told_of(samples.measure("34", None)), "size": "l"}),
        ),
        size="small",
    )


def drawn() -> Iterator[Component]:
    own = {"indicator": None, "own_label": "Appels perdus", "own_unit": "appels/mois"}
    shown = {
        "Comparable": samples.measure(),
        "Fragile": samples.measure("412", "180", **own),
        "Presque pareil": samples.measure("20", "20.5"),
        "Relevé ultérieur et site témoin": confirmed(),
        "Un seul côté": samples.measure("34", None),
    }
    yield Component(
        "dumbbell",
        "Haltère",
        "À côté d’une mesure : creux avant, plein après, sur un axe honnête.",
        states_of("measure", shown),
        size="medium",
    )
    both_sides = {label: each for label, each in shown.items() if each.after_value is not None}
    yield Component(
        "small_dumbbell",
        "Petit haltère",
        "Sur une vignette, à côté du changement.",
        states_of("chart", {label: told_of(each)["chart"] for label, each in both_sides.items()}),
        size="small",
    )


def costs() -> Iterator[Component]:
    told = samples.case(cost_scope="reception", cost_basis="estimated")
    untold = samples.case(cost_amount=None)
    compiled = samples.case(cost_amount=None, sheet_kind="compiled")
    yield Component(
        "cost",
        "Coût",
        "Sur une fiche et dans le tableau.",
        (
            State("Montant", {"case": told}),
            State("Non dit par le lab", {"case": untold}),
            State("Non dit par les sources", {"case": compiled}),
        ),
        size="small",
    )
    yield Component(
        "untold",
        "Non communiqué",
        "À la place de toute valeur qu’une fiche ne donne pas.",
        (
            State("Par le lab", {"case": untold}),
            State("Par les sources", {"case": compiled}),
        ),
        size="small",
    )
