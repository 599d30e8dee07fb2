"""The competence card of a certificate that is in force, for the wallet and for the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.confidentiality.readings import Kind, note_reading
from kit.errors import RuleError
from kit.turns import one_at_a_time

from ...models import Certificate
from ...printing import card_pdf, card_png


@require_safe
def certificate_card_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a PDF. Refused (422) while the certificate is not in force."""
    certificate = _in_force(request, pk)
    with one_at_a_time(request.user):
        content = card_pdf(certificate.snapshot)
    return _file(certificate, content, "pdf", "application/pdf")


@require_safe
def certificate_card_png(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a picture. Refused (422) while the certificate is not in force."""
    certificate = _in_force(request, pk)
    with one_at_a_time(request.user):
        content = card_png(certificate.snapshot)
    return _file(certificate, content, "png", "image/png")


def _in_force(request: HttpRequest, pk: int) -> Certificate:
    """A card says nothing of a suspension, so there is none of a certificate that cannot be relied on."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).with_holder(), pk=pk)
    if certificate.standing.in_force:
        note_reading(request.user, certificate.assessment.candidate, Kind.DOCUMENT)
        return certificate
    raise RuleError(
        _("Kartu hanya ada untuk sertifikat yang berlaku. Sertifikat ini: %(standing)s."),
        code="not_in_force",
        params={"standing": certificate.standing.label},
    )


def _file(certificate: Certificate, content: bytes, ending: str, content_type: str) -> HttpResponse:
    name = f"kartu-{certificate.number.replace(' ', '-')}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
