import os
import signal

from django.db import migrations
from django.db.models.signals import post_migrate, pre_migrate

FALL = os.environ.get("FALL", "")


def fall(*args, **kwargs):
    """Ends as a migration may end in the middle of its work."""
    if FALL == "ctrl-c":
        raise KeyboardInterrupt
    if hasattr(signal, FALL):
        os.kill(os.getpid(), getattr(signal, FALL))
    raise RuntimeError("a migration that fails")


def nothing(*args, **kwargs):
    pass


if FALL in ("before", "after"):
    {"before": pre_migrate, "after": post_migrate}[FALL].connect(fall)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(nothing if FALL in ("nothing", "before", "after") else fall, nothing)]
