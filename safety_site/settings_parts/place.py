"""Who and where this site is."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def required_in_production(name: str, development_value: str) -> str:
    """Read a variable that a public site cannot do without."""
    value = env.str(name, default=development_value if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name}: with DEBUG off the site does not start without it."
        )
    return value


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required_in_production("SECRET_KEY", "for development only")
ALLOWED_HOSTS = [
    host.strip()
    for host in required_in_production("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
]
SITE_URL = required_in_production("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
COUNCIL = env.str("COUNCIL", default="waltham_forest")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # how many proxies stand before the site
EXIT_URL = env.str("EXIT_URL", default="https://www.bbc.co.uk/weather")  # of “exit this page”

SITE_HOST = urlsplit(SITE_URL).hostname
HTTPS = urlsplit(SITE_URL).scheme == "https"
if not (HTTPS or DEBUG or SITE_HOST in LOCAL_HOSTS):
    raise ImproperlyConfigured("SITE_URL must begin with https:// unless it names this machine.")
if not EXIT_URL.startswith("https://"):
    raise ImproperlyConfigured("EXIT_URL must begin with https://. Unset, it is BBC Weather.")
