"""The letter that reminds an assessor of what ends, or of a policy to take note of."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit import mail

from ..models import PolicyEdition, Reminder
from .operations import LAPSED, NEVER, Due

Matter = Reminder.Matter
# What stands after the subject: while it still holds, once it is over, and where there never was a pledge.
WHEN = (_("berlaku sampai %(day)s."), _("hari terakhirnya %(day)s."), _("edisi yang berlaku sejak %(day)s."))
OTHERWISE = _("Sesudah hari itu Anda tidak dapat ditugaskan sampai diperpanjang.")
NEVER_PLEDGED = (
    _("Ikrar kode etik menunggu tanda tangan Anda"),
    _("Baca setiap butir di portal, lalu tandatangani ikrarnya."),
    _("Sebelum itu Anda tidak dapat ditugaskan."),
)
OF_POLICY = (_("%(title)s, paling lambat %(day)s."), _("%(title)s, seharusnya paling lambat %(day)s."))
POLICY_WAITS = (
    _("Ada kebijakan yang perlu Anda baca"),
    _("Baca, lalu nyatakan bahwa Anda akan melaksanakannya."),
    _("Sesudah hari itu Anda tidak diberi tugas baru sampai menyatakannya."),
)
SUBJECTS: dict[str, tuple[str | Promise, str | Promise]] = {  # while it still holds, and once it is over
    Matter.PLEDGE: (_("Ikrar kode etik Anda segera berakhir"), _("Ikrar kode etik Anda sudah berakhir")),
    Matter.LICENCE: (_("Lisensi asesor Anda segera berakhir"), _("Lisensi asesor Anda sudah berakhir")),
    Matter.TECHNICAL: (
        _("Sertifikat kompetensi teknis Anda segera berakhir"),
        _("Sertifikat kompetensi teknis Anda sudah berakhir"),
    ),
}
WHAT_TO_DO: dict[str, str | Promise] = {
    Matter.PLEDGE: _("Tandatangani ikrar yang baru di portal; menjelang akhir masanya halaman itu terbuka."),
    Matter.LICENCE: _("Perpanjang lisensi Anda, lalu kirimkan salinannya kepada LSP."),
    Matter.TECHNICAL: _("Perpanjang sertifikat teknis Anda, lalu kirimkan salinannya kepada LSP."),
}


def write(due: Due) -> bool:
    """Send the letter to the assessor; whether the mail server took it."""
    assessor = due.assessor
    if due.edition:
        return _write_of_policy(due, due.edition)
    page = reverse("pledge_sign") if due.matter == Matter.PLEDGE else assessor.get_absolute_url()
    with mail.first_language():
        when = WHEN[_turn(due)] % {"day": date_format(due.ends_on, "j F Y")}
    said = (SUBJECTS[due.matter][due.step == LAPSED], WHAT_TO_DO[due.matter], OTHERWISE)
    subject, what_to_do, otherwise = NEVER_PLEDGED if due.step == NEVER else said
    return mail.send(
        template="reminder",
        subject=subject,
        to=due.address,
        name=assessor.person.name,
        when=when,
        what_to_do=what_to_do,
        otherwise=otherwise,
        path=page,
    )


def _turn(due: Due) -> int:
    return {LAPSED: 1, NEVER: 2}.get(due.step, 0)


def _write_of_policy(due: Due, edition: PolicyEdition) -> bool:
    with mail.first_language():
        said = {"title": edition.policy.title, "day": date_format(edition.acknowledge_by, "j F Y")}
        when = OF_POLICY[due.step == LAPSED] % said
    return mail.send(
        template="reminder",
        subject=POLICY_WAITS[0],
        to=due.address,
        name=due.assessor.person.name,
        when=when,
        what_to_do=POLICY_WAITS[1],
        otherwise=POLICY_WAITS[2],
        path=edition.get_absolute_url(),
    )
