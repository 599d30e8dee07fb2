"""What a worker of the server loads: the application, and at its start whether the guards of the database stand."""

from .wsgi import application

# isort: split
# Behind the application, which sets Django up: the guards read its models.
from .system_checks.guards import tell_of_guards

__all__ = ["application"]

tell_of_guards()
