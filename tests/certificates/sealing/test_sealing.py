"""The seal: put on by whoever holds the key, gone with the first byte that changes, refused rather than half done."""

import shutil
import subprocess
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from certificates.keys import x509
from certificates.keys.keys import make_key
from certificates.keys.operations import retire_key
from certificates.models import SigningKey
from certificates.printing import produce
from certificates.sealing import current_sealer
from certificates.sealing.cms import Form
from certificates.sealing.judging import Outcome, check_seal, validate_own
from certificates.sealing.sealers import PREHASHED, KeySealer
from kit import confined
from kit.errors import RuleError
from tests.certificates.printing.samples import snapshot
from tests.needs import need


def sealed_pdf(at=None, **fields):
    at = at or timezone.now()
    return produce(snapshot(**fields), credential=b"kredensial", sealer=current_sealer(at), at=at).content


@pytest.fixture
def pdf(sealed):
    return sealed_pdf()


def refused_code(act):
    with pytest.raises(RuleError) as refusal:
        act()
    return refusal.value.code


# --- a file as it was sealed ------------------------------------------------------------------------
def test_a_sealed_file_is_found_whole(sealed, pdf):
    report = check_seal(pdf)
    assert report.is_sound and report.intact and report.valid and report.covers_file and not report.modified_after
    assert (report.key_id, report.signer) == (sealed.seal.key_id, "LSP Uji Coba")
    assert abs(report.signed_at - timezone.now()) < timedelta(minutes=5)


def test_its_own_validation_agrees(pdf):
    validate_own(pdf, current_sealer(timezone.now()))


def test_poppler_agrees(pdf, tmp_path):
    need(shutil.which("pdfsig"), "poppler-utils", "pdfsig")
    assert "Signature is Valid" in (said := pdfsig(tmp_path, pdf))
    assert "Total document signed" in said
    assert "Signature is Valid" not in pdfsig(tmp_path, flipped(pdf, 5000))


def pdfsig(folder, content):
    (folder / "file.pdf").write_bytes(content)
    command = ["pdfsig", "-nocert", "file.pdf"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60).stdout


def test_no_change_is_permitted(pdf):
    """A certification signature with DocMDP 1 (ISO 32000-1, 12.8.2.2)."""
    catalog = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert catalog["/Perms"]["/DocMDP"]["/Reference"][0]["/TransformParams"]["/P"] == 1


def test_nothing_is_sealed_unless_asked(world, settings):
    assert settings.SEALER == "none"
    assert current_sealer(timezone.now()) is None
    assert check_seal(sealed_pdf()).outcome == Outcome.NOT_SEALED


# --- a file that somebody touched -------------------------------------------------------------------
def flipped(pdf, place):
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


@pytest.mark.parametrize("share", [0.001, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.97, 0.985, 0.999])
def test_one_flipped_byte_breaks_it(pdf, share):
    """Wherever it is, and even if the file can hardly be read any more."""
    altered = flipped(pdf, int(len(pdf) * share))
    report = check_seal(altered)
    assert not report.is_sound
    assert report.outcome in (Outcome.BROKEN, Outcome.UNREADABLE, Outcome.NOT_SEALED, Outcome.FOREIGN)
    assert refused_code(lambda: validate_own(altered, current_sealer(timezone.now()))) == "seal_invalid"


def test_another_name_in_the_pages_breaks_it(sealed, pdf):
    title = next(line for line in (b"/Title", b"dc:title") if line in pdf)
    report = check_seal(flipped(pdf, pdf.rindex(title) + 12))
    assert (report.outcome, report.key_id) == (Outcome.BROKEN, sealed.seal.key_id)


def test_a_damaged_file_still_tells_that_it_was_ours(sealed, pdf):
    """The structure is gone, so a reader finds no seal; its bytes are still there."""
    report = check_seal(pdf.replace(b"/AcroForm", b"/AcroFurm"))
    assert (report.outcome, report.key_id) == (Outcome.BROKEN, sealed.seal.key_id)


def test_an_appended_update_is_seen(sealed, pdf):
    start = pdf.rindex(b"startxref")
    update = b"\n% a remark\n" + pdf[start:]
    report = check_seal(pdf + update)
    assert (report.outcome, report.intact, report.modified_after) == (Outcome.ADDED_TO, True, True)
    assert refused_code(lambda: validate_own(pdf + update, current_sealer(timezone.now()))) == "seal_invalid"


