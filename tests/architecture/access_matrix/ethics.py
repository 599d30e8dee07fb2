"""Pledges, relations, gifts, badges, questions and what else the code of ethics asks."""

from datetime import timedelta

from assessments.assessments.operations.enrolment import enrol
from assessments.sessions.operations import sessions
from ethics.badges.operations import badge_for
from ethics.code.operations import draft_code
from ethics.confidentiality.operations import ask_disclosure_consent
from ethics.development.operations import record_development
from ethics.feedback.operations import Said, give_feedback
from ethics.gifts.operations import record_gift
from ethics.models import Code
from ethics.peers.models import SAID
from ethics.peers.operations import give_peer_remark
from ethics.pledges.operations import sign_pledge
from ethics.questions.operations import ask
from tests.ethics.confidentiality.reading import read_many
from tests.ethics.impartiality.declaring import conflict_of, with_colleague
from tests.ethics.policies.policies import drafted, followed, published
from tests.files import taken

from .assessments import assessor, candidate, recording, running, session
from .certificates import granted
from .row import ADMIN, ASSESSORS, CANDIDATES, EVERYBODY, rows

POLICY_READERS = f"{ADMIN} wulan {ASSESSORS}"
NOT_POLICY_READERS = f"anonymous komang {CANDIDATES} tamu"


def undeclared(world):
    """A session in which Bima has not said yet how he stands to anybody."""
    candidate, assessor = world.siti_candidate, world.bima_assessor
    type(candidate).objects.filter(pk=candidate.pk).update(institution="SMK Contoh")
    enrol(by=world.ratna, on=world.today, session=world.session, candidate=candidate, assessor=assessor)
    return [world.session.pk]


def code(world):
    return [Code.objects.current().pk]


def clause(world):
    return [1]


def code_draft(world):
    day = world.today + timedelta(days=20)
    return [draft_code(by=world.wulan, on=world.today, title="Baru", decree="Kep. 2", in_force_from=day).pk]


def two_codes(world):
    return [Code.objects.current().pk, code_draft(world)[0]]


def pledge(world):
    code = Code.objects.current()
    act = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "code": code, "seen": code.trace}
    return [sign_pledge(**act, confirmed=[clause.number for clause in code.clauses.all()]).pk]


def development(world):
    said = {"title": "Pelatihan", "kind": "training", "organiser": "LSP", "hours": 8, "evidence": taken()}
    days = {"on": world.today, "begins_on": world.today, "ends_on": world.today}
    return [record_development(by=world.bima, assessor=world.bima_assessor, **said, **days).pk]


def conflict(world):
    return [conflict_of(world).pk]


def disclosure_consent(world):
    """Asked about Siti, answered by nobody yet."""
    said = {"recipient": "PT Contoh", "matter": "Hasil tiap unit", "purpose": "Lamaran kerja"}
    candidate = world.assessment.candidate
    return [ask_disclosure_consent(by=world.ratna, on=world.today, candidate=candidate, until=world.today, **said).pk]


def unusual(world):
    """Yesterday Ratna read more files than her tasks asked for."""
    return read_many(world, world.ratna)


def gift(world):
    said = {"kind": "offer", "giver": "candidate", "what": "Parsel", "handling": "refused"}
    assessor = world.bima_assessor
    return [record_gift(by=world.bima, on=world.today, assessor=assessor, happened_on=world.today, **said).pk]


def policy(world):
    """In force, with a file, for assessors only."""
    return [published(world, file=taken()).pk]


def policy_draft(world):
    return [drafted(world).pk]


def public_policy(world):
    return [published(world, file=taken(), is_public=True).pk]


def two_editions(world):
    first = published(world)
    return [first.pk, followed(world, first).pk]


def peer(world):
    with_colleague(world)
    return [world.session.pk, world.sekar_assessor.pk]


def peer_remark(world):
    """Bima said something of Sekar that somebody has to see to."""
    peer(world)
    world.judged()
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    who = {"rater": world.bima_assessor, "about": world.sekar_assessor, "note": "Ia terlambat dua jam."}
    said = dict.fromkeys(SAID, True) | {"cooperates": False}
    return [give_peer_remark(by=world.bima, on=world.today, session=world.session, said=said, **who).pk]


def badge(world):
    by, assessor = world.bima, world.bima_assessor
    return [badge_for(by=by, on=world.today, session=world.session, assessor=assessor).token]


def question(world):
    return [ask(by=world.siti, on=world.today, assessment=world.assessment, text="Berapa lama ujinya?").pk]


def feedback(world):
    answers = dict.fromkeys(range(1, 11), Said(agrees=True))
    return [give_feedback(by=world.siti, on=world.today, assessment=world.granted(), answers=answers).pk]


