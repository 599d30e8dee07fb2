"""What two screens, and what a candidate, see of verdicts."""

from django.urls import reverse

from assessments.decisions.operations import refuse
from tests.world import BK, PENDING, K

from .reader import Reader

FOLLOW_UP = "Latih memindai arsip tiga kali, lalu daftar ulang."


def test_the_second_of_two_tabs_never_overwrites_silently(world):
    sheet = reverse("assessment_record", args=[world.assessment.pk])
    unit = f"u{world.assessment.verdicts.first().unit_id}"
    early, late = Reader(world.bima).open(sheet), Reader(world.bima).open(sheet)
    early.send(**{f"{unit}-outcome": K})
    late.send(**{f"{unit}-outcome": BK, f"{unit}-follow_up": FOLLOW_UP})
    assert late.status == 422 and FOLLOW_UP in late.text and "Tersimpan:" in late.text
    assert [v.outcome for v in world.assessment.verdicts.all()] == [K, PENDING, PENDING]
    late.send()  # having seen both, he keeps his own
    assert late.status == 200
    assert [v.outcome for v in world.assessment.verdicts.all()] == [BK, PENDING, PENDING]


def test_a_candidate_reads_the_verdict_only_once_it_is_signed(world):
    case = reverse("own_assessment_show", args=[world.assessment.pk])
    siti = Reader(world.siti)
    units = [v.unit_id for v in world.assessment.verdicts.all()]
    said = {f"u{unit}-outcome": K for unit in units} | {f"u{unit}-methods": "oral" for unit in units}
    said |= {f"u{units[1]}-outcome": BK, f"u{units[1]}-follow_up": FOLLOW_UP}
    bima = Reader(world.bima).open(reverse("assessment_record", args=[world.assessment.pk])).send(**said)
    assert FOLLOW_UP not in siti.open(case).text and "Belum kompeten" not in siti.text
    bima.open(reverse("assessment_sign", args=[world.assessment.pk])).send()
    assert FOLLOW_UP in siti.open(case).text and "Belum kompeten" in siti.text


def test_a_candidate_reads_why_it_was_refused(world):
    refuse(by=world.komang, on=world.today, assessment=world.judged(), reason="Bukti kerja belum cukup.")
    siti = Reader(world.siti).open(reverse("own_assessment_show", args=[world.assessment.pk]))
    assert "Bukti kerja belum cukup." in siti.text
    assert "komang" not in siti.text.lower()
