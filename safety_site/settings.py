"""All settings of the site, read once from the environment.

What a subject of its own needs many of stands in `safety_site.settings_parts`.
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from safety_site.settings_parts.logs import *  # noqa: F403
from safety_site.settings_parts.place import *  # noqa: F403
from safety_site.settings_parts.place import (
    BASE_DIR,
    DEBUG,
    HTTPS,
    SITE_HOST,
    SITE_URL,
    TRUSTED_PROXIES,
    VAR_DIR,
    env,
)
from safety_site.settings_parts.sign_in import *  # noqa: F403

# --- Parts ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "safety_site.apps.SafetyAdminConfig",
    "safety_site.apps.StaffConfig",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "phonenumber_field",
    "safety_site.apps.MailConfig",
    "simple_history",
    "safety_site",
    "faq",
    "reporting",
    "places",
    "community",
]

MIDDLEWARE = [
    "safety_site.security.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "safety_site.uploads.RequestSizeMiddleware",
    "safety_site.security.JunkHeaderMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safety_site.accounts.middleware.ActivityMiddleware",
    "safety_site.accounts.middleware.LostWordsMiddleware",
    "safety_site.accounts.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "safety_site.urls"
WSGI_APPLICATION = "safety_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "safety_site.council.context",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "gds"
CRISPY_TEMPLATE_PACK = "gds"
CRISPY_FAIL_SILENTLY = False

# --- Data -----------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing: a write lock is taken at BEGIN, readers go on (WAL).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    # Left to itself PostgreSQL compiles the counts of “my work”, which takes longer than they do.
    options = {"options": "-c jit=off"} | DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A cache that all server processes share: pages are stored under a version every edit changes.
CACHES = {
    "default": env.cache_url(
        "CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}?max_entries=5000"
    )
}
PUBLIC_PAGE_SECONDS = 600  # how long the server keeps a public page that nobody edits

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    # Photos are never served from a public address: staff see them through a view.
    "default": {"BACKEND": "reporting.photo_files.SyncedStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
PHOTO_MAX_BYTES = 15 * 1024 * 1024
PHOTO_MAX_PIXELS = 50_000_000  # phones of 2026 take up to 50 megapixels
REQUEST_MAX_BYTES = 100 * 1024 * 1024  # six of the largest photos and the form around them
FILE_UPLOAD_HANDLERS = ["safety_site.uploads.DiskUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # form fields without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- Mail -----------------------------------------------------------------------------------

_mail = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
EMAIL_BACKEND = "post_office.EmailBackend"
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 20
_mail_domain = SITE_HOST if HTTPS else "localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"noreply@{_mail_domain}")
POST_OFFICE = {
    "BACKENDS": {"default": _mail["EMAIL_BACKEND"]},
    "DEFAULT_PRIORITY": "medium",  # queued with the transaction, sent by run_jobs
    # Few at a time: between them the urgent ones are looked for again.
    "SENDING_ORDER": ["-priority", "pk"],
    "BATCH_SIZE": 25,
    "MAX_RETRIES": 8,
    "RETRY_INTERVAL": timedelta(minutes=5),
    "MESSAGE_ID_ENABLED": True,
    "MESSAGE_ID_FQDN": _mail_domain,
}

# --- Security -------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safety_site.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if not DEBUG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: the QR code of a second factor, the admin's icons
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The report form's map; empty: none. In earnest, name a provider that you have a contract with.
MAP_TILES = env.str("MAP_TILES", default="https://tile.openstreetmap.org/{z}/{x}/{y}.png")
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="© OpenStreetMap contributors")
REPORT_LEAST_SECONDS = env.float("REPORT_LEAST_SECONDS", default=3)  # sent sooner, it is held

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "GB"

FORMS_URLFIELD_ASSUME_HTTPS = True
