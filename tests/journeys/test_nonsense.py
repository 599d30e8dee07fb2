"""One absurd value in a form that is right in everything else: told in words or kept as it is, never an error of ours.

The access matrix sends forms that are wrong all over; those fail at the first check. These reach the last one.
"""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from assessments.models import Event
from tests.architecture.access_matrix import ROWS, WRONG_METHOD
from tests.architecture.access_matrix.place import Place, one_who_may, row_id, undone
from tests.dividing import some
from tests.journeys.reader import Page

pytestmark = pytest.mark.postgresql

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
def test_nothing_absurd_is_an_error(row, world, subtests):
    who = one_who_may(row)
    place = Place(row, world, who)
    with subtests.test("an absurd key"), undone():
        an_absurd_key_is_no_address(place.address, place.client(who))
    with subtests.test("an absurd value"):
        one_absurd_value_is_never_an_error(row, place.address, place.client(who))


def one_absurd_value_is_never_an_error(row, address, client):
    """A square of fields and values: of each field two or one of the values in `make test`, of each row others."""
    form = form_of(row, client, address)
    for number, name in enumerate(sorted(set(form) - KEPT_APART)[:12], start=SENT.index(row)):
        for value in some(ABSURD, number, of=6):
            with undone():
                sent = urlencode(form | {name: [value]}, doseq=True)
                answer = client.post(address, sent, content_type=URLENCODED, follow=True)
            assert answer.status_code < 500, (name, value[:40])


def an_absurd_key_is_no_address(address, client):
    """Sent, that is: the access matrix opens them."""
    before = Event.objects.count()
    for number in LARGE if re.search(r"/\d+/", address) else ():
        wrong = re.sub(r"/\d+/", f"/{number}/", address, count=1)
        assert client.post(wrong, {"x": "y"}).status_code in (404, 405), wrong
    assert Event.objects.count() == before
