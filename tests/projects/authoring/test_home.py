"""The first screen of the admin."""

from django.urls import reverse
from wagtail.models import WorkflowState

from projects.provisioning import add_author, add_editor
from tests.factories import CaseStudyPageFactory, LabPageFactory, UserFactory
from tests.projects.authoring.desk import Desk
from tests.worlds import world


@world
def other_lab(house):
    return LabPageFactory(parent=house.portfolio, title="Le LAB 63")


def first_screen(desk):
    return desk.read(reverse("wagtailadmin_home"))


def test_offers_a_new_sheet_under_each_of_the_authors_own_labs(desk, author, house, other_lab):
    page = first_screen(desk)
    assert desk.new_sheet_url(house.lab) in page
    assert desk.new_sheet_url(other_lab) not in page
    add_author(author, other_lab)
    assert desk.new_sheet_url(other_lab) in first_screen(desk)


def test_shows_the_sheets_that_wait_under_what_they_wait_for(desk, author, house, other_lab, sheet):
    CaseStudyPageFactory(parent=other_lab, title="Ailleurs", live=False).save_revision()
    CaseStudyPageFactory(parent=house.lab, title="Publiée")
    page = first_screen(desk)
    assert "Brouillons" in page
    assert sheet.title in page
    assert "Ailleurs" not in page
    assert "Publiée" not in page
    house.lab.get_workflow().start(sheet, author)
    page = first_screen(desk)
    assert "En relecture" in page
    assert "Brouillons" not in page
    state = WorkflowState.objects.get()
    state.status = WorkflowState.STATUS_NEEDS_CHANGES
    state.save()
    assert "À reprendre" in first_screen(desk)


def test_spares_authors_what_only_editors_use(desk, client, author):
    reports = reverse("wagtailadmin_reports:site_history")
    assert reports not in first_screen(desk)
    editor = UserFactory()
    add_editor(editor)
    assert reports in first_screen(Desk(client, editor))


def test_calls_nobody_outside(desk):
    page = first_screen(desk)
    assert "gravatar" not in page
    assert "releases.wagtail.org" not in page
