"""Where runs are worked on: a thread beside the web server, so that leaving the page stops nothing.

There is no queue to install. If the server is stopped in the middle, what was not committed still waits; whoever looks
at the run next, or `manage.py issue_waiting`, takes it up again.
"""

import logging
import threading

from django.conf import settings
from django.db import connection, transaction

from ..models import IssuingRun
from .operations import resume, take_up, work_on

logger = logging.getLogger(__name__)


def begin(run: IssuingRun) -> None:
    """Work on a run that was just ordered, as soon as the order is committed."""
    transaction.on_commit(lambda: _work_apart(run))


def look_after(run: IssuingRun) -> None:
    """Take up a run that was left alone; nothing for one that is worked on or finished."""
    if run.finished_at is None and take_up(run):
        _work_apart(run)


def go_on(run: IssuingRun) -> None:
    """Go on with a run that a fault has halted; nothing for any other."""
    if resume(run):
        _work_apart(run)


def _work_apart(run: IssuingRun) -> None:
    if not settings.ISSUE_IN_BACKGROUND:
        work_on(run)
        return
    threading.Thread(target=_work, args=[run], name=f"issuing-{run.pk}", daemon=True).start()


def _work(run: IssuingRun) -> None:
    try:
        work_on(run)
    except Exception:
        logger.exception("issuing run %s stopped; it is taken up again", run.pk)
    finally:
        connection.close()
