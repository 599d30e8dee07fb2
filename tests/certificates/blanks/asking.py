"""What the tests of the stock ask again and again."""

import pytest
from django.db import transaction

from certificates.blanks import balance
from kit.errors import RuleError


def refused(code, act, **arguments):
    with pytest.raises(RuleError) as refusal, transaction.atomic():
        act(**arguments)
    assert refusal.value.code == code


def left(on):
    return balance.together(balance.deliveries(on))
