"""What axe finds in a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OF_WAGTAIL = {
    "rules": {
        "aria-allowed-role": {"enabled": False},  # its heading of a filtered list is an alert
        "region": {"enabled": False},  # its skip link stands outside any
    }
}


def violations(page: Page, within: str = "") -> str:
    """Return what axe finds, nothing if nothing: in the part named, else in all of a public page,
    and in what is ours of a screen of the admin."""
    is_admin = "/admin/" in page.url
    context = within or ("#main" if is_admin else None)
    results = Axe().run(page, context=context, options=OF_WAGTAIL if is_admin else None)
    return results.generate_report() if results.violations_count else ""
