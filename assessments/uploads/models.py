"""Files that people give us. Kept privately, images re-encoded, served only after an access check."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.reverse import related
from kit.taking import PDF


def private_path(upload: "Upload", filename: str) -> str:
    """A name that tells nothing: neither the holder nor the file's own name."""
    return f"{upload.kind}/{upload.key.hex[:2]}/{upload.key.hex}"


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> Self:
        """A logo is public; a portrait is for those who may see the person; a signature is for admins.

        Evidence is shown by nobody but the record it belongs to, whose page asks who may see it.
        """
        if not user.is_authenticated:
            return self.filter(kind=Upload.Kind.LOGO)
        people: Any = related(Upload, "portrait_of")
        kinds = [Upload.Kind.LOGO, *([Upload.Kind.SIGNATURE] if user.is_lsp_admin else [])]
        return self.filter(models.Q(kind__in=kinds) | models.Q(portrait_of__in=people.visible_to(user))).distinct()


class Upload(models.Model):
    """A stored image or, as evidence only, a PDF. `sha256` is of the bytes as kept, after re-encoding."""

    class Kind(models.TextChoices):
        PORTRAIT = "portrait", _("Pas foto")
        LOGO = "logo", _("Logo")
        SIGNATURE = "signature", _("Gambar tanda tangan")
        EVIDENCE = "evidence", _("Berkas bukti")

    ACTS = {
        "stored": Act(_("Berkas disimpan")),
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    file = models.FileField(upload_to=private_path)
    content_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("unggahan")
        verbose_name_plural = pgettext_lazy("many", "unggahan")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    @property
    def is_pdf(self) -> bool:
        return self.content_type == PDF
