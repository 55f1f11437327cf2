"""What people do in the admin, as the requests their browser sends."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import querydict_from_html, rich_text


def browser(person: Any) -> Client:
    """Return a browser in which a person, or nobody, is signed in."""
    client = Client()
    if person:
        client.force_login(person)
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def filled_form(client: Client, page: Page) -> QueryDict:
    """Return what the page's form posts when nothing is changed in it."""
    response = client.get(url("edit", page.pk))
    data = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    if hasattr(page, "approach"):
        blocks = page.get_latest_revision_as_object().approach
        data["approach-count"] = len(blocks)
        for place, block in enumerate(blocks):  # the admin draws them with JavaScript
            data[f"approach-{place}-type"] = block.block_type
            data[f"approach-{place}-id"] = block.id or ""
            data[f"approach-{place}-order"] = place
            data[f"approach-{place}-deleted"] = ""
            data[f"approach-{place}-value"] = rich_text(str(block.value.source))
    return data


def post_form(person: Any, page: Page, **changes: Any) -> HttpResponse:
    """Post the form of a page as a person sees it, with changes."""
    client = browser(person)
    data = filled_form(client, page)
    data.update(changes)
    return client.post(url("edit", page.pk), data)


def waiting(page: Page) -> TaskState:
    """Return the task state that waits for an answer on this page."""
    return TaskState.objects.for_instance(page).get(status=TaskState.STATUS_IN_PROGRESS)


def act(person: Any, page: Page, action: str, comment: str = "", **headers: str) -> HttpResponse:
    """Approve or send back from a list of pages, without opening the page."""
    return browser(person).post(
        url("workflow_action", page.pk, action, waiting(page).pk),
        {"comment": comment},
        headers=headers,
    )


def texts(response: HttpResponse) -> list[str]:
    """Return the messages that a request left for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]
