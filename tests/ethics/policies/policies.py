"""The way to a policy that waits for assessors, for tests of what comes after."""

from datetime import timedelta
from typing import Any

from ethics.policies.operations import Draft, acknowledge, draft_policy, edit_policy, publish_policy, renew_policy

NAMED = {"title": "Kerahasiaan perangkat", "issuer": "lsp", "number": "LSP-04"}


def draft_of(world, begins=0, ends=14, **changes):
    said: dict[str, Any] = {"text": "Soal ujian tidak boleh disebarkan.\n\nSoal tidak dicetak."}
    days = {"in_force_from": world.today + timedelta(begins), "acknowledge_by": world.today + timedelta(ends)}
    return Draft(**days | said | changes)


def drafted(world, begins=0, ends=14, named=None, **changes):
    draft = draft_of(world, begins, ends, **changes)
    return draft_policy(by=world.ratna, on=world.today, draft=draft, **NAMED | (named or {}))


def publish(world, edition, **changes):
    said = {"by": world.ratna, "on": world.today, "edition": edition, "seen": edition.fingerprint}
    return publish_policy(**said | changes)


def published(world, begins=0, ends=14, **changes):
    """An edition that waits for Bima and Sekar."""
    assert world.bima and world.sekar
    edition = drafted(world, begins, ends, **changes)
    publish(world, edition)
    edition.refresh_from_db()
    return edition


def followed(world, edition, begins=5, ends=20):
    """The next edition of the same policy, published."""
    coming = renew_policy(by=world.ratna, on=world.today, policy=edition.policy)
    draft = draft_of(
        world, begins, ends, text="Soal ujian tidak boleh disebarkan kepada siapa pun.\n\nSoal tidak dicetak."
    )
    named = {name: getattr(edition.policy, name) for name in NAMED}
    coming = edit_policy(by=world.ratna, on=world.today, edition=coming, draft=draft, **named)
    publish(world, coming)
    coming.refresh_from_db()
    return coming


def note(world, edition, **changes):
    said = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "edition": edition}
    return acknowledge(**said | {"seen": edition.fingerprint, "address": "192.0.2.9"} | changes)
