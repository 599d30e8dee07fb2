"""What a page carries along for the next POST."""

from typing import Any

from django.test import Client


def seen(client: Client, address: str) -> dict[str, str]:
    """The trace of what the form shows now; nothing for a page without one (assessments.forms.stale)."""
    page = client.get(address)
    form: Any = page.context and page.context.get("form")
    return {"seen": form.seen} if getattr(form, "seen", "") else {}
