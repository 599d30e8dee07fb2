"""A form is done, or shows why not; nobody but the reader is ever named as the one who acts."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from kit.errors import RuleError
from kit.forms.refusals import Confirmation, form_status, was_refused
from kit.views.submitting import posted, posted_with_files, submit

READER = SimpleNamespace(pk=1)


class RoomForm(forms.Form):
    refusal_fields = {"name_taken": "name", "gone": "nowhere"}

    name = forms.CharField()


class DayForm(RoomForm):
    on = forms.DateField()
    by = forms.CharField(required=False)


class OwnForm(RoomForm):
    def values(self):
        return {"title": self.cleaned_data["name"].upper()}

    def show_refusal(self, refusal):
        self.add_error("name", refusal)


def request(sent=None):
    asked = RequestFactory().post("/", sent) if sent is not None else RequestFactory().get("/")
    asked.user = READER
    return asked


def submitted(form_class, operation, sent=None, **said):
    asked = request(sent)
    form = form_class(posted(asked))
    return form, submit(asked, form, operation, **said)


def refusing(code):
    def operation(**_said):
        raise RuleError("Tidak.", code=code)

    return operation


def test_the_reader_does_today_what_the_form_and_the_view_say():
    _form, done = submitted(RoomForm, dict, {"name": "Mawar"}, house="A")
    assert done == {"by": READER, "on": timezone.localdate(), "name": "Mawar", "house": "A"}


def test_a_form_may_name_another_day_and_never_another_reader():
    _form, done = submitted(DayForm, dict, {"name": "Mawar", "on": "2026-05-01", "by": "9"})
    assert done == {"by": READER, "on": date(2026, 5, 1), "name": "Mawar"}


def test_a_form_says_itself_what_the_operation_takes():
    _form, done = submitted(OwnForm, dict, {"name": "Mawar"})
    assert done["title"] == "MAWAR" and "name" not in done


@pytest.mark.parametrize("sent", [None, {}, {"name": ""}])
def test_what_is_not_sent_or_not_valid_is_not_done(sent):
    form, done = submitted(RoomForm, refusing("never_asked"), sent)
    assert done is None and not was_refused(form) and form_status(form) == (200 if sent is None else 422)


@pytest.mark.parametrize(("given", "expected"), [(None, True), (0, 0), ("", ""), ("kamar", "kamar")])
def test_what_the_operation_gives_back_is_given_on(given, expected):
    assert submitted(RoomForm, lambda **_said: given, {"name": "Mawar"})[1] is expected


@pytest.mark.parametrize(
    ("form_class", "code", "place"),
    [
        (RoomForm, "name_taken", "name"),
        (RoomForm, "closed", "__all__"),
        (RoomForm, "gone", "__all__"),
        (OwnForm, "closed", "name"),
    ],
)
def test_a_refusal_stands_where_the_form_says(form_class, code, place):
    form, done = submitted(form_class, refusing(code), {"name": "Mawar"})
    assert done is None and form.errors == {place: ["Tidak."]}
    assert was_refused(form) and form.refusal.code == code and form_status(form) == 422


def test_a_refusal_that_names_fields_stands_at_them():
    def operation(**_said):
        refusal = RuleError("", code="invalid")
        refusal.error_dict = {
            "name": [RuleError("Sudah ada.", code="taken")],
            "size": [RuleError("Besar.", code="big")],
        }
        raise refusal

    form, _done = submitted(RoomForm, operation, {"name": "Mawar"})
    assert form.errors == {"name": ["Sudah ada."], "__all__": ["Besar."]}


def test_any_other_fault_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        submitted(RoomForm, lambda **_said: 1 / 0, {"name": "Mawar"})


def test_a_question_is_answered_by_sending_it():
    assert submitted(Confirmation, dict)[1] is None
    assert submitted(Confirmation, lambda **_said: None, {})[1] is True
    form, _done = submitted(Confirmation, refusing("closed"), {})
    assert form.refusal.messages == form.non_field_errors() == ["Tidak."] and form_status(form) == 422


def test_files_are_bound_only_when_something_is_sent():
    assert posted_with_files(request()) == (None, None)
    data, files = posted_with_files(request({"name": "Mawar"}))
    assert data["name"] == "Mawar" and not files
