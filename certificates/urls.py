"""Every address of the promise, gathered from its nouns."""

from kit.nouns import gathered

from .nouns import NOUNS

urlpatterns = [*gathered("certificates", NOUNS, "urls", "urlpatterns")]
