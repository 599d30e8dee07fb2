"""What a worker of the server loads: the application, and at its start whether the guards of the database stand."""

from .guard_checks import tell_of_guards
from .wsgi import application

__all__ = ["application"]

tell_of_guards()
