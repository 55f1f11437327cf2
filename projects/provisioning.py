"""What labs and the site get: groups, rights, collections, the review workflow. Idempotent."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from projects.models import (
    Indicator,
    Keyword,
    LabPage,
    LabReviewer,
    PortfolioIndexPage,
    PortfolioSettings,
    PracticeIndexPage,
    ReturnPhrase,
    ReviewTask,
    SynonymSet,
    Term,
)

AUTHOR_RIGHTS = ("add", "change")
EDITOR_RIGHTS = ("add", "change", "publish", "lock", "unlock")
MEDIA_RIGHTS = ("add", "change", "choose")
KEPT_BY_EDITORS = (Term, Keyword, Indicator, SynonymSet, ReturnPhrase)
"""What editors add to and change. Nothing of it is deleted: it is merged or withdrawn."""
PHRASES = (
    gettext_lazy("Say where this figure comes from: who counted, when, in which document."),
    gettext_lazy("Someone can be recognised on a photo: blur the face or get a written agreement."),
    gettext_lazy("A person is named in the text: give their role instead of their name."),
    gettext_lazy("Give the reference of the written agreement of the person quoted."),
    gettext_lazy("Remove what tells how the place is secured: badges, cameras, emergency exits."),
    gettext_lazy("Say what did not work: it is what a colleague will look for first."),
)
"""What reviewers often have to say: the first phrases, which the editors then change."""


@transaction.atomic
def provision_lab(lab: LabPage) -> None:
    """Give a lab its authors' group, its collection of photos and documents, and the rights on it.

    Both are found again by the lab itself; their names follow the lab's.
    """
    group = lab.author_group or Group()
    group.name = free_group_name(lab)
    group.save()
    collection = lab.collection or Collection.get_first_root_node().add_child(name=lab.title)
    collection.name = lab.title
    collection.save(update_fields=["name"])
    lab.author_group, lab.collection = group, collection
    LabPage.objects.filter(pk=lab.pk).update(author_group=group, collection=collection)
    allow_admin(group)
    allow_on_page(group, lab, AUTHOR_RIGHTS)
    allow_on_collection(group, collection)
    admit_reviewers()


@transaction.atomic
def provision_site() -> ReviewTask:
    """Give the editors their group and rights, and the portfolio its review; return the review.

    Needs the pages of the portfolio and of the practices; labs that lack something get it too.
    """
    editors = editors_group()
    allow_admin(editors)
    for page in (*PortfolioIndexPage.objects.all(), *PracticeIndexPage.objects.all()):
        allow_on_page(editors, page, EDITOR_RIGHTS)
    allow_on_collection(editors, Collection.get_first_root_node())
    editors.permissions.add(
        *Permission.objects.filter(
            content_type__app_label=Term._meta.app_label,
            codename__in=[
                f"{right}_{model._meta.model_name}"
                for model in KEPT_BY_EDITORS
                for right in ("view", "add", "change")
            ],
        )
    )
    for lab in LabPage.objects.all():
        provision_lab(lab)
    return provision_review(editors)


def add_author(person: Any, lab: LabPage) -> None:
    """Let a person write for a lab, besides those they already write for."""
    if lab.author_group is None:
        provision_lab(lab)
    person.groups.add(lab.author_group)


def add_editor(person: Any) -> None:
    """Let a person review every lab, and keep the vocabularies and the practices."""
    person.groups.add(editors_group())


def editors_group() -> Group:
    """Return the group of the editors, made once: it may be renamed."""
    preferences = PortfolioSettings.load()
    if preferences.editors is None:
        remove_samples()
        preferences.editors, _created = Group.objects.get_or_create(name=_("Editors of the site"))
        preferences.save(update_fields=["editors"])
    return preferences.editors


def admit_reviewers() -> None:
    """Let the persons whom labs name as reviewers into the admin, and those they no longer do out.

    What they may review there is said by the labs alone, see ReviewTask.
    """
    preferences = PortfolioSettings.load()
    named = get_user_model().objects.filter(pk__in=LabReviewer.objects.values("user"))
    if preferences.lab_reviewers is None:
        if not named.exists():
            return
        name = _("Reviewers of labs")
        preferences.lab_reviewers, _created = Group.objects.get_or_create(name=name)
        preferences.save(update_fields=["lab_reviewers"])
    allow_admin(preferences.lab_reviewers)
    preferences.lab_reviewers.user_set.set(named)


def provision_review(editors: Group) -> ReviewTask:
    """Let the editors' review, alone, publish the pages of the portfolio."""
    task = ReviewTask.objects.filter(active=True).first()
    if task is None:
        task = ReviewTask.objects.create(name=_("Review by the editors"))
    if not task.groups.exists():
        task.groups.add(editors)
    workflow = task.active_workflows.first()
    if workflow is None:
        workflow = Workflow.objects.create(name=_("Review before publication"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for portfolio in PortfolioIndexPage.objects.all():
        current = portfolio.get_workflow()
        if current is None or task not in [each.specific for each in current.tasks]:
            WorkflowPage.objects.update_or_create(page=portfolio, defaults={"workflow": workflow})
    if not ReturnPhrase.objects.exists():
        ReturnPhrase.objects.bulk_create(
            ReturnPhrase(text=str(text), order=rank) for rank, text in enumerate(PHRASES)
        )
    return task


def remove_samples() -> None:
    """Remove the groups and the workflow that Wagtail's migrations add as samples, if unused."""
    sample = "Moderators approval"
    Workflow.objects.filter(name=sample, workflow_states__isnull=True).delete()
    Task.objects.filter(name=sample, task_states__isnull=True).delete()
    Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()


def free_group_name(lab: LabPage) -> str:
    name = _("Authors – %(lab)s") % {"lab": lab.title[:120]}
    taken = Group.objects.filter(name=name).exclude(pk=lab.author_group_id).exists()
    return f"{name} ({lab.pk})" if taken else name


def allow_admin(group: Group) -> None:
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def allow_on_page(group: Group, page: Page, rights: Iterable[str]) -> None:
    """Give rights on a page and all below it."""
    codenames = [f"{right}_page" for right in rights]
    GroupPagePermission.objects.bulk_create(
        (
            GroupPagePermission(group=group, page_id=page.pk, permission=permission)
            for permission in Permission.objects.filter(
                content_type__app_label="wagtailcore", codename__in=codenames
            )
        ),
        ignore_conflicts=True,
    )


def allow_on_collection(group: Group, collection: Collection) -> None:
    """Let a group add, change and choose the photos and the documents of a collection."""
    codenames = [f"{right}_{kind}" for right in MEDIA_RIGHTS for kind in ("image", "document")]
    GroupCollectionPermission.objects.bulk_create(
        (
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in Permission.objects.filter(
                content_type__app_label__in=("wagtailimages", "wagtaildocs"),
                codename__in=codenames,
            )
        ),
        ignore_conflicts=True,
    )
