"""The words of the timeline: what each recorded act is called for its reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENT_LABELS: dict[str, dict[str, Promise]] = {
    "assessments.standard": {
        "created": _("Standar dibuat"),
        "edited": _("Standar diubah"),
    },
    "assessments.unit": {
        "created": _("Unit dibuat"),
        "edited": _("Unit diubah"),
        "elements": _("Elemen dan kriteria diubah"),
    },
    "assessments.venue": {
        "created": _("TUK didaftarkan"),
        "edited": _("Data TUK diubah"),
    },
    "assessments.certificationbody": {
        "created": _("Profil LSP diisi"),
        "edited": _("Profil LSP diubah"),
    },
    "assessments.legalbasis": {
        "created": _("Dasar hukum ditambahkan"),
        "edited": _("Dasar hukum diubah"),
    },
    "assessments.definition": {
        "created": _("Definisi ditambahkan"),
        "edited": _("Definisi diubah"),
    },
    "assessments.schemeversion": {
        "created": _("Konsep skema dibuat"),
        "imported": _("Skema diimpor"),
        "copied": _("Versi baru disalin"),
        "edited": _("Konsep skema diubah"),
        "published": _("Skema diberlakukan"),
        "replaced": _("Diganti versi baru"),
        "withdrawn": _("Skema dicabut"),
    },
    "assessments.assessmentsession": {
        "planned": _("Jadwal dibuat"),
        "edited": _("Jadwal diubah"),
        "assigned": _("Asesor ditugaskan"),
        "unassigned": _("Penugasan asesor dibatalkan"),
        "enrolled": _("Asesi didaftarkan"),
        "started": _("Asesmen dimulai"),
        "finished": _("Jadwal diselesaikan"),
        "cancelled": _("Jadwal dibatalkan"),
    },
    "assessments.assessment": {
        "enrolled": _("Terdaftar pada jadwal uji"),
        "recorded": _("Penilaian disimpan"),
        "shown": _("Penilaian ditunjukkan kepada asesi"),
        "answered": _("Asesi menanggapi penilaian"),
        "signed": _("Semua unit kompeten, ditandatangani asesor"),
        "not_competent": _("Ditandatangani asesor: belum kompeten"),
        "granted": _("Sertifikasi diberikan"),
        "refused": _("Sertifikasi ditolak"),
        "certified": _("Sertifikat diterbitkan"),
        "cancelled": _("Pendaftaran dibatalkan"),
        "reassigned": _("Asesor diganti"),
        "names_opened": _("Nama asesi dibuka bagi asesor"),
        "relation_declared": _("Asesor menyatakan hubungannya"),
        "held": _("Penilaian ditahan: kemungkinan benturan kepentingan"),
        "hold_lifted": _("Penahanan dicabut"),
        "supervised": _("Asesor didampingi pengawas"),
    },
    "assessments.person": {
        "created": _("Data dibuat"),
        "edited": _("Data diubah"),
        "invited": _("Undangan dikirim"),
        "linked": _("Akun dihubungkan"),
        "became_candidate": _("Terdaftar sebagai asesi"),
        "became_assessor": _("Terdaftar sebagai asesor"),
        "assessor_edited": _("Data asesor diubah"),
        "trained": _("Pelatihan dicatat"),
        "training_removed": _("Catatan pelatihan dihapus"),
        "related": _("Hubungan dengan orang lain dicatat"),
        "relation_removed": _("Catatan hubungan dihapus"),
        "invitation_revoked": _("Undangan dibatalkan"),
        "listed": _("Dicantumkan dalam daftar publik pemegang sertifikat"),
        "pledged": _("Ikrar kode etik ditandatangani"),
        "pledge_ended": _("Masa ikrar kode etik diakhiri"),
        "policies_due": _("Diminta membaca kebijakan"),
        "policies_acknowledged": _("Semua kebijakan sudah dinyatakan"),
        "barred": _("Dibekukan dari tugas"),
        "bar_lifted": _("Pembekuan tugas dicabut"),
        "unlisted": _("Dikeluarkan dari daftar publik pemegang sertifikat"),
    },
    "assessments.export": {
        "exported": _("Data diekspor"),
    },
    "assessments.upload": {
        "stored": _("Berkas disimpan"),
    },
    "lsp_portal.user": {
        "created": _("Akun dibuat"),
        "roles": _("Peran diubah"),
        "activated": _("Akun diaktifkan"),
        "deactivated": _("Akun dinonaktifkan"),
    },
    "certificates.certificate": {
        "issued": _("Sertifikat diterbitkan"),
        "suspended": _("Sertifikat dibekukan"),
        "reinstated": _("Sertifikat dipulihkan"),
        "withdrawn": _("Sertifikat dicabut"),
        "replaced": _("Sertifikat diganti"),
        "blank_spoiled": _("Blangko rusak"),
    },
    "ethics.code": {
        "created": _("Edisi kode etik dikonsep"),
        "edited": _("Edisi kode etik diubah"),
        "published": _("Edisi kode etik diumumkan"),
        "discarded": _("Konsep kode etik dibuang"),
    },
    "ethics.development": {
        "recorded": _("Pengembangan kompetensi dicatat"),
        "retracted": _("Catatan pengembangan ditarik"),
    },
    "ethics.pledge": {
        "signed": _("Ikrar kode etik ditandatangani"),
    },
    "ethics.policyedition": {
        "created": _("Edisi kebijakan dikonsep"),
        "edited": _("Edisi kebijakan diubah"),
        "published": _("Edisi kebijakan diumumkan"),
        "discarded": _("Konsep kebijakan dibuang"),
    },
    "ethics.acknowledgement": {
        "acknowledged": _("Kebijakan dinyatakan telah dibaca"),
    },
    "ethics.peerremark": {
        "given": _("Penilaian rekan dikirim"),
        "reviewed": _("Penilaian rekan ditindaklanjuti"),
    },
    "ethics.institutiondeclaration": {
        "declared": _("Hubungan dengan lembaga dinyatakan"),
    },
    "ethics.candidatedeclaration": {
        "declared": _("Hubungan dengan asesi dinyatakan"),
    },
    "ethics.gift": {
        "recorded": _("Pemberian atau janji dicatat"),
        "reviewed": _("Catatan pemberian diperiksa"),
    },
    "ethics.giftdeclaration": {
        "declared": _("Pernyataan pemberian dibuat"),
    },
    "ethics.readingreview": {
        "explained": _("Pembacaan yang tidak biasa dijelaskan"),
    },
    "ethics.leave": {
        "asked": _("Izin diminta"),
        "agreed": _("Asesi mengizinkan"),
        "declined": _("Asesi tidak mengizinkan"),
        "allowed": _("LSP mengizinkan"),
        "disallowed": _("LSP tidak mengizinkan"),
        "withdrawn": _("Izin ditarik"),
    },
    "ethics.badge": {
        "made": _("Tanda pengenal dibuat"),
    },
    "ethics.checklist": {
        "sent": _("Daftar periksa jadwal dikirim"),
    },
    "ethics.feedback": {
        "given": _("Umpan balik asesmen diberikan"),
    },
    "ethics.review": {
        "asked": _("Tinjauan asesmen diminta"),
        "filled": _("Tinjauan asesmen diisi"),
        "replied": _("Asesor menanggapi tinjauan"),
        "called_off": _("Permintaan tinjauan dibatalkan"),
    },
    "ethics.witnessing": {
        "planned": _("Penyaksian asesmen direncanakan"),
        "reported": _("Laporan penyaksian diisi"),
        "replied": _("Asesor menanggapi laporan penyaksian"),
        "called_off": _("Penyaksian asesmen dibatalkan"),
    },
    "ethics.inspection": {
        "recorded": _("Evaluasi BNSP dicatat"),
        "retracted": _("Catatan evaluasi BNSP ditarik"),
    },
    "ethics.question": {
        "asked": _("Pertanyaan diajukan"),
        "answered": _("Pertanyaan dijawab"),
    },
    "ethics.conflict": {
        "raised": _("Kemungkinan benturan kepentingan dicatat"),
        "decided": _("Benturan kepentingan diputuskan"),
    },
    "ethics.ethicscase": {
        "reported": _("Laporan diterima"),
        "identified": _("Asesor yang dilaporkan ditetapkan"),
        "dismissed": _("Laporan tidak dilanjutkan"),
        "opened": _("Perkara dibuka, teradu diberi tahu"),
        "reporter_wrote": _("Pelapor menulis"),
        "respondent_wrote": _("Teradu menjawab"),
        "officer_wrote": _("Petugas etik menulis"),
        "panel_appointed": _("Majelis ditetapkan"),
        "decided": _("Perkara diputus"),
        "appealed": _("Banding diajukan"),
        "appeal_decided": _("Banding diputus"),
        "closed": _("Perkara selesai"),
    },
    "ethics.sanction": {
        "imposed": _("Sanksi dijatuhkan"),
        "lifted": _("Sanksi dicabut"),
    },
    "ethics.certificatemeasure": {
        "proposed": _("Tindakan atas sertifikat diusulkan"),
        "confirmed": _("Usul majelis dilaksanakan"),
        "declined": _("Usul majelis tidak dilaksanakan"),
    },
    "certificates.numberpattern": {
        "created": _("Pola nomor ditetapkan"),
        "discarded": _("Pola nomor dibuang"),
    },
    "certificates.numbercounter": {
        "voided": _("Nomor urut dibatalkan"),
    },
    "certificates.blankbatch": {
        "received": _("Blangko diterima"),
        "spoiled": _("Blangko rusak"),
        "returned": _("Blangko dikembalikan"),
    },
    "certificates.signingkey": {
        "created": _("Kunci dibuat"),
        "registered": _("Kunci didaftarkan"),
        "retired": _("Kunci dihentikan"),
    },
    "certificates.design": {
        "created": _("Desain dibuat"),
        "made_default": _("Dijadikan desain utama"),
        "scheme_assigned": _("Dipakai untuk skema"),
        "scheme_left": _("Tidak dipakai lagi untuk skema"),
        "draft_discarded": _("Konsep dibuang"),
    },
    "certificates.designversion": {
        "edited": _("Konsep diubah"),
        "copied": _("Versi baru dibuat"),
        "put_in_use": _("Versi mulai dipakai"),
        "retired": _("Versi tidak dipakai lagi"),
    },
}

TONES = {
    "certified": "good",
    "granted": "good",
    "finished": "good",
    "issued": "good",
    "signed": "good",
    "cancelled": "bad",
    "refused": "bad",
    "reinstated": "good",
    "suspended": "waiting",
    "withdrawn": "bad",
    "not_competent": "bad",
    "planned": "waiting",
    "enrolled": "waiting",
}