def incremental(pdf, change):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, out = IncrementalPdfFileWriter(BytesIO(pdf), strict=False), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def test_a_real_incremental_update_is_seen(pdf):
    def retitle(writer):
        from pyhanko.pdf_utils import generic

        writer.root["/Lang"] = generic.pdf_string("en")
        writer.update_root()

    assert check_seal(incremental(pdf, retitle)).outcome == Outcome.ADDED_TO


def test_an_added_page_is_seen(pdf):
    """As an update the seal says so; written anew by another program the seal is lost or broken, never whole."""

    def add_page(writer):
        from pyhanko.pdf_utils.generic import StreamObject
        from pyhanko.pdf_utils.writer import PageObject

        contents = writer.add_object(StreamObject(stream_data=b"q Q"))
        writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 100, 100)))

    assert check_seal(incremental(pdf, add_page)).outcome == Outcome.ADDED_TO
    writer, out = pypdf.PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert not check_seal(out.getvalue()).is_sound


def test_one_certificate_does_not_bear_the_seal_of_another(pdf):
    other = sealed_pdf(holder_name="Orang Lain")
    mixed = other.replace(hole(other), hole(pdf))
    assert len(mixed) == len(other)
    assert check_seal(mixed).outcome == Outcome.BROKEN


def hole(pdf):
    """What stands in the room that the signature leaves for itself."""
    begin = pdf.rindex(b"/Contents<") + len(b"/Contents<")
    return pdf[begin : pdf.index(b">", begin)]


def test_not_even_the_signature_itself_may_be_written_otherwise(pdf):
    """A signature does not cover its own bytes: capital digits and what follows it would pass with other readers."""
    own = hole(pdf)
    for other in (own.upper(), own[:-1] + b"1", own[:-2] + b"ff"):
        assert check_seal(pdf.replace(own, other)).outcome == Outcome.BROKEN


def test_no_byte_of_the_signature_is_free(sealed, pdf):
    sealer, own = current_sealer(timezone.now()), hole(pdf)
    place = pdf.rindex(own)
    for at in range(place, place + len(own)):
        assert refused_code(lambda at=at: validate_own(flipped(pdf, at), sealer)) == "seal_invalid"


# --- a file that is none of ours --------------------------------------------------------------------
def test_the_same_name_with_another_key_is_not_ours(sealed):
    """Whoever makes a certificate in the name of the LSP has not its key."""
    now = timezone.now()
    private = ec.generate_private_key(ec.SECP256R1())
    theirs = x509.self_signed(private, name="LSP Uji Coba", begins=now, ends=now + timedelta(days=9))
    sealer = KeySealer("local", sealed.seal, Form([theirs]), "LSP", lambda digest: private.sign(digest, PREHASHED))
    forged = produce(snapshot(), sealer=sealer, at=now).content
    report = check_seal(forged)
    assert (report.outcome, report.key_id, report.signer) == (Outcome.FOREIGN, "", "LSP Uji Coba")
    assert report.intact and report.valid
    assert refused_code(lambda: validate_own(forged, current_sealer(now))) == "seal_invalid"


def test_an_encrypted_file(pdf):
    writer, out = pypdf.PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    writer.encrypt("rahasia")
    writer.write(out)
    assert check_seal(out.getvalue()).outcome == Outcome.ENCRYPTED


@pytest.mark.parametrize("content", [b"", b"Halo", b"PK\x03\x04" + b"\0" * 100, b"\xff" * 5000, b"PDF-1.7"])
def test_what_is_no_pdf(db, content):
    assert check_seal(content).outcome == Outcome.NOT_A_PDF


