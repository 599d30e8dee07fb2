"""The file of a certificate: its digest and its seal.

Whoever can write to the database can put another file there with its digest, and go on to forge the chain. The seal
cannot be forged so, but left away; therefore a seal that is missing where the LSP sealed is a finding of its own.
Sealing that began goes on for as long as a seal key is in force: who stops it on purpose retires the keys.
"""

import hashlib
from collections.abc import Iterator

from django.db.models import Exists, F, Min, OuterRef, Q

from kit.acts import GRACE

from ..keys import x509
from ..models import RegisterEntry, SigningKey
from ..sealing.reading import read_seal
from .records import Record


def seal_problems() -> Iterator[tuple[str, str]]:
    """Files without the seal they must have had, or sealed with a key that was not in force, with their certificates.

    When each was issued is told by its entry in the chain. Two queries, whatever the size.
    """
    issued = RegisterEntry.objects.filter(act=RegisterEntry.Act.ISSUED, certificate__file__isnull=False)
    sealed = issued.filter(certificate__file__sealed_with__isnull=False)
    began = sealed.aggregate(number=Min("number"))["number"]
    if began is None:
        return
    outside = Q(certificate__file__sealed_with__not_before__gt=F("at"))
    outside |= Q(certificate__file__sealed_with__not_after__lte=F("at") - GRACE)
    outside |= Q(certificate__file__sealed_with__retired_at__lte=F("at") - GRACE)
    for number in sealed.filter(outside).values_list("certificate__number", flat=True).iterator():
        yield number, "its file is sealed with a key that was not in force"
    keys = SigningKey.objects.filter(
        Q(retired_at=None) | Q(retired_at__gt=OuterRef("at")),
        purpose=SigningKey.Purpose.SEAL,
        not_before__lte=OuterRef("at"),
        not_after__gt=OuterRef("at"),
    )
    bare = issued.filter(Exists(keys), certificate__file__sealed_with=None, number__gt=began)
    for number in bare.values_list("certificate__number", flat=True).iterator():
        yield number, "its file is not sealed, although files before it are and a key was in force"


def file_problems(record: Record) -> Iterator[str]:
    """What is wrong with the stored file."""
    file = record.file
    if file is None:
        yield "its file is missing"
        return
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256 or len(content) != file.size:
        yield "its file is not the one that was issued"
    if file.sealed_with_id is None:
        return
    key = record.key(file.sealed_with_id, SigningKey.Purpose.SEAL)
    if key is None:
        yield "its file is sealed with what is no kept key for seals"
    elif not _sealed_by(key, content):
        yield "the seal of its file does not hold"


def _sealed_by(key: SigningKey, content: bytes) -> bool:
    """Whether the seal of the file is of this key, whole, and with nothing outside."""
    seal = read_seal(content)
    own = x509.der(x509.read_chain(key.certificate_pem)[0])
    return bool(seal and seal.intact and seal.valid and seal.covers_file and seal.certificate == own)
