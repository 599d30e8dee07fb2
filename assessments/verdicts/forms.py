"""The verdict form: one small form for each unit, a comment, and the revision it was read at.

A page that has become stale is merged unit by unit, in the way of three: what the page was made from (`was`), what is
typed now, and what is stored now. Nothing typed is lost and nothing stored is overwritten unseen.
"""

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.forms.stale import RevisionForm

from ..models import Assessment, Verdict
from .operations import LONGEST_NOTE, Entry

Outcome = Verdict.Outcome
TOO_LONG = _("Paling panjang %(limit_value)d huruf; ini %(show_value)d.")


def trace(outcome: str, methods: Collection[str], follow_up: str) -> str:
    """A verdict as one line of text, to compare with; static/js/verdicts.js builds the same."""
    ticked = ",".join(method for method in Verdict.Method.values if method in methods)
    return f"{outcome}|{ticked}|{plain(follow_up) if outcome == Outcome.NOT_YET else ''}"


def plain(text: str) -> str:
    """Text as it is stored: browsers send other line ends than they show."""
    return text.replace("\r\n", "\n").strip()


class NoteField(forms.CharField):
    """A note of several lines, measured as the writer sees it."""

    def __init__(self, **extra: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_NOTE, error_messages={"max_length": TOO_LONG}, **extra)

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value))


