"""Who may: the roles, asked in one place. A wrong role is a 403; another person's object a 404 (visible_to)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def is_lsp_admin(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_lsp_admin)


def is_decision_maker(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_decision_maker)


def is_ethics_officer(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_ethics_officer)


def is_assessor(user: Any) -> bool:
    """Whether the account is linked to a person who is an assessor still on duty."""
    assessor = getattr(_person(user), "assessor", None)
    return bool(assessor and assessor.is_active)


def is_candidate(user: Any) -> bool:
    """Whether the account is linked to a person who is a candidate."""
    return bool(getattr(_person(user), "candidate", None))


def _person(user: Any) -> Any:
    """`user.person` with assessor and candidate at hand: every page asks for all three, so they are one query.

    It fetches what they are called, not what the LSP knows of them: an identity number is decrypted when it is shown.
    """
    if not user.is_authenticated:
        return None
    relation = user._meta.get_field("person")
    if not relation.is_cached(user):
        people = relation.related_model._default_manager.select_related("assessor", "candidate")
        people = people.only("name", "account", "assessor__is_active", "candidate__job")
        relation.set_cached_value(user, next(iter(people.filter(account=user).order_by()), None))
    return relation.get_cached_value(user)


def roles(user: Any) -> list[str]:
    """The names of every role the account has, in the order of the work."""
    checks = {
        "admin": is_lsp_admin,
        "decision_maker": is_decision_maker,
        "ethics_officer": is_ethics_officer,
        "assessor": is_assessor,
        "candidate": is_candidate,
    }
    return [name for name, holds in checks.items() if holds(user)]


def require(*allowed: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let a view run for accounts that pass any of the questions; PermissionDenied (403) for others."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(holds(request.user) for holds in allowed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.allowed_roles = [holds.__name__.removeprefix("is_") for holds in allowed]  # type: ignore[attr-defined]
        return guarded

    return decorate


admin_only = require(is_lsp_admin)
decision_maker_only = require(is_decision_maker)
ethics_officer_only = require(is_ethics_officer)
assessor_only = require(is_assessor)
candidate_only = require(is_candidate)
