"""Every address of the conscience, gathered from its nouns."""

from kit.nouns import gathered

from .nouns import NOUNS

urlpatterns = [*gathered("ethics", NOUNS, "urls", "urlpatterns")]
