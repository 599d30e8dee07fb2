"""Settings: every value that differs between machines comes from the environment; days and numbers are in `terms`.

`docs/operations.md` lists the variables. Nothing here reads the network or guesses an address.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .logs import LOGGING  # noqa: F401
from .terms import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
env_file = VAR_DIR / "portal.env"
if env_file.exists():
    env.read_env(env_file)

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
TESTING = env.bool("TESTING", default=False)

SECRET_KEY = env.str("SECRET_KEY", default="")
# Newest first: the first key encrypts, all of them decrypt (see assessments.models.fields).
PERSONAL_DATA_KEYS = env.list("PERSONAL_DATA_KEYS", default=[])
# Opens the private halves of the signing keys, which are stored encrypted (certificates.keys).
SIGNING_PASSPHRASE = env.str("SIGNING_PASSPHRASE", default="a-demo-keeps-no-secrets" if DEMO else "")
if TESTING:
    SIGNING_PASSPHRASE = SIGNING_PASSPHRASE or "only-for-tests-" + "x" * 20
    SECRET_KEY = SECRET_KEY or "only-for-tests-" + "x" * 50
    PERSONAL_DATA_KEYS = PERSONAL_DATA_KEYS or ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE="]
if not SECRET_KEY or not PERSONAL_DATA_KEYS:
    raise ImproperlyConfigured(
        "SECRET_KEY and PERSONAL_DATA_KEYS must be set: run `make demo` once, or see docs/operations.md."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "lsp_portal",
    "ethics",
    "certificates",
    "assessments",
    "kit",
    "lsp_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lsp_portal.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lsp_portal.middleware.NothingKeptMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lsp_portal.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "lsp_portal.urls"
WSGI_APPLICATION = "lsp_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TAGS = "django.templatetags.i18n django.templatetags.static lsp_portal.templatetags.portal kit.templatetags.pages"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lsp_portal.context.portal",
            ],
            "builtins": TAGS.split(),
        },
    },
]

# --- Database -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "timeout": 20,
        # A writer takes its lock when the transaction begins, so no transaction fails half way for the lock.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    _database["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    # Opening a connection for each request costs six times the request (docs/operations.md).
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
    # Concerns only a query that asks for it, the check of a certificate: the server keeps its plan from the third on.
    _database.setdefault("OPTIONS", {})["prepare_threshold"] = 2

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # Here live the counts of failed sign-ins: a flood of invented names must not push out the count of a real one.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Counts of the public pages, in each process for itself: a check of a certificate writes nothing to the database.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}
if TESTING:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

# --- Accounts -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "lsp_portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "lsp_portal.sign_in.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers: there is nothing they could sign up for
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "lsp_portal.sign_in.views.LoginForm",
    "change_password": "lsp_portal.sign_in.views.ChangePasswordForm",
    "set_password": "lsp_portal.sign_in.views.SetPasswordForm",
    "reset_password": "lsp_portal.sign_in.views.ResetPasswordForm",
    "reset_password_from_key": "lsp_portal.sign_in.views.ResetPasswordKeyForm",
    "reauthenticate": "lsp_portal.sign_in.views.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "10/m/ip,3/5m/key"}
# How many proxies stand in front: what they say of the client's address is believed, what the client says is not.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = TRUSTED_PROXY_COUNT
# What one address may ask a minute of public pages and API, a worker process: checks, guesses, dropped files, lists.
PUBLIC_LIMITS = {
    "check": env.int("LIMIT_CHECK", default=120),
    "unknown": env.int("LIMIT_UNKNOWN", default=30),
    "file": env.int("LIMIT_FILE", default=20),
    "list": env.int("LIMIT_LIST", default=60),
    # These two over all processes. Numbers follow one another: who may ask for many reads the register.
    "number": env.int("LIMIT_NUMBER", default=20),
    "report": env.int("LIMIT_REPORT", default=10),  # reports of a breach of ethics, and codes of reports that are tried
}
PUBLIC_LIMITS_A_DAY = {"number": env.int("LIMIT_NUMBER_DAY", default=200)}
# How long a process keeps a page whose empty places it fills in (certificates/checking/stencils.py); 0: not at all.
STENCIL_SECONDS = 0 if DEBUG or TESTING else 30

# --- Security -------------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=not (DEBUG or DEMO or TESTING))
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "lsp_portal.uploads.LimitingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_BYTES = 11 * 1024 * 1024  # of one file, so that a form still sees that it is too large
REQUEST_MAX_BYTES = 150 * 1024 * 1024  # of a whole request; a larger one is not even read
IMPORT_MAX_BYTES = 5 * 1024 * 1024
PHOTO_MAX_BYTES = 10 * 1024 * 1024  # a phone makes files of three to ten megabytes
DOCUMENT_MAX_BYTES = 10 * 1024 * 1024  # of one PDF or image that proves something
CHECK_MAX_BYTES = env.int("CHECK_MAX_MB", default=3) * 1024 * 1024  # of a PDF that somebody asks about
UPLOADS_MOST_BYTES = 50 * 1024 * 1024  # of all files that one request brings
UPLOADS_MOST_PIXELS = 60_000_000  # of one picture; a phone's photo has 12 to 50 million
UPLOADS_MOST_PIXELS_IN_ALL = 150_000_000  # of all pictures of one request: ten photos of a phone
CHECK_READERS = env.int("CHECK_READERS", default=2)  # PDFs of strangers that are read at once on this machine
REPORT_READERS = env.int("REPORT_READERS", default=2)  # requests with files for a report, likewise
UPLOAD_READERS = env.int("UPLOAD_READERS", default=2)  # and those of people who signed in

# --- The seal on certificates (docs/operations.md, "Keys and seals") --------------------------------
SEALER = env.str("SEALER", default="local" if DEMO else "none")  # none, local, pkcs11 or remote
SEAL_TIMEOUT = env.int("SEAL_TIMEOUT", default=10)  # seconds for a remote provider and the time stamp together
SEAL_TIMESTAMP_URL = env.str("SEAL_TIMESTAMP_URL", default="")
SEAL_PROVIDER = env.str("SEAL_PROVIDER", default="certificates.sealing.https.HttpsProvider")
SEAL_PROVIDER_URL = env.str("SEAL_PROVIDER_URL", default="")
SEAL_PROVIDER_TOKEN = env.str("SEAL_PROVIDER_TOKEN", default="")
SEAL_PROVIDER_CERTIFIED = env.bool("SEAL_PROVIDER_CERTIFIED", default=False)
PKCS11_MODULE = env.str("PKCS11_MODULE", default="")
PKCS11_TOKEN = env.str("PKCS11_TOKEN", default="")
PKCS11_PIN = env.str("PKCS11_PIN", default="")
PKCS11_LABEL = env.str("PKCS11_LABEL", default="")

# --- Credentials and QR codes (docs/operations.md, "Credentials"; docs/offline.md) --------------------
# New certificates carry an Open Badges credential; needs a key of purpose "credential".
CREDENTIALS = env.bool("CREDENTIALS", default=DEMO)
# Codes of new certificates carry a signed payload that is checked without a connection; needs a key of purpose "qr".
OFFLINE_QR = env.bool("OFFLINE_QR", default=DEMO)
# Many certificates at once are issued by a thread beside the server; tests see them done when the request ends.
ISSUE_IN_BACKGROUND = env.bool("ISSUE_IN_BACKGROUND", default=not TESTING)

# --- Language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = USE_TZ = True

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "uploads"  # private: no URL leads here, only upload_show after an access check
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "lsp_portal.static_files.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- E-mail, logs ---------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10  # a mail server that never answers must not hold a page for ever
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@lsp.example")
