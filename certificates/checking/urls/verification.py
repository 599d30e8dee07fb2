"""Where anybody checks a certificate, and where a credential's issuer, keys and status are found."""

from django.urls import path, register_converter

from ...credentials import views as credentials
from ...offline import views as offline
from .. import views


class TokenConverter:
    """A verification token as `issue` makes it; anything else is no address at all, so it answers 404."""

    regex = "[A-Za-z0-9_-]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

urlpatterns = [
    path("verify/<token:token>/", views.verify_show, name="verify_show"),
    path("credentials/", credentials.credential_how, name="credential_how"),
    path("credentials/issuer/", credentials.issuer_profile, name="issuer_profile"),
    path("credentials/status/<slug:purpose>/<int:number>/", credentials.status_list, name="status_list"),
    path(".well-known/did.json", credentials.did_document, name="did_document"),
    path(".well-known/jwks.json", credentials.key_set, name="key_set"),
    path("verify/", views.verify_search, name="verify_search"),
    path("verify/offline/", offline.verify_offline, name="verify_offline"),
    path("verify/offline/list.json", offline.verify_offline_list, name="verify_offline_list"),
    path("verify/worker.js", offline.verify_worker, name="verify_worker"),
]
