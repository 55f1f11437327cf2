"""Who sees what: anonymous readers see published cases, in every list, and no other."""

import pytest
from wagtail.models import PageViewRestriction

from projects.indexing import rebuild
from projects.models import AppliedPractice
from tests.factories import (
    CaseStudyPageFactory,
    DepartementFactory,
    LabIndexPageFactory,
    LabPageFactory,
    MapPageFactory,
    PracticePageFactory,
    TermFactory,
)
from tests.worlds import world

TITLE, WORD = "Un vestibule", "pupitre"
"""How the case is recognised, and what finds it."""


@world
def practice(house):
    return PracticePageFactory(parent=house.practices)


@world
def case(house, practice):
    """A published case that every list could show."""
    lab = LabPageFactory(parent=house.portfolio, slug="lab")
    case = CaseStudyPageFactory(parent=lab, title=TITLE, summary=WORD, live=False)
    case.themes.add(TermFactory(code="attente", label="Attente"))
    case.practices = [AppliedPractice(practice=practice)]
    case.save_revision().publish()
    case.refresh_from_db()
    rebuild()
    return case


def restrict(page, kind: str) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sésame")


def unpublish(case):
    case.unpublish()


def withdraw_before_publication(case):
    type(case).objects.filter(pk=case.pk).update(live=False, first_published_at=None)


STATES = {
    "unpublished": unpublish,
    "draft": withdraw_before_publication,
    "password": lambda case: restrict(case, PageViewRestriction.PASSWORD),
    "login": lambda case: restrict(case, PageViewRestriction.LOGIN),
    "groups": lambda case: restrict(case, PageViewRestriction.GROUPS),
    "private lab": lambda case: restrict(case.get_parent(), PageViewRestriction.LOGIN),
    "private portfolio": lambda case: restrict(
        case.get_parent().get_parent(), PageViewRestriction.PASSWORD
    ),
}


def places(house, case, practice) -> dict[str, str]:
    """Where a case can show, by the name of the place."""
    portfolio = house.portfolio.url
    return {
        "home": house.home.url,
        "list": portfolio,
        "search": f"{portfolio}?q={WORD}",
        "theme": f"{portfolio}?theme=attente",
        "lab": case.get_parent().url,
        "practice": practice.url,
        "map": MapPageFactory(parent=house.home).url,
        "sitemap": "/sitemap.xml",
        "case": case.url,
    }


def seen(client, address: str, case) -> bool:
    """Tell whether somebody sees the case at an address: its title, or its own address."""
    text = client.get(address).content.decode()
    link = f'<a href="{case.url}">{TITLE}</a>'
    return any(trace in text for trace in (link, f">{TITLE}</h1>", f"{case.url}</loc>"))


def test_a_published_case_is_seen_everywhere(client, house, case, practice):
    unseen = [
        name
        for name, address in places(house, case, practice).items()
        if not seen(client, address, case)
    ]
    assert unseen == []


@pytest.mark.parametrize("state", STATES)
def test_any_other_case_is_seen_nowhere(client, house, case, practice, state):
    addresses = places(house, case, practice)
    STATES[state](case)
    for name, address in addresses.items():
        text = client.get(address).content.decode()
        assert TITLE not in text, name
        assert f"{addresses['case']}<" not in text, name


@pytest.mark.parametrize("state", STATES)
def test_counts_and_filters_leave_it_out(client, house, case, state):
    STATES[state](case)
    home = client.get(house.home.url).context
    assert home["case_count"] == 0
    assert [lab.case_count for lab in home["labs"]] in ([0], [0, 0], [])
    response = client.get(house.portfolio.url)
    if "listing" in (response.context or {}):
        listing = response.context["listing"]
        assert listing.page.paginator.count == 0
        assert listing.panel == []


@pytest.mark.parametrize("state", STATES)
def test_the_map_and_the_labs_leave_it_out(client, house, case, state):
    DepartementFactory(code="63")
    type(case).objects.filter(pk=case.pk).update(departement="63")
    carte, labs = MapPageFactory(parent=house.home), LabIndexPageFactory(parent=house.home)
    lab_address = case.get_parent().url

    def counted() -> tuple[int, list[int], int]:
        lab = client.get(lab_address).context or {}
        return (
            client.get(carte.url).context["tile_map"].total,
            [each.case_count for each in client.get(labs.url).context["labs"]],
            lab["tile_map"].total if "tile_map" in lab else 0,
        )

    assert counted() == (1, [0, 1], 1)
    STATES[state](case)
    total, by_lab, of_lab = counted()
    assert (total, sum(by_lab), of_lab) == (0, 0, 0)


def test_a_private_page_does_not_give_its_title_with_its_password_form(client, case):
    restrict(case, PageViewRestriction.PASSWORD)
    text = client.get(case.url).content.decode()
    assert "protégée par un mot de passe" in text
    assert TITLE not in text


def test_a_signed_in_reader_sees_a_case_kept_for_those(admin_client, case):
    restrict(case, PageViewRestriction.LOGIN)
    assert admin_client.get(case.url).status_code == 200