class UnitForm(forms.Form):
    """The verdict of one unit. A unit may stay unjudged; a BK needs its follow-up."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        required=False,
        label=_("Penilaian"),
        error_messages={"invalid_choice": _("Pilih K atau BK.")},
    )
    methods = forms.MultipleChoiceField(
        choices=Verdict.Method.choices,
        required=False,
        label=_("Bukti"),
        error_messages={"invalid_choice": _("Pilih bukti dari daftar.")},
    )
    follow_up = NoteField(label=_("Tindak lanjut"))

    def __init__(self, verdict: Verdict, data: Any = None) -> None:
        stored = {"outcome": verdict.outcome, "methods": verdict.methods, "follow_up": verdict.follow_up}
        super().__init__(data, prefix=f"u{verdict.unit_id}", initial=stored)
        self.verdict, self.unit = verdict, verdict.unit
        self.took_over = self.in_conflict = False  # after a merge: changed from another screen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") != Outcome.NOT_YET:
            self.errors.pop("follow_up", None)  # not asked for, not kept
        elif not cleaned.get("follow_up") and "follow_up" not in self.errors:
            self.add_error("follow_up", _("Tulis apa yang perlu dilakukan asesi sebelum diuji lagi."))
        return cleaned

    def entry(self) -> Entry:
        said = self.cleaned_data
        outcome = said["outcome"] or Outcome.PENDING
        return Entry(self.verdict.unit_id, outcome, said["methods"], said.get("follow_up", ""))

    @property
    def chosen(self) -> str:
        """The outcome that the page shows as chosen."""
        value = self["outcome"].value()
        return value if value in (Outcome.COMPETENT, Outcome.NOT_YET) else str(Outcome.PENDING)

    @property
    def methods_shown(self) -> list[tuple[str, Any, bool]]:
        ticked = self["methods"].value() or []
        return [(value, label, value in ticked) for value, label in Verdict.Method.choices]

    @property
    def note(self) -> str:
        return self["follow_up"].value() or ""

    @property
    def trace_stored(self) -> str:
        return trace(self.verdict.outcome, self.verdict.methods, self.verdict.follow_up)

    @property
    def trace_typed(self) -> str:
        return trace(self.chosen, self["methods"].value() or [], self.note)

    @property
    def was(self) -> str:
        """What the page was made from: what the reader last saw stored."""
        return plain(self.data.get(self.add_prefix("was"), "")) if self.is_bound else self.trace_stored

    def merge(self, typed: "UnitForm") -> None:
        """Bring what was typed on a stale page onto this fresh one: untouched units follow what is stored now."""
        was, mine, theirs = typed.was, typed.trace_typed, self.trace_stored
        if mine == was:
            self._put(self.verdict.outcome, self.verdict.methods, self.verdict.follow_up)
            self.took_over = theirs != was
        elif theirs not in (was, mine):
            self.in_conflict = True
        self.data[self.add_prefix("was")] = theirs

    def _put(self, outcome: str, methods: list[str], follow_up: str) -> None:
        self.data[self.add_prefix("outcome")] = outcome
        self.data.setlist(self.add_prefix("methods"), methods)
        self.data[self.add_prefix("follow_up")] = follow_up


class SheetForm(RevisionForm):
    """What belongs to the whole page."""

    comment = NoteField(label=_("Komentar untuk asesmen ini"))


class VerdictSheet:
    """Every unit of one assessment on one page."""

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        self.assessment = assessment
        self.is_bound = data is not None
        self.head = SheetForm(data, initial={"revision": assessment.revision, "comment": assessment.comment})
        rows = assessment.verdicts.select_related("unit", "recorded_by")
        rows = rows.prefetch_related("unit__elements__criteria", "remarks")
        self.units = [UnitForm(verdict, data) for verdict in rows]
        self.refusals: list[str] = []
        self.is_stale = self.comment_in_conflict = False
        self.merged: VerdictSheet | None = None  # this page brought together with what is stored now

    # --- What was typed ---------------------------------------------------------------------------
    def is_valid(self) -> bool:
        """Whether everything typed may be saved; each fault is told at its field, and none of the rest is lost."""
        if strangers := self._named_units() - {unit.verdict.unit_id for unit in self.units}:
            self.refusals.append(str(_("Ada unit yang bukan bagian asesmen ini.")))
        valid = [form.is_valid() for form in (self.head, *self.units)]
        return all(valid) and not strangers

    def _named_units(self) -> set[int]:
        names = (re.match(r"u(\d{1,18})-", name, re.ASCII) for name in self.head.data)
        return {int(name[1]) for name in names if name}

    @property
    def comment(self) -> str:
        return self.head.cleaned_data["comment"]

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        entries = [unit.entry() for unit in self.units]
        return {"revision": self.head.cleaned_data["revision"], "entries": entries, "comment": self.comment}

    # --- After a refusal ----------------------------------------------------------------------------
    def show_refusal(self, refusal: RuleError) -> None:
        """Tell the reason; when the page was stale, `merged` is the one to show instead."""
        if refusal.code != "stale":
            self.refusals += refusal.messages
            return
        newest = VerdictSheet(Assessment.objects.for_list().get(pk=self.assessment.pk), self.head.data.copy())
        for unit, typed in zip(newest.units, self.units, strict=True):
            unit.merge(typed)
        newest._merge_comment(self)
        newest.is_stale = True
        self.merged = newest

    def _merge_comment(self, typed: "VerdictSheet") -> None:
        stored = self.assessment.comment
        if typed.comment == typed.comment_was:
            self.head.data["comment"] = stored
        self.comment_in_conflict = (
            stored not in (typed.comment_was, typed.comment) and typed.comment != typed.comment_was
        )
        self.head.data["comment-was"] = stored
        self.head.data["revision"] = self.assessment.revision

    # --- What the page shows ----------------------------------------------------------------------
    @property
    def revision_shown(self) -> int | str:
        return self.head["revision"].value()

    @property
    def comment_was(self) -> str:
        return plain(self.head.data.get("comment-was", "")) if self.is_bound else self.assessment.comment

    @property
    def verdicts(self) -> list[Verdict]:
        return [unit.verdict for unit in self.units]

    @property
    def conflicts(self) -> list[UnitForm]:
        return [unit for unit in self.units if unit.in_conflict]

    @property
    def judged(self) -> int:
        return sum(unit.chosen != Outcome.PENDING for unit in self.units)

    @property
    def not_yet(self) -> int:
        return sum(unit.chosen == Outcome.NOT_YET for unit in self.units)

    @property
    def last_saved(self) -> Verdict | None:
        """The verdict that was stored last."""
        saved = [verdict for verdict in self.verdicts if verdict.recorded_at]
        return max(saved, key=lambda verdict: verdict.recorded_at, default=None)

    @property
    def summary(self) -> list[tuple[str, Any, Any]]:
        """Every error with the field it belongs to, for components/form_errors.html."""
        found: list[tuple[str, Any, Any]] = [("", refusal, "") for refusal in self.refusals]
        found += [("", error, "") for error in self.head.errors.get("revision", [])]
        found += [("id_comment", self.head["comment"].label, error) for error in self.head.errors.get("comment", [])]
        for unit in self.units:
            found += [
                (unit.add_prefix(name), unit.unit.code, text) for name, texts in unit.errors.items() for text in texts
            ]
        return found
