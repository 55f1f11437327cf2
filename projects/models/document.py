"""Files that a lab shares: the pieces of a reuse kit, the source of a figure."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document


class ResourceFile(AbstractDocument):
    """A document of the site. Custom from the first migration so that it can grow."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
