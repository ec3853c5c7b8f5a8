"""Who runs this site: names and contacts, from the database or, where that fails, the pack."""

import tomllib
from dataclasses import dataclass, fields
from datetime import time
from functools import cache as remember
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache

from safety_site.public_pages import content_version

PACKS_DIR = Path(__file__).resolve().parent / "councils"


@dataclass(frozen=True)
class Identity:
    """The council's names, contacts and hours, as pages and mails show them."""

    name: str
    area: str
    site_name: str
    phone: str
    phone_hours: str
    email: str
    website: str
    police_name: str
    police_website: str
    reference_prefix: str
    working_day_ends: time
    case_review_threshold: int = 3
    case_review_days: int = 28
    question_days: int = 730
    update_days: int = 10
    referral_days: int = 10
    escalate_days: int = 2
    warning_days: int = 365
    digest_from: time = time(8)
    reminder_days: int = 3
    interest_days: int = 365
    bounce_limit: int = 3


def pack_dir() -> Path:
    """Return the folder of the council's pack: a built-in name or any folder's path."""
    return PACKS_DIR / settings.COUNCIL


@remember
def packaged() -> Identity:
    """Read the identity from the pack, for pages that must work without a database."""
    data = tomllib.loads((pack_dir() / "council.toml").read_text(encoding="utf-8"))
    values = data["council"] | {
        "police_name": data["police"]["name"],
        "police_website": data["police"]["website"],
        "working_day_ends": time.fromisoformat(data["council"]["working_day_ends"]),
        "digest_from": time.fromisoformat(data["council"].get("digest_from", "08:00")),
    }
    return Identity(**values)


def current() -> Identity:
    """Return the identity as staff last edited it; one cache read, or one query after an edit."""
    key = f"council:{content_version()}"
    identity = cache.get(key)
    if identity is None:
        row = apps.get_model("safety_site", "Council").objects.filter(pk=1).first()
        if row is None:
            return packaged()
        identity = Identity(**{field.name: getattr(row, field.name) for field in fields(Identity)})
        cache.set(key, identity, settings.PUBLIC_PAGE_SECONDS)
    return identity


def context(request):
    """Give every template the council, and where its “exit this page” button leads."""
    return {"council": current(), "exit_url": settings.EXIT_URL}