HOSTILE = {
    "only a head": b"%PDF-1.7\n",
    "cut off": None,
    "an endless chain of tables": b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
    "a table far away": b"%PDF-1.7\nstartxref\n99999999999999\n%%EOF\n",
    "deep nesting": b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n"
    + b"<</A" * 50_000
    + b"\nstartxref\n9\n%%EOF\n",
    "ranges beyond the end": b"%PDF-1.7\n/ByteRange[0 99999999 999999999 5]/Contents<00>\n",
    "ranges backwards": b"%PDF-1.7\n/ByteRange[0 40 20 5]/Contents<00>\n",
    "a seal of nothing": b"%PDF-1.7\n/ByteRange[0 50 54 3]             /Contents<00>\n%%",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_an_outcome(pdf, name):
    content = HOSTILE[name] or pdf[: len(pdf) // 2]
    assert check_seal(content).outcome in (Outcome.UNREADABLE, Outcome.NOT_SEALED)


def test_a_stream_that_unpacks_to_gigabytes_is_not_unpacked(db):
    import zlib

    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    table = b"<</Type/XRef/Size 9/W[1 9 9]/Filter/FlateDecode/Root 1 0 R/Length %d>>" % len(bomb)
    content = b"%PDF-1.7\n1 0 obj\n" + table + b"\nstream\n" + bomb + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert check_seal(content).outcome == Outcome.UNREADABLE


def test_a_tree_of_fields_without_end_is_given_up(db, monkeypatch):
    """Forty levels of fields, each naming the next twice: a thousand billion to walk through, in three kilobytes."""
    monkeypatch.setattr(confined, "SECONDS", 3)
    head = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>\nendobj\n"
    head += b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n"
    fields = (b"%d 0 obj\n<</T(a)/Kids[%d 0 R %d 0 R]>>\nendobj\n" % (n, n + 1, n + 1) for n in range(4, 44))
    content = b"%PDF-1.7\n" + head + b"".join(fields) + b"44 0 obj\n<</T(z)/FT/Tx>>\nendobj\n"
    places = b"".join(b"%010d 00000 n \n" % content.index(b"\n%d 0 obj" % n) for n in range(1, 45))
    table = b"xref\n0 45\n0000000000 65535 f \n" + places + b"trailer\n<</Size 45/Root 1 0 R>>\nstartxref\n"
    content += table + b"%d\n%%%%EOF\n" % len(content)
    assert check_seal(content).outcome == Outcome.UNREADABLE


# --- keys come and go -------------------------------------------------------------------------------
def test_what_the_old_key_sealed_stays_valid(sealed, pdf):
    new = make_key("seal", years=2, at=timezone.now())
    retire_key(key=sealed.seal, by=None, at=timezone.now() + timedelta(seconds=2), reason="Kunci diganti.")
    assert check_seal(pdf).is_sound
    report = check_seal(sealed_pdf(timezone.now() + timedelta(seconds=3)))
    assert report.is_sound and report.key_id == new.key_id != sealed.seal.key_id


def test_what_an_ended_key_sealed_in_its_time_stays_valid(sealed):
    long_ago = timezone.now() - timedelta(days=1000)
    old = make_key("seal", years=1, at=long_ago)
    assert check_seal(sealed_pdf(long_ago + timedelta(days=1))).is_sound
    assert old.not_after < timezone.now()


def test_a_seal_dated_outside_the_life_of_its_key_is_told(sealed, pdf):
    SigningKey.objects.filter(pk=sealed.seal.pk).update(retired_at=timezone.now() - timedelta(days=1))
    assert check_seal(pdf).outcome == Outcome.UNTIMELY


def test_a_file_sealed_with_another_key_does_not_pass_as_this_ones(sealed, pdf):
    make_key("seal", years=2, at=timezone.now())
    assert refused_code(lambda: validate_own(pdf, current_sealer(timezone.now()))) == "seal_invalid"


# --- who seals --------------------------------------------------------------------------------------
def test_no_key_no_sealer(world, settings):
    settings.SEALER = "local"
    assert refused_code(lambda: current_sealer(timezone.now())) == "key_missing"


def test_a_key_that_has_ended_seals_nothing(sealed):
    assert refused_code(lambda: current_sealer(sealed.seal.not_after)) == "key_expired"


def test_the_wrong_passphrase_seals_nothing(sealed, settings):
    settings.SIGNING_PASSPHRASE = "not this one"
    assert refused_code(lambda: current_sealer(timezone.now())) == "passphrase_wrong"


@pytest.mark.parametrize("kind", ["lokal", "pkcs11"])
def test_a_sealer_that_is_not_there(sealed, settings, kind):
    settings.SEALER = kind
    assert refused_code(lambda: current_sealer(timezone.now()).cms(bytes(32), timezone.now())) == "sealer_unavailable"


def test_a_seal_is_not_called_certified_by_itself(sealed):
    assert current_sealer(timezone.now()).certified is False
