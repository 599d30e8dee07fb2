"""Who acts. What an account may do is asked of `access`, never here."""

from typing import TYPE_CHECKING, Any, Protocol


class Asking(Protocol):
    """Whoever asks for a page, signed in or not: a visitor without an account has no key and is nobody's."""

    @property
    def pk(self) -> Any: ...
    @property
    def is_authenticated(self) -> Any: ...
    @property
    def is_active(self) -> Any: ...


if TYPE_CHECKING:
    # The model that AUTH_USER_MODEL names, so that whoever acts can be kept beside what he did.
    from django.contrib.auth.models import _User as Account
else:

    class Account(Asking, Protocol):
        """Whoever acts: a stored account. Where nobody does, the portal itself acts, and `by` is None."""

        email: str

        def get_full_name(self) -> str: ...


__all__ = ["Account", "Asking"]
