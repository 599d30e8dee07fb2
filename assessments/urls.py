"""Every address of the facts, gathered from its nouns."""

from kit.nouns import gathered

from .nouns import NOUNS

urlpatterns = [*gathered("assessments", NOUNS, "urls", "urlpatterns")]
