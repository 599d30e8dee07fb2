"""The units of a draft as one form: order, groups, and the button that was pressed."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.errors import RuleError
from kit.forms.ticks import TicksField

from ...models import SchemeUnit, SchemeVersion, Standard, Unit
from ..operations.units import Place

MOST_FOUND = 30


class Arrangement:
    """What the page of units says the draft should look like.

    `places` and `removed` are what `arrange_units` takes. Refuses numbers and groups that the page cannot have sent
    ("stale").
    """

    def __init__(self, version: SchemeVersion, data: Mapping[str, str], units: list[str]) -> None:
        self.rows = {
            str(row.unit_id): row for row in version.scheme_units.select_related("unit", "job_group", "elective_group")
        }
        self.jobs = {str(group.pk): group.name for group in version.job_groups.all()} | {"": ""}
        self.electives = {str(group.pk): group.name for group in version.elective_groups.all()} | {"": ""}
        self.data = data
        action, _sep, key = data.get("action", "").partition(":")
        ordered = self._ordered([self._row(unit) for unit in units])
        self.removed = [row.unit for row in ordered if action == "remove" and str(row.unit_id) == key]
        if action in ("up", "down"):
            self._step(ordered, key, -1 if action == "up" else 1)
        self.places = [self._place(row) for row in ordered if row.unit not in self.removed]

    def _row(self, unit: str) -> SchemeUnit:
        if unit not in self.rows:
            raise RuleError(
                _("Daftar unit sudah diubah di halaman lain. Periksa daftar terbaru di bawah ini."), "stale"
            )
        return self.rows[unit]

    def _ordered(self, rows: list[SchemeUnit]) -> list[SchemeUnit]:
        """By the numbers typed in; a row moved to a number takes it, the row that had it makes room."""

        def key(entry: tuple[int, SchemeUnit]) -> tuple[int, int]:
            place, row = entry
            wanted = self._number(f"position-{row.unit_id}", place)
            return wanted, (wanted > place) - (wanted < place)

        return [row for _place, row in sorted(enumerate(rows, start=1), key=key)]

    def _number(self, name: str, otherwise: int) -> int:
        text = self.data.get(name, "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise

    def _step(self, rows: list[SchemeUnit], key: str, steps: int) -> None:
        here = next((index for index, row in enumerate(rows) if str(row.unit_id) == key), None)
        if here is not None:
            rows.insert(max(0, here + steps), rows.pop(here))

    def _place(self, row: SchemeUnit) -> Place:
        job, elective = self.data.get(f"job-{row.unit_id}", ""), self.data.get(f"elective-{row.unit_id}", "")
        if job not in self.jobs or elective not in self.electives:
            raise RuleError(_("Kelompok sudah diubah di halaman lain. Periksa daftar terbaru."), "stale")
        return Place(row.unit, self.jobs[job], self.electives[elective])


class UnitSearchForm(forms.Form):
    """Which units to offer."""

    q = forms.CharField(label=gettext_lazy("Kode atau judul unit"), required=False, max_length=100)
    standard = forms.ModelChoiceField(
        Standard.objects.all(), label=gettext_lazy("Standar"), required=False, empty_label=gettext_lazy("Semua standar")
    )

    def found(self, version: SchemeVersion) -> list[Unit]:
        """Units that fit and are not in the version yet; none while nothing is asked."""
        if not self.is_valid() or not (self.cleaned_data["q"] or self.cleaned_data["standard"]):
            return []
        units = Unit.objects.select_related("standard").exclude(scheme_units__version=version)
        if self.cleaned_data["standard"]:
            units = units.filter(standard=self.cleaned_data["standard"])
        return list(units.matching(self.cleaned_data["q"])[: MOST_FOUND + 1])


class UnitPickForm(forms.Form):
    """The units ticked in the search."""

    units = TicksField(
        Unit.objects.all(), error_messages={"required": gettext_lazy("Centang paling sedikit satu unit.")}
    )

    def clean_units(self) -> list[Unit]:
        """In the order of their codes, as they were listed."""
        return list(self.cleaned_data["units"].order_by("code"))
