"""The signed payload of the QR code: what it says, how it refuses, and that it stays small."""

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from certificates.keys.keys import make_key
from certificates.models import SigningKey
from certificates.offline import payload, read_payload, signed_payload
from certificates.offline.signing import LONGEST_ADDRESS, mark_of
from kit.errors import RuleError

ADDRESS = "https://sertifikasi.lsp.example"
CLAIMS = {
    "number": "62090 2513 3 0001234 2026",
    "holder_name": "Siti Rahma Wulandari",
    "scheme_number": "SKM/BNSP/00010/2/2023/1324",
    "issued_on": date(2026, 11, 20),
    "expires_on": date(2029, 11, 20),
    "status_index": 70_000,
}


@pytest.fixture(autouse=True)
def key(db, settings):
    settings.OFFLINE_QR, settings.PORTAL_URL = True, ADDRESS
    return make_key("qr", years=2, at=timezone.now() - timedelta(days=1))


def signed(**changes):
    claims = CLAIMS | {"issued_on": timezone.localdate()} | changes
    return signed_payload(**claims, at=timezone.now())


def code_of(text):
    with pytest.raises(RuleError) as refused:
        read_payload(text)
    return refused.value.code


def altered(text, old, new):
    """The same signature over other claims, as a forger would try."""
    data = payload.from_text(text)
    assert data.count(old) == 1
    return payload.to_text(data.replace(old, new))


def days(day):
    return (day - payload.EPOCH).days.to_bytes(2)


def test_a_payload_says_what_was_signed():
    claims = read_payload(signed())
    assert {name: getattr(claims, name) for name in CLAIMS} == CLAIMS | {"issued_on": timezone.localdate()}
    assert not claims.name_shortened


def test_the_same_claims_give_the_same_text():
    now = timezone.now()
    assert signed_payload(**CLAIMS, at=now) == signed_payload(**CLAIMS, at=now)


def test_an_address_is_read_as_well():
    assert read_payload(f" {ADDRESS}/verify/{'t' * 32}/#{signed()}\n").number == CLAIMS["number"]


def test_nothing_is_signed_when_it_is_off(settings):
    settings.OFFLINE_QR = False
    assert signed() == ""


def test_nothing_is_signed_without_a_key():
    SigningKey.objects.update(retired_at=timezone.now())
    with pytest.raises(RuleError, match="kunci") as refused:
        signed()
    assert refused.value.code == "key_missing"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (days(CLAIMS["expires_on"]), days(date(2039, 11, 20))),
        (b"Siti Rahma", b"Budi Rahma"),
        (b"0001234", b"0001235"),
        (b"00010/2", b"00011/2"),
        ((70_000).to_bytes(4), (70_001).to_bytes(4)),
    ],
    ids=["date", "name", "number", "scheme", "status index"],
)
def test_an_altered_payload_is_forged(old, new):
    assert code_of(altered(signed(), old, new)) == "payload_forged"


def signed_elsewhere(mark):
    """Our claims, signed with a key that is not ours."""
    stranger = Ed25519PrivateKey.generate()
    data = payload.encode(payload.Payload(key_mark=mark, **CLAIMS))
    return payload.to_text(data + stranger.sign(data))


def test_a_key_that_is_not_ours_is_unknown(key):
    assert code_of(signed_elsewhere(b"else")) == "payload_unknown_key"


def test_another_key_under_our_mark_is_forged(key):
    assert code_of(signed_elsewhere(mark_of(key))) == "payload_forged"


def test_what_a_retired_key_signed_stays_good(key):
    text = signed()
    SigningKey.objects.filter(pk=key.pk).update(retired_at=timezone.now())
    make_key("qr", years=1, at=timezone.now())
    assert read_payload(text).holder_name == CLAIMS["holder_name"]


def test_a_retired_key_signs_for_no_later_day(key):
    text = signed()
    SigningKey.objects.filter(pk=key.pk).update(retired_at=timezone.now() - timedelta(days=2))
    assert code_of(text) == "payload_forged"


@pytest.mark.parametrize("text", ["", "#", "x", "é", "AAAA", "A" * 90, "a b", "=" * 20, "\x00", "-" * 3000])
def test_what_is_no_payload_is_broken(text):
    assert code_of(text) == "payload_broken"


def test_a_second_spelling_of_the_same_bytes_is_broken():
    text = next(t for t in (signed(number="1" * n) for n in (9, 10, 11)) if len(t) % 4)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert code_of(text[:-1] + alphabet[alphabet.index(text[-1]) ^ 1]) == "payload_broken"
    assert code_of(text + "=" * (-len(text) % 4)) == "payload_broken"


def test_every_cut_is_refused():
    text = signed()
    assert {code_of(text[:end]) for end in range(len(text))} <= {"payload_broken", "payload_forged"}


@pytest.mark.parametrize(
    "name",
    ["A" * 120, "Ł ş ŵ ñ " * 15, "محمد بن عبد الله " * 7, "ꦱꦶꦠꦶꦫꦲ꧀ꦩ" * 13, "王小明" * 40, "👩‍👩‍👧" * 24, "Siti"],
    ids=["latin", "accents", "arabic", "javanese", "chinese", "joined", "short"],
)
def test_the_address_stays_small_whatever_the_name(name):
    text = signed(holder_name=name[:120], number="9" * 30)
    claims = read_payload(text)
    assert len(f"{ADDRESS}/verify/{'t' * 32}/#{text}") <= LONGEST_ADDRESS
    assert claims.name_shortened == (claims.holder_name != name[:120])
    assert claims.name_shortened == claims.holder_name.endswith("…")
    assert name.startswith(claims.holder_name.removesuffix("…"))


@pytest.mark.parametrize(
    ("name", "room", "said"),
    [
        ("Siti", 4, "Siti"),
        ("Siti Rahma", 8, "Siti…"),  # no space before the dots
        ("ꦱꦶꦠꦶ", 11, "ꦱꦶ…"),  # a vowel sign stays with its letter
        ("ꦱꦶꦠꦶ", 8, "…"),
        ("e\u0301e\u0301", 5, "…"),
        ("a👩‍👧b", 12, "a…"),  # a joined pair is one sign
    ],
)
def test_a_name_is_cut_between_letters(name, room, said):
    assert payload.shortened(name, room) == said
