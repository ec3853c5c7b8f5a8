"""Reports of the same thing: duplicates are merged, reports about people are linked to a case."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from reporting import lifecycle, notifications
from reporting.models import Event, Report
from reporting.permissions import Action
from reporting.services.casework import check_guards
from reporting.services.common import Refused, locked, move, record, words_on


@transaction.atomic
def join(*, report: Report, main: Report, reason: str, by: User, at: datetime) -> None:
    """Go on with another report instead: as its duplicate, or linked to its case.

    ASB reports are never merged as duplicates: each may count towards a case review. What had been
    joined with this report goes with it, so that everybody hears how the main one ends.
    """
    if report.pk == main.pk:
        raise Refused("Choose another report: this is the one that you are on.")
    # Always in the same order, so that two people who join both ways do not wait for each other.
    both = {each.pk: locked(each) for each in sorted((report, main), key=lambda each: each.pk)}
    report, main = both[report.pk], both[main.pk]
    if not Report.objects.allowed(by, Action.WORK_REPORT).filter(pk=main.pk).exists():
        raise Refused("No report of your teams has this reference.")
    if main.main_id or not main.is_open:
        raise Refused(f"{main.reference} is not open, or joined itself. Choose the main report.")
    path, status = report.stage
    if path != main.stage[0]:
        raise Refused("A report about people and one about a thing are never joined.")
    new = lifecycle.joined(path)
    if refusal := lifecycle.refusal(path, status, new):
        raise Refused(refusal)
    report.main = main
    check_guards(report, new, by, at)
    report.joined.update(main=main)
    report.save(update_fields=["main"])
    move(report, new, at=at, by=by, text=words_on(report, reason, about=main))
    notifications.report_joined(report, at)
    for one, other in ((report, main), (main, report)):
        data = {"with": other.reference, "report": other.pk}
        words = words_on(one, reason, about=other)
        record(one, Event.Type.JOINED, at=at, by=by, text=words, data=data)
