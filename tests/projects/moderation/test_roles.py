"""What each person may do to the pages, photos and documents of a lab."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import WorkflowState

from projects.models import CaseStudyPage, Photo, ResourceFile
from projects.provisioning import add_author
from tests.factories import PhotoFactory, ResourceFileFactory, picture
from tests.projects.moderation.acting import act, browser, filled_form, url, waiting

EVERYBODY = ("anonymous", "author", "stranger", "editor", "second_editor", "administrator")
REVIEWERS = {"editor", "second_editor", "administrator"}
WRITERS = {"author", *REVIEWERS}


def who_opens(people, address):
    """Return the roles for whom an address answers with a page."""
    return {
        role for role in EVERYBODY if browser(getattr(people, role)).get(address).status_code == 200
    }


class TestPages:
    def test_open_the_form_of_a_sheet(self, case, people):
        assert who_opens(people, url("edit", case.pk)) == WRITERS

    def test_open_the_form_of_the_lab(self, site, people):
        assert who_opens(people, url("edit", site.lab.pk)) == WRITERS

    def test_start_a_sheet_of_the_lab(self, site, people):
        address = url("add", "projects", "casestudypage", site.lab.pk)
        assert who_opens(people, address) == WRITERS

    def test_start_a_lab(self, site, people):
        address = url("add", "projects", "labpage", site.portfolio.pk)
        assert who_opens(people, address) == REVIEWERS

    def test_publish_without_review(self, case, site, people):
        for role in EVERYBODY[1:]:
            for page in (site.portfolio, site.lab, case):
                perms = page.permissions_for_user(getattr(people, role))
                assert not perms.can_publish()
                assert not perms.can_publish_subpage()

    def test_one_person_writes_for_two_labs(self, site, people):
        add_author(people.stranger, site.lab)
        for lab in (site.lab, site.other_lab):
            assert "stranger" in who_opens(people, url("edit", lab.pk))


class TestReview:
    def test_submit(self, case, people):
        data = filled_form(browser(people.author), case)
        data["action-submit"] = "action-submit"
        for role in ("anonymous", "stranger", "author"):
            browser(getattr(people, role)).post(url("edit", case.pk), data)
            submitted = CaseStudyPage.objects.get(pk=case.pk).workflow_in_progress
            assert submitted is (role == "author")

    @pytest.mark.parametrize("action", ["approve", "reject"])
    def test_answer_is_refused_to_others(self, submitted, people, action):
        for role in set(EVERYBODY) - REVIEWERS:
            act(getattr(people, role), submitted, action, comment="Précisez la date.")
            assert waiting(submitted)

    @pytest.mark.parametrize("role", sorted(REVIEWERS))
    def test_approve(self, submitted, people, role):
        act(getattr(people, role), submitted, "approve")
        assert CaseStudyPage.objects.get(pk=submitted.pk).live

    @pytest.mark.parametrize("role", sorted(REVIEWERS))
    def test_send_back(self, submitted, people, role):
        act(getattr(people, role), submitted, "reject", comment="Précisez la date.")
        state = CaseStudyPage.objects.get(pk=submitted.pk).current_workflow_state
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES

    def test_unlock_what_somebody_else_locked(self, submitted, people):
        submitted.locked, submitted.locked_by = True, people.second_editor
        submitted.save()
        for person, locked in ((people.author, True), (people.editor, False)):
            browser(person).post(url("unlock", submitted.pk))
            assert CaseStudyPage.objects.get(pk=submitted.pk).locked is locked

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
    def test_find_in_the_chooser(self, media, people, kind):
        chooser = {"images": "wagtailimages_chooser", "documents": "wagtaildocs_chooser"}[kind]
        found = {
            role
            for role in EVERYBODY
            if media[kind].title
            in browser(getattr(people, role))
            .get(reverse(f"{chooser}:choose_results"))
            .content.decode()
        }
        assert found == WRITERS

    @pytest.mark.parametrize("kind", ["images", "documents"])
    def test_change(self, media, people, kind):
        namespace = {"images": "wagtailimages", "documents": "wagtaildocs"}[kind]
        address = reverse(f"{namespace}:edit", args=[media[kind].pk])
        assert who_opens(people, address) == WRITERS

    @pytest.mark.parametrize("role", ["author", "stranger"])
    def test_add_a_photo_to_a_lab(self, site, people, role):
        """The chooser's own upload takes no other collection than those of the person."""
        data = {
            "image-chooser-upload-title": "Accueil",
            "image-chooser-upload-file": SimpleUploadedFile("a.jpg", picture(), "image/jpeg"),
            "image-chooser-upload-collection": site.lab.collection_id,
        }
        browser(getattr(people, role)).post(reverse("wagtailimages_chooser:create"), data)
        stored = Photo.objects.filter(collection=site.lab.collection)
        assert stored.exists() is (role == "author")

    @pytest.mark.parametrize("role", ["author", "stranger"])
    def test_add_a_document_to_a_lab(self, site, people, role):
        data = {
            "document-chooser-upload-title": "Plan",
            "document-chooser-upload-file": SimpleUploadedFile("plan.txt", b"plan"),
            "document-chooser-upload-collection": site.lab.collection_id,
        }
        browser(getattr(people, role)).post(reverse("wagtaildocs_chooser:create"), data)
        stored = ResourceFile.objects.filter(collection=site.lab.collection)
        assert stored.exists() is (role == "author")
