"""What follows from an event, run once the change is committed."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import TaskState, UploadedFile, WorkflowState
from wagtail.search import index
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from projects.dates import months_later
from projects.models import CaseStudyPage, LabPage, Photo, PortfolioSettings
from projects.moderation import notifications
from projects.moderation.audit import log_second_reader
from projects.pictures import clean_picture
from projects.provisioning import provision_lab
from projects.renditions import make_renditions_later


@receiver(post_save, sender=Photo)
def prepare_photo(instance: Photo, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        make_renditions_later([instance])


@receiver(page_published, sender=CaseStudyPage)
def prepare_photos_of_case(instance: CaseStudyPage, **kwargs: Any) -> None:
    make_renditions_later(instance.photos)


@receiver(page_published, sender=CaseStudyPage)
def index_whole_case(instance: CaseStudyPage, **kwargs: Any) -> None:
    # The save already had it indexed, before its tags, terms and rows were written.
    transaction.on_commit(partial(index.insert_or_update_object, instance))


@receiver(page_published, sender=CaseStudyPage)
def date_verification(instance: CaseStudyPage, **kwargs: Any) -> None:
    """Count the publication as a verification: a review has just read the whole sheet."""
    today = timezone.localdate()
    again = months_later(today, PortfolioSettings.load().verification_months)
    CaseStudyPage.objects.filter(pk=instance.pk).update(verified_on=today, verify_again_on=again)


@receiver(pre_save, sender=UploadedFile)
def clean_upload(instance: UploadedFile, **kwargs: Any) -> None:
    """Clean what the multiple uploader keeps of a photo whose form is not complete yet."""
    of_photo = instance.for_content_type == ContentType.objects.get_for_model(Photo)
    if of_photo and instance.pk is None:
        instance.file = clean_picture(instance.file)


@receiver(post_save, sender=LabPage)
def provision_new_lab(instance: LabPage, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        provision_lab(instance)


@receiver(page_published, sender=LabPage)
def provision_published_lab(instance: LabPage, **kwargs: Any) -> None:
    provision_lab(instance)


@receiver(pre_save, sender=PortfolioSettings)
def log_settings(instance: PortfolioSettings, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        log_second_reader(instance)


# Wagtail connects its own mailers after these, under the same identifiers: a receiver whose
# identifier is taken is not connected, so that each person gets one mail, and it is ours.
task_submitted.connect(
    notifications.on_submission,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
workflow_rejected.connect(
    notifications.on_return,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)
workflow_approved.connect(
    notifications.on_approval,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
workflow_cancelled.connect(notifications.on_withdrawal, sender=WorkflowState)
