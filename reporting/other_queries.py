"""Reads about the reports that were joined with a main one, for those who work on it."""

from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from reporting import notifications
from reporting.models import Event, Reply, Report
from reporting.other_reporters import Reporter, Shield
from reporting.permissions import Action

# What their reporter has got from us since: that we go on with another one, and every update.
HEARD = (Event.Type.JOINED, Event.Type.UPDATE)


def reporter_of(report: Report) -> Reporter:
    """Return who made a report, as the pure rules look at it."""
    shield = Shield.SENSITIVE if report.is_sensitive else Shield.NONE
    return Reporter(
        report=report.pk,
        address=report.reporter_email.lower(),
        by_mail=notifications.gets_mail_now(report),
        promised=report.contact_level != Report.ContactLevel.ANONYMOUS,
        shield=Shield.RESTRICTED if report.restricted else shield,
        heard_at=getattr(report, "heard_at", report.received_at),
    )


def joined_with(report: Report, user: User) -> QuerySet[Report]:
    """Return the reports joined with this one on which this person may work."""
    return _for_words(report.joined.allowed(user, Action.WORK_REPORT))


def still_joined(reply: Reply, report: Report) -> QuerySet[Report]:
    """Return to which of the others a reply may still go: who wrote it works on them to this day.

    They go on with its report, or with what that itself was joined with meanwhile.
    """
    others = reply.others.allowed(reply.by, Action.WORK_REPORT)
    return _for_words(others.filter(main__in={report.pk, report.main_id} - {None}))


def _for_words(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Read reports with all that it takes to write to their reporters, in one query."""
    heard = Event.objects.filter(report=OuterRef("pk"), type__in=HEARD).order_by("-at", "-pk")
    return (
        reports.annotate(heard_at=Coalesce(Subquery(heard.values("at")[:1]), "received_at"))
        .select_related("category", "kind", "safe_contact", "team")
        .order_by("pk")
    )


def replies_with_others() -> QuerySet[Reply]:
    """Return replies with `number_told`: to how many other people each goes, or went."""
    people = Count(Lower("others__reporter_email"), distinct=True)
    return Reply.objects.select_related("by").annotate(number_told=people)
