"""An act carries the mark of what its reader saw."""

import pytest
from django import forms

from kit.errors import RuleError
from kit.forms.stale import MarkField, RevisionForm
from kit.seen import refuse_stale


class MarkForm(forms.Form):
    mark = MarkField(max_length=4)


@pytest.mark.parametrize(("seen", "now"), [(1, 2), ("a", "b"), ("", "b"), (0, 1)])
def test_what_changed_meanwhile_is_not_acted_on(seen, now):
    with pytest.raises(RuleError) as caught:
        refuse_stale(seen, now, "Berubah.", code="changed")
    assert (caught.value.code, caught.value.messages) == ("changed", ["Berubah."])


def test_what_was_seen_and_still_stands_is_acted_on():
    refuse_stale(3, 3, "Berubah.")
    refuse_stale("abc", "abc", "Berubah.")


@pytest.mark.parametrize(("sent", "mark"), [("abcd", "abcd"), ("abcde", ""), ("", ""), (None, ""), ("a\x00", "")])
def test_what_is_no_mark_says_nothing(sent, mark):
    form = MarkForm({} if sent is None else {"mark": sent})
    assert form.is_valid() and form.cleaned_data == {"mark": mark}


@pytest.mark.parametrize("sent", ["", "-1", "drei", None])
def test_a_page_without_its_revision_is_not_whole(sent):
    form = RevisionForm({} if sent is None else {"revision": sent})
    assert not form.is_valid() and form.refusals == ["Halaman ini tidak utuh. Muat ulang halaman."]


def test_a_refusal_is_told_like_a_fault_of_the_page():
    form = RevisionForm({"revision": "3"})
    assert form.is_valid() and form.refusals == []
    form.add_error(None, "Berubah.")
    assert form.refusals == ["Berubah."]
