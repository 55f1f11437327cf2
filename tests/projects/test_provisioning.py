"""What labs and the site get, once, whatever they are called later."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from projects.models import LabPage, ReviewTask
from projects.provisioning import (
    add_author,
    add_editor,
    editors_group,
    provision_lab,
    provision_site,
)
from tests.factories import LabPageFactory, UserFactory

COUNTED = (
    Group,
    Collection,
    GroupPagePermission,
    GroupCollectionPermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
    ReviewTask,
)


def counts():
    return [model.objects.count() for model in COUNTED]


def page_rights(group, page):
    granted = GroupPagePermission.objects.filter(group=group, page=page)
    return {right.permission.codename for right in granted}


def media_rights(group, collection):
    granted = GroupCollectionPermission.objects.filter(group=group, collection=collection)
    return {right.permission.codename for right in granted}


MEDIA = {
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
}


class TestLab:
    def test_gets_its_group_its_collection_and_no_more_when_it_is_created(self, house):
        group, collection = house.lab.author_group, house.lab.collection
        assert group.name == "Auteurs – État'LIN"
        assert collection.name == "État'LIN"
        assert page_rights(group, house.lab) == {"add_page", "change_page"}
        assert media_rights(group, collection) == MEDIA
        assert [right.codename for right in group.permissions.all()] == ["access_admin"]
        assert group.page_permissions.count() == 2
        assert group.collection_permissions.count() == 6

    def test_gets_nothing_twice(self, house):
        before = counts()
        provision_lab(LabPage.objects.get())
        assert counts() == before

    def test_keeps_them_when_its_name_changes(self, house):
        group, collection = house.lab.author_group, house.lab.collection
        lab = house.lab.get_latest_revision_as_object()
        lab.title = "État'LIN, Pays de la Loire"
        lab.save_revision().publish()
        lab = LabPage.objects.get()
        assert (lab.author_group, lab.collection) == (group, collection)
        assert lab.author_group.name == "Auteurs – État'LIN, Pays de la Loire"
        assert lab.collection.name == "État'LIN, Pays de la Loire"

    def test_keeps_them_when_an_old_revision_is_published(self, house):
        lab = house.lab
        revision = lab.save_revision()
        revision.content.update(author_group=None, collection=None)
        revision.save()
        revision.publish()
        assert LabPage.objects.get().author_group == lab.author_group
        assert LabPage.objects.get().collection == lab.collection

    def test_gets_its_own_when_it_is_a_copy_or_a_namesake(self, house):
        copy = house.lab.copy(update_attrs={"slug": "copie"})
        namesake = LabPageFactory(parent=house.portfolio, title="État'LIN", slug="autre")
        groups = {lab.author_group for lab in (house.lab, copy, namesake)}
        assert len(groups) == 3
        assert None not in groups

    def test_gets_back_what_was_deleted(self, house):
        house.lab.author_group.delete()
        provision_lab(LabPage.objects.get())
        assert LabPage.objects.get().author_group.name == "Auteurs – État'LIN"

    def test_has_authors_who_may_have_other_labs(self, house):
        other = LabPageFactory(parent=house.portfolio)
        person = UserFactory()
        for lab in (house.lab, other):
            add_author(person, lab)
        assert set(person.groups.all()) == {house.lab.author_group, other.author_group}


class TestSite:
    def test_editors_keep_the_portfolio_the_practices_the_vocabularies_and_all_files(self, house):
        provision_site()
        editors = editors_group()
        rights = {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
        assert editors.name == "Rédaction"
        assert page_rights(editors, house.portfolio) == rights
        assert page_rights(editors, house.practices) == rights
        assert media_rights(editors, Collection.get_first_root_node()) == MEDIA

        person = UserFactory()
        add_editor(person)
        assert person.has_perms(["projects.add_term", "projects.change_indicator"])
        assert not person.has_perm("projects.delete_term")
        assert not person.has_perm("projects.change_portfoliosettings")

    def test_the_portfolio_is_reviewed_by_the_editors(self, house):
        task = provision_site()
        workflow = house.lab.get_workflow()
        assert workflow.name == "Relecture"
        assert [each.specific for each in workflow.tasks] == [task]
        assert list(task.groups.all()) == [editors_group()]

    def test_gets_nothing_twice_even_under_other_names(self, house):
        task = provision_site()
        Group.objects.filter(pk=editors_group().pk).update(name="Comité")
        Workflow.objects.update(name="Comité")
        ReviewTask.objects.update(name="Comité")
        before = counts()
        assert provision_site() == task
        assert counts() == before

    def test_a_longer_review_is_kept_but_one_without_it_is_replaced(self, house):
        task = provision_site()
        longer = Workflow.objects.create(name="Deux relectures")
        WorkflowTask.objects.create(workflow=longer, task=task, sort_order=0)
        WorkflowPage.objects.update(workflow=longer)
        provision_site()
        assert house.portfolio.get_workflow() == longer

        WorkflowPage.objects.update(workflow=Workflow.objects.create(name="Sans relecture"))
        provision_site()
        assert task in [each.specific for each in house.lab.get_workflow().tasks]

    def test_the_samples_of_wagtail_go_unless_somebody_uses_them(self, house):
        UserFactory().groups.add(Group.objects.get(name="Editors"))
        provision_site()
        assert Group.objects.filter(name="Editors").exists()
        assert not Group.objects.filter(name="Moderators").exists()
        assert not Workflow.objects.filter(name="Moderators approval").exists()

    def test_the_command_says_what_is_in_place(self, house, capsys):
        call_command("provision")
        said = capsys.readouterr().out
        assert "groupe « Rédaction »" in said
        assert "État'LIN : groupe « Auteurs – État'LIN », collection « État'LIN »" in said


@pytest.mark.django_db
def test_a_site_without_pages_yet_gets_what_it_can():
    assert provision_site().groups.get() == editors_group()
