"""The printed sheet as a PDF: the very page, laid out by WeasyPrint where it is installed."""

import mimetypes
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.utils.html import format_html
from PIL import ImageFile

STYLES = "portfolio/pdf.css"
OPTIONS = {
    "pdf_variant": "pdf/ua-1",  # tagged, with its language and title: for those who cannot see
    "optimize_images": True,
    "jpeg_quality": 80,
    "dpi": 150,
}


@cache
def weasyprint() -> Any:
    """Return the library. Raises ImportError, or OSError where Pango is not there."""
    library = import_module("weasyprint")
    # It has the whole program read damaged pictures; those that people send are to be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return library


@cache
def is_available() -> bool:
    """Tell whether PDFs can be made here: with the extra `pdf`, and Pango on the machine."""
    try:
        weasyprint()
    except (ImportError, OSError):
        return False
    return True


def print_case(case: Any) -> bytes:
    """Return a tagged PDF of the page of a case, as anonymous readers see it."""
    response = case.make_preview_request()
    if response.status_code != 200:
        raise RuntimeError(f"the page of case {case.pk} answers {response.status_code}")
    link = format_html('<link rel="stylesheet" href="{}">', staticfiles_storage.url(STYLES))
    page = weasyprint().HTML(
        string=response.text.replace("</head>", f"{link}</head>", 1),
        base_url=case.full_url,
        url_fetcher=own_files_fetcher(case.full_url),
    )
    return bytes(page.write_pdf(**OPTIONS))


def own_files_fetcher(base_url: str) -> Any:
    """Return what reads, for WeasyPrint, the site's own files from the disk, and nothing else."""
    urls = import_module("weasyprint.urls")

    class OwnFiles(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            for prefix, read in places.items():
                if url.startswith(prefix):
                    name = unquote(url.removeprefix(prefix).partition("?")[0])
                    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                    return urls.URLFetcherResponse(url, read(name), {"Content-Type": kind})
            raise ValueError(f"not a file of this site: {url}")

    places: dict[str, Callable[[str], bytes]] = {
        urljoin(base_url, settings.STATIC_URL): read_static,
        urljoin(base_url, settings.MEDIA_URL): read_media,
    }
    return OwnFiles()


def read_static(name: str) -> bytes:
    """Read a static file where it was collected, else where it comes from."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    with open(str(path), "rb") as file:
        return file.read()


def read_media(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()
