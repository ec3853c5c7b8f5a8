"""What is done against those who cause it, and what keeps officers safe on the way."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reporting import case_queries, measures
from reporting.models import Event, Measure, Report, SafetyWarning
from reporting.services.common import Refused, locked, locked_open, record, words_on
from safety_site import council

DAY = timedelta(days=1)


@transaction.atomic
def record_measure(
    *,
    report: Report,
    power: str,
    issued_on: date,
    issued_to: str,
    by: User,
    at: datetime,
    reference: str = "",
    expires_on: date | None = None,
    note: str = "",
) -> None:
    """Write down a warning, an agreement, a notice, a penalty or an order."""
    report = locked_open(report)
    if issued_on > timezone.localdate(at):
        raise Refused("The date cannot lie in the future: record it once it is issued.")
    if expires_on and expires_on < issued_on:
        raise Refused("It cannot end before it begins.")
    used = [measures.Power(each) for each in case_queries.powers_used(report)]
    if refusal := measures.refusal(measures.Power(power), used):
        raise Refused(refusal)
    Measure.objects.create(
        report=report,
        power=power,
        issued_on=issued_on,
        issued_to=issued_to,
        reference=reference,
        expires_on=expires_on,
        note=note,
        by=by,
    )
    # Whom it is against stands on the case alone: events outlive a person's data.
    data = {"power": power, "issued_on": issued_on.isoformat(), "reference": reference}
    record(report, Event.Type.MEASURE, at=at, by=by, data=data)


@transaction.atomic
def warn_of_place(
    *, report: Report, place: str, text: str, ends_on: date, by: User, at: datetime
) -> None:
    """Warn officers of an address, until a day on which somebody looks whether it still holds."""
    report = locked(report)
    today = timezone.localdate(at)
    most = council.current().warning_days
    if not 0 < (ends_on - today).days <= most:
        raise Refused(f"Choose a day from tomorrow to {most} days from now.")
    if not case_queries.place_key(place):
        raise Refused("Write the address that it is about.")
    SafetyWarning.objects.create(
        report=report,
        place=place,
        place_key=case_queries.place_key(place),
        text=text,
        raised_at=at,
        by=by,
        ends_on=ends_on,
    )
    data = {"place": place, "ends_on": ends_on.isoformat()}
    record(report, Event.Type.WARNING, at=at, by=by, text=text, data=data)


@transaction.atomic
def end_warning(*, report: Report, warning: int, reason: str, by: User, at: datetime) -> None:
    """Take a warning away that does not hold any more; kept with the day on which it ended."""
    report = locked(report)
    current = case_queries.safety_warnings(report, timezone.localdate(at))
    found = current.filter(pk=warning).first()
    if found is None:
        raise Refused("This warning has ended already.")
    found.ends_on = timezone.localdate(at - DAY)
    found.save(update_fields=["ends_on"])
    data = {"place": found.place, "ended": True}
    record(report, Event.Type.WARNING, at=at, by=by, text=reason, data=data)
    if found.report != report:  # whoever raised it there has to know
        words = words_on(found.report, reason, about=report)
        record(found.report, Event.Type.WARNING, at=at, by=by, text=words, data=data)
