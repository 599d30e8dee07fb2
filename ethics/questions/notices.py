"""Letters about questions: to who answers, and to who asked. Neither tells what was written."""

from django.utils.translation import gettext_lazy as _

from assessments.models import CertificationBody
from assessments.people.letters import mail_address
from kit import mail

from ..models import Question

ASKED = _("Seorang asesi bertanya tentang asesmennya dan menunggu jawaban.")
REPLIED = _("Pertanyaan Anda tentang asesmen sudah dijawab.")


@mail.after_commit
def tell_of_question(question: Question) -> None:
    """The assessor hears that something was asked once the candidate's name is open to him, before that the office."""
    assessment, body = question.assessment, CertificationBody.current()
    address = mail_address(assessment.assessor.person) if assessment.opened_at else ""
    if to := address or (body.email if body else ""):
        path = question.get_absolute_url()
        mail.send(template="ethics_told", subject=_("Ada pertanyaan dari asesi"), to=to, path=path, sentence=ASKED)


@mail.after_commit
def tell_of_reply(question: Question) -> None:
    """The candidate hears that he was answered."""
    if to := mail_address(question.assessment.candidate.person):
        subject, path = _("Pertanyaan Anda sudah dijawab"), question.get_absolute_url()
        mail.send(template="ethics_told", subject=subject, to=to, path=path, sentence=REPLIED)
