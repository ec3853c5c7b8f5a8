"""For whom a report is and how to reach its reporter safely, in words: step, label, words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.journey import steps
from reporting.journey.answers import YES_NO_WORDS
from reporting.models import Report, SafeContact

LEVELS = {
    Report.ContactLevel.CONTACT.value: gettext_lazy("You may contact me"),
    Report.ContactLevel.FORMAL.value: gettext_lazy("I want a formal investigation"),
}
CHANNELS = {
    SafeContact.Channel.EMAIL.value: gettext_lazy("By email"),
    SafeContact.Channel.PHONE.value: gettext_lazy("By phone call"),
    SafeContact.Channel.TEXT.value: gettext_lazy("By text message"),
}
CARE = {
    "no_voicemail": gettext_lazy("Leave no voicemail"),
    "neutral_subject": gettext_lazy("Give nothing away in the subject of an email"),
    "no_letters": gettext_lazy("Send no letters: phone me instead"),
    "large_print": gettext_lazy("Letters in large print"),
}

Rows = Iterator[tuple[str, str, str]]


def whom_and_how_far(told: dict) -> Rows:
    """Say who is concerned and how far we may go, where the form asked."""
    whom = told.get(steps.FOR_WHOM)
    if whom is not None:
        yield steps.FOR_WHOM, _("Who it happened to"), _whom(whom)
    level = LEVELS.get(steps.contact_level(told))
    if steps.CONTACT in told and level:
        yield steps.CONTACT, _("How we may work with you"), str(level)


def _whom(whom: dict) -> str:
    if not whom.get("third_party"):
        return _("Me, or I saw it")
    agrees = YES_NO_WORDS.get(whom.get("agrees") or "", "")
    lines = [_("Somebody else"), whom.get("name"), _("They know and agree: %s") % agrees]
    return "\n".join(filter(None, lines))


def safe_contact(told: dict) -> Rows:
    """Say how the reporter can be reached without harm, where the form asked."""
    kept = told.get(steps.SAFE_CONTACT)
    if kept is None:
        return
    lines = [CHANNELS.get(kept["channel"]), kept["times"]]
    lines += [words for name, words in CARE.items() if kept[name]]
    if kept["interpreter"]:
        lines.append(_("Interpreter: %s") % kept["interpreter"])
    yield steps.SAFE_CONTACT, _("How to reach you safely"), "\n".join(map(str, filter(None, lines)))
