"""The clauses by number, each with what keeps it. docs/ethics.md says the same in a table, and a test compares them."""

from django.utils.translation import gettext_lazy as _

from . import cases, openings, records
from .kinds import Mechanism

REPORTING = ("report_create", "report_follow", "ethics_case_list", "ethics_case_show", "ethics_case_appoint")

MECHANISMS: dict[int, Mechanism] = {
    1: Mechanism(
        _("Setiap asesor membaca kode etik butir demi butir lalu berikrar untuk satu tahun. Tanpa ikrar ia tidak dapat "
          "ditugaskan, memulai jadwal, atau menandatangani."),
        ("code_show", "code_read", "code_compare", "code_edit", "code_publish", "pledge_sign", "pledge_show",
         "pledge_list"),
        (records.EDITIONS, records.PLEDGES, records.PLEDGE_LETTERS),
        (openings.UNPLEDGED,),
    ),
    2: Mechanism(
        _("Kebijakan BNSP dan LSP disimpan per edisi dan tidak berubah setelah diumumkan. Setiap asesor menyatakan "
          "sudah membaca dan menjalankannya. Lewat batasnya ia tidak mendapat tugas baru."),
        ("policy_list", "policy_show", "policy_compare", "policy_acknowledge", "policy_readers", "policy_edit",
         "policy_publish"),
        (records.POLICIES, records.NOTES, records.POLICY_LETTERS),
        (openings.POLICIES,),
    ),
    3: Mechanism(
        _("Asesi menyatakan apakah ia sempat bersiap dan diberi tahu apa yang perlu diperbaiki (FR.AK-03). Asesor "
          "memastikan ruang dan alat layak, dan seorang saksi menulis apa yang baik dan apa yang perlu diperbaiki."),
        ("feedback_give", "feedback_show", "evaluation_own", "checklist_fill", "review_fill", "review_show",
         "witness_list", "witness_show", "witness_report"),
        (records.answers(3), records.checklists(3), records.REVIEWS, records.MARKS, records.WITNESSINGS,
         records.OBSERVATIONS),
        (openings.WITNESSINGS,),
    ),
    4: Mechanism(
        _("Tanda pengenal dengan foto dan kode QR, lain untuk setiap jadwal, dapat diperiksa siapa pun saat itu juga. "
          "Asesor memastikan pakaian dan tanda pengenalnya."),
        ("badge_show", "badge_check", "checklist_fill"),
        (records.BADGES, records.checklists(4)),
    ),
    5: Mechanism(
        _("Asesi menyatakan apakah berkas diperiksa bersama dan asesor berbicara dengan jelas dan sopan (FR.AK-03, "
          "pernyataan 8 dan 10)."),
        ("feedback_give", "feedback_show", "evaluation_own"),
        (records.answers(5),),
    ),
    6: Mechanism(
        _("Orang lain meninjau jadwal yang selesai: apakah setiap langkahnya valid, reliabel, fleksibel, dan adil "
          "(FR.AK-06). Asesi menyatakan apakah kesempatannya cukup (FR.AK-03, pernyataan 3, 4, dan 5)."),
        ("review_list", "review_ask", "review_fill", "review_show", "review_reply", "review_download",
         "feedback_give", "feedback_show", "checklist_fill"),
        (records.REVIEWS, records.MARKS, records.answers(6), records.checklists(6)),
        (openings.REVIEWS,),
    ),
    7: Mechanism(
        _("Asesor menyatakan hubungannya sebelum nama asesi terbuka, dan portal mencari sendiri di catatannya. "
          "Benturan menahan penilaian sampai petugas etik yang tidak terkait memutuskan."),
        ("relation_declare", "conflict_list", "conflict_show", "conflict_decide", "relation_create"),
        (records.TO_INSTITUTIONS, records.TO_CANDIDATES, records.CONFLICTS, records.HOLDS, records.SUPERVISIONS,
         records.RELATIONS),
        (openings.CONFLICTS,),
    ),
    8: Mechanism(
        _("Tawaran, hadiah, dan janji dicatat lalu diperiksa petugas etik. Setelah setiap jadwal asesor menyatakan "
          "tidak menerima apa pun di luar kontrak."),
        ("gift_list", "gift_create", "gift_show", "gift_examine", "gift_declare"),
        (records.GIFTS, records.GIFT_WORDS),
        (openings.GIFTS,),
    ),
    9: Mechanism(
        _("Pada setiap jadwal asesor memastikan tidak ada yang merokok di ruang uji, atau menjelaskan. LSP membacanya "
          "di halaman jadwal."),
        ("checklist_fill", "session_show"),
        (records.checklists(9),),
    ),
    10: Mechanism(
        _("Siapa yang membuka berkas asesi dicatat, dan yang tidak biasa harus dijelaskan. Ekspor menyebut tujuannya. "
          "Pihak ketiga diberi tahu hanya dengan izin asesi dan LSP. Rekan asesor menyatakan apakah rahasia dijaga."),
        ("reading_list", "reading_unusual", "reading_explain", "candidate_export", "export_list",
         "disclosure_consent_list", "disclosure_consent_show", "own_assessment_show", "peer_give", "peer_outcome"),
        (records.READINGS, records.READING_REVIEWS, records.EXPORTS, records.DISCLOSURE_CONSENTS, records.peers(10)),
        (openings.READINGS, openings.DISCLOSURE_CONSENTS),
    ),
    11: Mechanism(
        _("Siapa pun dapat melapor, juga tanpa nama. Teradu menjawab, majelis yang tidak terkait memutuskan setiap "
          "butir, sanksi bertingkat sampai laporan ke BNSP, dan banding ke majelis lain."),
        (*REPORTING, "report_show", "ethics_case_answer", "ethics_case_judge", "measure_answer", "peer_give",
         "peer_outcome"),
        (cases.CASES, cases.MESSAGES, cases.EVIDENCE, cases.PANELS, cases.DECISIONS, cases.FINDINGS, cases.SANCTIONS,
         cases.MEASURES, cases.APPEALS, records.peers(11)),
        (openings.CASES,),
    ),
    12: Mechanism(
        _("Setelah jadwal selesai, setiap asesor dapat menilai rekannya, dan keberatan ditindaklanjuti petugas etik. "
          "Asesor juga dapat melaporkan rekannya, dan rekan teradu tidak menangani dan tidak memutus."),
        ("peer_give", "peer_list", "peer_show", "peer_outcome", *REPORTING),
        (records.peers(12), cases.cases_about(12), cases.panels_about(12)),
        (openings.PEERS, openings.cases_about(12)),
    ),
    13: Mechanism(
        _("Asesor mencatat pengembangan kompetensi dengan bukti. Surel mengingatkan sebelum ikrar, lisensi, atau "
          "sertifikat teknis berakhir, dan yang sudah lewat menghentikan tugas."),
        ("development_list", "development_create", "development_show", "development_evidence", "assessor_list"),
        (records.DEVELOPMENT, records.LICENCE_LETTERS),
        (openings.LICENCES,),
    ),
    14: Mechanism(
        _("Asesi bertanya dan dijawab dalam beberapa hari kerja. Yang terlambat tampak pada admin dan petugas etik, "
          "dan asesi menilai penjelasannya (FR.AK-03, pernyataan 1, 6, dan 10)."),
        ("question_thread", "question_ask", "question_answer", "question_list", "feedback_give", "checklist_fill"),
        (records.QUESTIONS, records.REPLIES, records.answers(14), records.checklists(14)),
        (openings.QUESTIONS,),
    ),
    15: Mechanism(
        _("Sebelum menandatangani, asesor dapat memperlihatkan penilaiannya. Asesi setuju atau menulis pendapatnya per "
          "unit, dan perbedaan tetap tersimpan di samping penilaian."),
        ("assessment_reveal", "own_assessment_answer", "assessment_record", "assessment_decide"),
        (records.SHOWN, records.REMARKS),
    ),
    16: Mechanism(
        _("Asesi menilai lewat FR.AK-03, LSP lewat tinjauan FR.AK-06 dan penyaksian, dan surat evaluasi BNSP disimpan. "
          "Admin dan petugas etik membaca profil setiap asesor, dan ia sendiri membaca profilnya dan menanggapi."),
        ("feedback_give", "feedback_list", "feedback_show", "feedback_download", "evaluation_list", "evaluation_show",
         "evaluation_own", "review_list", "review_reply", "witness_list", "witness_plan", "witness_reply",
         "inspection_list", "inspection_create", "inspection_show", "inspection_evidence"),
        (records.FEEDBACK, records.REVIEWS, records.WITNESSINGS, records.INSPECTIONS),
        (openings.REVIEWS, openings.WITNESSINGS),
    ),
}  # fmt: skip
