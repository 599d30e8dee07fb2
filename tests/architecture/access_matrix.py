"""Who may open what: a row for every url name, read by test_access_matrix.

A row says which people of the world may open the address, for whom its object does not exist (404) and who is led
elsewhere. Everybody else is refused with 403, and a visitor without an account is led to the sign-in page. `get` and
`post` are the answers to those who may: to the page, and to its form sent empty (405 where there is nothing to send).
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple

from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from assessments.models import Assessment, Definition, LegalBasis, Relation, Training, Upload
from assessments.operations.enrolment import enrol
from assessments.operations.importing import check_scheme_file, stage_scheme_import
from assessments.operations.remarks import show_verdicts
from certificates.keys import make_key
from certificates.models import Credential, Design, DesignVersion, NumberPattern
from certificates.operations.designs import new_version
from certificates.operations.runs import start_run
from ethics.models import Code
from ethics.operations.badges import badge_for
from ethics.operations.cases import identify
from ethics.operations.code import draft_code
from ethics.operations.development import record_development
from ethics.operations.feedback import Said, give_feedback
from ethics.operations.gifts import record_gift
from ethics.operations.leaves import ask_leave
from ethics.operations.panels import appoint
from ethics.operations.pledges import sign_pledge
from ethics.operations.questions import ask
from ethics.operations.reports import answer
from ethics.operations.sanctions import Penalty
from lsp_portal.operations.invitations import invite
from tests.assessments.importing.books import scheme, xlsx
from tests.assessments.test_documents import PDF
from tests.ethics import matters
from tests.ethics.declaring import conflict_of
from tests.ethics.reading import read_many
from tests.world import World

ADMIN, ASSESSORS, CANDIDATES = "ratna", "bima sekar", "siti yohanes"
ACCOUNTS = f"{ADMIN} komang wulan {ASSESSORS} {CANDIDATES} tamu"
EVERYBODY = f"anonymous {ACCOUNTS}"
ELSEWHERE, REFUSED, UNKNOWN, WRONG_METHOD = 302, 403, 404, 405
WRONG_KEYS = ["0", "999999", "9" * 30, "-1", "00000000-0000-0000-0000-000000000000", "x" * 32, "%00", "a/../b", "日本"]

Arguments = Callable[[World], list[Any]]


class Row(NamedTuple):
    name: str
    may: str
    args: Arguments | None
    get: int
    post: int
    missing: str
    away: str

    def address(self, world: World) -> str:
        return reverse(self.name, args=self.args(world) if self.args else [])

    def wrong_addresses(self, world: World) -> list[str]:
        """The address with keys that open nothing."""
        assert self.args
        right = self.args(world)
        address = reverse(self.name, args=right)
        return [address.replace(str(right[0]), wrong, 1) for wrong in WRONG_KEYS]

    def expected(self, who: str, method: str) -> int:
        """The status this person gets."""
        if who in self.may.split():
            return self.get if method == "get" else self.post
        if who in self.missing.split():
            return UNKNOWN
        return ELSEWHERE if who in self.away.split() or who == "anonymous" else REFUSED

    @property
    def id(self) -> str:
        return f"{self.name}-{self.args.__name__}" if self.args else self.name


def rows(
    names: str,
    may: str,
    args: Arguments | None = None,
    *,
    get: int = 200,
    post: int = WRONG_METHOD,
    missing: str = "",
    away: str = "",
) -> Iterator[Row]:
    """One row for each name; they share the rest."""
    for name in names.split():
        yield Row(name, may, args, get, post, missing, away)


# --- how the arguments are made ---------------------------------------------------------------------
def assessor(world):
    return [world.bima_assessor.pk]


def candidate(world):
    return [world.assessment.candidate_id]


def draft(world):
    return [world.draft().pk]


def version(world):
    return [world.version.pk]


def scheme_of_it(world):
    return [world.version.scheme_id]


def standard(world):
    return [world.standard.pk]


def unit(world):
    return [world.unit(1).pk]


def venue(world):
    return [world.tuk.pk]


def basis(world):
    return [LegalBasis.objects.all()[1].pk]


def definition(world):
    return [Definition.objects.all()[1].pk]


def session(world):
    return [world.session.pk]


def filled(world):
    return [world.enrol().session_id]


def running(world):
    return [world.assessment.session_id]


def undeclared(world):
    """A session in which Bima has not said yet how he stands to anybody."""
    candidate, assessor = world.siti_candidate, world.bima_assessor
    type(candidate).objects.filter(pk=candidate.pk).update(institution="SMK Contoh")
    enrol(by=world.ratna, on=world.today, session=world.session, candidate=candidate, assessor=assessor)
    return [world.session.pk]


def session_and_assessor(world):
    return [world.session.pk, world.bima_assessor.pk]


def recording(world):
    return [world.assessment.pk]


def shown(world):
    """Every unit recorded and shown to Siti, nothing signed."""
    place = world.record(world.assessment, "K", "K", "K")
    said = {"by": world.bima, "on": world.today, "assessment": place, "revision": place.revision}
    return [show_verdicts(**said).pk]


def signed(world):
    return [world.judged().pk]


def granted(world):
    assert world.body
    return [world.granted().pk]


def issuing_run(world):
    return [start_run(assessments=[Assessment.objects.get(pk=granted(world)[0])], by=world.ratna, on=world.today).pk]


def certificate(world):
    return [world.certificate().pk]


def token(world):
    return [world.certificate().token]


def first_list(world):
    make_key("credential", years=3, at=world.at(0))
    return ["revocation", 0]


def with_credential(world):
    pks = certificate(world)
    key = make_key("credential", years=3, at=world.at(0))
    Credential.objects.create(certificate_id=pks[0], jwt="e30.e30.e30", signed_with=key)
    return pks


def design(world):
    return [Design.objects.get().pk]


def design_draft(world):
    return [new_version(design=Design.objects.get(), by=world.ratna, on=world.today).design_id]


def design_version(world):
    return [DesignVersion.objects.get().pk]


def pattern(world):
    return [NumberPattern.objects.first().pk]


def key(world):
    return [make_key("qr", years=1, at=timezone.now()).pk]


def code(world):
    return [Code.objects.current().pk]


def code_draft(world):
    day = world.today + timedelta(days=20)
    return [draft_code(by=world.wulan, on=world.today, title="Baru", decree="Kep. 2", in_force_from=day).pk]


def two_codes(world):
    return [Code.objects.current().pk, code_draft(world)[0]]


def pledge(world):
    code = Code.objects.current()
    act = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "code": code}
    return [sign_pledge(**act, confirmed=[clause.number for clause in code.clauses.all()]).pk]


def development(world):
    said = {"title": "Pelatihan", "kind": "training", "organiser": "LSP", "hours": 8, "evidence": BytesIO(PDF)}
    days = {"on": world.today, "begins_on": world.today, "ends_on": world.today}
    return [record_development(by=world.bima, assessor=world.bima_assessor, **said, **days).pk]


def training(world):
    trainer = world.sekar_assessor.person
    return [Training.objects.create(candidate=world.siti_candidate, trainer=trainer, subject="Pelatihan dasar").pk]


def relation(world):
    one, other = world.bima_assessor.person, world.siti_candidate.person
    return [Relation.objects.create(person=one, relative=other, kind="family").pk]


def conflict(world):
    return [conflict_of(world).pk]


def leave(world):
    """Asked about Siti, answered by nobody yet."""
    said = {"recipient": "PT Contoh", "matter": "Hasil tiap unit", "purpose": "Lamaran kerja"}
    candidate = world.assessment.candidate
    return [ask_leave(by=world.ratna, on=world.today, candidate=candidate, until=world.today, **said).pk]


def unusual(world):
    """Yesterday Ratna read more files than her tasks asked for."""
    return read_many(world, world.ratna)


def gift(world):
    said = {"kind": "offer", "giver": "candidate", "what": "Parsel", "handling": "refused"}
    assessor = world.bima_assessor
    return [record_gift(by=world.bima, on=world.today, assessor=assessor, happened_on=world.today, **said).pk]


def file_format(world):
    return ["csv"]


def import_draft(world):
    report = check_scheme_file(file=BytesIO(data := xlsx(scheme())), name="skema.xlsx", size=len(data))
    return [stage_scheme_import(by=world.ratna, report=report, file_name="skema.xlsx").pk]


def image(kind):
    upload = Upload(kind=kind, content_type="image/png", sha256="0" * 64, size=3)
    upload.file.save("image", ContentFile(b"PNG"), save=True)
    return upload


def received(world):
    return [matters.report(world).pk]


def identified(world):
    case = matters.report(world)
    identify(by=world.wulan, on=world.today, case=case, respondent=world.bima_assessor)
    return [case.pk]


def heard(world):
    return [matters.heard(world).pk]


def answered(world):
    return [matters.answered(world).pk]


def sat_on(world):
    case = matters.answered(world)
    members = [world.ratna, world.komang, world.sekar]
    return [appoint(by=world.wulan, on=world.today, case=case, members=members).case_id]


def decided(world):
    return [matters.decided(world).panel.case_id]


def withdrawn(world):
    return [matters.decided(world, penalty=Penalty("withdrawal", world.today)).panel.case_id]


def given(world):
    case = matters.heard(world, files=[matters.file()])
    answer(by=world.bima, on=world.today, case=case, body="Tidak benar.", files=[matters.file()])
    return [case.evidence.get(side="respondent").pk]


def measure(world):
    panel = matters.judged(world, assessment=world.certificate().assessment)
    return [matters.decided(world, panel=panel, touches_certificate=True).measures.get().pk]


def portrait(world):
    person = world.assessment.candidate.person
    person.photo = image(Upload.Kind.PORTRAIT)
    person.save()
    return [person.photo.key]


def logo(world):
    return [image(Upload.Kind.LOGO).key]


def account(world):
    return [world.tamu.pk]


def person(world):
    return [world.candidate("Dewi Lestari", email="dewi@example.org").person_id]


def invitation(world):
    candidate = world.candidate("Dewi Lestari", email="dewi@example.org")
    return [invite(by=world.ratna, on=world.today, person=candidate.person).pk]


def invitation_link(world):
    invitation(world)
    return [re.search(r"/invitation/(\S+?)/", mail.outbox[-1].body)[1]]


def badge(world):
    by, assessor = world.bima, world.bima_assessor
    return [badge_for(by=by, on=world.today, session=world.session, assessor=assessor).token]


def question(world):
    return [ask(by=world.siti, on=world.today, assessment=world.assessment, text="Berapa lama ujinya?").pk]


def feedback(world):
    answers = dict.fromkeys(range(1, 11), Said(agrees=True))
    return [give_feedback(by=world.siti, on=world.today, assessment=world.granted(), answers=answers).pk]


def reset_link(world):
    return [f"{world.tamu.pk:x}", default_token_generator.make_token(world.tamu)]


ROWS = [
    # --- for anybody
    *rows("home how_it_works legal_basis code_show catalogue_list verify_search", EVERYBODY),
    *rows("catalogue_show", EVERYBODY, version),
    *rows("catalogue_show", "", draft, missing=EVERYBODY),
    *rows("verify_show", EVERYBODY, token),
    *rows("verify_file", EVERYBODY, get=302, post=422),
    *rows("root_list root_list_json entry_list_json holder_list statistics_show", EVERYBODY),
    *rows("did_document key_set credential_how", EVERYBODY),
    *rows("issuer_profile", "", missing=EVERYBODY),  # until the LSP has entered its own data
    *rows("status_list", EVERYBODY, first_list),
    *rows("verify_offline verify_worker", EVERYBODY),
    *rows("verify_offline_list", EVERYBODY, get=UNKNOWN),  # no key, no list
    *rows("set_language", EVERYBODY, get=WRONG_METHOD, post=302),
    # --- signing in and out
    *rows("account_login", "anonymous", post=200, away=ACCOUNTS),
    *rows("account_logout", ACCOUNTS, post=302),
    *rows("account_reauthenticate account_change_password", ACCOUNTS, post=200),
    *rows("account_set_password", ACCOUNTS, get=302, post=302),  # on to changing the one they have
    *rows("account_inactive account_reset_password_done account_reset_password_from_key_done", EVERYBODY),
    *rows("account_reset_password", EVERYBODY, post=200),
    *rows("account_reset_password_from_key", EVERYBODY, reset_link, post=200),
    # --- for every account
    *rows("work search", ACCOUNTS),
    # --- reference data
    *rows("profile_show legalbasis_list definition_list venue_list standard_list unit_list scheme_list", ADMIN),
    *rows("profile_edit legalbasis_create definition_create venue_create standard_create", ADMIN, post=422),
    *rows("unit_create scheme_create scheme_import", ADMIN, post=422),
    *rows("legalbasis_edit", ADMIN, basis, post=422),
    *rows("definition_edit", ADMIN, definition, post=422),
    *rows("legalbasis_move", ADMIN, basis, get=WRONG_METHOD, post=422),
    *rows("definition_move", ADMIN, definition, get=WRONG_METHOD, post=422),
    *rows("venue_show", ADMIN, venue),
    *rows("venue_edit", ADMIN, venue, post=422),
    *rows("standard_show", ADMIN, standard),
    *rows("standard_edit", ADMIN, standard, post=422),
    *rows("unit_show", ADMIN, unit),
    *rows("unit_edit", ADMIN, unit, post=422),
    *rows("scheme_import_template", ADMIN, file_format),
    *rows("scheme_import_preview", ADMIN, import_draft),
    *rows("scheme_import_confirm", ADMIN, import_draft, get=WRONG_METHOD, post=302),
    *rows("scheme_show", ADMIN, scheme_of_it),
    *rows("version_show", ADMIN, version),
    *rows("version_edit version_units version_groups", ADMIN, draft, post=422),
    *rows("version_requirements", ADMIN, draft, post=422),
    *rows("version_units_add", ADMIN, draft, get=WRONG_METHOD, post=422),
    *rows("version_publish", ADMIN, draft, post=302),
    *rows("version_withdraw", ADMIN, version, post=422),
    *rows("version_copy", ADMIN, version, post=302),
    # --- numbers and blanks
    *rows("number_show number_example blank_show blank_list", ADMIN),
    *rows("number_pattern number_void blank_receive blank_spoil blank_return", ADMIN, post=422),
    *rows("pattern_discard", ADMIN, pattern, post=302),
    # --- designs of certificates, and the card
    *rows(
        "certificate_card_pdf certificate_card_png",
        f"{ADMIN} komang siti",
        certificate,
        missing="bima sekar yohanes wulan tamu",
    ),
    *rows("design_list", ADMIN),
    *rows("design_create", ADMIN, post=422),
    *rows("design_show", ADMIN, design),
    *rows("design_edit", ADMIN, design_draft, post=422),
    *rows("design_preview", ADMIN, design_draft, get=WRONG_METHOD, post=422),
    *rows("design_use design_discard", ADMIN, design_draft, post=302),
    *rows("design_schemes", ADMIN, design_draft, post=422),
    *rows("design_default", ADMIN, design, post=302),
    *rows("design_copy", ADMIN, design, get=WRONG_METHOD, post=302),
    *rows("design_picture design_proof", ADMIN, design_version),
    *rows("key_list", ADMIN),
    *rows("key_show", ADMIN, key),
    *rows("key_retire", ADMIN, key, post=422),
    # --- people
    *rows("assessor_list candidate_list account_list invitation_list", ADMIN),
    *rows("certificate_list", f"{ADMIN} komang"),
    *rows("assessor_create candidate_create candidate_find candidate_export account_invite", ADMIN, post=422),
    *rows("assessor_show", f"{ADMIN} bima", assessor, missing="sekar"),
    *rows("assessor_edit", ADMIN, assessor, post=422),
    *rows("candidate_show", f"{ADMIN} bima siti", candidate, missing="sekar yohanes"),
    *rows("candidate_edit", ADMIN, candidate, post=422),
    *rows("training_create", ADMIN, candidate, post=422),
    *rows("training_remove", ADMIN, training, post=422),
    *rows("relation_create", ADMIN, person, post=422),
    *rows("relation_remove", ADMIN, relation, post=422),
    *rows("upload_show", f"{ADMIN} bima siti", portrait, missing="anonymous komang sekar yohanes wulan tamu"),
    *rows("upload_show", EVERYBODY, logo),
    *rows("account_show", ADMIN, account),
    *rows("account_edit", ADMIN, account, post=422),
    *rows("invitation_create", ADMIN, person, post=422),
    *rows("invitation_resend invitation_revoke", ADMIN, invitation, post=302),
    *rows("invitation_accept", EVERYBODY, invitation_link, post=422),
    # --- sessions
    *rows("session_list", ADMIN),
    *rows("session_create", ADMIN, post=422),
    *rows("session_show", ADMIN, session),
    *rows("session_edit session_assign session_cancel", ADMIN, session, post=422),
    *rows("session_enrol", ADMIN, session, post=302),  # searching, until the button says to enrol
    *rows("session_unassign", ADMIN, session_and_assessor, post=302),
    *rows("session_start", f"{ADMIN} bima", filled, post=302, missing="sekar"),
    *rows("session_finish", f"{ADMIN} bima", running, post=422, missing="sekar"),
    *rows("code_list", f"{ADMIN} wulan"),
    *rows("code_read", EVERYBODY, code),
    *rows("code_read", f"{ADMIN} wulan", code_draft, missing=f"anonymous komang {ASSESSORS} {CANDIDATES} tamu"),
    *rows("code_compare", f"{ADMIN} wulan", two_codes, missing=f"anonymous komang {ASSESSORS} {CANDIDATES} tamu"),
    *rows("code_create", "wulan", post=422),
    *rows("code_edit", "wulan", code_draft, post=422),
    *rows("code_publish code_discard", "wulan", code_draft, post=302),
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
    *rows("leave_list", f"wulan {ADMIN} {CANDIDATES}"),
    *rows("leave_create", ADMIN, candidate, post=422),
    *rows("leave_show", f"wulan {ADMIN} bima siti", leave, missing="sekar yohanes"),
    *rows("leave_answer", "wulan siti", leave, get=302, post=422, missing="yohanes"),
    *rows("leave_withdraw", f"wulan {ADMIN} siti", leave, get=302, post=302, missing="yohanes"),
    *rows("conflict_list gift_list", f"wulan {ASSESSORS}"),
    *rows("conflict_show", "wulan bima", conflict, missing="sekar"),
    *rows("conflict_decide", "wulan", conflict, post=422),
    *rows("gift_create", ASSESSORS, post=422),
    *rows("gift_show", "wulan bima", gift, missing="sekar"),
    *rows("gift_review", "wulan", gift, post=422),
    *rows("gift_declare", "bima", session, post=422, missing="sekar"),
    # --- reports and cases under the code of ethics
    *rows("report_create report_follow", EVERYBODY, post=422),
    *rows("report_show", EVERYBODY, get=302, post=302),  # on to the code, until it was given
    *rows("report_leave", EVERYBODY, get=WRONG_METHOD, post=302),
    *rows("report_file", "", given, missing=EVERYBODY),
    *rows("matter_list", "wulan"),
    *rows("matter_show", "wulan", received),
    *rows("matter_identify matter_dismiss matter_write", "wulan", received, post=422),
    *rows("matter_open", "wulan", identified, post=422),
    *rows("matter_appoint", "wulan", answered, post=422),
    *rows("matter_close", "wulan", decided, post=422),
    *rows("matter_letter", "wulan", withdrawn),
    *rows("matter_answer", "bima", heard, post=422, missing="ratna komang wulan sekar siti yohanes tamu"),
    *rows("matter_appeal", "bima", decided, post=422, missing="ratna komang wulan sekar siti yohanes tamu"),
    *rows("matter_judge", "ratna komang sekar", sat_on, post=422, missing="wulan bima siti yohanes tamu"),
    *rows("matter_file", "wulan bima", given, missing="ratna komang sekar siti yohanes tamu"),
    *rows("measure_answer", "komang", measure, post=422),
    *rows("badge_show", ASSESSORS),
    *rows("badge_check", EVERYBODY, badge),
    *rows("checklist_fill", "bima", running, post=422, missing="sekar"),
    *rows("feedback_give", "siti", granted, post=422, missing="yohanes"),
    *rows("feedback_list", f"{ADMIN} wulan"),
    *rows("feedback_show feedback_download", f"{ADMIN} wulan", feedback),
    *rows("question_list", f"{ADMIN} wulan {ASSESSORS}"),
    *rows("question_thread", f"{ADMIN} wulan bima siti", recording, missing="komang sekar yohanes tamu"),
    *rows("question_ask", "siti", recording, post=422, missing="yohanes"),
    *rows("question_answer", f"{ADMIN} bima", question, post=422, missing="komang sekar yohanes tamu"),
    *rows("assignment_list", ASSESSORS),
    *rows("assignment_show", "bima", running, missing="sekar"),
    # --- from verdict to certificate
    *rows("assessment_show", f"{ADMIN} bima", recording, missing="komang sekar"),
    *rows("assessment_show", f"{ADMIN} komang bima", signed, missing="sekar"),
    *rows("assessment_cancel assessment_reassign", ADMIN, recording, post=422),
    *rows("assessment_record assessment_sign assessment_reveal", "bima", recording, post=422, missing="sekar"),
    *rows("decision_list", "komang"),
    *rows("assessment_decide", "", recording, missing="komang"),
    *rows("assessment_decide", "komang", signed, post=422),
    *rows("case_list", CANDIDATES),
    *rows("candidate_consent", "siti", candidate, post=422, missing="ratna komang bima sekar yohanes wulan tamu"),
    *rows("case_show", "siti", recording, missing="yohanes"),
    *rows("case_answer", "siti", shown, post=422, missing="yohanes"),
    *rows("certificate_issue", ADMIN, signed, post=422),
    *rows("certificate_issue", ADMIN, granted, post=302),
    *rows("issuing_list", ADMIN),
    *rows("issuing_create", ADMIN, post=422),
    *rows("issuing_show", ADMIN, issuing_run),
    *rows("issuing_download", ADMIN, issuing_run, post=422),
    *rows("issuing_resume", ADMIN, issuing_run, get=405, post=302),
    *rows(
        "certificate_suspend certificate_reinstate certificate_withdraw certificate_reduce",
        "komang",
        certificate,
        post=422,
    ),
    *rows("certificate_credential", f"{ADMIN} komang siti", with_credential, missing="bima sekar yohanes wulan tamu"),
    *rows("certificate_replace", ADMIN, certificate, post=422),
    *rows(
        "certificate_show certificate_download",
        f"{ADMIN} komang siti",
        certificate,
        missing="bima sekar yohanes wulan tamu",
    ),
]


def url_patterns(patterns: list[Any] | None = None) -> Iterator[URLPattern]:
    """Every address but those of the Django admin and of the API (tests/certificates/test_api.py has these)."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not hasattr(pattern, "url_patterns"):
            yield pattern
        elif getattr(pattern, "namespace", None) not in ("admin", "api"):
            yield from url_patterns(pattern.url_patterns)
