"""From the signature on a name stays: one that no certificate can bear is not signed for."""

import pytest

from assessments.models import Assessment, Person
from kit.errors import RuleError
from tests.world import K

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["김철수", "Siti \ue000", "Budi 😀"])
def test_nobody_signs_for_a_name_that_cannot_be_printed(world, name):
    """A name from before names were asked for their letters: it could neither be issued nor corrected afterwards."""
    Person.objects.filter(pk=world.siti_candidate.person_id).update(name=name)
    with pytest.raises(RuleError) as refused:
        world.judged(K, K, K)
    assert refused.value.code == "name_unprintable"
    assert not Assessment.objects.exclude(signed_at=None).exists()
