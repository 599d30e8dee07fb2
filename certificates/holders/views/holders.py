"""The public register of holders: those who want to stand in it, and their switch."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Candidate
from kit import limits
from kit.errors import RuleError

from ...models import Certificate, RegisterConsent
from .. import operations

PER_PAGE = 25
LONGEST_SEARCH = 100


@require_safe
@login_not_required
@limits.limited("list")
def holder_list(request: HttpRequest) -> HttpResponse:
    """Name, scheme, number and last day of the certificates in force whose holders agreed."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    rows = Certificate.objects.listed(timezone.localdate()).matching(text)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    response = render(request, "certificates/holder_list.html", {"page": page, "text": text})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"  # who takes his name out is gone from the next page on
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """A candidate's own switch: asked once more in words, and off as easily as on."""
    candidate = get_object_or_404(Candidate.objects.select_related("person"), pk=pk, person__account=request.user)
    listed, refusal = RegisterConsent.objects.stands(candidate), None
    counts = RegisterConsent.objects.counting(timezone.localdate()).filter(candidate=candidate).exists()
    if request.method == "POST":
        act = operations.withdraw_consent if request.POST.get("wanted") == "no" else operations.give_consent
        try:
            act(candidate=candidate, by=request.user, on=timezone.localdate())
            messages.success(request, _("Pilihan Anda disimpan."))
            return redirect("candidate_consent", pk=pk)
        except RuleError as error:
            refusal = error
    page = {"candidate": candidate, "listed": listed, "counts": counts, "refusal": refusal}
    return render(request, "certificates/candidate_consent.html", page, status=422 if refusal else 200)
