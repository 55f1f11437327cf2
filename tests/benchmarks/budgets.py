"""What may not be exceeded, or must be reached, in each theme."""

from dataclasses import dataclass

Measured = dict[str, float]


@dataclass(frozen=True)
class Budget:
    """A measure by its key, what it is in French, and its bound by theme; None where it has none.

    A bound is the most allowed, or the least where `at_least`.
    """

    key: str
    label: str
    unit: str = ""
    neutral: float | None = None
    dsfr: float | None = None
    at_least: bool = False

    def bound(self, theme: str) -> float | None:
        return self.dsfr if theme == "dsfr" else self.neutral

    def is_kept(self, value: float, theme: str) -> bool:
        bound = self.bound(theme)
        if bound is None:
            return True
        return value >= bound if self.at_least else value <= bound


def score(key: str, label: str, neutral: float = 100, dsfr: float = 100) -> Budget:
    return Budget(key, f"Lighthouse mobile, {label}", "", neutral, dsfr, at_least=True)


BUDGETS = (
    Budget("code", "Liste : HTML, CSS et JS, compressés", "ko", 25, 240),
    Budget("requests", "Liste : requêtes, photos à part", "", 6, 22),
    Budget("page", "Liste entière avec 20 photos, écran de bureau", "ko", 450, 650),
    Budget("page-phone", "Liste entière avec 20 photos, téléphone", "ko"),
    Budget("shift", "Décalage de mise en page, pire des pages", "", 0, 0.02),
    score("performance-home", "performance, accueil", 98, 92),
    score("performance-list", "performance, liste", 98, 92),
    score("performance-case", "performance, fiche", 98, 92),
    score("performance-lab", "performance, lab", 98, 92),
    score("accessibility", "accessibilité, pire des pages"),
    score("best-practices", "bonnes pratiques, pire des pages"),
    score("seo", "référencement, pire des pages"),
    Budget("server", "Serveur : liste parmi 10 000 fiches, 95e centile", "ms", 90, 90),
    Budget("server-cpu", "dont processeur, 95e centile", "ms"),
    Budget("server-ratio", "rapport à une page sans données, même minute", "×"),
    Budget("queries-home", "Requêtes en base, accueil", "", 20, 20),
    Budget("queries-list", "Requêtes en base, liste", "", 25, 25),
    Budget("queries-case", "Requêtes en base, fiche", "", 45, 45),
    Budget("queue", "Serveur : file de relecture, 300 en attente, pire liste", "ms", 300, 300),
    Budget("queue-cpu", "dont processeur", "ms"),
    Budget("queue-ratio", "rapport à une page sans données, même minute", "×"),
    Budget("queries-queue", "Requêtes en base, file de relecture", "", 45, 45),
    Budget("tracker", "Serveur : suivi de 10 000 fiches, pire liste", "ms", 300, 300),
    Budget("tracker-cpu", "dont processeur", "ms"),
    Budget("tracker-ratio", "rapport à une page sans données, même minute", "×"),
    Budget("queries-tracker", "Requêtes en base, suivi", "", 45, 45),
)
