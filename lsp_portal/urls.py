"""The site map."""

from allauth.account import views as account
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.i18n import set_language

from .views import public, search, work

# allauth's pages by name: there is no sign-up, accounts come from invitations.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("", public.home, name="home"),
    path("how-it-works/", public.how_it_works, name="how_it_works"),
    path("legal-basis/", public.legal_basis, name="legal_basis"),
    path("work/", work.work, name="work"),
    path("search/", search.search, name="search"),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("", include("ethics.urls")),
    path("accounts/", include(accounts)),
    path("", include("lsp_portal.account_urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
