"""The ethics officer's work: possible conflicts of interest that hold an assessment until somebody decides."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .tasks import Section


def section(user: Any, today: date) -> Section:
    return Section(queues=[], calm=_("Tidak ada perkara etik yang menunggu Anda."))
