"""The words that a design may say in its own way: what a family says by itself, and how long another text may be."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.snapshots.snapshot import Snapshot

ENGLISH = "_en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a family: what the form calls it, what stands there by itself, and the most letters it may have."""

    label: str | Promise
    default: str
    limit: int


# Keys ending in "_en" are the English line beneath; both languages of a certificate are fixed, so nothing goes
# through gettext but the labels.
COMMON: dict[str, Wording] = {
    "heading": Wording(_("Judul"), "SERTIFIKAT KOMPETENSI", 40),
    "heading_en": Wording(_("Judul (Inggris)"), "Certificate of Competence", 40),
    "certifies": Wording(_("Sebelum nama"), "Dengan ini menyatakan bahwa", 60),
    "certifies_en": Wording(_("Sebelum nama (Inggris)"), "This is to certify that", 60),
    "competent": Wording(_("Sebelum bidang"), "Telah kompeten pada bidang", 60),
    "competent_en": Wording(_("Sebelum bidang (Inggris)"), "Is competent in the area of", 60),
    "qualified": Wording(_("Sebelum kualifikasi"), "Dengan kualifikasi/kompetensi", 60),
    "qualified_en": Wording(_("Sebelum kualifikasi (Inggris)"), "With qualification/competency", 60),
    "check": Wording(_("Judul pemeriksaan"), "Periksa sertifikat ini", 32),
    "check_how": Wording(_("Cara memeriksa"), "Pindai kode QR atau buka alamat ini", 60),
    "check_how_en": Wording(
        _("Cara memeriksa (Inggris)"), "Check this certificate: scan the code or open this address", 60
    ),
    "units": Wording(_("Judul daftar unit"), "Daftar Unit Kompetensi", 48),
    "units_en": Wording(_("Judul daftar unit (Inggris)"), "List of Units of Competency", 48),
    "note": Wording(_("Catatan di bawah daftar unit"), "", 300),
    "note_en": Wording(_("Catatan di bawah daftar unit (Inggris)"), "", 300),
}


class Words(dict[str, str]):
    """A certificate's wordings by key, in its languages: an English one is "" where English is left out."""

    def __init__(self, texts: Mapping[str, Wording], snapshot: Snapshot) -> None:
        own, self.english = snapshot["design"]["texts"], "en" in snapshot["design"]["languages"]
        super().__init__(
            {
                key: "" if key.endswith(ENGLISH) and not self.english else own.get(key, "").strip() or wording.default
                for key, wording in texts.items()
            }
        )

    def both(self, key: str) -> str:
        """Both languages of a text on one line."""
        english = self.get(key + ENGLISH, "")
        return f"{self[key]} / {english}" if english else self[key]
