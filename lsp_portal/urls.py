"""The site map."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods
from django.views.i18n import set_language

from assessments.access import allow
from kit.access import ACT, anybody

from .public import views as public
from .search import views as search
from .sign_in.views import password_reset
from .work import views as work

page = require_http_methods(["GET", "HEAD", "POST"])  # a FormView would take a PUT for a form

# allauth's pages by name: there is no sign-up, accounts come from invitations.
accounts = [
    path("login/", page(account.login), name="account_login"),
    path("logout/", page(account.logout), name="account_logout"),
    path("inactive/", page(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", page(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", page(account.password_change), name="account_change_password"),
    path("password/set/", page(account.password_set), name="account_set_password"),
    path("password/reset/", password_reset, name="account_reset_password"),
    path("password/reset/done/", page(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]

handler400 = "lsp_portal.error_pages.bad_request"

urlpatterns = [
    # First, because nothing is asked as often: Django tries one address after the other.
    path("", include("certificates.checking.urls.verification")),
    path("", public.home, name="home"),
    path("how-it-works/", public.how_it_works, name="how_it_works"),
    path("legal-basis/", public.legal_basis, name="legal_basis"),
    path("work/", work.work, name="work"),
    path("search/", search.search, name="search"),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("", include("certificates.checking.urls.public")),
    path("", include("ethics.urls")),
    path("accounts/", include(accounts)),
    path("", include("lsp_portal.accounts.urls")),
    path("", include("lsp_portal.invitations.urls")),
    path("language/", allow(anybody, methods=ACT)(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
