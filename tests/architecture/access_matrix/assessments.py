"""Reference data, people, sessions, verdicts and decisions."""

from io import BytesIO

from django.core.files.base import ContentFile

from assessments.importing.operations import check_scheme_file, stage_scheme_import
from assessments.models import Definition, LegalBasis, Relation, Training, Upload
from assessments.remarks.operations import show_verdicts
from tests.assessments.importing.books import scheme, xlsx

from .row import ADMIN, ASSESSORS, CANDIDATES, EVERYBODY, WRONG_METHOD, rows


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


def training(world):
    trainer = world.sekar_assessor.person
    return [Training.objects.create(candidate=world.siti_candidate, trainer=trainer, subject="Pelatihan dasar").pk]


def relation(world):
    one, other = world.bima_assessor.person, world.siti_candidate.person
    return [Relation.objects.create(person=one, relative=other, kind="family").pk]


def file_format(world):
    return ["csv"]


def import_draft(world):
    report = check_scheme_file(file=BytesIO(data := xlsx(scheme())), name="skema.xlsx", size=len(data))
    return [stage_scheme_import(by=world.ratna, report=report, file_name="skema.xlsx").pk]


def image(kind):
    upload = Upload(kind=kind, content_type="image/png", sha256="0" * 64, size=3)
    upload.file.save("image", ContentFile(b"PNG"), save=True)
    return upload


def portrait(world):
    person = world.assessment.candidate.person
    person.photo = image(Upload.Kind.PORTRAIT)
    person.save()
    return [person.photo.key]


def logo(world):
    return [image(Upload.Kind.LOGO).key]


def person(world):
    return [world.candidate("Dewi Lestari", email="dewi@example.org").person_id]


ROWS = [
    # --- for anybody
    *rows("catalogue_list", EVERYBODY),
    *rows("catalogue_show", EVERYBODY, version),
    *rows("catalogue_show", "", draft, missing=EVERYBODY),
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
    # --- people
    *rows("assessor_list candidate_list", ADMIN),
    *rows("assessor_create candidate_create candidate_find candidate_export", ADMIN, post=422),
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
    # --- sessions
    *rows("session_list", ADMIN),
    *rows("session_create", ADMIN, post=422),
    *rows("session_show", ADMIN, session),
    *rows("session_edit session_assign session_cancel", ADMIN, session, post=422),
    *rows("session_enrol", ADMIN, session, post=302),  # searching, until the button says to enrol
    *rows("session_unassign", ADMIN, session_and_assessor, post=302),
    *rows("session_start", f"{ADMIN} bima", filled, post=302, missing="sekar"),
    *rows("session_finish", f"{ADMIN} bima", running, post=422, missing="sekar"),
    *rows("assignment_list", ASSESSORS),
    *rows("assignment_show", "bima", running, missing="sekar"),
    # --- from verdict to certificate
    *rows("assessment_show", f"{ADMIN} bima", recording, missing="komang sekar"),
    *rows("assessment_show", f"{ADMIN} komang bima", signed, missing="sekar"),
    *rows("assessment_cancel assessment_reassign", ADMIN, recording, post=422),
    *rows("assessment_record assessment_sign assessment_reveal", "bima", recording, post=422, missing="sekar"),
    *rows("decision_list", "komang"),
    *rows("assessment_decide", "", recording, missing="komang", post=422),
    *rows("assessment_decide", "komang", signed, post=422),
    *rows("own_assessment_list", CANDIDATES),
    *rows("own_assessment_show", "siti", recording, missing="yohanes"),
    *rows("own_assessment_answer", "siti", shown, post=422, missing="yohanes"),
]
