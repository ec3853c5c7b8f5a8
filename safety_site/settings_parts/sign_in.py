"""How staff sign in: passwords, the council's own directory, second factor, sessions."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from safety_site.settings_parts.place import DEBUG, LOCAL_HOSTS, TRUSTED_PROXIES, env

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "safety_site.accounts.adapters.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by administrators
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a reset for a stranger sends the stranger nothing
ACCOUNT_FORMS = {"login": "safety_site.accounts.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = False  # council offices share computers: closing the browser signs out
ACCOUNT_RATE_LIMITS = {  # wide: shared IPs
    "answer_feedback": "30/h/ip",
    "panel_topic": "30/h/ip",
    "want_to_know": "30/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# --- Second factor --------------------------------------------------------------------------

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a code typed as its 30 seconds end still counts, as RFC 6238 advises
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {"authenticate": "safety_site.accounts.forms.CodeForm"}
SECOND_FACTOR_REQUIRED = not DEBUG

# --- The council's own directory (OpenID Connect) --------------------------------------------

OIDC_URL = env.str("OIDC_URL", default="").rstrip("/")  # empty: passwords only
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="your council account")
OIDC_GROUPS = env.str("OIDC_GROUPS", default="groups")  # the claim that lists them
OIDC_SECOND_FACTOR = env.str("OIDC_SECOND_FACTOR", default="token")

_directory = urlsplit(OIDC_URL)
if OIDC_URL and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured("OIDC_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it.")
if OIDC_URL and _directory.scheme != "https" and _directory.hostname not in LOCAL_HOSTS:
    raise ImproperlyConfigured("OIDC_URL must begin with https:// unless it names this machine.")
if OIDC_SECOND_FACTOR not in ("token", "provider"):
    raise ImproperlyConfigured(
        "OIDC_SECOND_FACTOR is token (the directory says of each sign-in whether it asked for a"
        " second factor) or provider (it always asks)."
    )
SOCIALACCOUNT_ADAPTER = "safety_site.accounts.adapters.DirectoryAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: a form could not be sent on to another host (CSP)
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds

# --- Sessions -------------------------------------------------------------------------------

SESSION_ENGINE = "safety_site.accounts.sessions"
SESSION_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_HTTPONLY = True
# After this long without a page, and after a working day from sign-in whatever happens.
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_MINUTES", default=60) * 60
SESSION_DAY = 12 * 60 * 60
if SESSION_COOKIE_AGE < 60:
    raise ImproperlyConfigured("SESSION_IDLE_MINUTES is a whole number of minutes, 1 or more.")
