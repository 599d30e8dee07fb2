"""Invented certificates for tests and measurements."""

from typing import Any

from certificates.snapshots.reading import read_snapshot
from certificates.snapshots.snapshot import Snapshot

UNITS = (
    ("J.620100.004.02", "Menggunakan Struktur Data", "Using Data Structures"),
    ("J.620100.005.02", "Mengimplementasikan User Interface", "Implementing a User Interface"),
    ("J.620100.009.02", "Menggunakan Spesifikasi Program", "Using Program Specifications"),
    (
        "J.620100.010.01",
        "Menerapkan Perintah Eksekusi Bahasa Pemrograman Berbasis Teks, Grafik, dan Multimedia",
        "Applying Execution Commands of Text, Graphics and Multimedia Based Programming Languages",
    ),
    (
        "J.620100.016.01",
        "Menulis Kode dengan Prinsip Sesuai Guidelines dan Best Practices",
        "Writing Code According to Guidelines and Best Practices",
    ),
    ("J.620100.017.02", "Mengimplementasikan Pemrograman Terstruktur", "Implementing Structured Programming"),
    ("J.620100.023.02", "Membuat Dokumen Kode Program", "Writing Program Code Documentation"),
    ("J.620100.025.02", "Melakukan Debugging", "Debugging"),
)
LEGAL_BASIS = (
    "Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan",
    "Peraturan Pemerintah Nomor 31 Tahun 2006 tentang Sistem Pelatihan Kerja Nasional",
    "Peraturan Pemerintah Nomor 10 Tahun 2018 tentang Badan Nasional Sertifikasi Profesi",
)


def units(count: int) -> list[dict[str, Any]]:
    """`count` units: the real ones over and over."""
    rows = (UNITS[i % len(UNITS)] for i in range(count))
    return [
        {"position": i, "code": code, "title": title, "title_en": title_en}
        for i, (code, title, title_en) in enumerate(rows, start=1)
    ]


def snapshot(**overrides: Any) -> Snapshot:
    """A certificate of an invented holder. `body`, `design`, `scheme` may be given in part; `units` may be a number."""
    certificate: dict[str, Any] = {
        "format": 1,
        "certificate_number": "62010 2512 3 0001234 2026",
        "registration_number": "TIK 9012 00123 2026",
        "blank_number": "",
        "replaces": "",
        "renews": "",
        "holder_name": "Siti Rahma Wulandari",
        "body": {
            "name": "LSP Nusantara Kompeten",
            "licence_number": "BNSP-LSP-9012-ID",
            "address": "Jalan Melati Nomor 8, Bandung 40115",
            "city": "Bandung",
            "phone": "022 555 0100",
            "email": "halo@lsp.example",
            "website": "https://lsp.example",
            "logo": "",
            "signatory_name": "Dr. Bambang Hadikusumo, M.T.",
            "signatory_title": "Ketua LSP",
            "signatory_title_en": "Chairman",
        },
        "design": {
            "family": "klasik",
            "name": "Klasik",
            "version": 1,
            "paper": "portrait",
            "languages": ["id", "en"],
            "texts": {},
            "art": "",
            "logo": "",
            "signature": "",
        },
        "scheme": {
            "number": "SKM/9012/00010/2/2023/17",
            "version": 2,
            "title": "Pemrogram Junior (Junior Coder)",
            "title_en": "Junior Coder",
            "field": "Pemrograman dan Pengembangan Perangkat Lunak",
            "field_en": "Programming and Software Development",
            "packaging": "Okupasi nasional",
            "packaging_en": "National occupation",
            "kkni_level": None,
        },
        "units": units(8),
        "standards": [
            {"citation": "SKKNI Nomor 282 Tahun 2016", "title": "Bidang Software Development, Subbidang Pemrograman"}
        ],
        "legal_basis": list(LEGAL_BASIS),
        "validity_months": 36,
        "decided_on": "2026-05-08",
        "issued_on": "2026-05-12",
        "expires_on": "2029-05-12",
        "verify_url": "https://lsp.example/verify/Zk3vQm8RpT5wXy2LbN7cJd4HsA6f/",
    }
    for key in ("body", "design", "scheme"):
        certificate[key] |= overrides.pop(key, {})
    if isinstance(overrides.get("units"), int):
        overrides["units"] = units(overrides["units"])
    return read_snapshot(certificate | overrides)
