"""What of a report is looked at for signs that no person sent it."""

from datetime import datetime

from reporting import signs
from reporting.journey import steps
from reporting.journey.pages import Journey
from reporting.models import Question

TYPED = (Question.Type.TEXT, Question.Type.LONG_TEXT)


def suspicions(request, journey: Journey, at: datetime) -> tuple[str, ...]:
    """Return what speaks against sending this report on; nothing where staff file it."""
    if journey.draft.filed_by_id:
        return ()
    about = journey.draft.answers.get(steps.ABOUT_YOU, {})
    sending = signs.Sending(
        kind="report",
        key=journey.draft.key,
        began_at=journey.draft.created_at,
        text=_typed(journey),
        addresses=(about.get("email", "").casefold(), about.get("phone", "")),
    )
    return signs.suspicions(request, sending, at)


def _typed(journey: Journey) -> str:
    """Return the resident's own words."""
    told = journey.draft.answers
    typed = [told[steps.WHERE]["location"]]
    for page in journey.category.pages.all():
        given = told.get(page.slug, {})
        typed += [given.get(each.code) for each in page.questions.all() if each.type in TYPED]
    return " ".join(each for each in typed if isinstance(each, str))
