"""The evidence of one frozen record: the printed file with its credential and seal, each stored once."""

import hashlib
from datetime import datetime

from ... import sealing
from ...credentials import make_credential
from ...models import Certificate, CertificateFile, Credential
from ...printing import produce
from ...sealing.judging import validate_own


def store(certificate: Certificate, *, at: datetime) -> CertificateFile:
    """Print the snapshot with its credential, seal it, make sure that the seal holds, and keep the bytes for ever.

    Refuses what the keys and the sealer refuse ("key_missing", "key_is_demo", "key_expired", "passphrase_wrong",
    "sealer_unavailable", "sealer_unreachable", "seal_invalid"), and then the caller's transaction leaves nothing.
    """
    sealer = sealing.current_sealer(at)
    made = make_credential(certificate.said, status_index=certificate.status_index, at=at)
    credential = made[0].encode() if made else None
    printed = produce(certificate.said, credential=credential, sealer=sealer, at=at)
    if sealer:
        validate_own(printed.content, sealer)
    if made:
        Credential.objects.create(certificate=certificate, jwt=made[0], signed_with=made[1])
    return CertificateFile.objects.create(
        certificate=certificate,
        content=printed.content,
        sha256=hashlib.sha256(printed.content).hexdigest(),
        size=len(printed.content),
        way=printed.way,
        sealed_with=sealer.key if sealer else None,
        sealer=sealer.kind if sealer else "none",
    )
