"""Every file with many people's data or acts that left the portal: who took it, when, and what for."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.guards import Guarded

from ..assessments.models.assessments import Assessment
from ..decisions.models import Decision
from ..events.models import Event
from ..people.models import Candidate
from ..sessions.models import Assignment


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see every export; everybody else his own."""
        return self.all() if user.is_ethics_officer else self.filter(exported_by=user)

    def for_list(self) -> Self:
        return self.select_related("exported_by__person")

    def told_to(self, candidate: Candidate) -> list[dict[str, Any]]:
        """What a candidate learns of files that he was in: day and content. Not the purpose, which may name others."""
        his = self.filter(candidates=candidate)[:SHOWN_TO_CANDIDATE]
        return [{"day": row.exported_at, "what": row.get_subject_display()} for row in his]


class Export(models.Model):
    """One download of many people's data, with its purpose (UU 27/2022, article 16: limited and specific)."""

    class Subject(models.TextChoices):
        CANDIDATES = "candidates", _("Daftar asesi")
        CERTIFICATES = "certificates", _("Berkas sertifikat")
        EVIDENCE = "evidence", _("Bukti kode etik")

    ACTS = {
        "exported": Act(_("Data diekspor")),
    }

    subject = models.CharField(_("isi"), max_length=20, choices=Subject.choices)
    purpose = models.TextField(_("tujuan"))
    candidates = models.ManyToManyField(Candidate, related_name="exports", editable=False)
    rows = models.PositiveIntegerField(_("jumlah catatan"))
    with_identity = models.BooleanField(_("NIK lengkap"), default=False)
    identity_reason = models.TextField(_("alasan NIK lengkap"), blank=True)
    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    exported_at = models.DateTimeField(_("diunduh"), auto_now_add=True)

    objects = ExportQuerySet.as_manager()

    guarded = Guarded("assessments_export", append_only="a log is only added to")

    class Meta:
        verbose_name = _("ekspor data")
        verbose_name_plural = pgettext_lazy("many", "ekspor data")
        ordering = ["-exported_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="export_has_purpose"),
            models.CheckConstraint(
                condition=models.Q(with_identity=False) | ~models.Q(identity_reason=""), name="export_identity_reasoned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} ({self.rows})"


SLOT_SECONDS = 600
SHOWN_TO_CANDIDATE = 60


def slot_of(moment: datetime) -> int:
    """The stretch of ten minutes in which reading the same page again is the same reading."""
    return int(moment.timestamp()) // SLOT_SECONDS


class FileReadingQuerySet(models.QuerySet["FileReading"]):
    def outside(self) -> Self:
        """Only those that no task asked for (see `outside_tasks`)."""
        rows: Any = self.outside_tasks()
        return rows.filter(is_outside=True)

    def for_list(self) -> Self:
        return self.select_related("reader__person", "candidate__person")

    def told_to(self, candidate: Candidate) -> list[dict[str, Any]]:
        """What a candidate learns of who read his file: day, role and part, each once; the newest first."""
        of_his = self.filter(candidate=candidate).annotate(day=TruncDate("read_at")).order_by()
        rows = of_his.values("day", "role", "kind").distinct().order_by("-day", "role", "kind")[:SHOWN_TO_CANDIDATE]
        return [
            {
                "day": row["day"],
                "role": FileReading.Role(row["role"]).label,
                "kind": FileReading.Kind(row["kind"]).label,
            }
            for row in rows
        ]

    def outside_tasks(self) -> Self:
        """Adds `is_outside`: nothing in the portal gave the reader a task with this candidate that day.

        A task is a session of the candidate to which the reader is assigned, a decision that waited then or that he
        took, and any recorded act of his on the candidate or on one of the assessments.
        """
        his = models.OuterRef("reader")
        theirs = models.OuterRef("candidate")
        assigned = Assignment.objects.filter(assessor__person__account=his, session__assessments__candidate=theirs)
        waiting = Assessment.objects.filter(candidate=theirs, signed_at__lte=models.OuterRef("read_at")).filter(
            models.Q(status=Assessment.Status.SIGNED) | models.Q(decision__decided_at__gte=models.OuterRef("read_at"))
        )
        decided = Decision.objects.filter(decided_by=his, assessment__candidate=theirs)
        acts = Event.objects.filter(actor=his, on=models.OuterRef("day"))
        on_person = acts.filter(subject_type="assessments.person", subject_id=models.OuterRef("candidate__person_id"))
        attempts = Assessment.objects.filter(candidate=models.OuterRef(models.OuterRef("candidate"))).values("pk")
        on_assessment = acts.filter(subject_type="assessments.assessment", subject_id__in=attempts)
        has_task = (
            models.Exists(assigned)
            | (models.Q(role=FileReading.Role.DECISION_MAKER) & (models.Exists(waiting) | models.Exists(decided)))
            | models.Exists(on_person)
            | models.Exists(on_assessment)
        )
        return self.annotate(day=TruncDate("read_at")).annotate(
            is_outside=models.Case(models.When(has_task, then=False), default=True, output_field=models.BooleanField())
        )


class FileReading(models.Model):
    """One reader, one candidate, one kind of page, within ten minutes. What was on the page is not kept."""

    class Kind(models.TextChoices):
        CANDIDATE = "candidate", _("Data diri")
        PHOTO = "photo", _("Pas foto")
        RECORD = "record", _("Rekaman asesmen")
        VERDICTS = "verdicts", _("Penilaian")
        DECISION = "decision", _("Berkas keputusan")
        CERTIFICATE = "certificate", _("Data sertifikat")
        DOCUMENT = "document", _("Berkas sertifikat")
        LETTER = "letter", _("Surat dan izin")
        FEEDBACK = "feedback", _("Umpan balik")
        QUESTIONS = "questions", _("Pertanyaan")
        CONFLICT = "conflict", _("Benturan kepentingan")

    class Role(models.TextChoices):
        ADMIN = "admin", _("Admin LSP")
        DECISION_MAKER = "decision_maker", _("Pengambil keputusan")
        ETHICS_OFFICER = "ethics_officer", _("Petugas etik")
        ASSESSOR = "assessor", pgettext_lazy("one", "Asesor")
        OTHER = "other", _("Lainnya")

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("pembaca")
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="readings", verbose_name=pgettext_lazy("one", "asesi")
    )
    kind = models.CharField(_("bagian berkas"), max_length=20, choices=Kind.choices)
    read_at = models.DateTimeField(_("dibaca"))
    slot = models.BigIntegerField(editable=False)

    objects = FileReadingQuerySet.as_manager()

    guarded = Guarded(
        "assessments_filereading", append_only="a log is only added to", keys=()
    )  # ON CONFLICT DO NOTHING

    class Meta:
        verbose_name = _("pembacaan berkas")
        verbose_name_plural = pgettext_lazy("many", "pembacaan berkas")
        ordering = ["-read_at", "-pk"]
        indexes = [
            models.Index(fields=["-read_at", "-id"], name="reading_newest"),
            models.Index(fields=["candidate", "-read_at"], name="reading_of_candidate"),
            models.Index(fields=["reader", "read_at"], name="reading_of_reader"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reader", "candidate", "kind", "slot"], name="reading_once_a_while")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_kind_display()}"
