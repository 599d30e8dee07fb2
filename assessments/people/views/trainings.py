"""Who trained a candidate, and so may not decide on him."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.people.refusals import show_refusal
from kit.errors import RuleError
from kit.forms.refusals import form_status
from kit.views.methods import form_methods

from ...access import admin_only
from ...models import Candidate, Training
from ..forms.people import ReasonForm, TrainingForm
from ..operations.people import record_training, remove_training


@admin_only
@form_methods
def training_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a training of this candidate."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("person"), pk=pk)
    form = TrainingForm(request.POST or None, candidate=candidate)
    if form.is_valid():
        try:
            record_training(by=request.user, on=timezone.localdate(), candidate=candidate, **form.cleaned_data)
        except RuleError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Pelatihan dicatat."))
            return redirect(candidate)
    context = {"form": form, "candidate": candidate}
    return render(request, "assessments/training_create.html", context, status=form_status(form))


@admin_only
@form_methods
def training_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a training recorded by mistake."""
    trainings = Training.objects.filter(candidate__in=Candidate.objects.visible_to(request.user))
    training = get_object_or_404(trainings.select_related("candidate__person", "trainer"), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            remove_training(by=request.user, on=timezone.localdate(), training=training, **form.cleaned_data)
        except RuleError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Catatan pelatihan dihapus."))
            return redirect(training.candidate)
    context = {"form": form, "training": training, "candidate": training.candidate}
    return render(request, "assessments/training_remove.html", context, status=form_status(form))
