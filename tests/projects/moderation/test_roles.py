"""What each person may do to the pages, photos and documents of a lab."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import WorkflowState

from projects.models import CaseStudyPage, Photo, ResourceFile
from projects.provisioning import add_author
from tests.factories import PhotoFactory, ResourceFileFactory, picture
from tests.projects.moderation.acting import act, browser, filled_form, post_form, url, waiting

EVERYBODY = ("anonymous", "author", "stranger", "editor", "second_editor", "administrator")
WRITERS = ("author", "editor", "second_editor", "administrator")
REVIEWERS = ("editor", "second_editor", "administrator")


def each_person(allowed):
    return pytest.mark.parametrize(
        ("role", "allowed"), [(role, role in allowed) for role in EVERYBODY]
    )


@pytest.fixture
def person(people, role):
    return getattr(people, role)


def opens(person, address):
    return browser(person).get(address).status_code == 200


class TestPages:
    @each_person(WRITERS)
    def test_open_the_form_of_a_sheet(self, case, person, allowed):
        assert opens(person, url("edit", case.pk)) is allowed

    @each_person(WRITERS)
    def test_open_the_form_of_the_lab(self, site, person, allowed):
        assert opens(person, url("edit", site.lab.pk)) is allowed

    @each_person(WRITERS)
    def test_start_a_sheet_of_the_lab(self, site, person, allowed):
        address = url("add", "projects", "casestudypage", site.lab.pk)
        assert opens(person, address) is allowed

    @each_person(REVIEWERS)
    def test_start_a_lab(self, site, person, allowed):
        address = url("add", "projects", "labpage", site.portfolio.pk)
        assert opens(person, address) is allowed

    @pytest.mark.parametrize("role", EVERYBODY)
    def test_publish_without_review(self, case, site, people, role):
        if person := getattr(people, role):
            for page in (site.portfolio, site.lab, case):
                assert not page.permissions_for_user(person).can_publish()
                assert not page.permissions_for_user(person).can_publish_subpage()

    def test_two_labs_are_written_for_by_one_person(self, case, site, people):
        add_author(people.stranger, site.lab)
        assert opens(people.stranger, url("edit", case.pk))
        assert opens(people.stranger, url("edit", site.other_lab.pk))


class TestReview:
    @pytest.mark.parametrize(("role", "allowed"), [("author", True), ("stranger", False)])
    def test_submit(self, case, person, allowed):
        if allowed:
            post_form(person, case, **{"action-submit": "action-submit"})
        else:
            browser(person).post(url("edit", case.pk), {"action-submit": "action-submit"})
        assert CaseStudyPage.objects.get(pk=case.pk).workflow_in_progress is allowed

    @each_person(REVIEWERS)
    def test_approve(self, submitted, person, allowed):
        act(person, submitted, "approve")
        assert CaseStudyPage.objects.get(pk=submitted.pk).live is allowed

    @each_person(REVIEWERS)
    def test_send_back(self, submitted, person, allowed):
        act(person, submitted, "reject", comment="Précisez la date.")
        needs_changes = WorkflowState.STATUS_NEEDS_CHANGES
        state = CaseStudyPage.objects.get(pk=submitted.pk).current_workflow_state
        assert (state.status == needs_changes) is allowed

    @each_person(REVIEWERS)
    def test_read_what_waits(self, submitted, person, allowed):
        address = url("workflow_preview", submitted.pk, waiting(submitted).task_id)
        assert opens(person, address) is allowed

    def test_its_author_does_not_change_what_waits(self, submitted, people):
        data = filled_form(browser(people.editor), submitted)
        data["title"] = "Autre"
        browser(people.author).post(url("edit", submitted.pk), data)
        submitted.refresh_from_db()
        assert submitted.draft_title != "Autre"


class TestMedia:
    @pytest.fixture
    def media(self, site):
        return {
            "images": PhotoFactory(collection=site.lab.collection),
            "documents": ResourceFileFactory(collection=site.lab.collection),
        }

    @pytest.mark.parametrize("kind", ["images", "documents"])
    @each_person(WRITERS)
    def test_find_in_the_chooser(self, media, kind, person, allowed):
        namespace = {"images": "wagtailimages_chooser", "documents": "wagtaildocs_chooser"}[kind]
        response = browser(person).get(reverse(f"{namespace}:choose_results"))
        assert (media[kind].title in response.content.decode()) is allowed

    @pytest.mark.parametrize("kind", ["images", "documents"])
    @each_person(WRITERS)
    def test_change(self, media, kind, person, allowed):
        namespace = {"images": "wagtailimages", "documents": "wagtaildocs"}[kind]
        assert opens(person, reverse(f"{namespace}:edit", args=[media[kind].pk])) is allowed

    @pytest.mark.parametrize("role", ["author", "stranger"])
    def test_add_a_photo_to_a_lab(self, site, person, role):
        """The chooser's own upload takes no other collection than those of the person."""
        data = {
            "image-chooser-upload-title": "Accueil",
            "image-chooser-upload-file": SimpleUploadedFile("a.jpg", picture(), "image/jpeg"),
            "image-chooser-upload-collection": site.lab.collection_id,
        }
        browser(person).post(reverse("wagtailimages_chooser:create"), data)
        stored = Photo.objects.filter(collection=site.lab.collection)
        assert stored.exists() is (role == "author")

    @pytest.mark.parametrize("role", ["author", "stranger"])
    def test_add_a_document_to_a_lab(self, site, person, role):
        data = {
            "document-chooser-upload-title": "Plan",
            "document-chooser-upload-file": SimpleUploadedFile("plan.txt", b"plan"),
            "document-chooser-upload-collection": site.lab.collection_id,
        }
        browser(person).post(reverse("wagtaildocs_chooser:create"), data)
        stored = ResourceFile.objects.filter(collection=site.lab.collection)
        assert stored.exists() is (role == "author")
