"""Who an assessor has signed for is shown on the edit page, and not asked: nobody types in vain."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.stale import sent

from ..models import Person
from .operations.assessed import WAYS_OUT, WHO_FIELDS, freezing

HELD = _("Terkunci sampai sertifikatnya terbit atau sertifikasinya ditolak.")


class HeldForm(forms.BaseForm):
    """To be mixed into a form about a person. `freeze` takes name, identity and birth date out of the questions."""

    held: tuple[str, ...] = ()

    def freeze(self, person: Person | None) -> None:
        """Show them without asking, as long as somebody has signed for them.

        Also for a page that did not ask them: it was opened while they were held, and says nothing about them.
        """
        if person is None:
            return
        assessment = freezing(person)
        if assessment is None and (not self.is_bound or any(self.add_prefix(name) in self.data for name in WHO_FIELDS)):
            return
        self.held = WHO_FIELDS
        for name in WHO_FIELDS:
            self.fields[name].disabled, self.fields[name].required = True, False
            self.fields[name].help_text = "" if name == "identity_kind" else HELD
        if assessment:
            self.fields["name"].help_text = WAYS_OUT[assessment.status]

    def refuse_held(self) -> None:
        """Tell whoever sent another value all the same; nothing of it is saved."""
        for name in self.held:
            field, bound = self.fields[name], self[name]
            if bound.html_name in self.data and sent(field, bound.data) != sent(field, bound.initial):
                message = _("%(field)s tidak ikut diubah. %(why)s")
                said: dict[str, Any] = {"field": field.label, "why": self.fields["name"].help_text}
                self.add_error(None, forms.ValidationError(message, code="person_assessed", params=said))
