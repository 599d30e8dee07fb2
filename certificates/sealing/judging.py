"""Does the seal still hold? Asked of any file that somebody brings, and of each file of ours right after sealing."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.keys import x509
from certificates.models import SigningKey
from kit.confined import Unreadable
from kit.errors import RuleError

from .protocol import Sealer
from .reading import Signature, read_seal
from .signatures import read_signatures


class Outcome(models.TextChoices):
    """What may be said of a file's seal, the best first."""

    SEALED = "sealed", _("Segel utuh")
    UNTIMELY = "untimely", _("Disegel di luar masa pakai kunci")
    ADDED_TO = "added_to", _("Berkas ditambah sesudah disegel")
    BROKEN = "broken", _("Isi berkas berubah sesudah disegel")
    FOREIGN = "foreign", _("Segel bukan dari LSP ini")
    NOT_SEALED = "not_sealed", _("Tidak disegel")
    ENCRYPTED = "encrypted", _("Berkas terkunci kata sandi")
    NOT_A_PDF = "not_a_pdf", _("Bukan PDF")
    UNREADABLE = "unreadable", _("PDF tidak dapat dibaca")


ORDER = list(Outcome)


@dataclass(frozen=True)
class SealReport:
    """What the seal of a file says.

    `intact`: what it covers is unchanged. `valid`: it was signed with the key of its certificate. `covers_file`:
    nothing stands outside of it. `key_id` is empty when the key is none of ours; `signer` is then what the file claims.
    `signed_at` is what the file claims, always: the register knows when it was really issued.
    `gave_up`: nothing is known, because reading the file took too long.
    """

    outcome: Outcome
    intact: bool = False
    valid: bool = False
    covers_file: bool = False
    key_id: str = ""
    is_demo: bool = False
    signer: str = ""
    signed_at: datetime | None = None
    gave_up: bool = False

    @property
    def is_sound(self) -> bool:
        """Sealed by a key of ours in its time, and not one byte is different."""
        return self.outcome == Outcome.SEALED

    @property
    def modified_after(self) -> bool:
        """Somebody wrote into the file, or added to it, after it was sealed."""
        return self.outcome in (Outcome.ADDED_TO, Outcome.BROKEN)


def check_seal(pdf: bytes) -> SealReport:
    """What can be said of the seal of any bytes at all, within seconds. Never raises; how large is the caller's to say.

    Nothing is fetched from anywhere. Keys of ours are known by their certificates, retired and ended ones too. Of
    several signatures ours is told of.
    """
    if b"%PDF-" not in pdf[:1024]:
        return SealReport(Outcome.NOT_A_PDF)
    nothing = SealReport(Outcome.NOT_SEALED)
    try:
        found = read_signatures(pdf)
    except Unreadable as fault:
        if fault.why == "encrypted":
            return SealReport(Outcome.ENCRYPTED)
        found, nothing = [], SealReport(Outcome.UNREADABLE, gave_up=fault.why in ("gave_up", "busy"))
    reports = [_twice(_judged(each), pdf) for each in found]
    ours = [report for report in reports if report.key_id]
    if not ours and (damaged := _by_its_bytes(pdf)):
        return damaged
    return min(ours or reports, key=lambda report: ORDER.index(report.outcome), default=nothing)


def validate_own(pdf: bytes, sealer: Sealer) -> None:
    """Make sure that a file sealed this moment is sealed: with this key, whole, and nothing outside.

    Reads it back another way than it was written, in less than a millisecond. Refuses "seal_invalid".
    """
    seal = read_seal(pdf)
    is_sound = seal is not None and seal.intact and seal.valid and seal.covers_file
    if is_sound and seal is not None and sealer.key is not None:
        is_sound = seal.certificate == x509.der(x509.read_chain(sealer.key.certificate_pem)[0])
    if not is_sound:
        raise RuleError(
            _("Segel pada berkas sertifikat tidak terbukti utuh, jadi sertifikat tidak diterbitkan."),
            code="seal_invalid",
        )


def _twice(report: SealReport, pdf: bytes) -> SealReport:
    """A seal holds when both ways of reading it say so: a signature does not cover the bytes it is written in."""
    if not report.is_sound:
        return report
    seal = read_seal(pdf)
    agreed = seal is not None and seal.intact and seal.valid and seal.covers_file
    return report if agreed else replace(report, outcome=Outcome.BROKEN, valid=False)


def _by_its_bytes(pdf: bytes) -> SealReport | None:
    """A seal of ours in a file so damaged that its structure does not lead to it any more."""
    seal = read_seal(pdf)
    return _judged(seal) if seal and _key_of(seal.certificate) else None


def _judged(read: Signature) -> SealReport:
    key = _key_of(read.certificate)
    return SealReport(
        outcome=_outcome(key, read),
        intact=read.intact,
        valid=read.valid,
        covers_file=read.covers_file,
        key_id=key.key_id if key else "",
        is_demo=bool(key and key.is_demo),
        signer=read.signer,
        signed_at=read.signed_at,
    )


def _outcome(key: SigningKey | None, read: Signature) -> Outcome:
    if key is None:
        return Outcome.FOREIGN
    if not (read.intact and read.valid):
        return Outcome.BROKEN
    if not read.covers_file:
        return Outcome.ADDED_TO
    ends = min(key.not_after, key.retired_at or key.not_after)
    if read.signed_at is None or not key.not_before <= read.signed_at <= ends:
        return Outcome.UNTIMELY
    return Outcome.SEALED


def _key_of(certificate: bytes) -> SigningKey | None:
    """The key of ours that has this very certificate: a name is easily claimed, a certificate is not."""
    for key in SigningKey.objects.filter(purpose=SigningKey.Purpose.SEAL).exclude(certificate_pem=""):
        if x509.der(x509.read_chain(key.certificate_pem)[0]) == certificate:
            return key
    return None
