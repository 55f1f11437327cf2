"""What a case and a lab say of themselves to machines, in the words of schema.org.

Only what their pages show. Addresses are absolute; what is not known is left out.
"""

from typing import Any

from django.utils.translation import gettext as _

from projects.choices import FRANCE, ContentLicence
from projects.models import CaseStudyPage, LabPage

Data = dict[str, Any]

LICENCES = {
    ContentLicence.LICENCE_OUVERTE: "https://spdx.org/licenses/etalab-2.0.html",
    ContentLicence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    ContentLicence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}


def case_data(case: CaseStudyPage, image: str = "") -> Data:
    """Describe a case as an article; `image` is the address of the picture that stands for it."""
    publisher = lab_data(case.lab) if case.lab else None
    return known(
        {
            "@type": "Article",
            "mainEntityOfPage": case.full_url,
            "url": case.full_url,
            "headline": case.title,
            "description": case.summary,
            "disambiguatingDescription": caution(case),
            "inLanguage": "fr",
            "image": image,
            "datePublished": moment(case.first_published_at),
            "dateModified": moment(case.last_published_at),
            "author": publisher,
            "publisher": publisher,
            "license": LICENCES[ContentLicence(case.content_licence)],
            "isAccessibleForFree": True,
            "about": [{"@type": "Thing", "name": term.label} for term in case.themes.all()],
            "keywords": [tag.name for tag in case.tags.all()],
            "audience": [
                {"@type": "Audience", "audienceType": term.label} for term in case.audiences.all()
            ],
            "contentLocation": place(case),
            "isBasedOn": [source_data(source) for source in case.sources.all()],
        }
    )


def lab_data(lab: LabPage) -> Data:
    """Describe a lab as an organisation."""
    return known(
        {
            "@type": "Organization",
            "name": lab.title,
            "url": lab.full_url,
            "areaServed": lab.territory,
            "sameAs": lab.website,
            "email": lab.email,
        }
    )


def caution(case: CaseStudyPage) -> str:
    """Return what nobody may ignore of a case, wherever it is quoted."""
    if case.is_fictional:
        return _("Made-up example")
    if case.is_compiled:
        return _("From public sources, not validated by the service")
    return ""


def place(case: CaseStudyPage) -> Data | None:
    if case.no_place:
        return None
    departement = case.departement
    address = known(
        {
            "@type": "PostalAddress",
            "addressLocality": case.commune.name if case.commune else case.elsewhere,
            "addressRegion": departement.region_name if departement else "",
            "addressCountry": "FR" if case.country == FRANCE else case.country,
        }
    )
    name = case.site_name or case.place
    return {"@type": "Place", "name": name, "address": address} if name else None


def source_data(source: Any) -> Data:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": publisher,
            "datePublished": str(source.published_on or ""),
        }
    )


def moment(value: Any) -> str:
    return value.isoformat() if value else ""


def known(data: Data) -> Data:
    """Leave out what is empty."""
    return {name: value for name, value in data.items() if value or value is False}
