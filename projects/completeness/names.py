"""Names of persons in a text, as far as they can be told from other names: few, but likely."""

import re
from collections.abc import Iterator

ROLES = (
    *("adjointe?", "agente?", "animatrice", "animateur", "architecte", "assistante?", "bénévole"),
    *("cadre de santé", "cheff?e?", "collègue", "conseillère?", "conseiller", "coordinatrice"),
    *("coordinateur", "designer", "designeuse", "directrice", "directeur", "élue?", "guichetière"),
    *("guichetier", "habitante?", "infirmière", "infirmier", "maire", "médecin", "médiatrice"),
    *("médiateur", "patiente?", "préfète?", "préfet", "présidente?", "responsable"),
    *("sage-femme", "secrétaire", "usagère", "usager"),
)
# What stands capitalised beside a role and is no person: places, institutions, programmes.
NO_PERSON = frozenset(
    {
        *("Action", "Agence", "Caisse", "Centre", "Communauté", "Conseil", "Département", "École"),
        *("État", "France", "Hôtel", "Lab", "Le", "La", "Les", "Maison", "Maisons", "Mairie"),
        *("Métropole", "Ministère", "Pays", "Pôle", "Préfecture", "Région", "République", "Saint"),
        *("Sainte", "Service", "Services", "Travail", "Union", "Université", "Ville", "Villes"),
        *("Un", "Une", "Nous", "Chaque", "Cette", "Ce"),
    }
)
FUNCTION = (
    "(?:Maire|Préf|Direct|Ministre|Président|Adjoint|Secrétaire|Conseill|Chef|Député|Sénat|Recteur"
    "|Rectrice|Juge|Procureur|Tout|Euro)"
)
"""How what follows a civility begins when it is an office: « Madame la Maire »."""
UPPER, LOWER = "A-ZÀ-ÖØ-Þ", "a-zà-öø-ÿ"
WORD = rf"[{UPPER}][{LOWER}]+(?:[-’'][{UPPER}][{LOWER}]+)*"
SURNAME = rf"(?:[dD]['’]|(?:[dD]e|[dD]u|[lL]e|[lL]a) )?(?:{WORD}|[{UPPER}]{{3,}})"
FULL_NAME = rf"(?P<name>(?P<first>{WORD}) (?P<last>{SURNAME}))"
ROLE = rf"\b(?:{'|'.join(ROLES)})\b"
# « la directrice, Claire Martin » and « la directrice Claire Martin », but not « le maire de Saint
# Nazaire »: after other words, a comma, a colon or a bracket must come first.
TITLED = re.compile(
    rf"(?<!\d )\b(?P<name>(?:M\.|Mr|MM\.|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle|Dr|Pr|Maître) "
    rf"(?!(?:[lL][ea] )?{FUNCTION})(?:{WORD} )?{SURNAME})"
)
AFTER_ROLE = re.compile(rf"(?i:{ROLE})(?:(?: [{LOWER}’'-]+){{0,6}} ?[,:(] ?| ){FULL_NAME}")
BEFORE_ROLE = re.compile(rf"\b{FULL_NAME} ?[,(–] ?(?:(?:la|le|une?|notre|notre) |l[’'])?{ROLE}")


def names(text: str) -> Iterator[str]:
    """Yield each name of a person that a text seems to give, once, in no particular order."""
    text = text.replace("\xa0", " ").replace("\u202f", " ")
    found = {match["name"] for match in TITLED.finditer(text)}
    text = TITLED.sub(";", text)
    for pattern in (AFTER_ROLE, BEFORE_ROLE):
        for match in pattern.finditer(text):
            if NO_PERSON.isdisjoint({match["first"], match["last"]}):
                found.add(match["name"])
    yield from sorted(found)
