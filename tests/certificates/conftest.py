"""What the tests of certificates share."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from certificates.keys import make_key


@pytest.fixture
def sealed(world, settings):
    """The three keys of the LSP, and the local sealer of the settings: what is issued from here on is sealed."""
    settings.SEALER = "local"
    assert world.body
    before = timezone.now() - timedelta(days=30)
    return SimpleNamespace(
        **{purpose: make_key(purpose, years=3, at=before) for purpose in ("seal", "credential", "qr")}
    )
