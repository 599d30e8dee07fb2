"""Taking a key out of use, and taking in one held elsewhere. Keys of our own are made in `certificates.keys`."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.models import Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ..models import SigningKey
from . import x509
from .keys import Purpose, public_jwk


@transaction.atomic
def retire_key(*, key: SigningKey, by: Account | None, reason: str, at: datetime | None = None) -> SigningKey:
    """Take a key out of use for good. What it signed stays valid, and its public half stays published.

    It ends at that moment, or else when nobody is signing with it any more: a file is never sealed after its key ended.
    `by` is an admin, or None at the server's console; PermissionDenied for anybody else. Refuses "already_retired" and
    "no_reason".
    """
    if by is not None and not is_lsp_admin(by):
        raise PermissionDenied
    if not (reason := stated(reason)):
        raise RuleError(_("Tuliskan alasannya."), code="no_reason")
    key = SigningKey.objects.select_for_update().get(pk=key.pk)
    if key.retired_at is not None:
        raise RuleError(_("Kunci ini sudah dihentikan."), code="already_retired")
    key.retired_at = at = at or timezone.now()
    key.save(update_fields=["retired_at"])
    Event.record(key, "retired", by=by, on=timezone.localdate(at), reason=reason)
    return key


@transaction.atomic
@while_guarded
def register_seal_key(*, certificate_pem: str, by: Account | None, at: datetime) -> SigningKey:
    """Take in a seal key that is held in a token or by a provider: its certificate, and those that vouch for it.

    Refuses "certificate_unreadable", "certificate_ended" and "already_registered".
    """
    try:
        certificate = x509.read_chain(certificate_pem)[0]
    except ValueError:
        raise RuleError(
            _("Berkas ini bukan sertifikat PEM untuk kunci EC atau RSA."), code="certificate_unreadable"
        ) from None
    if certificate.not_valid_after_utc <= at:
        raise RuleError(_("Masa berlaku sertifikat ini sudah habis."), code="certificate_ended")
    algorithm = x509.algorithm(certificate)
    jwk = public_jwk(certificate.public_key(), purpose=Purpose.SEAL, algorithm=algorithm)
    if SigningKey.objects.filter(key_id=jwk["kid"]).exists():
        raise RuleError(_("Kunci ini sudah terdaftar."), code="already_registered")
    key = SigningKey.objects.create(
        purpose=Purpose.SEAL,
        key_id=jwk["kid"],
        algorithm=algorithm,
        public_jwk=jwk,
        certificate_pem=certificate_pem,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
    )
    Event.record(key, "registered", by=by, on=timezone.localdate(at))
    return key
