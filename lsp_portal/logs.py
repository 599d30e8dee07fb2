"""Lines of the log, without what would open somebody's page."""

import logging
import re

# Who has the token of a certificate, an invitation or a reset reads what it is about, or becomes who it is for.
# Also one that is cut short, and the token of a certificate below an address that was mistyped.
SECRETS = re.compile(
    r"""(?:(?<=/verify/)|(?<=/verify/token/)|(?<=/invitation/)|(?<=/reset/key/))[^\s/?#"'<>]{12,}"""
    r"|(?<=/)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])"
)


class Formatter(logging.Formatter):
    """Writes "…" in place of the token of an address, wherever in a record it stands: message, arguments, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub("…", super().format(record))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": Formatter, "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would write addresses as they are: every line goes through the one above.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "pyhanko": {"level": "CRITICAL"},
    },
}
