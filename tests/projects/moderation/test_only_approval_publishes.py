"""Every way that Wagtail has of publishing, tried by an administrator."""

import json
from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from projects.models import CaseStudyPage
from projects.models.review_task import version_key
from tests.factories import CaseStudyPageFactory
from tests.projects.moderation.acting import browser, filled_form, post_form, url
from tests.worlds import world

AJAX = {"x-requested-with": "XMLHttpRequest"}


@world
def draft(site, people):
    """A draft of État'LIN that nobody submitted."""
    draft = CaseStudyPageFactory(parent=site.lab, slug="brouillon", live=False, complete=True)
    draft.save_revision(user=people.author)
    return draft


def api(client, page, action, **data):
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(address, json.dumps(data), content_type="application/json")


def copy_form(page, **changes):
    parent = page.get_parent().pk
    return {"new_title": "Copie", "new_slug": "copie", "new_parent_page": parent, **changes}


def bulk(client, page, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={page.pk}", data)


def by_button(person, client, draft, published):
    post_form(person, draft, **{"action-publish": "action-publish"})


def by_button_on_a_changed_page(person, client, draft, published):
    post_form(person, published, **{"action-publish": "action-publish"})


def by_button_with_a_date(person, client, draft, published):
    date = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    post_form(person, draft, **{"action-publish": "action-publish", "go_live_at": date})


def by_date_alone(person, client, draft, published):
    date = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    post_form(person, draft, go_live_at=date)


def by_creating(person, client, draft, published):
    lab = draft.get_parent()
    data = filled_form(client, draft)
    data.update({"slug": "neuve", "action-publish": "action-publish"})
    client.post(url("add", "projects", "casestudypage", lab.pk), data)


def by_restoring_a_revision(person, client, draft, published):
    data = filled_form(client, published)
    data["action-publish"] = "action-publish"
    first = published.revisions.order_by("created_at").first()
    client.post(url("revisions_revert", published.pk, first.pk), data)


def by_bulk_action(person, client, draft, published):
    bulk(client, draft)


def by_bulk_action_on_a_changed_page(person, client, draft, published):
    bulk(client, published)


def by_bulk_action_above(person, client, draft, published):
    bulk(client, draft.get_parent().get_parent().get_parent(), include_descendants="on")


def by_live_copy(person, client, draft, published):
    client.post(url("copy", published.pk), copy_form(published, publish_copies="on"))


def by_copying_a_lab(person, client, draft, published):
    lab = published.get_parent()
    data = copy_form(lab, copy_subpages="on", publish_copies="on")
    client.post(url("copy", lab.pk), data)


def by_alias(person, client, draft, published):
    client.post(url("copy", published.pk), copy_form(published, alias="on"))


def by_api_publish(person, client, draft, published):
    api(client, draft, "publish")


def by_api_copy(person, client, draft, published):
    api(client, published, "copy", keep_live=True, slug="copie")


def by_api_alias(person, client, draft, published):
    api(client, published, "create_alias", update_slug="alias")


def by_api_revert(person, client, draft, published):
    first = published.revisions.order_by("created_at").first()
    api(client, published, "revert_to_page_revision", revision_id=first.pk)


def by_approving_what_nobody_submitted(person, client, draft, published):
    state = published.revisions.filter(task_states__isnull=False).get().task_states.get()
    client.post(url("workflow_action", draft.pk, "approve", state.pk))
    client.post(url("workflow_action", published.pk, "approve", state.pk))


def by_the_screen_of_a_review(person, client, draft, published):
    for page in (draft, published):
        data = {"answer": "approve", "version": version_key(page.latest_revision)}
        client.post(reverse("review_page", args=[page.pk]), data)


def by_planning(person, client, draft, published):
    date = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    data = {"revisions": [draft.latest_revision_id, published.latest_revision_id]}
    client.post(reverse("planned_publications"), {**data, "action": "move", "moment": date})


def by_moving(person, client, draft, published):
    other_lab = draft.get_parent().get_siblings(inclusive=False).get()
    client.post(url("move_confirm", draft.pk, other_lab.pk))


WAYS = [
    *(by_button, by_button_on_a_changed_page, by_button_with_a_date, by_date_alone, by_creating),
    *(by_restoring_a_revision, by_bulk_action, by_bulk_action_on_a_changed_page),
    *(by_bulk_action_above, by_live_copy, by_copying_a_lab, by_alias, by_api_publish, by_api_copy),
    *(by_api_alias, by_api_revert, by_approving_what_nobody_submitted, by_moving),
    *(by_the_screen_of_a_review, by_planning),
]


def test_nothing_else_publishes(draft, published, people, monkeypatch):
    live = set(Page.objects.live().values_list("pk", "title"))
    client = browser(people.administrator)
    client.raise_request_exception = False
    for way in WAYS:
        way(people.administrator, client, draft, published)
        assert set(Page.objects.live().values_list("pk", "title")) == live, way.__name__
        assert not Revision.objects.filter(approved_go_live_at__isnull=False), way.__name__

    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    call_command("publish_scheduled")
    assert set(Page.objects.live().values_list("pk", "title")) == live


def test_no_button_publishes(draft, people):
    page = browser(people.administrator).get(url("edit", draft.pk)).content.decode()
    assert "action-publish" not in page
    assert "action-submit" in page


class TestWhatStaysWithEditors:
    """Each is refused to an author of the lab, then done by an editor."""

    def test_unpublishing(self, published, people):
        browser(people.author).post(url("unpublish", published.pk))
        assert CaseStudyPage.objects.get(pk=published.pk).live
        browser(people.editor).post(url("unpublish", published.pk))
        assert not CaseStudyPage.objects.get(pk=published.pk).live

    def test_privacy(self, published, people):
        data = {"restriction_type": PageViewRestriction.LOGIN, "password": ""}
        for person, restrictions in ((people.author, 0), (people.editor, 1)):
            browser(person).post(url("set_privacy", published.pk), data, headers=AJAX)
            assert PageViewRestriction.objects.filter(page=published).count() == restrictions

    def test_cancelling_a_schedule(self, published, people):
        revision = published.latest_revision
        revision.approved_go_live_at = timezone.now() + timedelta(days=1)
        revision.save()
        for person, scheduled in ((people.author, True), (people.editor, False)):
            browser(person).post(url("revisions_unschedule", published.pk, revision.pk))
            assert CaseStudyPage.objects.get(pk=published.pk).approved_schedule is scheduled

    def test_deleting_what_is_live(self, published, people):
        for person, kept in ((people.author, True), (people.editor, False)):
            browser(person).post(url("delete", published.pk))
            assert CaseStudyPage.objects.filter(pk=published.pk).exists() is kept

    def test_publishing_practices_without_review(self, site, people):
        perms = site.practices.permissions_for_user(people.editor)
        assert perms.can_publish_subpage()
        assert not site.practices.permissions_for_user(people.author).can_edit()
