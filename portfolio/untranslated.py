"""Words that Wagtail's own French catalogue leaves in English, held here to be translated."""

from django.utils.translation import gettext_noop as _

WORDS = (_("Password"),)
