"""What a request claims of its own encoding is never an error of ours: it is UTF-8, or nothing was sent."""

import io

import pytest
from django.core import signals
from django.db import close_old_connections
from django.test import RequestFactory

from lsp_portal.wsgi import application, plain

OTHERS = ["unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "idna", "hex", "undefined", "latin-1", "none-such"]
BROKEN = ["a/b; x*=nonsense''%ff", "multipart/form-data; boundary*=nonsense''%ff"]
FORM = '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n\\ud800\r\n--x--\r\n'
BODY = "multipart/form-data; boundary=x"


@pytest.fixture(autouse=True)
def kept_connection():
    """A server's request closes the connection, and the test's data with it."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


def status(method, address, content_type, body=""):
    """As the server asks it: the test client begins further in."""
    told = []
    environ = RequestFactory().generic(method, address, body, content_type="text/plain").environ
    environ |= {"CONTENT_TYPE": content_type, "wsgi.input": io.BytesIO(body.encode())}
    b"".join(application(environ, lambda line, _headers: told.append(line)))
    return int(told[0].split()[0])


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", [*(f"text/plain; charset={name}" for name in OTHERS), *BROKEN])
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/holders/?q=%5Cud800+2AA-%ff", 200),
        ("/verify/?number=%5Cud800", 404),
        ("/api/v1/verify/number?number=%ff", 404),
    ],
)
def test_an_address_is_read_as_utf_8(content_type, address, expected):
    assert status("GET", address, content_type) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", [*(f"{BODY}; charset={name}" for name in OTHERS), *BROKEN])
@pytest.mark.parametrize(("address", "expected"), [("/accounts/login/", 403), ("/api/v1/verify/file", 422)])
def test_a_form_in_another_encoding_holds_nothing(content_type, address, expected):
    assert status("POST", address, content_type, FORM) == expected


@pytest.mark.django_db
def test_too_many_parameters_are_refused_whatever_the_body_claims():
    assert status("GET", "/holders/?" + "q=1&" * 6000, "text/plain; charset=utf-8") == 413


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("application/x-www-form-urlencoded; charset=UTF-8", "application/x-www-form-urlencoded"),
        ("multipart/form-data; charset=utf8; boundary=----a'b", 'multipart/form-data; boundary="----a\'b"'),
        (r'multipart/form-data; boundary="a \"b\" \\c"', r'multipart/form-data; boundary="a \"b\" \\c"'),
        ("application/pdf", "application/pdf"),
    ],
)
def test_the_kind_and_the_boundary_are_kept(said, read):
    assert plain(said) == read
