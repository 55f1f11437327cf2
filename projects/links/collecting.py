"""Which addresses of other sites the published pages give."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from itertools import chain
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from projects.models import CaseStudyPage, ExternalLink, LabPage

QUOTED = re.compile(r'"(https?://[^"\s<>]+)"')
"""An address in rich text, or as the value of a block."""
LONGEST = ExternalLink._meta.get_field("url").max_length


def collect(since: datetime | None) -> None:
    """Note the addresses on the live pages published since then, and forget those of no page."""
    changed = Q() if since is None else Q(last_published_at__gte=since)
    for model in (CaseStudyPage, LabPage):
        for page in model.objects.live().filter(changed).iterator(chunk_size=100):
            note(page)
    ExternalLink.objects.filter(pages=None).delete()


@transaction.atomic
def note(page: Page) -> None:
    """Write which addresses a page gives, and no longer those that it gave before."""
    urls = {url for url in addresses(page) if len(url) <= LONGEST}
    ExternalLink.objects.bulk_create(
        (ExternalLink(url=url) for url in sorted(urls)), ignore_conflicts=True
    )
    links = ExternalLink.objects.filter(url__in=urls).values_list("pk", flat=True)
    uses = ExternalLink.pages.through.objects
    uses.filter(page=page).exclude(externallink__in=links).delete()
    uses.bulk_create(
        (uses.model(page_id=page.pk, externallink_id=link) for link in links),
        ignore_conflicts=True,
    )


def addresses(page: Page) -> Iterator[str]:
    """Yield the addresses that readers of a page can follow, without what comes after `#`."""
    relations = get_all_child_relations(type(page))
    rows = chain.from_iterable(getattr(page, each.get_accessor_name()).all() for each in relations)
    for said in (page, *rows):
        for field in said._meta.concrete_fields:
            for url in found_in(field, getattr(said, field.attname)):
                yield url.partition("#")[0]


def found_in(field: models.Field, value: Any) -> list[str]:
    if isinstance(field, models.URLField):
        return [value] if value else []
    if isinstance(field, StreamField):
        # Its JSON escapes the quotes of the rich text that it holds.
        value = json.dumps(field.get_prep_value(value), ensure_ascii=False).replace('\\"', '"')
    elif not isinstance(field, RichTextField):
        return []
    return [unescape(url) for url in QUOTED.findall(value)]
