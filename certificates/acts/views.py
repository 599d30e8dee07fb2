"""The acts on a certificate, each said in words before it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.access import allow, is_decision_maker, is_held_back, is_lsp_admin
from kit.access import FORM
from kit.days import written_day
from kit.forms.refusals import form_status
from kit.views.submitting import posted, submit

from ..models import Certificate
from . import operations
from .forms import ActForm, ReduceForm, ReplaceForm
from .possible import may


@dataclass(frozen=True)
class Words:
    """How an act is asked for and what it says when it is done; `until` is the certificate's last day."""

    title: str | Promise
    text: str | Promise
    done: str | Promise
    leads_to: str
    tone: str = "bad"


SUSPEND = Words(
    gettext_lazy("Bekukan sertifikat"),
    gettext_lazy(
        "Mulai saat ini setiap pemeriksaan menjawab bahwa sertifikat dibekukan. Pemegangnya diberi tahu."
        " Sertifikat dapat dipulihkan atau dicabut kemudian."
    ),
    gettext_lazy("Sertifikat dibekukan."),
    Certificate.Status.SUSPENDED,
)
REINSTATE = Words(
    gettext_lazy("Pulihkan sertifikat"),
    gettext_lazy("Pembekuan dicabut; sertifikat berlaku sampai %(until)s. Pemegangnya diberi tahu."),
    gettext_lazy("Pembekuan dicabut; sertifikat berlaku sampai %(until)s."),
    Certificate.Status.ACTIVE,
    tone="info",
)
WITHDRAW = Words(
    gettext_lazy("Cabut sertifikat"),
    gettext_lazy(
        "Sertifikat berakhir untuk selamanya dan tidak dapat dipulihkan. Setiap pemeriksaan menjawab bahwa sertifikat"
        " dicabut. Pemegangnya diberi tahu dan diminta mengembalikan cetakannya."
    ),
    gettext_lazy("Sertifikat dicabut."),
    Certificate.Status.WITHDRAWN,
)
REPLACE = Words(
    gettext_lazy("Terbitkan ulang sertifikat"),
    gettext_lazy(
        "Sertifikat baru dengan nomor baru dibuat dari data asesi sekarang, dengan masa berlaku yang sama. Sertifikat"
        " ini ditandai diganti dan menunjuk ke yang baru; berkasnya tidak berubah."
    ),
    gettext_lazy("Sertifikat diterbitkan ulang."),
    Certificate.Status.REPLACED,
    tone="info",
)
REDUCE = Words(
    gettext_lazy("Kurangi ruang lingkup"),
    gettext_lazy(
        "Sertifikat baru dengan unit yang tersisa menggantikan sertifikat ini, dengan masa berlaku yang sama."
        " Pemegangnya diberi tahu."
    ),
    gettext_lazy("Ruang lingkup dikurangi dan sertifikat baru terbit."),
    Certificate.Status.REPLACED,
)


@dataclass(frozen=True)
class Offer:
    """An act that a reader may take now."""

    url_name: str
    words: Words


BY_DECISION_MAKER = (
    Offer("certificate_suspend", SUSPEND),
    Offer("certificate_reinstate", REINSTATE),
    Offer("certificate_reduce", REDUCE),
    Offer("certificate_withdraw", WITHDRAW),
)
BY_ADMIN = (Offer("certificate_replace", REPLACE),)


def acts_for(user: Any, certificate: Certificate) -> list[Offer]:
    """The acts that this reader's roles and the certificate's standing today allow."""
    decides = is_decision_maker(user) and not is_held_back(user)
    offers = (BY_ADMIN if is_lsp_admin(user) else ()) + (BY_DECISION_MAKER if decides else ())
    return [offer for offer in offers if may(certificate, offer.words.leads_to, timezone.localdate())]


@allow(is_decision_maker, methods=FORM)
def certificate_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, SUSPEND, operations.suspend)


@allow(is_decision_maker, methods=FORM)
def certificate_reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, REINSTATE, operations.reinstate)


@allow(is_decision_maker, methods=FORM)
def certificate_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, WITHDRAW, operations.withdraw)


@allow(is_lsp_admin, methods=FORM)
def certificate_replace(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, REPLACE, operations.replace, lambda data, _certificate: ReplaceForm(data))


@allow(is_decision_maker, methods=FORM)
def certificate_reduce(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, REDUCE, operations.reduce_scope, lambda data, it: ReduceForm(data, certificate=it))


def _act(
    request: HttpRequest,
    pk: int,
    words: Words,
    act: Callable[..., Certificate],
    form_of: Callable[[Any, Certificate], ActForm] = lambda data, _certificate: ActForm(data),
) -> HttpResponse:
    """The question on GET, the act on POST; what is refused is shown at its field with status 422."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), pk=pk)
    form = form_of(posted(request), certificate)
    until = {"until": written_day(certificate.expires_on, "j F Y")}
    if result := submit(request, form, act, certificate=certificate):
        messages.success(request, words.done % until)
        return redirect(result)
    page = {
        "certificate": certificate,
        "words": words,
        "text": words.text % until,
        "form": form,
        "question": _("%(title)s %(number)s atas nama %(name)s?")
        % {"title": words.title, "number": certificate.number, "name": certificate.holder_name},
        "possible": form.is_bound or may(certificate, words.leads_to, timezone.localdate()),
    }
    return render(request, "certificates/acts/certificate_act.html", page, status=form_status(form))
