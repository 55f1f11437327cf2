from home.models.identity import AccessibilityState, FooterLink, SiteIdentity
from home.models.pages import ContentPage, HomePage, SiteMapPage

__all__ = [
    "AccessibilityState",
    "ContentPage",
    "FooterLink",
    "HomePage",
    "SiteIdentity",
    "SiteMapPage",
]
