"""The PDF: the same sheet, tagged, made of the site's own files, served like the case itself."""

import re
from importlib import import_module
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import ImageFile
from wagtail.models import PageViewRestriction

from projects import printing
from projects.models import CaseStudyPage
from projects.printing import own_files_fetcher, print_case
from tests.factories import CaseStudyPageFactory, PhotoPairFactory
from tests.projects.publishing import publish, published_on_disk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pdf")]

SITE = "http://localhost/realisations/lab/fiche/"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def case(house: SimpleNamespace, commit: Any) -> CaseStudyPage:
    return publish(CaseStudyPageFactory(parent=house.lab, slug="fiche", live=False), commit)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def printed_words(case: CaseStudyPage, monkeypatch: Any) -> str:
    documents: list[Any] = []
    document_class = import_module("weasyprint").Document
    write_pdf = document_class.write_pdf

    def keep(document: Any, *args: Any, **options: Any) -> Any:
        documents.append(document)
        return write_pdf(document, *args, **options)

    monkeypatch.setattr(document_class, "write_pdf", keep)
    print_case(case)
    boxes = [box for page in documents[0].pages for box in page._page_box.descendants()]
    return " ".join(getattr(box, "text", "") for box in boxes)


def test_a_published_case_gives_its_pdf(client, case):
    assert f'href="{case.url}fiche.pdf"' in client.get(case.url).text
    response = client.get(f"{case.url}fiche.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="fiche.pdf"'
    assert body(response).startswith(b"%PDF-")


def test_a_lost_file_is_no_error(client, case):
    case.pdf.file.storage.delete(case.pdf.file.name)
    assert client.get(case.url).status_code == 200
    assert client.get(f"{case.url}fiche.pdf").status_code == 404


def test_what_works_on_a_screen_alone_is_not_printed(client, case, monkeypatch):
    PhotoPairFactory(page=case, same_viewpoint=True)
    read, words = client.get(case.url).text, printed_words(case, monkeypatch)
    assert "Un accueil repensé" in words
    assert "Licence Ouverte" in words
    for word in ("Précédente", "Suivante", "Fermer", "Voir en grand", "Déplacer la limite"):
        assert word in read
        assert word not in words


def test_it_is_tagged_in_french_for_those_who_cannot_see(case, monkeypatch):
    monkeypatch.setitem(printing.OPTIONS, "uncompressed_pdf", True)
    content = print_case(case)
    assert b"/MarkInfo" in content
    assert b"pdfuaid" in content
    assert re.search(rb"/Lang \(fr\)", content)


def unpublish(case: CaseStudyPage) -> None:
    case.unpublish()


def restrict(case: CaseStudyPage) -> None:
    PageViewRestriction.objects.create(page=case, restriction_type="password", password="sésame")


@pytest.mark.parametrize("event", [unpublish, restrict])
def test_nobody_reads_the_pdf_of_a_case_that_nobody_may_read(client, case, event):
    event(case)  # before anything that waits for the commit
    response = client.get(f"{case.url}fiche.pdf")
    assert not response.get("Content-Disposition")
    assert b"%PDF" not in getattr(response, "content", b"")


def test_no_pdf_is_left_of_a_withdrawn_case(case, commit):
    assert any(name.endswith(".pdf") for name in published_on_disk())
    with commit():
        unpublish(CaseStudyPage.objects.get(pk=case.pk))
    assert not published_on_disk()


def test_a_draft_has_no_pdf(client, house):
    draft = CaseStudyPageFactory(parent=house.lab, live=False)
    assert client.get(f"{draft.get_url()}fiche.pdf").status_code == 404


def test_only_files_of_the_site_are_read(settings):
    fetch = own_files_fetcher(SITE).fetch
    default_storage.save("hall.jpg", ContentFile(b"hall"))
    assert fetch("http://localhost/media/hall.jpg").read() == b"hall"
    assert b"@page" in BytesIO(fetch("http://localhost/static/portfolio/pdf.css").read()).read()
    for url in (
        "http://localhost/admin/",
        "http://localhost/media/../db.sqlite3",
        "http://localhost/media/%2e%2e/db.sqlite3",
        "http://localhost/static/%2e%2e/%2e%2e/settings/base.py",
        "http://localhost/static/portfolio/none.css",
        "https://example.org/tracker.png",
        "file:///etc/passwd",
        "data:text/plain,x",
    ):
        with pytest.raises(Exception):  # noqa: B017 - WeasyPrint goes on without, whatever it is
            fetch(url)


def test_the_library_lets_no_damaged_picture_in() -> None:
    printing.weasyprint()
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
