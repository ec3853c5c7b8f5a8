"""How near a resident is to the threshold of an ASB case review; officers decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from reporting import case_review, notifications
from reporting.case_review import Complaint, Judged
from reporting.journey import complaints
from reporting.journey.steps import COMPLAINTS
from reporting.journey.when import NOW, day_and_time
from reporting.models import Category, Question, Report, SafeContact
from safety_site import council

LONGEST = timedelta(days=31 * case_review.MONTHS_TO_APPLY)  # what lies further back cannot count


@dataclass(frozen=True)
class Meter:
    """Complaints, each with its verdict, beside the number that the threshold asks for."""

    threshold: int
    judged: tuple[Judged, ...]

    @cached_property
    def counting(self) -> tuple[Judged, ...]:
        """Return the complaints that count, the one that ends first before the others."""
        counting = (each for each in self.judged if each.expires)
        return tuple(sorted(counting, key=lambda each: each.expires))

    @property
    def qualifying(self) -> int:
        return len(self.counting)

    @property
    def missing(self) -> int:
        return max(0, self.threshold - self.qualifying)

    @property
    def may_qualify(self) -> bool:
        return not self.missing

    @property
    def next_expiry(self) -> date | None:
        """Return the last day on which all that count still do."""
        return self.counting[0].expires if self.counting else None

    @property
    def may_qualify_until(self) -> date | None:
        """Return the last day on which enough of them count."""
        return self.counting[-self.threshold].expires if self.may_qualify else None


@dataclass(frozen=True)
class OwnMeter(Meter):
    """The meter of a reporter's own reports, as the page of one of them shows it."""

    own: Judged  # of the report whose page it is
    day_not_told: tuple[
        str, ...
    ]  # references of reports without a day: the day of telling is taken
    alone: bool  # nothing but that report is counted
    form: Category | None  # with which to ask for a review, unless the council took it away


def count(listed: Iterable[Complaint], applied: date) -> Meter:
    """Return the meter of what an application lists, made on a day."""
    return Meter(threshold(), case_review.judge(applied, listed))


def threshold() -> int:
    """Return the council's threshold, which is never above the Act's."""
    return min(council.current().case_review_threshold, case_review.THRESHOLD)


def of_request(report: Report) -> Meter | None:
    """Return the meter of a request for a case review as it stood when it was made."""
    if not report.category.case_review:
        return None
    told = (answer for answer in report.answers if answer["step"] == COMPLAINTS)
    entries = next((answer["value"] for answer in told), [])
    return count(complaints.read(entries), timezone.localdate(report.received_at))


def meter(report: Report, at: datetime) -> OwnMeter | None:
    """Return how near its reporter is to the threshold; None where that is not theirs to see.

    The page of a report may be shown to others, so one that is not sensitive tells nothing of the
    reporter's sensitive ones. And anybody may write somebody else's address into a form: only who
    could read the mail to it sees what else was sent with it, and what is kept from the mail is
    told to nobody who reads it.
    """
    if not report.reporter_email:
        return None
    alone = not _comes_by_mail_alone(report)
    concerned = list(_complaints().filter(pk=report.pk)) if alone else _own(report, at)
    if report not in concerned:
        return None
    days = _told_days(concerned)
    judged = case_review.judge(
        timezone.localdate(at), [_complaint(each, days.get(each.pk)) for each in concerned]
    )
    return OwnMeter(
        threshold=threshold(),
        judged=judged,
        own=next(each for each in judged if each.complaint.reference == report.reference),
        day_not_told=tuple(
            report.reference
            for report, each in zip(concerned, judged, strict=True)
            if each.counts and report.pk not in days
        ),
        alone=alone,
        form=Category.objects.case_reviews().first(),
    )


def _comes_by_mail_alone(report: Report) -> bool:
    """Say whether every link to this report went to the reporter's address."""
    links = report.tracking_links.all()
    return notifications.may_mail(report) and not any(link.was_made_on_receipt for link in links)


def _own(report: Report, at: datetime) -> list[Report]:
    """Return the reporter's reports that may count and may be told of beside this one."""
    mailed = Q(safe_contact=None) | Q(safe_contact__channel=SafeContact.Channel.EMAIL)
    found = _complaints().filter(
        mailed,
        Q(received_at__gt=at - LONGEST) | Q(pk=report.pk),
        reporter_email__iexact=report.reporter_email,
        received_at__lte=at,
    )
    if not report.is_private:
        found = found.filter(
            Q(kind=None) | Q(kind__sensitive=False), restricted=False, category__sensitive=False
        )
    return list(found.order_by("received_at", "pk"))


def _complaints() -> QuerySet[Report]:
    """Return reports that are complaints of anti-social behaviour: no spam, no such request."""
    asb = Report.objects.filter(category__path=Category.Path.ASB, category__case_review=False)
    return asb.filter(quarantined=False).exclude(status=Report.Status.SPAM)


def _complaint(report: Report, told: date | None) -> Complaint:
    made = timezone.localdate(report.received_at)
    return Complaint(told or made, made, report.reference, "council", report.reference)


def _told_days(reports: Iterable[Report]) -> dict[int, date]:
    """Return by key the day on which it happened, as the reporter told; none where they did not."""
    categories = {report.category_id for report in reports}
    codes = set(
        Question.objects.filter(
            type__in=(Question.Type.WHEN, Question.Type.DATE), page__category__in=categories
        ).values_list("page__category", "code")
    )
    days = {}
    for report in reports:
        values = (a["value"] for a in report.answers if (report.category_id, a["code"]) in codes)
        told = next(filter(None, (_day(value, report.received_at) for value in values)), None)
        if told:
            days[report.pk] = told
    return days


def _day(value: object, received_at: datetime) -> date | None:
    return timezone.localdate(received_at) if value == NOW else day_and_time(value)[0]
