"""Files made of a case when it is published: the picture that links show, and the PDF."""

from typing import Any

from django.db import models
from django.http import FileResponse, Http404
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

PDF_NAME = "fiche.pdf"


class PublishedFileKind(models.TextChoices):
    SHARE_IMAGE = "share", _("Share image")
    PDF = "pdf", _("PDF")


def unguessable_name(instance: "PublishedFile", filename: str) -> str:
    """Return a path that nobody finds by trying: media are served without asking who reads."""
    suffix = filename.rpartition(".")[2]
    return f"published/{get_random_string(32)}.{suffix}"


class PublishedFile(models.Model):
    """One file of the live version of a case; it goes as soon as that version does."""

    case = models.ForeignKey(
        "projects.CaseStudyPage", on_delete=models.CASCADE, related_name="published_files"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=PublishedFileKind.choices)
    file = models.FileField(_("file"), upload_to=unguessable_name)
    size = models.PositiveIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("published file")
        verbose_name_plural = _("published files")
        constraints = (
            models.UniqueConstraint(fields=("case", "kind"), name="published_file_is_unique"),
        )

    def __str__(self) -> str:
        return self.file.name


class GivesFiles:
    """What a case gives away. No query where `published_files` is prefetched."""

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Serve the PDF under the case's own address, so that whoever may not read it may not."""
        if path_components == [PDF_NAME] and self.live:
            return RouteResult(self, kwargs={"as_pdf": True})
        return super().route(request, path_components)

    def serve(self, request: Any, as_pdf: bool = False) -> Any:
        if not as_pdf:
            return super().serve(request)
        if self.pdf is None:
            raise Http404
        try:
            content = self.pdf.file.open()
        except FileNotFoundError as lost:
            raise Http404 from lost
        return FileResponse(content, as_attachment=True, filename=f"{self.slug}.pdf")

    @property
    def pdf(self) -> PublishedFile | None:
        return self._file_of(PublishedFileKind.PDF)

    @property
    def share_image(self) -> PublishedFile | None:
        return self._file_of(PublishedFileKind.SHARE_IMAGE)

    def _file_of(self, kind: PublishedFileKind) -> PublishedFile | None:
        if self.pk is None:  # a preview of what was never saved
            return None
        return next((made for made in self.published_files.all() if made.kind == kind), None)
