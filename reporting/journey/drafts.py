"""Which drafts belong to this device: their keys stand in one signed cookie."""

from reporting.cookies import read_signed, set_signed
from reporting.models import Draft, Report
from reporting.services import DRAFT_LIFE

COOKIE = "drafts"
SALT = "reporting.drafts"
MOST_KEYS = 5
PATH = "/report/"


def keys(request) -> list[str]:
    """Return the keys this device holds; none from a forged, cut or stale cookie."""
    held = read_signed(request, COOKIE, salt=SALT, max_age=DRAFT_LIFE)
    return held if isinstance(held, list) else []


def find(request, category: str, key: str) -> Draft | None:
    """Return the draft, if it is this device's and still there.

    One that staff fill in for a caller is theirs alone: offices share computers.
    """
    draft = Draft.objects.filter(key=key, category__slug=category).first()
    return draft if draft and _is_theirs(request, draft.filed_by_id, key) else None


def sent(request, key: str) -> Report | None:
    """Return the report that was made of a draft, for whoever filled it in."""
    report = Report.objects.filter(draft_key=key).first()
    return report if report and _is_theirs(request, report.filed_by_id, key) else None


def _is_theirs(request, filed_by: int | None, key: str) -> bool:
    return filed_by == request.user.pk if filed_by else key in keys(request)


def remember(request, response, key: str) -> None:
    """Let this device go on with a draft, beside the last few it began."""
    held = [*(each for each in keys(request) if each != key), key][-MOST_KEYS:]
    set_signed(response, COOKIE, held, salt=SALT, path=PATH, max_age=DRAFT_LIFE)


def forget(response) -> None:
    """Let this device no longer know of any draft."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
