"""What a view does with a form: bind it to what was sent, do what it says, or show on it why not."""

from collections.abc import Callable
from typing import Any, TypeVar, overload

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from ..errors import RuleError
from ..forms.refusals import show_refusal

Done = TypeVar("Done")
Files = MultiValueDict[str, Any]


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; None where its page is only opened."""
    return request.POST if request.method == "POST" else None


def posted_with_files(request: HttpRequest) -> tuple[QueryDict | None, Files | None]:
    """As `posted`, for a form that takes files: `PhotoForm(*posted_with_files(request))`."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@overload
def submit(request: HttpRequest, form: Any, operation: Callable[..., None], **said: Any) -> bool: ...
@overload
def submit(request: HttpRequest, form: Any, operation: Callable[..., Done], **said: Any) -> Done | None: ...
def submit(request: HttpRequest, form: Any, operation: Callable[..., Any], **said: Any) -> Any:
    """Do what a valid form says; None when the page is to be shown (again), with the refusal on its form.

    The operation is asked by the reader, today, with `said` and with what the form holds: `form.values()` where it has
    them, else its cleaned data, which may name another day. What it gives back is given on; True when that is nothing.
    An operation that may give back 0 is asked for `is not None`.
    """
    if not form.is_valid():
        return None
    try:
        values = form.values() if hasattr(form, "values") else form.cleaned_data
        done = operation(**{"on": timezone.localdate(), **said, **values, "by": request.user})
    except RuleError as refusal:
        show_refusal(form, refusal)
        return None
    return True if done is None else done
