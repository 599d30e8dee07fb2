"""The two definitions and the five legal bases that the portal starts with; the LSP may change them later."""

from django.db import migrations

DEFINITIONS = [
    (
        "Sertifikasi Kompetensi Kerja",
        "adalah proses pemberian sertifikat yang dilakukan secara sistematis dan objektif melalui uji kompetensi kerja mengacu kepada SKKNI/Standar internasional dan/atau Standar Khusus",
    ),
    (
        "Sertifikat Kompetensi",
        "Merupakan produk hukum yang menjadi legitimasi (pengakuan) terhadap capaian kemampuan seseorang dalam melakukan pekerjaan tertentu yang ditetapkan oleh otoritas yang berwenang, berbasis pada standar kompetensi yang telah disepakati dan ditetapkan.",
    ),
]
LEGAL_BASES = [
    (
        "Undang - Undang Ketenagakerjaan Republik Indonesia No. 13 Tahun 2003",
        "amended",
        "Pasal 18 mengatur pengakuan kompetensi melalui sertifikasi oleh BNSP yang independen. Beberapa pasal lain diubah oleh Undang-Undang Nomor 6 Tahun 2023 (Cipta Kerja, Pasal 81). Putusan Mahkamah Konstitusi Nomor 168/PUU-XXI/2023 meminta undang-undang ketenagakerjaan yang baru.",
    ),
    (
        "Peraturan Pemerintah Republik Indonesia Nomor 31 Tahun 2006 tentang Sistim Pelatihan Kerja Nasional.",
        "in_force",
        "Lembaran Negara Tahun 2006 Nomor 67, Tambahan Lembaran Negara Nomor 4637.",
    ),
    (
        "Peraturan Pemerintah Republik Indonesia Nomor 10 Tahun 2018 tentang Badan Nasional Sertifikasi Profesi.",
        "in_force",
        "Lembaran Negara Tahun 2018 Nomor 32. Menggantikan Peraturan Pemerintah Nomor 23 Tahun 2004.",
    ),
    (
        "Peraturan Menteri Ketenagakerjaan Republik Indonesia Nomor 8 Tahun 2014 Tentang Pedoman Penyelenggaraan Pelatihan Berbasis Kompetensi.",
        "in_force",
        "Terbit sebagai Peraturan Menteri Tenaga Kerja dan Transmigrasi, Berita Negara Tahun 2014 Nomor 587. Mengatur pelatihan, bukan sertifikasinya.",
    ),
    (
        "Peraturan Badan Nasional Sertifikasi Profesi Nomor 2 / BNSP / VIII / 2017 tentang Pedoman Pengembangan dan Pemeliharaan Skema Sertifikasi",
        "in_force",
        "Menggantikan Peraturan BNSP Nomor 4/BNSP/VII/2014.",
    ),
]


def write(apps, schema_editor):
    definition = apps.get_model("assessments", "Definition")
    for position, (term, text) in enumerate(DEFINITIONS, start=1):
        definition.objects.get_or_create(term=term, defaults={"text": text, "position": position})
    basis = apps.get_model("assessments", "LegalBasis")
    for position, (citation, status, note) in enumerate(LEGAL_BASES, start=1):
        defaults = {"status": status, "note": note, "position": position}
        basis.objects.get_or_create(citation=citation, defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
