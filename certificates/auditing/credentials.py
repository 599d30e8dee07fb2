"""The credential of a certificate."""

from collections.abc import Iterator

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from ..credentials.signing import ALGORITHM
from ..credentials.status_lists import PLACES
from ..models import Certificate, Credential


def credential_problems(certificate: Certificate) -> Iterator[str]:
    """Where there is one: signed by the key that is named, and about this certificate."""
    credential = Credential.objects.filter(certificate=certificate).select_related("signed_with").first()
    if credential is None:
        return
    try:
        key = ECKey.import_key(credential.signed_with.public_jwk)
        said = jwt.decode(credential.jwt, key, algorithms=[ALGORITHM]).claims
        places = {int(entry["statusListIndex"]) for entry in said["credentialStatus"]}
        about = (said["credentialSubject"]["licenseNumber"], places)
    except (JoseError, KeyError, TypeError, ValueError):
        yield "its credential is not signed by the key that is named"
        return
    if about != (certificate.number, {certificate.status_index % PLACES}):
        yield "its credential speaks of another certificate"
