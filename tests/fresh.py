"""What outlives a request: none of it may reach the next test, or the next question of one."""

from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from kit import asked as counting
from kit.guards import requiring


def forget_everything() -> None:
    """Rate limits live in the cache or in a file, the language in the thread, missing guards in the process. Which
    answer of the database is right stays: it is so until the code changes (`on_change`).
    """
    translation.activate(settings.LANGUAGE_CODE)
    requiring._wrong.clear()
    for name in settings.CACHES:
        caches[name].clear()
    counting.forget()
