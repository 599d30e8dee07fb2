"""Which language a page speaks: what the reader chose, else Indonesian."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

ABROAD = (
    "/verify/",
    "/register/",
    "/holders/",
    "/statistics/",
    "/credentials/",
    "/api/",
)  # whoever checks a certificate may not read Indonesian


class ChosenLanguageMiddleware(LocaleMiddleware):
    """The chosen language (a cookie); without a choice Indonesian, because many a browser here is set to English.

    Only the public check of a certificate asks the browser: an employer abroad has never seen the portal before.
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen in dict(settings.LANGUAGES) or request.path_info.startswith(ABROAD):
            super().process_request(request)
            return
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
