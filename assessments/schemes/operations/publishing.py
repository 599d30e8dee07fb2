"""When a draft may be put in force, and what an admin should know before."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kit import printable
from kit.errors import RuleError

from ...models import SchemeVersion, Unit
from .words import words_of

MOST_TOLD = 6


def check_publishable(version: SchemeVersion) -> None:
    """Refuses a version on which no assessment could end in a certificate.

    RuleError "no_units", "elective_short" (fewer units than may be chosen), "nothing_required" (a candidate could be
    assessed on nothing), "number_codes" (the codes that certificate numbers are made of; a version in force cannot
    be completed later), "unprintable" (letters that no certificate can show: once in force, they stay).
    """
    places = version.scheme_units.all()
    if not places.exists():
        raise RuleError(_("Skema belum mempunyai unit kompetensi."), "no_units")
    groups = list(version.elective_groups.annotate(unit_count=Count("scheme_units")))
    for group in groups:
        if group.unit_count < group.max_units:
            raise RuleError(
                _("Kelompok pilihan “%(group)s” berisi %(count)s unit, padahal paling banyak %(wanted)s dipilih."),
                "elective_short",
                {"group": group.name, "count": group.unit_count, "wanted": group.max_units},
            )
    if not places.filter(elective_group__isnull=True).exists() and not any(group.min_units for group in groups):
        raise RuleError(
            _("Tidak ada unit yang wajib dinilai: jadikan satu unit wajib, atau beri kelompok pilihan jumlah minimum."),
            "nothing_required",
        )
    if not (version.kbli and version.kbji and version.registration_prefix):
        raise RuleError(
            _("Isi kode KBLI, kode KBJI, dan huruf nomor registrasi: nomor sertifikat dibuat darinya."), "number_codes"
        )
    if wrong := list(_unprintable(version)):
        raise _cannot_be_printed(wrong)


def _unprintable(version: SchemeVersion) -> Iterator[str]:
    """Where the version says what no certificate can show, and which letters.

    What another version has settled cannot be mended any more; it is asked as it is printed.
    """
    for word in words_of(version):
        letters = printable.unprintable(word.text)
        settled = bool(letters) and word.is_settled()
        if settled:
            letters = printable.unprintable(printable.as_printed(word.text))
        if letters:
            told = f"{word.where}: {printable.described(letters)}"
            yield _("%(place)s, sudah terkunci: pakai yang baru") % {"place": told} if settled else told


def _cannot_be_printed(wrong: list[str]) -> RuleError:
    told = wrong[:MOST_TOLD]
    if more := len(wrong[MOST_TOLD:]):
        told.append(_("dan %(count)s lagi") % {"count": more})
    message = _("Perbaiki dahulu huruf yang tidak dapat dicetak pada sertifikat. %(places)s.")
    return RuleError(message, "unprintable", {"places": capfirst("; ".join(told))})


def refusal_to_publish(version: SchemeVersion) -> RuleError | None:
    """Why the draft may not be put in force yet, or None."""
    try:
        check_publishable(version)
    except RuleError as refusal:
        return refusal
    return None


def missing_details(version: SchemeVersion) -> list[str]:
    """What an admin should know before: nothing here stops a publication."""
    units = Unit.objects.filter(scheme_units__version=version)
    untranslated = units.filter(title_en="").count()
    bare = units.filter(elements__isnull=True).count()
    escaped = [word.where for word in words_of(version) if printable.WRITTEN_BREAK.search(word.text)]
    found = {
        _("Judul skema dalam bahasa Inggris belum diisi; sertifikat dwibahasa memerlukannya."): not version.title_en,
        _("%(count)s unit belum mempunyai judul dalam bahasa Inggris.") % {"count": untranslated}: untranslated,
        _("%(count)s unit belum mempunyai elemen dan kriteria.") % {"count": bare}: bare,
        _("Persyaratan pemohon belum diisi."): not version.requirements.exists(),
        _("Ada “_x000D_”, sisa ganti baris dari Excel: %(places)s.") % {"places": ", ".join(escaped)}: escaped,
    }
    return [detail for detail, holds in found.items() if holds]
