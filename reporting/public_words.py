"""What anybody may read of a public report: how far, since when, where it stands.

The same words stand on the form and in mails to followers. They know nothing of who reported it.
"""

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.models import Report

STEP = 50  # metres to which a distance is told: about how far, not where

# Public are only reports of things to clear or repair, so these are the statuses of their path.
STANDING = {
    Report.Status.RECEIVED: gettext_lazy("We have it and will pass it to a team."),
    Report.Status.ALLOCATED: gettext_lazy("A team has it and will look at it."),
    Report.Status.INSPECTED: gettext_lazy("We have looked at it."),
    Report.Status.WORKS_ORDERED: gettext_lazy("We have ordered the work."),
    Report.Status.AWAITING_OWNER: gettext_lazy("We wait for the owner to act."),
    Report.Status.WITH_PARTNER: gettext_lazy("Another body that looks after it has it now."),
    Report.Status.RESOLVED: gettext_lazy("The work is done."),
    Report.Status.REOPENED: gettext_lazy("It is open again: we look at it once more."),
    Report.Status.DUPLICATE: gettext_lazy(
        "We had a report of it before. We go on with that one, and this one ends here."
    ),
}
ENDING = {
    Report.Outcome.CLEARED: gettext_lazy("We have closed it. It was cleaned or cleared away."),
    Report.Outcome.REPAIRED: gettext_lazy("We have closed it. It was repaired."),
    Report.Outcome.RESOLVED: gettext_lazy("We have closed it. The problem is solved."),
    Report.Outcome.NOT_RESPONSIBLE: gettext_lazy(
        "We have closed it. The council does not look after this place."
    ),
    Report.Outcome.INSUFFICIENT_EVIDENCE: gettext_lazy(
        "We have closed it. We could not find what was reported."
    ),
    Report.Outcome.WITHDRAWN: gettext_lazy("We have closed it. The report is not needed any more."),
}


def standing(report: Report) -> str:
    """Say where a public report stands."""
    words = ENDING if report.status == Report.Status.CLOSED else STANDING
    return str(words[report.outcome or report.status])


def day_reported(report: Report) -> str:
    """Say when a report came as “Monday 23 November”."""
    return date_format(timezone.localtime(report.received_at), "l j F")


def distance(metres: float) -> str:
    """Say how far something is from the place that was told, roughly."""
    if round(metres) <= STEP:
        return _("at most %s metres away") % STEP
    return _("about %s metres away") % (round(metres / STEP) * STEP)
