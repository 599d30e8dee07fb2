"""People: one row per human, with what they are (candidate, assessor) and how they relate beside it."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.fields import EncryptedTextField, fingerprint
from kit.guards import Guarded
from kit.row_counts import number_of
from kit.spelling import SpelledField, Spells, SpellsQuerySet, empty_with, plain_name

from ..uploads.models import Upload


class PersonQuerySet(SpellsQuerySet["Person"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see everybody; an assessor on duty the candidates whose names are open to him; everyone himself."""
        if user.is_lsp_admin:
            return self.all()
        assigned = models.Q(
            candidate__assessments__assessor__person__account=user,
            candidate__assessments__assessor__is_active=True,
            candidate__assessments__opened_at__isnull=False,
        )
        return self.filter(models.Q(account=user) | assigned).distinct()

    def tied_to(self, person: "Person") -> Self:
        """Those with a recorded relation to this person, whichever of the two was named first."""
        tied = models.Q(relations__relative=person) | models.Q(relations_named__person=person)
        return self.filter(tied).distinct()

    def with_identity(self, number: str) -> "Person | None":
        """The one person with exactly this NIK or passport number, in the form it is kept."""
        return self.filter(identity_fingerprint=fingerprint(number)).first() if number else None


class Person(Spells):
    """A human being. May exist before an account; an invitation links the two."""

    class Sex(models.TextChoices):
        MALE = "L", _("Laki-laki")
        FEMALE = "P", _("Perempuan")

    class IdentityKind(models.TextChoices):
        NIK = "nik", _("NIK")
        PASSPORT = "passport", _("Paspor")

    # What a form asks of a person, and an edit may change.
    ASKED = (
        "name", "identity_kind", "identity_number", "birth_place", "birth_date", "sex", "nationality", "address",
        "phone", "email",
    )  # fmt: skip
    ACTS = {
        "created": Act(_("Data dibuat")),
        "edited": Act(_("Data diubah")),
        "linked": Act(_("Akun dihubungkan")),
        "became_candidate": Act(_("Terdaftar sebagai asesi")),
        "became_assessor": Act(_("Terdaftar sebagai asesor")),
        "assessor_edited": Act(_("Data asesor diubah")),
        "trained": Act(_("Pelatihan dicatat")),
        "training_removed": Act(_("Catatan pelatihan dihapus")),
        "related": Act(_("Hubungan dengan orang lain dicatat")),
        "relation_removed": Act(_("Catatan hubungan dihapus")),
        "pledged": Act(_("Ikrar kode etik ditandatangani")),
        "pledge_ended": Act(_("Masa ikrar kode etik diakhiri")),
        "policies_due": Act(_("Diminta membaca kebijakan")),
        "policies_acknowledged": Act(_("Semua kebijakan sudah dinyatakan")),
        "barred": Act(_("Dibekukan dari tugas")),
        "bar_lifted": Act(_("Pembekuan tugas dicabut")),
    }

    name = models.CharField(
        _("nama lengkap"), max_length=150, help_text=_("Seperti yang akan dicetak pada sertifikat.")
    )
    identity_kind = models.CharField(
        _("jenis identitas"), max_length=10, choices=IdentityKind.choices, default=IdentityKind.NIK
    )
    identity_number = EncryptedTextField(_("NIK atau nomor paspor"), blank=True)
    identity_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    birth_place = models.CharField(_("tempat lahir"), max_length=100, blank=True)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    nationality = models.CharField(_("kewarganegaraan"), max_length=60, default="Indonesia")
    address = models.TextField(_("alamat"), blank=True)
    address_key = SpelledField(max_length=300, of="address")
    phone = models.CharField(_("nomor telepon"), max_length=30, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    photo = models.ForeignKey(
        Upload, verbose_name=_("pas foto"), on_delete=models.PROTECT, null=True, blank=True, related_name="portrait_of"
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("akun"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = pgettext_lazy("many", "orang")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="person_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["identity_fingerprint"],
                condition=~models.Q(identity_fingerprint=""),
                name="person_identity_unique",
                violation_error_message=_("Nomor identitas ini sudah terdaftar."),
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_named"),
            models.CheckConstraint(
                condition=models.Q(identity_kind__in=["nik", "passport"]), name="person_identity_known"
            ),
            empty_with("address", "address_key", name="person_address_key_erased"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.identity_fingerprint = fingerprint(self.identity_number)
        super().save(*args, **kwargs)

    @property
    def masked_identity(self) -> str:
        """The number with all but its last four characters hidden, for lists."""
        number = self.identity_number
        return "•" * max(len(number) - 4, 0) + number[-4:] if number else ""

    def age(self, on: date) -> int | None:
        """Whole years on a day; None when the birth date is unknown."""
        if not self.birth_date:
            return None
        had_birthday = (on.month, on.day) >= (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - (not had_birthday)


class CandidateQuerySet(SpellsQuerySet["Candidate"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see every candidate; others those whose person they may see."""
        if user.is_lsp_admin:
            return self.all()
        return self.filter(person__in=Person.objects.visible_to(user), pk__isnull=False)

    def for_list(self) -> Self:
        """Rows of the candidate list."""
        person = [f"person__{name}" for name in ("name", "identity_number", "email", "phone", "account")]
        rows = self.select_related("person").only("education", "institution", *person)
        return rows.annotate(assessment_count=number_of(self.model, "assessments"))


class Candidate(Spells):
    """Asesi: a person who applies for certification, with the data of FR.APL-01 part 1."""

    class Education(models.TextChoices):
        """The BNSP report's code list, lowest first."""

        SD = "1", _("SD")
        SMP = "2", _("SMP")
        SMA = "3", _("SMA/SMK")
        D1 = "10", _("D1")
        D2 = "4", _("D2")
        D3 = "5", _("D3")
        D4 = "6", _("D4")
        S1 = "7", _("S1")
        S2 = "8", _("S2")
        S3 = "9", _("S3")

    ASKED = ("education", "institution", "job")  # what a form asks of a candidate beside his person

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="candidate", verbose_name=_("orang"))
    education = models.CharField(_("pendidikan terakhir"), max_length=2, choices=Education.choices, blank=True)
    institution = models.CharField(_("sekolah atau perusahaan"), max_length=150, blank=True)
    institution_key = SpelledField(max_length=150, of="institution", by=plain_name, db_index=True)
    job = models.CharField(_("pekerjaan"), max_length=100, blank=True)

    objects = CandidateQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("asesi")
        verbose_name_plural = pgettext_lazy("many", "asesi")
        ordering = ["person__name", "pk"]
        constraints = [empty_with("institution", "institution_key", name="candidate_institution_key_erased")]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        return page_of("candidate_show", self.pk)


class Training(models.Model):
    """A fact between two people: the trainer taught the candidate. Who trained may not decide (ISO/IEC 17024, 9.4).

    It ties the two as a `Relation` does, also where the one who was taught assesses or decides (assessments.ties).
    """

    trainer = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="trainings_given", verbose_name=_("pelatih")
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="trainings", verbose_name=_("asesi")
    )
    subject = models.CharField(_("pelatihan"), max_length=200)
    ended_on = models.DateField(_("selesai pada"), null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded()

    class Meta:
        verbose_name = _("pelatihan asesi")
        verbose_name_plural = pgettext_lazy("many", "pelatihan asesi")
        constraints = [models.UniqueConstraint(fields=["trainer", "candidate", "subject"], name="training_unique")]

    def __str__(self) -> str:
        return f"{self.trainer} – {self.candidate}"


class RelationQuerySet(models.QuerySet["Relation"]):
    def between(self, one: Person, other: Person) -> Self:
        """Whichever of the two was named first."""
        return self.filter(
            models.Q(person=one, relative=other) | models.Q(person=other, relative=one)
        )  # fmt: skip

    def of(self, person: Person) -> Self:
        """Everybody tied to this person."""
        ties = self.filter(models.Q(person=person) | models.Q(relative=person)).select_related("person", "relative")
        return ties.order_by("recorded_at", "pk")


class Relation(models.Model):
    """A tie between two people. Teaching has a table of its own (`Training`), as has where somebody works."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("Keluarga")
        HOUSEHOLD = "household", _("Serumah")
        BUSINESS = "business", _("Hubungan usaha")
        OTHER = "other", _("Lainnya")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations", verbose_name=_("orang"))
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="relations_named", verbose_name=_("orang lain")
    )
    kind = models.CharField(_("hubungan"), max_length=20, choices=Kind.choices)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = RelationQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("hubungan antarorang")
        verbose_name_plural = pgettext_lazy("many", "hubungan antarorang")
        constraints = [
            models.UniqueConstraint(fields=["person", "relative", "kind"], name="relation_unique"),
            models.CheckConstraint(condition=~models.Q(person=models.F("relative")), name="relation_of_two"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["family", "household", "business", "other"]), name="relation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.relative}"
