"""The design that every portal begins with, its draft, and the admin at the desk."""

import pytest

from certificates.designs import operations as designs
from certificates.models import Design
from tests.certificates.designs.desk import by


@pytest.fixture
def klasik(db):
    """The design that every portal begins with, version 1 in use."""
    return Design.objects.get(is_default=True)


@pytest.fixture
def draft(world, klasik):
    return designs.new_version(design=klasik, **by(world))


@pytest.fixture
def admin(client, world):
    client.force_login(world.ratna)
    return client
