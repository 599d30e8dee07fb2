"""The keys of the LSP as an admin sees them: which sign now, which did before, and taking one out of use."""

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..models import SigningKey
from . import x509
from .forms import RetireForm
from .lists import KeyFilter, KeyTable
from .models import KeyStanding
from .operations import retire_key

OVER = (KeyStanding.ENDED, KeyStanding.RETIRED)


@allow(is_lsp_admin)
def key_list(request: HttpRequest) -> HttpResponse:
    """Every key there ever was, and how new certificates are sealed."""
    return list_page(
        request,
        queryset=SigningKey.objects.visible_to(request.user).with_current(timezone.now()),
        table_class=KeyTable,
        filter_class=KeyFilter,
        template="certificates/keys/key_list.html",
        context={"sealer": settings.SEALER},
    )


@allow(is_lsp_admin)
def key_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One key: what for, how long, whose certificate, and what happened to it. Never its private half."""
    key = get_object_or_404(SigningKey.objects.visible_to(request.user), pk=pk)
    page = {"key": key, "events": history(key), "can_retire": key.standing not in OVER}
    if key.certificate_pem:
        certificate = x509.read_chain(key.certificate_pem)[0]
        page |= {"holder": x509.holder(certificate), "print": certificate.fingerprint(hashes.SHA256()).hex(":")}
    return render(request, "certificates/keys/key_show.html", page)


@allow(is_lsp_admin, methods=FORM)
def key_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what it means, ask why, then take the key out of use."""
    key, now = get_object_or_404(SigningKey.objects.visible_to(request.user), pk=pk), timezone.now()
    form = RetireForm(posted(request))
    if submit(request, form, retire_key, key=key):
        messages.success(request, _("Kunci %(key)s dihentikan.") % {"key": key.key_id})
        return redirect(key)
    others = SigningKey.objects.usable(now).filter(purpose=key.purpose).exclude(pk=key.pk)
    page = {"key": key, "form": form, "following": others.first()}
    return render(request, "certificates/keys/key_retire.html", page, status=form_status(form))
