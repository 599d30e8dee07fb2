"""From an anonymous report to a suspension, a suspended certificate, and an appeal that takes both back."""

import re
from datetime import timedelta

from django.urls import reverse

from assessments.models import Bar
from certificates.models import Certificate
from ethics.models import CertificateMeasure, EthicsCase, Panel

from .reader import Reader

SECRET = "Saya tetangga asesi itu."


def test_an_anonymous_report_to_the_end(world):
    certificate = world.certificate()
    judges = [
        world.account(name, is_decision_maker=True) for name in ("galih", "laras", "made", "nanda", "oki", "putri")
    ]
    visitor, officer, bima = Reader(), Reader(world.wulan), Reader(world.bima)

    visitor.open(reverse("report_create")).send(about="Bima Prasetya", story="Ia meminta uang.", kind="anonymous")
    code = re.search(r"<code>([^<]+)</code>", visitor.text)[1]
    case = EthicsCase.objects.get()

    officer.open(reverse("work")).follow(f"/matter/{case.pk}/")
    officer.follow("/identify/").send(respondent=world.bima_assessor.pk)
    officer.follow("/write/").send(talk="reporter", body="Dari mana Anda tahu?")
    visitor.open(reverse("report_follow")).send(code=code)
    assert "Dari mana Anda tahu?" in visitor.text
    visitor.send(body=SECRET)
    notice = "Ada laporan bahwa Anda meminta uang."
    officer.open(case.get_absolute_url()).follow("/open/")
    officer.send(clauses=["8"], notice=notice, assessment=certificate.assessment_id)
    assert officer.status == 200 and SECRET in officer.text

    bima.open(reverse("work")).follow(f"/matter/{case.pk}/answer/")
    assert notice in bima.text and SECRET not in bima.text and "Ia meminta uang." not in bima.text
    bima.send(body="Itu ongkos perjalanan.")

    officer.open(case.get_absolute_url()).follow("/appoint/")
    officer.send(chair=judges[0].pk, members=[judges[1].pk, judges[2].pk])
    chair = Reader(judges[0]).open(reverse("work")).follow(f"/matter/{case.pk}/judge/")
    assert "Itu ongkos perjalanan." in chair.text and SECRET not in chair.text
    days = {"starts_on": str(world.today), "ends_on": str(world.today + timedelta(days=60))}
    said = {"sustained": ["8"], "reasons": "Dua saksi.", "kind": "suspension", "touches_certificate": "on"}
    chair.send(**said, **days)
    assert chair.status == 200 and Bar.objects.touching(world.today, world.today).exists()

    Reader(judges[5]).open(reverse("measure_answer", args=[CertificateMeasure.objects.get().pk])).send(answer="confirm")
    certificate.refresh_from_db()
    assert certificate.status == Certificate.Status.SUSPENDED
    assert "Terbukti" in visitor.open(reverse("report_show")).text

    bima.open(reverse("ethics_case_answer", args=[case.pk])).follow("/appeal/").send(grounds="Saksinya keliru.")
    officer.open(case.get_absolute_url()).follow("/appoint/")
    assert "anggota majelis terdahulu" in officer.text
    officer.send(chair=judges[3].pk, members=[judges[4].pk, judges[5].pk])
    assert Panel.objects.count() == 2
    second = Reader(judges[3]).open(reverse("ethics_case_judge", args=[case.pk]))
    second.send(outcome="lifted", reasons="Saksi menarik keterangannya.")
    assert second.status == 200 and not Bar.objects.touching(world.today, world.today).exists()

    back = CertificateMeasure.objects.waiting().get()
    Reader(world.komang).open(reverse("measure_answer", args=[back.pk])).send(answer="confirm")
    certificate.refresh_from_db()
    assert certificate.status == Certificate.Status.ACTIVE
    assert EthicsCase.objects.get().status == "closed"
