"""Who was assessed stays who he was: from the signature until the assessment is certified or refused."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.fields import fingerprint
from kit.printable import described, unprintable

from ...models import Assessment, Event, Person
from ..models.assessed import WHO

WHO_FIELDS = ("name", "identity_kind", "identity_number", "birth_date")
WAYS_OUT: dict[str, Promise] = {
    Assessment.Status.SIGNED: _(
        "Asesor sudah menandatangani penilaian atas orang ini, dan keputusannya sedang ditunggu. Jika datanya salah,"
        " minta pengambil keputusan menolaknya, lalu perbaiki datanya dan jadwalkan asesmen baru."
    ),
    Assessment.Status.GRANTED: _(
        "Sertifikasi orang ini sudah diberikan dan sertifikatnya belum terbit. Jika datanya salah, terbitkan dahulu"
        " sertifikatnya, lalu perbaiki datanya. Jika nama pada sertifikat ikut salah, terbitkan ulang karena koreksi"
        " data atau perubahan nama, dengan buktinya. Selama belum terbit, data ini tetap seperti saat dinilai."
    ),
}


def who_is(person: Person) -> dict[str, Any]:
    """What makes a person this person (`WHO`), the fingerprint made afresh from the number that is kept."""
    return {column: getattr(person, column) for column in WHO} | {
        "identity_fingerprint": fingerprint(person.identity_number)
    }


def as_assessed(assessment: Assessment) -> dict[str, Any]:
    """The columns that the signature writes. The person's row is locked: nobody renames him at the same moment.

    Refuses RuleError("identity_broken") when the number is not the one by which the person is found, and
    "name_unprintable": from now on the name stays, and no certificate could bear it.
    """
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(candidate=assessment.candidate_id)
    who = who_is(person)
    if who["identity_fingerprint"] != person.identity_fingerprint:
        raise RuleError(
            _("Nomor identitas asesi ini tidak utuh di basis data. Minta pengelola server memeriksanya."),
            code="identity_broken",
        )
    if missing := unprintable(person.name):
        raise RuleError(
            _("Nama asesi memuat huruf yang tidak dapat dicetak: %(letters)s. Minta admin LSP membetulkannya dahulu."),
            code="name_unprintable",
            params={"letters": described(missing)},
        )
    return {kept: who[column] for column, kept in WHO.items()}


def freezing(person: Person) -> Assessment | None:
    """The assessment for whose sake this person's name, identity and birth date stay as they are, if there is one.

    None when the person is not the one who was assessed: then the data may be put right again.
    """
    who = who_is(person)
    held = Assessment.objects.filter(Assessment.FREEZES_PERSON, candidate__person=person).order_by("pk")
    return next((assessment for assessment in held if not assessment.other_than(who)), None)


def check_not_assessed(person: Person, changed: Collection[str]) -> None:
    """RuleError("person_assessed") when these new values make another of somebody an assessor has signed for."""
    touched = [name for name in WHO_FIELDS if name in changed]
    if not touched:
        return
    who = who_is(person)
    for assessment in Assessment.objects.filter(Assessment.FREEZES_PERSON, candidate__person=person).order_by("pk"):
        if assessment.other_than(who):
            raise RuleError(
                _("Tidak dapat diubah: %(fields)s. %(way_out)s"),
                code="person_assessed",
                params={"fields": _labels(touched), "way_out": WAYS_OUT[assessment.status]},
            )


def check_same_person(assessment: Assessment) -> None:
    """RuleError("person_changed") when the person of today is not the one the assessor signed for."""
    if other := assessment.other_than(who_is(assessment.candidate.person)):
        raise RuleError(
            _(
                "Data asesi berbeda dengan saat asesor menandatangani (%(fields)s). Kembalikan datanya seperti saat"
                " itu, lalu terbitkan lagi."
            ),
            code="person_changed",
            params={"fields": _labels([name.replace("_fingerprint", "_number") for name in other])},
        )


@transaction.atomic
def mark_certified(*, by: Account, on: date, assessment: Assessment) -> Assessment:
    """Write down that a certificate rests on this assessment; for its sake the person is held no longer.

    Refuses what is not granted ("not_granted") or marked already ("already_certified").
    """
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.status != Assessment.Status.GRANTED:
        raise RuleError(_("Sertifikasi belum diberikan oleh pengambil keputusan."), code="not_granted")
    if locked.certified_at:
        raise RuleError(_("Asesmen ini sudah bersertifikat."), code="already_certified")
    locked.certified_at = assessment.certified_at = timezone.now()
    locked.save(update_fields=["certified_at"])
    Event.record(locked, "certified", by=by, on=on)
    return locked


def _labels(names: Collection[str]) -> str:
    fields: list[Any] = [Person._meta.get_field(name) for name in names]
    return ", ".join(str(field.verbose_name) for field in fields)
