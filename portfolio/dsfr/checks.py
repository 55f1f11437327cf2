"""Who may dress a site as the State's."""

from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

STATE = ".gouv.fr"


@register
def reserved_for_the_state(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn when the site answers to a name that is not the State's."""
    hosts = {urlparse(settings.WAGTAILADMIN_BASE_URL).hostname, *settings.ALLOWED_HOSTS}
    elsewhere = sorted(str(host) for host in hosts if not str(host).endswith(STATE))
    if not elsewhere:
        return []
    return [
        Warning(
            "Réservé aux sites de l’État, agrément du SIG requis\u00a0: "
            f"le thème «\u202fdsfr\u202f» habille {', '.join(elsewhere)}.",
            hint=(
                "Collectivités, établissements publics hors État et autres sites\u00a0: "
                "laissez THEME=neutral."
            ),
            id="portfolio.W001",
        )
    ]
