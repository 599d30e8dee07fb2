from django.urls import path, register_converter

from . import key_urls, number_urls
from .design_urls import urlpatterns as designs
from .views import acting, credentials, issuing, offline, register, verification


class TokenConverter:
    """A verification token as `issue` makes it; anything else is no address at all, so it answers 404."""

    regex = "[A-Za-z0-9_-]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

urlpatterns = [
    path("certificate/", register.certificate_list, name="certificate_list"),
    path("certificate/<int:pk>/", register.certificate_show, name="certificate_show"),
    path("certificate/<int:pk>/download/", register.certificate_download, name="certificate_download"),
    path("certificate/<int:pk>/credential/", credentials.certificate_credential, name="certificate_credential"),
    path("certificate/<int:pk>/suspend/", acting.certificate_suspend, name="certificate_suspend"),
    path("certificate/<int:pk>/reinstate/", acting.certificate_reinstate, name="certificate_reinstate"),
    path("certificate/<int:pk>/withdraw/", acting.certificate_withdraw, name="certificate_withdraw"),
    path("certificate/<int:pk>/replace/", acting.certificate_replace, name="certificate_replace"),
    path("certificate/<int:pk>/reduce/", acting.certificate_reduce, name="certificate_reduce"),
    path("assessment/<int:pk>/issue/", issuing.certificate_issue, name="certificate_issue"),
    path("credentials/", credentials.credential_how, name="credential_how"),
    path("credentials/issuer/", credentials.issuer_profile, name="issuer_profile"),
    path("credentials/status/<slug:purpose>/<int:number>/", credentials.status_list, name="status_list"),
    path(".well-known/did.json", credentials.did_document, name="did_document"),
    path(".well-known/jwks.json", credentials.key_set, name="key_set"),
    *designs,
    *number_urls.urlpatterns,
    *key_urls.urlpatterns,
    path("verify/", verification.verify_search, name="verify_search"),
    path("verify/offline/", offline.verify_offline, name="verify_offline"),
    path("verify/offline/list.json", offline.verify_offline_list, name="verify_offline_list"),
    path("verify/worker.js", offline.verify_worker, name="verify_worker"),
    path("verify/<token:token>/", verification.verify_show, name="verify_show"),
]
