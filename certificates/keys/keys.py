"""The keys: made, found, opened. A private half leaves this module only as an object in the process's memory."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from joserfc.jwk import ECKey, OKPKey, RSAKey

from assessments.models import CertificationBody, Event
from kit.accounts import Account
from kit.errors import RuleError

from ..models import SigningKey
from . import x509

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
Purpose = SigningKey.Purpose
ALGORITHMS = {Purpose.SEAL: "ES256", Purpose.CREDENTIAL: "ES256", Purpose.QR: "Ed25519"}
KINDS: dict[str, type[ECKey] | type[OKPKey] | type[RSAKey]] = {"ES": ECKey, "Ed": OKPKey, "RS": RSAKey}
LONGEST_YEARS = 30


@transaction.atomic
def make_key(purpose: str, *, years: int, at: datetime, demo: bool = False, by: Account | None = None) -> SigningKey:
    """Make a key that may be used from `at` for so many years. The keys before it stay as they are.

    Refuses "passphrase_missing", "years_out_of_range", and for a seal "no_profile": its certificate names the LSP.
    """
    passphrase = _passphrase()
    if not 1 <= years <= LONGEST_YEARS:
        raise RuleError(
            _("Masa pakai kunci antara 1 dan %(most)s tahun."),
            code="years_out_of_range",
            params={"most": LONGEST_YEARS},
        )
    purpose = Purpose(purpose)
    begins = at.replace(microsecond=0)  # as exactly as X.509 says it
    ends = begins + relativedelta(years=years)
    private = _generated(purpose)
    certificate = ""
    if isinstance(private, ec.EllipticCurvePrivateKey) and purpose == Purpose.SEAL:
        certificate = x509.pem(x509.self_signed(private, name=_body_name(), begins=begins, ends=ends, demo=demo))
    algorithm = ALGORITHMS[purpose]
    jwk = public_jwk(private.public_key(), purpose=purpose, algorithm=algorithm)
    key = SigningKey.objects.create(
        purpose=purpose,
        key_id=jwk["kid"],
        algorithm=algorithm,
        public_jwk=jwk,
        certificate_pem=certificate,
        private_pem=_encrypted(private, passphrase),
        not_before=begins,
        not_after=ends,
        is_demo=demo,
    )
    Event.record(key, "created", by=by, on=timezone.localdate())
    return key


def usable_key(purpose: str, at: datetime) -> SigningKey:
    """The key to sign with then. Refuses "key_missing", "key_is_demo" and "key_expired", telling what to do."""
    key = SigningKey.objects.current(purpose, at)
    if key is not None:
        return key
    said: dict[str, object] = {
        "purpose": Purpose(purpose).label,
        "command": f"manage.py make_seal_key --purpose {Purpose(purpose)}",
    }
    newest = SigningKey.objects.newest(purpose)
    if newest is None:
        raise RuleError(
            _("Belum ada kunci untuk %(purpose)s. Minta pengelola server menjalankan: %(command)s"),
            code="key_missing",
            params=said,
        )
    if newest.is_demo and not settings.DEMO:
        raise RuleError(
            _("Kunci untuk %(purpose)s dibuat untuk demo. Minta pengelola server menjalankan: %(command)s"),
            code="key_is_demo",
            params=said,
        )
    if newest.not_before > at:
        raise RuleError(
            _("Kunci untuk %(purpose)s baru boleh dipakai mulai %(day)s."),
            code="key_missing",
            params=said | {"day": _day(newest.not_before)},
        )
    raise RuleError(
        _("Kunci untuk %(purpose)s habis masa pakainya pada %(day)s. Minta pengelola server menjalankan: %(command)s"),
        code="key_expired",
        params=said | {"day": _day(newest.not_after)},
    )


def lock_usable(at: datetime) -> None:
    """Lock the keys that may sign at that moment until the transaction ends: none is retired while it signs."""
    list(SigningKey.objects.usable(at).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def load_private(key: SigningKey) -> Any:
    """The private half, opened once per process.

    Refuses "passphrase_missing", "passphrase_wrong", and "key_missing" for a key that is held elsewhere.
    """
    if not key.private_pem:
        raise RuleError(
            _("Kunci %(key)s tidak disimpan di portal ini."), code="key_missing", params={"key": key.key_id}
        )
    return _opened(key.key_id, key.private_pem, _passphrase())


@lru_cache(maxsize=32)
def _opened(key_id: str, private_pem: str, passphrase: str) -> PrivateKey:
    # Opening takes as long as hundreds of signatures: on purpose, it stretches the passphrase.
    try:
        return serialization.load_pem_private_key(private_pem.encode(), passphrase.encode())  # type: ignore[return-value]
    except (ValueError, TypeError):
        raise RuleError(
            _("Kata sandi kunci (SIGNING_PASSPHRASE) tidak membuka kunci %(key)s."),
            code="passphrase_wrong",
            params={"key": key_id},
        ) from None


def public_jwk(public: Any, *, purpose: str, algorithm: str) -> dict[str, str]:
    """The public half as a JWK; its name `kid` comes from the key itself (RFC 7638), so it is never given twice."""
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    jwk: ECKey | OKPKey | RSAKey = KINDS[algorithm[:2]].import_key(pem)
    facts = {name: str(value) for name, value in jwk.as_dict(private=False).items()}
    return facts | {"kid": f"{purpose}-{jwk.thumbprint()[:16]}", "use": "sig", "alg": algorithm}


def _generated(purpose: Purpose) -> PrivateKey:
    if ALGORITHMS[purpose] == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP256R1())


def _encrypted(private: PrivateKey, passphrase: str) -> str:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    ).decode()


def _passphrase() -> str:
    if not settings.SIGNING_PASSPHRASE:
        raise RuleError(
            _("Kata sandi kunci belum diatur. Minta pengelola server mengisi SIGNING_PASSPHRASE."),
            code="passphrase_missing",
        )
    return str(settings.SIGNING_PASSPHRASE)


def _body_name() -> str:
    body = CertificationBody.current()
    if body is None:
        raise RuleError(_("Lengkapi profil LSP sebelum membuat kunci segel."), code="no_profile")
    return body.name


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
