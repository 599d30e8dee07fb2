"""What a certificate's file carries beside its pages: the credential, and the seal, both written along with the pages.

PDF/A-3 for the attachment (ISO 19005-3, 6.8); PAdES baseline B-B for the seal (ETSI EN 319 142-1), as a certification
signature that allows no change (ISO 32000-1, 12.8.2.2).
"""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    from _hashlib import HASH

    from certificates.sealing.protocol import Sealer

CREDENTIAL_NAME, CREDENTIAL_TYPE = "credential.jwt", "application#2fvc+jwt"
RANGE = b"/ByteRange[0 0000000000 0000000000 0000000000]"
CONTENTS = b"/Contents<"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is added, and the moment that it is dated."""

    at: datetime
    credential: bytes | None = None
    sealer: "Sealer | None" = None


@dataclass(frozen=True, slots=True)
class Additions:
    """Objects for a file, and what its catalog and first page say about them. The seal is the last object."""

    objects: tuple[tuple[int, bytes], ...]
    catalog: dict[str, bytes]
    annotations: tuple[bytes, ...]
    seal: int | None


def additions(evidence: Evidence, number: int, page: int) -> Additions:
    """The evidence as PDF objects numbered from `number`; `page` is the number of the first page."""
    objects: list[tuple[int, bytes]] = []
    catalog: dict[str, bytes] = {}
    annotations: tuple[bytes, ...] = ()
    seal = None
    if evidence.credential is not None:
        objects += [(number, _file(evidence.credential, evidence.at)), (number + 1, _specification(number))]
        catalog["AF"] = b"[%d 0 R]" % (number + 1)
        catalog["Names"] = b"<</EmbeddedFiles<</Names[(%b)%d 0 R]>>>>" % (CREDENTIAL_NAME.encode(), number + 1)
        number += 2
    if evidence.sealer is not None:
        seal = number + 1
        objects += [(number, _field(page, seal)), (seal, _signature(evidence.sealer, evidence.at))]
        catalog["AcroForm"] = b"<</Fields[%d 0 R]/SigFlags 3>>" % number
        catalog["Perms"] = b"<</DocMDP %d 0 R>>" % seal
        annotations = (b"%d 0 R" % number,)
    return Additions(tuple(objects), catalog, annotations, seal)


def seal(tail: bytearray, *, place: int, base: int, digest: "HASH", evidence: Evidence) -> None:
    """Seal a file in place.

    `tail` is the file from `base` on, `digest` the SHA-256 of what stands before, `place` where the signature's object
    begins in the tail. Raises ValueError if the seal is larger than the room left for it.
    """
    sealer = evidence.sealer
    if sealer is None:
        raise ValueError("nothing to seal with")
    hole = tail.index(CONTENTS, place) + len(CONTENTS) - 1
    end = hole + 2 * sealer.room + 2
    ranges = tail.index(RANGE, place)
    filled = b"/ByteRange[0 %010d %010d %010d]" % (base + hole, base + end, len(tail) - end)
    tail[ranges : ranges + len(RANGE)] = filled
    digest.update(memoryview(tail)[:hole])
    digest.update(memoryview(tail)[end:])
    cms = sealer.cms(digest.digest(), evidence.at)
    if len(cms) > sealer.room:
        raise ValueError(f"the seal takes {len(cms)} bytes, {sealer.room} were reserved")
    tail[hole + 1 : hole + 1 + 2 * len(cms)] = cms.hex().encode()


def pdf_date(moment: datetime) -> bytes:
    return moment.astimezone(UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode()


def _file(content: bytes, at: datetime) -> bytes:
    packed = zlib.compress(content, 6)
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest().encode()
    facts = b"/Size %d/CheckSum<%b>/CreationDate%b/ModDate%b" % (len(content), digest, pdf_date(at), pdf_date(at))
    head = b"/Type/EmbeddedFile/Subtype/%b/Params<<%b>>" % (CREDENTIAL_TYPE.encode(), facts)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (head, len(packed), packed)


def _specification(number: int) -> bytes:
    name = CREDENTIAL_NAME.encode()
    return (
        b"<</Type/Filespec/F(%b)/UF(%b)/Desc(Open Badges 3.0, VC-JWT)/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (name, name, number, number)
    )


def _field(page: int, seal: int) -> bytes:
    # 132: printed and locked. An empty rectangle needs no appearance (ISO 19005-3, 6.3.3).
    return b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Segel)/F 132/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>" % (page, seal)


def _signature(sealer: "Sealer", at: datetime) -> bytes:
    return (
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name%b/M%b/Reference[<</Type/SigRef"
        b"/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]%b%b%b>>>"
        % (pydyf.String(sealer.name).data, pdf_date(at), RANGE, CONTENTS, b"0" * (2 * sealer.room))
    )
