"""What an ethics officer does with a case: every step once, with its page, its address and its button.

A step is a question on a page of its own. Its address is `matter/<pk>/<verb>/`, its url name `ethics_case_<verb>`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from assessments.access import allow, is_ethics_officer
from kit.access import FORM, View
from kit.forms.refusals import form_status, was_refused
from kit.roles import Words
from kit.states import offers
from kit.views.submitting import posted, submit

from ...models import EthicsCase
from ..forms.cases import CloseForm, IdentifyForm, OpenForm, PanelForm, ReasonForm, WriteForm
from ..involvement import is_involved
from ..operations import cases, panels


def bare(form: Callable[[Any], Any]) -> Callable[..., Any]:
    """A form that is the same for every case."""
    return lambda data, *, case: form(data)


@dataclass(frozen=True)
class Step:
    """The operation, the form that asks for it, and the words: of its page, of what is told then, of its button.

    `note` is what its page says above the form.
    `is_offered` says whether a case waits for it on a day; the first that is offered is the next to do. Without it
    the step has no button here.
    """

    verb: str
    act: Callable[..., Any]
    form: Callable[..., Any]
    title: Words
    done: Words
    button: Words = ""
    is_offered: Callable[[EthicsCase, date], bool] = lambda case, on: False
    note: Words = ""

    @property
    def url_name(self) -> str:
        return f"ethics_case_{self.verb}"


STEPS = (
    Step(
        "open", cases.open_case, OpenForm, _("Buka perkara dan beri tahu teradu"), _("Teradu diberi tahu."),
        _("Buka perkara"), lambda case, on: offers(case, "opened") and case.respondent is not None,
    ),
    Step(
        "identify", cases.identify, bare(IdentifyForm), _("Tetapkan asesor yang dilaporkan"), _("Asesor ditetapkan."),
        _("Tetapkan asesor"), lambda case, on: offers(case, "opened"),
    ),
    Step(
        "dismiss", cases.dismiss, bare(ReasonForm), _("Tidak melanjutkan laporan"), _("Laporan tidak dilanjutkan."),
        _("Tidak melanjutkan"), lambda case, on: offers(case, "dismissed"),
    ),
    Step(
        "appoint", panels.appoint, PanelForm, _("Tetapkan majelis"), _("Majelis ditetapkan."),
        _("Tetapkan majelis"), lambda case, on: panels.is_awaited(case, on=on),
    ),
    Step(
        "close", cases.close, bare(CloseForm), _("Tutup perkara"), _("Perkara selesai."),
        _("Tutup perkara"), lambda case, on: offers(case, "closed") and not case.is_appealable(on),
        _("Masa banding sudah lewat. Perkara berakhir dan tidak dapat dibuka lagi."),
    ),
    Step("write", cases.write, WriteForm, _("Tulis pesan"), _("Pesan terkirim.")),
)  # fmt: skip


def page_of_step(step: Step) -> View:
    """The view of a step: the question on GET, the act on POST; what is refused is shown with status 422."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        case = case_for(request, pk)
        form = step.form(posted(request), case=case)
        if submit(request, form, step.act, case=case):
            messages.success(request, step.done)
            return redirect(case)
        if was_refused(form):
            case.refresh_from_db()
        page = {"case": case, "form": form, "step": step}
        return render(request, "ethics/cases/ethics_case_step.html", page, status=form_status(form))

    view.__name__ = step.url_name
    return allow(is_ethics_officer, methods=FORM)(view)


def case_for(request: HttpRequest, pk: int) -> EthicsCase:
    """A case that is this officer's to handle; for whom it is not, there is none (404)."""
    rows = EthicsCase.objects.visible_to(request.user).select_related("respondent__person", "reporter")
    case = get_object_or_404(rows, pk=pk)
    if is_involved(request.user, case):
        raise Http404
    return case
