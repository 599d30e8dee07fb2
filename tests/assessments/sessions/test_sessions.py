"""Sessions through their life, and their pages: who may, what is refused, what a list costs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import Assessment, AssessmentSession, Assessor, ElectiveGroup, Event, SchemeVersion
from assessments.schemes.operations.schemes import publish
from assessments.sessions.operations import sessions
from tests.assessments.sessions.test_planning import refused
from tests.pages import seen
from tests.told import told


def act(world, operation, session=None, **fields):
    return operation(
        by=fields.pop("by", world.ratna), on=fields.pop("on", world.today), session=session or world.session, **fields
    )


# --- operations -------------------------------------------------------------------------------------
def test_edit_writes_what_changed(world):
    act(world, sessions.edit_session, quota=12, note="")
    assert Event.objects.about(world.session).last().data == {"changed": ["quota"]}


def test_a_plan_and_who_serves_in_it_are_told(world):
    session, act_ = world.plan(), {"assessor": world.bima_assessor}
    act(world, sessions.assign, session, **act_)
    act(world, sessions.unassign, session, **act_)
    assert told(session) == ["planned", "assigned", "unassigned"]


def test_edit_without_a_change_leaves_no_trace(world):
    before = Event.objects.about(world.session).count()
    act(world, sessions.edit_session, quota=10)
    assert Event.objects.about(world.session).count() == before


def test_quota_covers_the_enrolled(world):
    world.enrol()
    world.enrol(world.yohanes_candidate)
    assert refused(act, world, sessions.edit_session, quota=1) == "quota_below_enrolled"
    assert act(world, sessions.edit_session, quota=2).quota == 2


def test_another_version_must_be_in_force(world):
    assert world.session
    other = world.draft()
    assert refused(act, world, sessions.edit_session, scheme_version=other) == "not_in_force"
    other = publish(by=world.ratna, on=world.today, version=other)
    assert act(world, sessions.edit_session, scheme_version=other).scheme_version == other


def test_a_plan_is_checked_with_the_place_as_it_is_now(world):
    """Somebody made the place smaller after the plan was read."""
    session, venue = world.session, world.session.venue
    type(venue).objects.filter(pk=venue.pk).update(capacity=1)
    assert session.venue.capacity > 1
    assert refused(act, world, sessions.edit_session, quota=session.quota + 1) == "venue_over_capacity"


def test_version_is_settled_by_the_first_enrolment(world):
    world.enrol()
    assert refused(act, world, sessions.edit_session, scheme_version=world.draft()) == "version_settled"


def test_a_replaced_version_does_not_hinder_other_changes(world):
    assert world.session
    SchemeVersion.objects.filter(pk=world.version.pk).update(status="replaced")
    assert act(world, sessions.edit_session, quota=5).quota == 5


def test_edit_takes_only_the_plan(world):
    with pytest.raises(TypeError):
        act(world, sessions.edit_session, created_by=None)


def test_started_sessions_are_not_edited(world):
    assert world.assessment
    assert refused(act, world, sessions.edit_session, quota=5) == "not_planned"


def test_start_waits_for_the_day(world):
    world.enrol()
    assert refused(act, world, sessions.start_session, on=world.today - timedelta(days=1)) == "too_early"


def test_start_needs_assessors_and_candidates(world):
    assert refused(act, world, sessions.start_session, session=world.plan(note="Tanpa asesor")) == "nobody_assigned"
    assert refused(act, world, sessions.start_session) == "nobody_enrolled"


def test_start_needs_certificates_valid_on_that_very_day(world):
    world.enrol()
    Assessor.objects.update(licence_expires_on=world.today)
    assert refused(act, world, sessions.start_session, on=world.today + timedelta(days=1)) == "licence_expired"
    assert act(world, sessions.start_session, by=world.bima).status == "running"


@pytest.mark.parametrize("operation", [sessions.start_session, sessions.finish_session])
def test_only_an_admin_or_its_assessor_declares(world, operation):
    for stranger in (world.sekar, world.komang, world.siti, world.tamu):
        with pytest.raises(PermissionDenied):
            act(world, operation, by=stranger)


def test_finish_waits_for_every_signature(world):
    assert world.assessment
    assert refused(act, world, sessions.finish_session) == "unsigned_assessments"
    world.judged()
    assert act(world, sessions.finish_session, by=world.bima).status == "finished"


def test_finish_before_the_start(world):
    world.enrol()
    assert refused(act, world, sessions.finish_session) == "transition"


def test_a_task_is_taken_back_only_before_the_start(world):
    world.enrol()
    assert refused(act, world, sessions.unassign, assessor=world.bima_assessor) == "has_candidates"
    assert refused(act, world, sessions.unassign, assessor=world.sekar_assessor) == "not_assigned"
    world.start()
    assert refused(act, world, sessions.unassign, assessor=world.bima_assessor) == "already_started"


def test_assigned_twice(world):
    assert refused(act, world, sessions.assign, assessor=world.bima_assessor) == "already_assigned"


def test_several_assessors_or_none(world):
    past = world.today - timedelta(days=1)
    lapsed = world.assessor("Wayan Sudana", "MET.000.000009 2024", licence_expires_on=past)
    chosen = [world.sekar_assessor, lapsed]
    assert refused(act, world, sessions.assign_many, assessors=chosen) == "licence_expired"
    assert world.session.assessors.count() == 1


def test_cancelling_cancels_every_place(world):
    assessment = world.enrol()
    assert refused(act, world, sessions.cancel_session, reason=" ") == "reason_required"
    act(world, sessions.cancel_session, reason="Banjir.")
    assessment.refresh_from_db()
    assert (assessment.status, Event.objects.about(assessment).last().reason) == ("cancelled", "Banjir.")


# --- pages ------------------------------------------------------------------------------------------
ADMIN_PAGES = ["session_show", "session_edit", "session_assign", "session_enrol", "session_cancel"]


@pytest.fixture
def go(client, world):
    """`go(world.ratna, "session_show", pk)`; with data it posts."""

    def request(who, name, *args, data=None, method=None, **query):
        if who:
            client.force_login(who)
        else:
            client.logout()
        address = reverse(name, args=args, query=query)
        if method:
            return getattr(client, method)(address)
        return client.get(address) if data is None else client.post(address, seen(client, address) | data)

    return request


def plan_data(world, **fields):
    data = {"scheme_version": world.version.pk, "venue": world.tuk.pk, "quota": 10, "note": ""}
    return data | {"starts_at": f"{world.today}T08:00", "ends_at": f"{world.today}T16:00"} | fields


@pytest.mark.parametrize("name", ["session_list", "session_create"])
def test_planning_is_for_admins(world, go, name):
    answers = {who: go(account, name).status_code for who, account in world.everybody()}
    assert answers.pop("ratna") == 200
    assert answers.pop("anonymous") == 302
    assert set(answers.values()) == {403}


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_pages_of_a_session_are_for_admins(world, go, name):
    answers = {who: go(account, name, world.session.pk).status_code for who, account in world.everybody()}
    assert answers.pop("ratna") == 200
    assert answers.pop("anonymous") == 302
    assert set(answers.values()) == {403}


@pytest.mark.parametrize("name", [*ADMIN_PAGES, "session_start", "session_finish"])
@pytest.mark.parametrize("pk", [0, 10**30])
def test_no_such_session(world, go, name, pk):
    assert go(world.ratna, name, pk).status_code == 404


@pytest.mark.parametrize("name", ["session_list", "session_show", "assignment_list", "assessment_show"])
def test_pages_are_not_posted_to(world, go, name):
    args = {"session_show": [world.session.pk], "assessment_show": [1]}.get(name, [])
    reader = world.bima if name == "assignment_list" else world.ratna
    assert go(reader, name, *args, data={}).status_code == 405
    assert go(reader, name, *args, method="delete").status_code == 405


def test_admin_plans_a_session(world, go):
    answer = go(world.ratna, "session_create", data=plan_data(world))
    session = AssessmentSession.objects.get()
    assert (answer.status_code, answer.url) == (302, session.get_absolute_url())
    assert (session.starts_at, session.ends_at) == (world.at(8), world.at(16))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_at": "2020-01-01T08:00"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00"}, "starts_at"),
        ({"starts_at": "besok"}, "starts_at"),
        ({"ends_at": "2020-01-01T08:00"}, "ends_at"),
        ({"ends_at": "9999-12-31T23:59"}, "ends_at"),
        ({"ends_at": "2199-12-31T23:59"}, "venue"),
        ({"quota": "0"}, "quota"),
        ({"quota": "99999999999999999999"}, "quota"),
        ({"quota": "101"}, "venue"),
        ({"scheme_version": "0"}, "scheme_version"),
        ({"scheme_version": ""}, "scheme_version"),
        ({"venue": "x"}, "venue"),
        ({"note": "a\x00b"}, "note"),
    ],
)
def test_a_bad_plan_comes_back_at_its_field(world, go, fields, field):
    answer = go(world.ratna, "session_create", data=plan_data(world, **fields))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not AssessmentSession.objects.exists()


def test_admin_edits_a_session(world, go):
    go(world.ratna, "session_edit", world.session.pk, data=plan_data(world, quota=12))
    world.session.refresh_from_db()
    assert world.session.quota == 12


def test_edit_refused_leaves_the_session(world, go):
    answer = go(world.ratna, "session_edit", world.session.pk, data=plan_data(world, quota=500))
    world.session.refresh_from_db()
    assert (answer.status_code, world.session.quota) == (422, 10)


@pytest.mark.parametrize("name", ["session_edit", "session_assign", "session_enrol"])
def test_a_cancelled_session_is_left_alone(world, go, name):
    act(world, sessions.cancel_session, reason="Banjir.")
    assert go(world.ratna, name, world.session.pk).status_code == 422


def test_admin_assigns_and_takes_back(world, go):
    go(world.ratna, "session_assign", world.session.pk, data={"assessors": [world.sekar_assessor.pk]})
    assert world.session.assessors.count() == 2
    go(world.ratna, "session_unassign", world.session.pk, world.sekar_assessor.pk, data={})
    assert world.session.assessors.get() == world.bima_assessor


def test_who_cannot_serve_is_listed_with_the_reason(world, go):
    world.sekar_assessor.schemes.clear()
    page = go(world.ratna, "session_assign", world.session.pk)
    assert "Sekar Ayu tidak berwenang mengases skema ini." in page.content.decode()


@pytest.mark.parametrize("chosen", [[], ["x"], ["0"], [str(10**30)]])
def test_assigning_nobody_known(world, go, chosen):
    assert go(world.ratna, "session_assign", world.session.pk, data={"assessors": chosen}).status_code == 422
    assert world.session.assessors.count() == 1


def test_unassigning_somebody_else(world, go):
    assert go(world.ratna, "session_unassign", world.session.pk, world.sekar_assessor.pk).status_code == 404


def test_cancelling_asks_for_a_reason(world, go):
    assert go(world.ratna, "session_cancel", world.session.pk, data={"reason": " "}).status_code == 422
    go(world.ratna, "session_cancel", world.session.pk, data={"reason": "Banjir."})
    world.session.refresh_from_db()
    assert world.session.status == "cancelled"


def test_its_assessor_starts_and_finishes(world, go):
    world.enrol()
    assert go(world.bima, "session_start", world.session.pk).status_code == 200
    answer = go(world.bima, "session_start", world.session.pk, data={})
    assert answer.url == reverse("assignment_show", args=[world.session.pk])
    assert go(world.bima, "session_finish", world.session.pk, data={}).status_code == 422
    world.session.refresh_from_db()
    assert world.session.status == "running"


@pytest.mark.parametrize("name", ["session_start", "session_finish"])
def test_who_may_declare(world, go, name):
    answers = {who: go(account, name, world.session.pk).status_code for who, account in world.everybody()}
    assert answers == {
        "anonymous": 302,
        "ratna": 200,
        "komang": 403,
        "wulan": 403,
        "bima": 200,
        "sekar": 404,
        "siti": 403,
        "yohanes": 403,
        "tamu": 403,
    }


def test_assessor_sees_own_sessions_only(world, go):
    assert world.session.scheme_version.title in go(world.bima, "assignment_list").content.decode()
    assert world.session.scheme_version.title not in go(world.sekar, "assignment_list").content.decode()
    assert go(world.sekar, "assignment_show", world.session.pk).status_code == 404
    assert go(world.ratna, "assignment_show", world.session.pk).status_code == 403


def test_assessor_sees_own_candidates_only(world, go):
    act(world, sessions.assign, assessor=world.sekar_assessor)
    world.enrol()
    world.enrol(world.yohanes_candidate, assessor=world.sekar_assessor)
    world.start()
    page = go(world.bima, "assignment_show", world.session.pk).content.decode()
    assert "Siti Rahma" in page
    assert "Yohanes" not in page


@pytest.mark.parametrize("kind", ["session_list", "assignment_list"])
@pytest.mark.parametrize("rows", [1, 30])
def test_lists_cost_the_same_whatever_their_length(world, client, django_assert_num_queries, kind, rows):
    reader = world.ratna if kind == "session_list" else world.bima
    for n in range(rows):
        session = world.plan(starts_at=world.at(8, n), ends_at=world.at(9, n))
        act(world, sessions.assign, session=session, assessor=world.bima_assessor)
    client.force_login(reader)
    with django_assert_num_queries({"session_list": 9, "assignment_list": 6}[kind]):
        page = client.get(reverse(kind))
    assert page.context["total"] == rows


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("name", ["session_show", "assignment_show", "session_assign"])
def test_pages_cost_the_same_whatever_their_length(world, client, django_assert_num_queries, name, rows):
    act(world, sessions.edit_session, quota=40)
    for n in range(rows):
        world.enrol(world.candidate(f"Asesi {n}"))
        world.assessor(f"Asesor {n}", f"MET.000.{n:06d} 2024")
    client.force_login(world.bima if name == "assignment_show" else world.ratna)
    with django_assert_num_queries({"session_show": 9, "assignment_show": 11, "session_assign": 6}[name]):
        client.get(reverse(name, args=[world.session.pk]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "junior kampus"}, 1),
        ({"q": "bima"}, 1),
        ({"q": "SKM/BNSP"}, 1),
        ({"q": "analis"}, 0),
        ({"status": "running"}, 0),
        ({"status": "x"}, 1),
        ({"period_after": "2999-01-01"}, 0),
        ({"period_before": "2020-01-01"}, 0),
        ({"period_after": "kapan"}, 1),
        ({"venue": "0"}, 1),
        ({"scheme": "x"}, 1),
        ({"sort": "-places"}, 1),
        ({"page": "99"}, 1),
    ],
)
def test_the_list_is_narrowed_by_its_address(world, go, query, found):
    assert world.session
    assert go(world.ratna, "session_list", **query).context["total"] == found


# --- enrolment --------------------------------------------------------------------------------------
def enrolling(world, *candidates, **fields):
    return {"do": "enrol", "candidates": [c.pk for c in candidates], "assessor": ""} | fields


def test_admin_enrols_many_at_once(world, go):
    data = enrolling(world, world.siti_candidate, world.yohanes_candidate)
    assert go(world.ratna, "session_enrol", world.session.pk, data=data).status_code == 302
    assert set(Assessment.objects.values_list("assessor", flat=True)) == {world.bima_assessor.pk}


def test_sending_it_twice_enrols_once(world, go):
    data = enrolling(world, world.siti_candidate)
    assert go(world.ratna, "session_enrol", world.session.pk, data=data).status_code == 302
    second = go(world.ratna, "session_enrol", world.session.pk, data=data)
    assert (second.status_code, Assessment.objects.count()) == (422, 1)
    assert "Siti Rahma Wulandari sudah terdaftar pada jadwal ini." in second.content.decode()


def test_one_refusal_enrols_nobody_and_keeps_the_ticks(world, go):
    world.enrol()
    page = go(
        world.ratna,
        "session_enrol",
        world.session.pk,
        data=enrolling(world, world.siti_candidate, world.yohanes_candidate),
    )
    assert [(choice.candidate, bool(choice.reasons)) for choice in page.context["chosen"]] == [
        (world.siti_candidate, True),
        (world.yohanes_candidate, False),
    ]
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"candidates": []}, {"candidates": ["x"]}, {"candidates": [str(10**30)]}, {"assessor": "0"}]
)
def test_a_bad_enrolment(world, go, fields):
    data = enrolling(world, world.siti_candidate) | fields
    assert go(world.ratna, "session_enrol", world.session.pk, data=data).status_code == 422
    assert not Assessment.objects.exists()


def test_electives_are_chosen_on_the_page(world, go):
    version = world.draft(units=3)
    group = ElectiveGroup.objects.create(version=version, name="Bahasa", min_units=1, max_units=1)
    version.scheme_units.filter(position__gt=1).update(elective_group=group)
    world.version = world.in_force(version)
    first, second = version.scheme_units.filter(elective_group=group)
    assert "Unit pilihan: Bahasa" in go(world.ratna, "session_enrol", world.session.pk).content.decode()
    for wrong in ([], [first.pk, second.pk], [version.compulsory_units().get().pk], ["x"]):
        data = enrolling(world, world.siti_candidate, **{f"electives_{group.pk}": wrong})
        assert go(world.ratna, "session_enrol", world.session.pk, data=data).status_code == 422
    data = enrolling(world, world.siti_candidate, **{f"electives_{group.pk}": [second.pk]})
    go(world.ratna, "session_enrol", world.session.pk, data=data)
    assert list(Assessment.objects.get().verdicts.values_list("unit", flat=True)) == [world.unit(1).pk, second.unit_id]


def test_searching_keeps_the_ticks(world, go):
    data = {"do": "search", "q": "yohanes", "candidates": [world.siti_candidate.pk, ""]}
    answer = go(world.ratna, "session_enrol", world.session.pk, data=data)
    assert (answer.status_code, "csrf" in answer.url) == (302, False)
    world.candidate("Orang Lain")
    page = go(world.ratna, "session_enrol", world.session.pk, q="yohanes", candidates=world.siti_candidate.pk).context
    assert [choice.candidate for choice in page["chosen"]] == [world.siti_candidate]
    assert not page["offered"] or world.yohanes_candidate in [choice.candidate for choice in page["offered"]]


@pytest.mark.parametrize("rows", [1, 30])
def test_choosing_costs_the_same_whatever_the_number(world, client, django_assert_num_queries, rows):
    people = [world.candidate(f"Asesi {n}") for n in range(rows)]
    address = reverse("session_enrol", args=[world.session.pk])
    client.force_login(world.ratna)
    with django_assert_num_queries(9):
        client.get(address, {"candidates": [person.pk for person in people[:5]]})


@pytest.mark.parametrize("name", ["assessment_cancel", "assessment_reassign"])
def test_changing_a_place_is_for_admins(world, go, name):
    assessment = world.enrol()
    answers = {who: go(account, name, assessment.pk).status_code for who, account in world.everybody()}
    assert answers.pop("ratna") == 200
    assert answers.pop("anonymous") == 302
    assert set(answers.values()) == {403}
    assert go(world.ratna, name, 0).status_code == 404


def test_admin_gives_a_place_back(world, go):
    assessment = world.enrol()
    assert go(world.ratna, "assessment_cancel", assessment.pk, data={}).status_code == 422
    go(world.ratna, "assessment_cancel", assessment.pk, data={"reason": "Tidak hadir."})
    assessment.refresh_from_db()
    assert assessment.status == "cancelled"
    assert go(world.ratna, "assessment_cancel", assessment.pk).status_code == 422


def test_admin_changes_the_assessor(world, go):
    assessment = world.enrol()
    assert (
        go(world.ratna, "assessment_reassign", assessment.pk, data={"assessor": world.sekar_assessor.pk}).status_code
        == 422
    )
    act(world, sessions.assign, assessor=world.sekar_assessor)
    go(world.ratna, "assessment_reassign", assessment.pk, data={"assessor": world.sekar_assessor.pk})
    assessment.refresh_from_db()
    assert assessment.assessor == world.sekar_assessor


def test_who_reads_the_record_of_an_assessment(world, go):
    assessment = world.judged()
    answers = {who: go(account, "assessment_show", assessment.pk).status_code for who, account in world.everybody()}
    assert answers == {
        "anonymous": 302,
        "ratna": 200,
        "komang": 200,
        "wulan": 403,
        "bima": 200,
        "sekar": 404,
        "siti": 403,
        "yohanes": 403,
        "tamu": 403,
    }


def test_the_record_tells_units_and_decision(world, go):
    page = go(world.ratna, "assessment_show", world.granted().pk).content.decode()
    assert "J.620100.001.02" in page
    assert "Diputuskan oleh" in page
