"""One absurd value in a form that is right in everything else: told in words or kept as it is, never an error of ours.

The access matrix sends forms that are wrong all over; those fail at the first check. These reach the last one.
"""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from assessments.models import Event
from tests.architecture.access_matrix import ROWS, WRONG_METHOD
from tests.architecture.test_access_matrix import client_of, one_who_may, row_id, undone
from tests.journeys.reader import Page

LARGE = ["9" * 30, str(2**31), str(2**63)]
ABSURD = [*LARGE, "-1", "0001-01-01", "9999-12-31", "9999-12-31T23:59", b"a\x00b", b"\xff\xfe"]
URLENCODED = "application/x-www-form-urlencoded"
UNSHOWN = {  # forms that stand on another page
    "legalbasis_move": {"to": ["up"]},
    "definition_move": {"to": ["up"]},
    "version_units_add": {"units": ["1"]},
    "set_language": {"language": ["id"], "next": ["/"]},
}
SENT = [row for row in ROWS if row.may and row.post != WRONG_METHOD and row.name != "account_logout"]
KEPT_APART = {"csrfmiddlewaretoken", "seen"}


def form_of(row, client, address):
    """The fields that a browser would send from the page."""
    if row.name in UNSHOWN:
        return UNSHOWN[row.name]
    with undone():
        page = client.get(address, follow=True)
    frame = {reverse("set_language"), reverse("account_logout")}
    forms = [form for form in Page(page.text).forms if form.method == "post" and form.action not in frame]
    fields = {name: values for form in forms for name, values in form.values.items()}
    return {name: [] for form in forms for name in form.names} | fields


@pytest.mark.parametrize("row", SENT, ids=row_id)
def test_one_absurd_value_is_never_an_error(row, world):
    address, client = row.address(world), client_of(one_who_may(row, world))
    form = form_of(row, client, address)
    for name in sorted(set(form) - KEPT_APART)[:12]:
        for value in ABSURD:
            with undone():
                sent = urlencode(form | {name: [value]}, doseq=True)
                answer = client.post(address, sent, content_type=URLENCODED, follow=True)
            assert answer.status_code < 500, (name, value[:40])


@pytest.mark.parametrize("row", [row for row in SENT if row.args], ids=row_id)
def test_an_absurd_key_is_no_address(row, world):
    """Sent, that is: the access matrix opens them."""
    address, client, before = row.address(world), client_of(one_who_may(row, world)), Event.objects.count()
    for number in LARGE:
        wrong = re.sub(r"/\d+/", f"/{number}/", address, count=1)
        assert wrong == address or client.post(wrong, {"x": "y"}).status_code in (404, 405), wrong
    assert Event.objects.count() == before
