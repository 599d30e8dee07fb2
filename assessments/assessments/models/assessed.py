"""Who was assessed: the person as the records described him when the assessor signed."""

from typing import Any

from django.db import models

# A person's columns, and where an assessment keeps them from its signature on.
WHO = {
    "name": "assessed_name",
    "identity_kind": "assessed_identity_kind",
    "identity_fingerprint": "assessed_identity",
    "birth_date": "assessed_birth_date",
}


class AsAssessed(models.Model):
    """Columns of an assessment: its person at the signature, and since when a certificate rests on it.

    Of the identity number only the keyed fingerprint is kept: it tells another number, and not which one it was.
    """

    assessed_name = models.CharField(max_length=150, blank=True, default="", editable=False)
    assessed_identity_kind = models.CharField(max_length=10, blank=True, default="", editable=False)
    assessed_identity = models.CharField(max_length=64, blank=True, default="", editable=False)
    assessed_birth_date = models.DateField(null=True, editable=False)
    certified_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def other_than(self, who: dict[str, Any]) -> list[str]:
        """The columns of a person (`WHO`) in which these values differ from who was assessed."""
        return [column for column, kept in WHO.items() if getattr(self, kept) != who[column]]
