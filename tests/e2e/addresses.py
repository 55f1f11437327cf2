"""Every kind of public page, by an address of the demonstration."""

LIST, LAB = "/realisations/", "/realisations/lab-exemple/"
WATCH = "/realisations/cas-documentes-par-la-veille/"
ADDRESSES = {
    "home": "/",
    "list": LIST,
    "second page": f"{LIST}?page=2",
    "filtered": f"{LIST}?theme=attente",
    "search": f"{LIST}?q=file+d%27attente",
    "table": f"{LIST}?vue=tableau",
    "no result": f"{LIST}?q=zzzz",
    "lab": LAB,
    "lab with a map": WATCH,
    "full sheet": f"{LAB}pre-accueil-remplace-la-file-unique/",
    "compiled sheet": f"{WATCH}mediatheque-lezoux/",
    "sheet without picture": f"{WATCH}etatlin-incubateur-intraprenariat/",
    "labs": "/labs/",
    "map": "/carte/",
    "practices": "/pratiques/",
    "practice": "/pratiques/pre-accueil/",
    "vocabulary": "/vocabulaire/",
    "list of words": "/vocabulaire/themes/",
    "word": "/vocabulaire/themes/attente/",
    "tag": "/vocabulaire/mots-cles/accessibilite/",
    "plain page": "/a-propos/",
    "legal notice": "/mentions-legales/",
    "site map": "/plan-du-site/",
    "not found": "/nulle-part/",
    "bad request": "/erreurs/400/",
    "refused": "/erreurs/403/",
    "form refused": "/erreurs/403-csrf/",
    "failure": "/erreurs/500/",
}
