"""Whoever of the LSP opens a page on one candidate is written down: no page that the matrix knows is forgotten."""

from assessments.models import FileReading

from .place import undone

STAFF = frozenset(("ratna", "komang", "wulan", "bima", "sekar"))
# Forms of one act: the name and the scheme, which the lists show too; the act itself stands in the history.
OF_ONE_ACT = {
    "assessment_cancel", "assessment_reveal", "certificate_issue", "certificate_reduce", "certificate_reinstate",
    "certificate_replace", "certificate_suspend", "certificate_withdraw", "disclosure_consent_create", "measure_answer",
    "relation_remove", "training_create", "training_remove",
}  # fmt: skip
LISTS = {"assignment_show", "session_enrol"}
FOR_EVERYBODY = {"verify_show"}
NO_READING = OF_ONE_ACT | LISTS | FOR_EVERYBODY
# A file is not searched for a name, so those about a candidate are named.
FILES = {
    "certificate_card_pdf", "certificate_card_png", "certificate_credential", "certificate_download",
    "feedback_download",
}  # fmt: skip


def is_about_somebody(row):
    """Whether this address opens one thing for somebody of the LSP."""
    return bool(row.args) and row.get == 200 and bool(STAFF & set(row.may.split()))


def speaks_of(candidate, answer, row):
    is_page = answer.get("Content-Type", "").startswith("text/html")
    return candidate.person.name in answer.text if is_page else row.name in FILES


def a_page_on_a_candidate_writes_a_reading(place):
    row = place.row
    if not is_about_somebody(row) or row.name in NO_READING:
        return
    for who in sorted(STAFF & set(row.may.split())):
        with undone():
            before = FileReading.objects.count()
            answer = place.client(who).get(place.address)
            if speaks_of(place.world.siti_candidate, answer, row):
                assert FileReading.objects.count() == before + 1, who
