"""No line of the log opens somebody's page: an address that is a secret loses it."""

import io
import logging

import pytest
from django.test import Client

from lsp_portal.logs import Formatter
from lsp_portal.serve import command

TOKEN = "tOk3n-" + "x" * 26


@pytest.fixture
def log():
    """What the handler of the settings writes."""
    handler = next(each for each in logging.getLogger().handlers if isinstance(each.formatter, Formatter))
    out = io.StringIO()
    before = handler.setStream(out)
    yield out
    handler.setStream(before)


@pytest.mark.parametrize(
    "address",
    [f"/verify/{TOKEN}/", f"/verify/{TOKEN}", f"/api/v1/verify/token/{TOKEN}", f"/invitation/{TOKEN}:1a:b-c/accept/",
     f"/accounts/password/reset/key/1-{TOKEN}/", f"/verif//{TOKEN}/", f"/verify/{TOKEN}x/"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "put"])
def test_a_refused_request_is_logged_without_its_token(db, log, address, method):
    getattr(Client(), method)(address)
    assert TOKEN not in log.getvalue()


def test_a_request_too_many_is_logged_and_its_token_is_not(db, log, settings):
    settings.PUBLIC_LIMITS = dict.fromkeys(settings.PUBLIC_LIMITS, 0)
    Client().get(f"/verify/{TOKEN}/")
    assert "Too Many Requests: /verify/…/" in log.getvalue() and TOKEN not in log.getvalue()


def test_a_traceback_tells_no_token_either(log):
    try:
        raise ValueError(f"no row for /verify/{TOKEN}/")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/verify/{TOKEN}/")
    assert log.getvalue().count("/verify/…/") == 2 and TOKEN not in log.getvalue()


def test_other_addresses_are_logged_as_they_are():
    line = "Not Found: /verify/offline/list.json /verify/?number=62010+2512 /register/ /api/v1/verify/number"
    record = logging.LogRecord("x", logging.INFO, "", 0, line, (), None)
    assert Formatter().format(record) == line


@pytest.mark.parametrize("name", ["", "django", "django.request", "django.server", "django.security.csrf"])
def test_every_line_of_django_goes_through_it(name):
    """Also those of `runserver`, which writes each address."""
    logger = logging.getLogger(name)
    handlers = []
    while logger:
        handlers += [each for each in logger.handlers if type(each).__module__.startswith(("logging", "django"))]
        logger = logger.parent if logger.propagate else None
    assert handlers and all(isinstance(each.formatter, Formatter) for each in handlers)


def test_the_server_keeps_no_list_of_addresses():
    assert "--no-access-log" in command()
