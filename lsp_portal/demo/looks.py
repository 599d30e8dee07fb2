"""The designs of the demo, and two holders who stand in the public register."""

from datetime import date

from assessments.models import Candidate, SchemeVersion
from certificates.consents.operations import give_consent
from certificates.designs import operations as designs
from certificates.models import DesignVersion
from kit.accounts import Account

from .people import account_of

# Name, family, and the schemes that get it, by their place in the list.
DESIGNS = (("Modern", DesignVersion.Family.MODERN, (1, 2)), ("Resmi", DesignVersion.Family.RESMI, (3,)))
LISTED = ("asesi", "asesi2")


def make(*, by: Account, on: date, versions: list[SchemeVersion]) -> None:
    """Put each design in use and give it to its schemes."""
    for name, family, places in DESIGNS:
        design = designs.create_design(name=name, family=family, by=by, on=on)
        designs.put_in_use(version=design.versions.get(), by=by, on=on)
        for place in places:
            designs.assign_scheme(scheme=versions[place].scheme, design=design, by=by, on=on)


def consent(*, on: date) -> None:
    """Let the public register name them; each says so himself."""
    for candidate in Candidate.objects.filter(person__account__username__in=LISTED).select_related("person__account"):
        give_consent(candidate=candidate, by=account_of(candidate.person), on=on)
