"""The code of ethics for competency assessors: sixteen clauses in the words of the decree, and how they read in English."""

import datetime

from django.db import migrations

TITLE = "Kode Etik Asesor Kompetensi BNSP"
DECREE = "Keputusan BNSP Nomor Kep. 1224/BNSP/VII/2020"
IN_FORCE_FROM = datetime.date(2020, 7, 18)
CLAUSES = [
    (
        "Asesor Kompetensi harus setia kepada Negara Kesatuan Republik Indonesia dan menjalankan sepenuhnya Pancasila dan Undang Undang Dasar 1945",
        "A competency assessor shall be loyal to the Unitary State of the Republic of Indonesia and shall live fully by Pancasila and the 1945 Constitution.",
    ),
    (
        "Asesor Kompetensi harus melaksanakan kebijakan yang ditetapkan oleh BNSP dan atau LSP",
        "A competency assessor shall carry out the policies laid down by BNSP and by the LSP.",
    ),
    (
        "Asesor Kompetensi harus melaksanakan asesmen yang berkualitas, berorientasi pada upaya peningkatan kualitas Peserta Uji Kompetensi dengan sungguh-sungguh dan penuh tanggung jawab",
        "A competency assessor shall conduct assessments of good quality that aim to improve the candidate, in earnest and with full responsibility.",
    ),
    (
        "Asesor Kompetensi selama bertugas harus berpakaian formal, rapi, sederhana dan sopan yang mencerminkan citra profesional dan terhormat sesuai dengan peran yang disandangnya dan selalu menggunakan tanda pengenal sebagai asesor kompetensi",
        "While on duty a competency assessor shall dress formally, neatly, simply and decently, in keeping with the professional and honourable image of the role, and shall always wear the assessor’s identification.",
    ),
    (
        "Asesor kompetensi harus melakukan asesmen dengan penuh dedikasi, jujur, empati, santun, disiplin, bertanggung jawab dan berintegritas",
        "A competency assessor shall conduct assessments with full dedication, honesty, empathy, courtesy, discipline, responsibility and integrity.",
    ),
    (
        "Asesor Kompetensi dalam melakukan asesmen harus berpedoman sesuai prinsip-prinsip asesmen : Valid, Reliabel, Fleksibel dan Adil",
        "In conducting assessments a competency assessor shall be guided by the principles of assessment: valid, reliable, flexible and fair.",
    ),
    (
        "Asesor Kompetensi harus memberi informasi yang dibutuhkan kepada pemberi kerja mengenai hubungan yang mungkin dimiliki Asesor dengan Pihak/Institusi yang diases sebelum melaksanakan suatu fungsi asesmen teradap Pihak/Institusi tersebut",
        "Before carrying out an assessment of a party or institution, a competency assessor shall give the employer the information it needs about any relationship the assessor may have with that party or institution.",
    ),
    (
        "Asesor Kompetensi dan orang yang bertanggung jawab kepadanya tidak boleh menerima apapun atau menjanjikan sesuatu kepada Peserta Uji Kompetensi atau Penyelenggara diluar perjanjian kontrak",
        "A competency assessor, and those answerable to the assessor, shall neither accept anything from nor promise anything to a candidate or organiser beyond the contractual agreement.",
    ),
    (
        "Asesor Kompetensi tidak diperkenankan merokok pada saat di dalam ruang kelas / ruang pengujian",
        "A competency assessor may not smoke inside the classroom or examination room.",
    ),
    (
        "Asesor Kompetensi tidak memberikan informasi tentang temuan/hasil atau sebagian dari padanya, dari tim asesmen yang menjadi tanggung jawabnya atau informasi lain yang diperoleh dalam pelaksanaan asesmen kepada pihak ketiga, kecuali atas izin secara tertulis baik oleh yang diases maupun oleh organisasi pengases",
        "A competency assessor shall not disclose to third parties findings or results, or any part of them, from the assessment team under the assessor’s responsibility, nor other information obtained in carrying out the assessment, except with the written permission of both the assessed party and the assessing organisation.",
    ),
    (
        "Asesor Kompetensi tidak bertindak dengan cara apapun yang merugikan reputasi atau kepentingan organisasi pengases, asosiasi profesi asesor kompetensi dan BNSP",
        "A competency assessor shall not act in any way that harms the reputation or interests of the assessing organisation, the professional association of competency assessors or BNSP.",
    ),
    (
        "Asesor Kompetensi harus memiliki sikap saling menghormati dan menghargai antara sesama Asesor Kompetensi",
        "Competency assessors shall respect and appreciate one another.",
    ),
    (
        "Asesor Kompetensi berorientasi kepada pemeliharaan dan peningkatan kompetensi",
        "A competency assessor shall strive to maintain and improve competence.",
    ),
    (
        "Asesor Kompetensi harus terbuka untuk menerima pertanyaan dari Peserta Uji Kompetensi dan bersedia memberikan penjelasan yang benar kepada Peserta Uji Kompetensi",
        "A competency assessor shall be open to questions from candidates and willing to give them correct explanations.",
    ),
    (
        "Asesor Kompetensi harus terbuka terhadap perbedaan pendapat dengan Peserta Uji Kompetensi",
        "A competency assessor shall be open to differences of opinion with candidates.",
    ),
    (
        "Asesor Kompetensi bersedia dievaluasi oleh BNSP, LSP dan Perserta Uji Kompetensi",
        "A competency assessor is willing to be evaluated by BNSP, the LSP and the candidates.",
    ),
]


def write(apps, schema_editor):
    code, _ = apps.get_model("ethics", "Code").objects.get_or_create(
        decree=DECREE, defaults={"title": TITLE, "in_force_from": IN_FORCE_FROM}
    )
    clause = apps.get_model("ethics", "Clause")
    for number, (text, text_en) in enumerate(CLAUSES, start=1):
        clause.objects.get_or_create(code=code, number=number, defaults={"text": text, "text_en": text_en})


class Migration(migrations.Migration):
    dependencies = [("ethics", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
