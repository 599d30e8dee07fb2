"""How certificates look, as data: a design of the LSP, its versions, and which scheme uses it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Scheme, Upload
from assessments.schemes.models.versions import Version, numbered_versions
from kit.acts import Act
from kit.addresses import page_of
from kit.states import StateMachine, Statuses, StatusField


class Design(models.Model):
    """A look with a name. One design is the LSP's own (`is_default`); a scheme may have another."""

    ACTS = {
        "created": Act(_("Desain dibuat")),
        "made_default": Act(_("Dijadikan desain utama")),
        "scheme_assigned": Act(_("Dipakai untuk skema")),
        "scheme_left": Act(_("Tidak dipakai lagi untuk skema")),
        "draft_discarded": Act(_("Konsep dibuang")),
    }

    name = models.CharField(
        _("nama desain"),
        max_length=80,
        unique=True,
        error_messages={"unique": _("Nama desain ini sudah dipakai.")},
    )
    is_default = models.BooleanField(_("desain utama"), default=False, editable=False)

    class Meta:
        verbose_name = _("desain sertifikat")
        verbose_name_plural = pgettext_lazy("many", "desain sertifikat")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="design_one_default"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_of("design_show", self.pk)

    @property
    def in_use(self) -> "DesignVersion | None":
        """The version that new certificates are printed with."""
        return self.versions.filter(status=DesignVersion.Status.IN_USE).first()

    @property
    def draft(self) -> "DesignVersion | None":
        return self.versions.filter(status=DesignVersion.Status.DRAFT).first()


class DesignVersionStatus(Statuses):
    DRAFT = "draft", "waiting", _("Konsep")
    IN_USE = "in_use", "good", pgettext_lazy("design", "Dipakai")
    RETIRED = "retired", "ended", _("Tidak dipakai lagi")


class DesignVersionQuerySet(models.QuerySet["DesignVersion"]):
    def for_scheme(self, scheme: Scheme) -> "DesignVersion | None":
        """What a certificate of this scheme is printed with: the scheme's own design, else the LSP's."""
        in_use = self.filter(status=DesignVersion.Status.IN_USE).select_related("design", "logo", "signature")
        own = in_use.filter(design__schemes__scheme=scheme).first()
        return own or in_use.filter(design__is_default=True).first()

    def newest_first(self) -> Self:
        return self.order_by("-number")


class DesignVersion(Version):
    """One edition of a design. Once in use it never changes: certificates were printed with it."""

    Status = DesignVersionStatus
    STATES = StateMachine(
        Status,
        {
            Status.DRAFT: {Status.IN_USE: "put_in_use"},
            Status.IN_USE: {Status.RETIRED: "retired"},
            Status.RETIRED: {},
        },
    )

    class Family(models.TextChoices):
        """The finished designs that ship with the portal; each knows its paper and its art."""

        KLASIK = "klasik", "Klasik"
        MODERN = "modern", "Modern"
        RESMI = "resmi", "Resmi"

        @property
        def paper(self) -> str:
            """How the sheet lies: "portrait" or "landscape", always A4."""
            return "landscape" if self == self.MODERN else "portrait"

    class Languages(models.TextChoices):
        BOTH = "id en", _("Indonesia dan Inggris")
        INDONESIAN = "id", _("Indonesia")

    ACTS = {
        "edited": Act(_("Konsep diubah")),
        "copied": Act(_("Versi baru dibuat")),
        "put_in_use": Act(_("Versi mulai dipakai")),
        "retired": Act(_("Versi tidak dipakai lagi")),
    }

    design = models.ForeignKey(Design, on_delete=models.PROTECT, related_name="versions")
    status = StatusField(_("status"), max_length=20, statuses=Status, default=Status.DRAFT, editable=False)
    family = models.CharField(_("bentuk"), max_length=20, choices=Family.choices)
    languages = models.CharField(_("bahasa"), max_length=20, choices=Languages.choices, default=Languages.BOTH)
    texts = models.JSONField(_("kata-kata sendiri"), default=dict, blank=True)
    art = models.TextField(_("gambar muka (SVG)"), blank=True)
    logo = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    signature = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gambar tanda tangan")
    )
    in_use_from = models.DateField(_("dipakai sejak"), null=True, blank=True, editable=False)

    objects = DesignVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi desain")
        verbose_name_plural = pgettext_lazy("many", "versi desain")
        ordering = ["design", "-number"]
        constraints = [
            *numbered_versions("designversion", of="design", standing="in_use"),
            models.CheckConstraint(
                condition=models.Q(status__in=DesignVersionStatus.values), name="designversion_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(family__in=["klasik", "modern", "resmi"]), name="designversion_family_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.design} v{self.number}"

    @property
    def paper(self) -> str:
        return self.Family(self.family).paper


class SchemeDesign(models.Model):
    """The design of one scheme, where it is not the LSP's."""

    scheme = models.OneToOneField(Scheme, on_delete=models.PROTECT, related_name="+", verbose_name=_("skema"))
    design = models.ForeignKey(Design, on_delete=models.PROTECT, related_name="schemes", verbose_name=_("desain"))

    class Meta:
        verbose_name = _("desain skema")
        verbose_name_plural = pgettext_lazy("many", "desain skema")

    def __str__(self) -> str:
        return f"{self.scheme}: {self.design}"
