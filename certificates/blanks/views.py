"""The stock of blanks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from assessments.access import allow, is_lsp_admin
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..models import BlankBatch, BlankUse
from . import balance, operations
from .forms import BalanceForm, ReceiveForm, ReturnForm, SpoilForm

SHOWN_BATCHES, SHOWN_EVENTS, SHOWN_RUNS = 30, 20, 8


@allow(is_lsp_admin)
def blank_show(request: HttpRequest) -> HttpResponse:
    """The balances on a day, and every delivery with what is left of it."""
    form = BalanceForm(request.GET if "on" in request.GET else None)
    day, today = form.day(), timezone.localdate()
    deliveries = balance.deliveries(day)
    runs = BlankBatch.objects.unused_runs(today, SHOWN_RUNS + 1)
    page = {
        "form": form if form.is_valid() else BalanceForm(initial={"on": day}),
        "day": day,
        "balance": balance.together(deliveries),
        "deliveries": deliveries,
        "has_stock": BlankBatch.objects.exists(),
        "runs": runs[:SHOWN_RUNS],
        "more_runs": len(runs) > SHOWN_RUNS,
        "events": history(*BlankBatch.objects.order_by("-pk")[:SHOWN_BATCHES])[: -SHOWN_EVENTS - 1 : -1],
    }
    return render(request, "certificates/blanks/blank_show.html", page)


@allow(is_lsp_admin)
def blank_list(request: HttpRequest) -> HttpResponse:
    """Every sheet that has met its fate."""
    return list_page(
        request,
        queryset=BlankUse.objects.for_list(),
        table_class=balance.SheetTable,
        filter_class=balance.SheetFilter,
        template="certificates/blanks/blank_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def blank_receive(request: HttpRequest) -> HttpResponse:
    """A delivery."""
    form = ReceiveForm(posted(request))
    if batch := submit(request, form, operations.receive):
        return _done(request, batch.size)
    return _page(request, form, RECEIVE)


@allow(is_lsp_admin, methods=FORM)
def blank_spoil(request: HttpRequest) -> HttpResponse:
    """Sheets that cannot be used any more."""
    return _fate(request, SpoilForm, SPOIL, operations.spoil)


@allow(is_lsp_admin, methods=FORM)
def blank_return(request: HttpRequest) -> HttpResponse:
    """Sheets that go back to BNSP."""
    return _fate(request, ReturnForm, RETURN, operations.send_back)


@dataclass(frozen=True)
class Words:
    """What a page asks."""

    title: str | Promise
    text: str | Promise
    submit: str | Promise


RECEIVE = Words(
    gettext_lazy("Terima blangko"),
    gettext_lazy(
        "Nomor blangko dicatat satu kali dan tidak dapat dihapus. Cocokkan dengan lembar pertama dan terakhir."
    ),
    gettext_lazy("Catat penerimaan"),
)
SPOIL = Words(
    gettext_lazy("Catat blangko rusak"),
    gettext_lazy("Blangko yang salah cetak disebut satu per satu; sertifikatnya tetap tercatat padanya."),
    gettext_lazy("Catat rusak"),
)
RETURN = Words(
    gettext_lazy("Kembalikan blangko ke BNSP"),
    gettext_lazy(
        "Blangko yang belum terpakai, dan yang sudah dicatat rusak. Sesudah dicatat, nomornya tidak dapat dipakai lagi."
    ),
    gettext_lazy("Catat pengembalian"),
)


def _fate(request: HttpRequest, form_class: Any, words: Words, act: Callable[..., int]) -> HttpResponse:
    form = form_class(posted(request))
    if count := submit(request, form, act):
        return _done(request, count)
    return _page(request, form, words)


def _done(request: HttpRequest, count: int) -> HttpResponse:
    text = ngettext("%(count)s lembar dicatat.", "%(count)s lembar dicatat.", count)
    messages.success(request, text % {"count": count})
    return redirect("blank_show")


def _page(request: HttpRequest, form: Any, words: Words) -> HttpResponse:
    page = {"form": form, "words": words}
    return render(request, "certificates/blanks/blank_act.html", page, status=form_status(form))
