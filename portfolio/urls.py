"""Addresses of the site."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from home import views
from home.sitemap import SITEMAPS
from portfolio.gallery.views import gallery

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="home/robots.txt", content_type="text/plain"),
    ),
    re_path(
        r"^identite-(?P<digits>[0-9a-f]{6})\.css$",
        views.accent_stylesheet,
        name="accent_stylesheet",
    ),
    path("documents/", include(wagtaildocs_urls)),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    *([path("composants/", gallery, name="gallery")] if settings.COMPONENT_GALLERY else []),
    path("", include("projects.urls")),
    path("", include(wagtail_urls)),
]
