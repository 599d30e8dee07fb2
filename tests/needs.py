"""What a test needs from the system. Missing: a skip that names the package, and a failure in CI (REQUIRE_ALL=1)."""

import os

import pytest


def need(present, package: str, what: str) -> None:
    """Skip unless `present`, telling which Debian package brings it."""
    if present:
        return
    sentence = f"{what} is missing: install the Debian package {package}"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
