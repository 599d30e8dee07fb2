"""What outlives a request: none of it may reach the next test, or the next question of one."""

from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from kit import asked as counting
from kit.guards import requiring


def forget_everything() -> None:
    """Rate limits live in the cache or in a file, the language in the thread, what was found of the guards in the
    process.
    """
    translation.activate(settings.LANGUAGE_CODE)
    requiring.forget()
    for name in settings.CACHES:
        caches[name].clear()
    counting.forget()