ROWS = [
    *rows("code_show", EVERYBODY),
    *rows("code_list", f"{ADMIN} wulan"),
    *rows("code_read", EVERYBODY, code),
    *rows("code_read", f"{ADMIN} wulan", code_draft, missing=f"anonymous komang {ASSESSORS} {CANDIDATES} tamu"),
    *rows("code_compare", f"{ADMIN} wulan", two_codes, missing=f"anonymous komang {ASSESSORS} {CANDIDATES} tamu"),
    *rows("code_create", "wulan", post=422),
    *rows("code_edit", "wulan", code_draft, post=422),
    *rows("code_publish code_discard", "wulan", code_draft, post=302),
    *rows("policy_list", EVERYBODY),
    *rows("policy_show policy_file", EVERYBODY, public_policy),
    *rows("policy_show policy_file", POLICY_READERS, policy, missing=NOT_POLICY_READERS),
    *rows("policy_show", f"{ADMIN} wulan", policy_draft, missing=f"{NOT_POLICY_READERS} {ASSESSORS}"),
    *rows("policy_compare", POLICY_READERS, two_editions, missing=NOT_POLICY_READERS),
    *rows("policy_acknowledge", ASSESSORS, policy, get=405, post=422),
    *rows("policy_readers", f"{ADMIN} wulan", policy),
    *rows("policy_create", ADMIN, post=422),
    *rows("policy_edit policy_publish", ADMIN, policy_draft, post=422),
    *rows("policy_discard", ADMIN, policy_draft, post=302),
    *rows("policy_renew", ADMIN, policy, post=302),
    *rows("peer_give", "bima", peer, post=422, missing="sekar"),
    *rows("peer_list", "wulan"),
    *rows("peer_show", "wulan", peer_remark),
    *rows("peer_outcome", "wulan", peer_remark, post=422),
    *rows("clause_list", f"{ADMIN} wulan"),
    *rows("clause_show", f"{ADMIN} wulan", clause),
    *rows("clause_export", "wulan", post=422),
    *rows("pledge_sign", ASSESSORS, post=422),
    *rows("pledge_list", f"{ADMIN} wulan"),
    *rows("pledge_show pledge_download", f"{ADMIN} wulan bima", pledge, missing="sekar"),
    *rows("development_list", f"{ADMIN} wulan {ASSESSORS}"),
    *rows("development_create", ASSESSORS, post=422),
    *rows("development_show development_evidence", f"{ADMIN} wulan bima", development, missing="sekar"),
    *rows("development_retract", "bima", development, post=302, missing="sekar"),
    *rows("relation_declare", "bima", undeclared, post=422, missing="sekar"),
    *rows("reading_list reading_unusual export_list", "wulan"),
    *rows("reading_explain", "wulan", unusual, post=422),
    *rows("disclosure_consent_list", f"wulan {ADMIN} {CANDIDATES}"),
    *rows("disclosure_consent_create", ADMIN, candidate, post=422),
    *rows("disclosure_consent_show", f"wulan {ADMIN} bima siti", disclosure_consent, missing="sekar yohanes"),
    *rows("disclosure_consent_answer", "wulan siti", disclosure_consent, get=302, post=422, missing="yohanes"),
    *rows(
        "disclosure_consent_withdraw", f"wulan {ADMIN} siti", disclosure_consent, get=302, post=302, missing="yohanes"
    ),
    *rows("conflict_list gift_list", f"wulan {ASSESSORS}"),
    *rows("conflict_show", "wulan bima", conflict, missing="sekar"),
    *rows("conflict_decide", "wulan", conflict, post=422),
    *rows("gift_create", ASSESSORS, post=422),
    *rows("gift_show", "wulan bima", gift, missing="sekar"),
    *rows("gift_examine", "wulan", gift, post=422),
    *rows("gift_declare", "bima", session, post=422, missing="sekar"),
    *rows("badge_show", ASSESSORS),
    *rows("badge_check", EVERYBODY, badge),
    *rows("checklist_fill", "bima", running, post=422, missing="sekar"),
    *rows("feedback_give", "siti", granted, post=422, missing="yohanes"),
    *rows("feedback_list", f"{ADMIN} wulan"),
    *rows("evaluation_list", f"{ADMIN} wulan"),
    *rows("evaluation_show", f"{ADMIN} wulan", assessor),
    *rows("evaluation_own", ASSESSORS),
    *rows("feedback_show feedback_download", f"{ADMIN} wulan", feedback),
    *rows("question_list", f"{ADMIN} wulan {ASSESSORS}"),
    *rows("question_thread", f"{ADMIN} wulan bima siti", recording, missing="komang sekar yohanes tamu"),
    *rows("question_ask", "siti", recording, post=422, missing="yohanes"),
    *rows("question_answer", f"{ADMIN} bima", question, post=422, missing="komang sekar yohanes tamu"),
]
