import pytest


@pytest.fixture
def whole(sealed, settings):
    """Seal, credential and signed code, as in the demo."""
    settings.CREDENTIALS = settings.OFFLINE_QR = True
    return sealed


@pytest.fixture
def certificate(world, whole):
    """Siti's, with everything that is signed."""
    return world.certificate()
