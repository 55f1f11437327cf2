"""What follows from an event, run once the change is committed."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import (
    Page,
    PageViewRestriction,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.search import index
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from projects.media_addresses import media_of, settle_cases_later, settle_later
from projects.models import CaseStudyPage, LabPage, Photo, PortfolioSettings, PublishedFile
from projects.moderation import notifications, verification, withdrawn_photos
from projects.moderation.audit import (
    former_publication,
    log_second_reader,
    log_withdrawn_measures,
)
from projects.moderation.requests.steps import close_withdrawals
from projects.pictures import clean_picture
from projects.provisioning import provision_lab
from projects.published_files import cases_below, cases_showing, refresh_later
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
    verification.date_verification(instance)


@receiver(page_published, sender=CaseStudyPage)
def keep_trace_of_withdrawn_measures(
    instance: CaseStudyPage, revision: Revision, **kwargs: Any
) -> None:
    log_withdrawn_measures(instance, revision)


@receiver([page_published, page_unpublished], sender=CaseStudyPage)
def refresh_files_of_case(instance: CaseStudyPage, **kwargs: Any) -> None:
    refresh_later([instance.pk])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def refresh_files_of_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    refresh_later(cases_below(instance.page))


@receiver(post_page_move)
def refresh_files_of_moved(instance: Page, **kwargs: Any) -> None:
    refresh_later(cases_below(instance))


# A photo can be replaced by one on which nobody is recognisable: what shows it goes at once.
@receiver([post_save, pre_delete], sender=Photo)
def refresh_files_showing_photo(instance: Photo, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        refresh_later(cases_showing(instance))


@receiver(page_published, sender=CaseStudyPage)
def settle_media_of_former_version(
    instance: CaseStudyPage, revision: Revision, **kwargs: Any
) -> None:
    former = former_publication(instance, revision)
    if former:
        settle_later(media_of(former))


@receiver(page_unpublished, sender=CaseStudyPage)
def hide_media_of_withdrawn(instance: CaseStudyPage, **kwargs: Any) -> None:
    settle_cases_later([instance.pk])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def settle_media_of_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    settle_cases_later(cases_below(instance.page))


@receiver(post_page_move)
def settle_media_of_moved(instance: Page, **kwargs: Any) -> None:
    settle_cases_later(cases_below(instance))


@receiver(page_unpublished, sender=CaseStudyPage)
def answer_withdrawal_requests(instance: CaseStudyPage, **kwargs: Any) -> None:
    close_withdrawals(instance)


@receiver(pre_delete, sender=Photo)
def tell_withdrawn_photo(instance: Photo, **kwargs: Any) -> None:
    withdrawn_photos.on_deletion(instance)


@receiver(post_delete, sender=PublishedFile)
def delete_published_file(instance: PublishedFile, **kwargs: Any) -> None:
    transaction.on_commit(partial(instance.file.delete, save=False))


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
