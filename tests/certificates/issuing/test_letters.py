"""No certificate is sealed with a box on it: whatever it would print is asked when it is made."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from assessments.models import Assessment, CertificationBody, LegalBasis, Person, Scheme, SchemeVersion, Standard, Unit
from assessments.schemes.operations.schemes import publish
from certificates.acts.operations import reduce_scope, replace
from certificates.auditing import of_rows
from certificates.designs import operations as designs
from certificates.issuing.operations.issuing import issue
from certificates.issuing.operations.letters import texts_of
from certificates.models import Certificate, CertificateFile, DesignVersion, IssuingItem, NumberCounter
from certificates.runs.operations import start_run, work_on
from kit.errors import RuleError
from tests.certificates.auditing.insider import unguarded
from tests.dividing import square

ODD = "Arsip \ufffd digital"
SETTLED = "\uf0b7 Memindai_x000D_ arsip \x96 digital\u200b"
PRINTED = "• Memindai arsip – digital"


def spoil_version(world, text, **columns):
    """A version in force that an older portal let pass: its words are settled before they are asked."""
    world.version = world.in_force(world.draft(**columns or {"title": text}))


def spoil_unit(world, text, column):
    draft = world.draft()
    Unit.objects.filter(code="J.620100.002.02").update(**{column: text})
    world.version = world.in_force(draft)


def spoil_body(world, text, column):
    assert world.body
    CertificationBody.objects.update(**{column: text})


def spoil_name(world, text):
    Person.objects.filter(pk=world.siti_candidate.person_id).update(name=text)


def spoil_design(world, text):
    design = DesignVersion.objects.get(status="in_use")
    fields = ("design_id", "family", "languages", "art")
    copied = {name: getattr(design, name) for name in fields}
    DesignVersion.objects.filter(pk=design.pk).update(status="retired")
    draft = DesignVersion.objects.create(number=2, texts={"heading": text}, **copied)
    DesignVersion.objects.filter(pk=draft.pk).update(status="in_use", in_use_from=world.today)


SPOILS = {
    "Nama asesi": (lambda w, t: spoil_name(w, t), "name_unprintable"),
    "nomor skema": (lambda w, t: Scheme.objects.filter(pk=w.scheme.pk).update(number=t), "unprintable"),
    "judul:": (lambda w, t: spoil_version(w, t), "unprintable"),
    "judul dalam bahasa Inggris:": (lambda w, t: spoil_version(w, t, title_en=t), "unprintable"),
    "bidang:": (lambda w, t: spoil_version(w, t, field=t), "unprintable"),
    "bidang dalam bahasa Inggris:": (lambda w, t: spoil_version(w, t, field_en=t), "unprintable"),
    "kode unit": (lambda w, t: spoil_unit(w, t, "code"), "unprintable"),
    "judul unit": (lambda w, t: spoil_unit(w, t, "title"), "unprintable"),
    "judul dalam bahasa Inggris unit": (lambda w, t: spoil_unit(w, t, "title_en"), "unprintable"),
    "standar SKKNI Nomor 282": (lambda w, t: w.version and Standard.objects.update(title=t), "unprintable"),
    "standar": (lambda w, t: w.version and Standard.objects.update(number=t), "unprintable"),
    "nama LSP": (lambda w, t: spoil_body(w, t, "name"), "lsp_unprintable"),
    "kota": (lambda w, t: spoil_body(w, t, "city"), "lsp_unprintable"),
    "nomor lisensi": (lambda w, t: spoil_body(w, f"1565 {t}", "licence_number"), "lsp_unprintable"),
    "alamat": (lambda w, t: spoil_body(w, t, "address"), "lsp_unprintable"),
    "nama penanda tangan": (lambda w, t: spoil_body(w, t, "signatory_name"), "lsp_unprintable"),
    "jabatan penanda tangan": (lambda w, t: spoil_body(w, t, "signatory_title"), "lsp_unprintable"),
    "jabatan dalam bahasa Inggris": (lambda w, t: spoil_body(w, t, "signatory_title_en"), "lsp_unprintable"),
    "Arsip": (lambda w, t: LegalBasis.objects.create(citation=t), "lsp_unprintable"),
    "Judul": (lambda w, t: spoil_design(w, t), "lsp_unprintable"),
}  # fmt: skip


@pytest.mark.parametrize(("place", "letter"), square(SPOILS, ["\ufffd", "김", "\uf0a7", "\x07"], of=3))
def test_nothing_is_issued_that_would_show_a_box(world, place, letter):
    spoil, code = SPOILS[place]
    spoil(world, ODD.replace("\ufffd", letter))
    with pytest.raises(RuleError) as refused:
        world.certificate()
    said = " ".join(refused.value.messages)
    assert refused.value.code == code
    assert place.casefold() in said.casefold() and f"U+{ord(letter):04X}" in said
    assert not Certificate.objects.exists() and not NumberCounter.objects.filter(last__gt=0).exists()


@pytest.mark.parametrize("place", square(sorted(SPOILS.keys() - {"Nama asesi", "kode unit"}), of=3))
def test_what_was_settled_earlier_is_printed_as_it_was_meant(world, place):
    SPOILS[place][0](world, SETTLED)
    certificate = world.certificate()
    words = " ".join(text for _part, text, _where in texts_of(certificate.snapshot))
    assert PRINTED in words or place == "alamat"
    assert not any(mark in words for mark in ("\uf0b7", "\x96", "\u200b"))
    assert [finding.problem for finding in of_rows() if finding.about == certificate.number] == []
    assert place == "alamat" or "_x000D_" not in words


def test_the_file_says_what_was_meant(world):
    spoil_unit(world, SETTLED, "title")
    content = bytes(CertificateFile.objects.get(certificate=world.certificate()).content)
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert PRINTED in " ".join(words.split()) and "_x000D_" not in words and "\uf0b7" not in words


@pytest.mark.parametrize("letter", ["\uf0b7", "\x96"])
@pytest.mark.parametrize("place", ["Nama asesi", "kode unit"])
def test_names_and_codes_are_never_written_otherwise(world, place, letter):
    """The register finds a certificate by them, so a sign that was meant is no excuse here."""
    SPOILS[place][0](world, f"Arsip{letter}1")
    with pytest.raises(RuleError) as refused:
        world.certificate()
    assert refused.value.code == SPOILS[place][1]


def test_a_name_that_was_signed_for_before_names_were_asked_is_not_printed(world):
    assessment = world.body and world.granted()
    with unguarded("assessments_person assessments_assessment"):
        spoil_name(world, ODD)
        Assessment.objects.filter(pk=assessment.pk).update(assessed_name=ODD)
    with pytest.raises(RuleError) as refused:
        issue(assessment=assessment, by=world.ratna, on=world.today)
    assert refused.value.code == "name_unprintable" and "Nama pemegang: U+FFFD" in str(refused.value)
    assert not Certificate.objects.exists()


# What stands in a snapshot and is no text of its own on paper, or is written by the portal itself.
NOT_ASKED = {
    *("verify_url", "replaces", "renews", "decided_on", "issued_on", "expires_on", "packaging", "packaging_en"),
    *("phone", "email", "website", "logo", "family", "paper", "languages", "art", "signature"),
}


def leaves(value, name=""):
    """Every text of a snapshot under the name of its column."""
    if isinstance(value, str):
        yield name, value
    for key, inside in value.items() if isinstance(value, dict) else ():
        yield from leaves(inside, key)
    for inside in value if isinstance(value, list) else ():
        yield from leaves(inside, name)


def test_everything_that_is_printed_is_asked(world):
    LegalBasis.objects.create(citation="Peraturan Contoh")
    spoil_design(world, "SERTIFIKAT")
    snapshot = world.certificate().snapshot
    del snapshot["design"]["name"]
    asked = [text for _part, text, _where in texts_of(snapshot)]
    missed = {name for name, text in leaves(snapshot) if text and not any(text in each for each in asked)}
    assert missed <= NOT_ASKED


def test_a_new_certificate_in_place_of_another_is_asked_too(world):
    old = world.certificate()
    CertificationBody.objects.update(city=ODD)
    for act in (
        lambda: replace(certificate=old, occasion="damage", by=world.ratna, on=world.today, reason="Basah."),
        lambda: reduce_scope(
            certificate=old, keep=["J.620100.001.02"], by=world.komang, on=world.today, reason="Unit dicabut."
        ),
    ):
        with pytest.raises(RuleError) as refused:
            act()
        assert refused.value.code == "lsp_unprintable"
    old.refresh_from_db()
    assert old.status == "active" and Certificate.objects.count() == 1


def test_a_scope_is_reduced_by_codes_with_an_invisible_mark(world):
    """An old code keeps its mark, printed or not, so that the units are still found."""
    spoil_unit(world, "J.620100.002.02\u200b", "code")
    old = world.certificate()
    new = reduce_scope(
        certificate=old, keep=["J.620100.002.02\u200b"], by=world.komang, on=world.today, reason="Unit dicabut."
    )
    assert [unit["code"] for unit in new.snapshot["units"]] == ["J.620100.002.02\u200b"]


def run(world):
    started = start_run(assessments=[world.granted()], by=world.ratna, on=world.today)
    work_on(started)
    started.refresh_from_db()
    return started


def test_a_run_refuses_the_one_whose_scheme_cannot_be_shown(world):
    assert world.body
    spoil_unit(world, ODD, "title")
    assert run(world).halted == ""
    assert "U+FFFD" in IssuingItem.objects.get(state="refused").refusal


def test_a_run_halts_for_what_stands_on_every_certificate(world):
    spoil_body(world, ODD, "city")
    assert "Kota: U+FFFD" in run(world).halted
    assert IssuingItem.objects.get().state == "waiting"


def test_the_page_of_issuing_says_why(client, world):
    spoil_unit(world, ODD, "title")
    assert world.body
    client.force_login(world.ratna)
    page = client.post(reverse("certificate_issue", args=[world.granted().pk]))
    assert page.status_code == 422
    shown = page.content.decode()
    assert "Judul unit J.620100.002.02" in shown and "U+FFFD" in shown and "versi baru" in shown


# --- designs ------------------------------------------------------------------------------------------
def test_words_of_a_design_are_mended_or_told(world):
    draft = designs.create_design(name="Baru", family="klasik", by=world.ratna, on=world.today).draft
    who = {"by": world.ratna, "on": world.today}
    assert designs.edit_draft(version=draft, texts={"heading": "SERTIFIKAT \x96 \uf0b7"}, **who).texts == {
        "heading": "SERTIFIKAT – •"
    }
    with pytest.raises(RuleError) as refused:
        designs.edit_draft(version=draft, texts={"heading": "SERTIFIKAT \uf0a7"}, **who)
    assert "U+F0A7" in str(refused.value.message_dict["heading"])


def test_a_draft_of_a_design_written_before_is_asked_when_it_is_put_in_use(world):
    draft = designs.create_design(name="Baru", family="klasik", by=world.ratna, on=world.today).draft
    DesignVersion.objects.filter(pk=draft.pk).update(texts={"heading": ODD})
    with pytest.raises(RuleError) as refused:
        designs.put_in_use(version=draft, by=world.ratna, on=world.today)
    assert refused.value.code == "unprintable" and "Judul" in str(refused.value)
    draft.refresh_from_db()
    assert draft.status == "draft" and isinstance(draft.design.versions.get(), DesignVersion)


def test_what_is_published_is_issued(world):
    """The question before a scheme is settled is the stricter one."""
    letters = "• – “a” ’ … € ™ é Ł ≥ → 陳 ꦱꦶ محمد अनि สม ᬩᬮᬶ"
    draft = world.draft(title=letters, title_en=letters, field=letters, field_en=letters)
    Unit.objects.update(title=letters, title_en=letters)
    world.version = publish(by=world.ratna, on=world.today, version=SchemeVersion.objects.get(pk=draft.pk))
    assert world.certificate().snapshot["scheme"]["title"] == letters
