"""Codes of the demonstration's files, looked up once."""

from collections.abc import Iterable

from projects.models import Commune, Indicator, PracticePage, Term


class Lookup:
    """Terms, indicators and practices by code. Raises KeyError for a code that does not exist."""

    def __init__(self) -> None:
        self.by_code = {(term.vocabulary, term.code): term for term in Term.objects.all()}
        self.indicators = Indicator.objects.in_bulk(field_name="code")
        self.practices = {page.slug: page for page in PracticePage.objects.all()}

    def term(self, vocabulary: str, code: str | None) -> Term | None:
        return self.by_code[vocabulary, code] if code else None

    def terms(self, vocabulary: str, codes: Iterable[str]) -> list[Term]:
        return [self.by_code[vocabulary, code] for code in codes]

    def commune(self, code: str | None) -> Commune | None:
        return Commune.objects.get(pk=code) if code else None
