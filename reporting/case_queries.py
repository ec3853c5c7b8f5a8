"""Reads about one case: its clocks, what guards ask, its words, who else is at work on it."""

import re
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet

from reporting.clocks import Clocks
from reporting.guards import Case
from reporting.models import Event, Measure, Pause, Photo, Referral, Report, SafetyWarning
from reporting.permissions import OFFICERS, Action
from reporting.tracking import references
from safety_site import council

# About 25 metres north to south and 17 east to west in England: a house and its neighbours.
NEXT_DOOR = 0.00023
BEFORE = timedelta(days=365)  # what lies further back is another story
MOST_BESIDE = 30  # reports that somebody still reads


def version(report: Report) -> int:
    """Return the version of a case that was read with its events: the last of them."""
    return max((event.pk for event in report.events.all()), default=0)


def clocks_of(report: Report) -> Clocks:
    """Return every clock of a report that runs."""
    open_actions = report.actions.filter(ended_at=None).order_by("due_on")
    unanswered = report.referrals.filter(answer="").order_by("answer_due_at")
    pause = pause_of(report)
    return Clocks(
        answer=None if report.answered_at else report.due_at,
        update=report.update_due_at,
        action=open_actions.values_list("due_on", flat=True).first(),
        referral=unanswered.values_list("answer_due_at", flat=True).first(),
        review=report.review_on,
        paused_since=pause.since if pause else None,
        paused_until=pause.look_again_on if pause else None,
    )


def pause_of(report: Report) -> Pause | None:
    """Return the pause in which a report is."""
    return report.pauses.filter(until=None).first()


def stood_still_in_time(report: Report) -> bool:
    """Say whether the clocks stand still since before what was promised ran out."""
    pause = pause_of(report)
    return bool(pause and report.due_at and pause.since < report.due_at)


def guard_case(
    report: Report, *, by_supervisor: bool = False, by_own_officer: bool = False
) -> Case:
    """Return all that guards ask about a report."""
    actions, referrals = list(report.actions.all()), list(report.referrals.all())
    measures = list(report.measures.all())
    reached = _contacts(report)
    weighed = report.risk_assessments.all()
    return Case(
        triage=report.triage,
        risk=report.risk,
        was_high=bool(report.risk) and any(each.level == Report.Risk.HIGH for each in weighed),
        may_be_contacted=report.contact_level != Report.ContactLevel.ANONYMOUS,
        contact_made=True in reached,
        contact_tried=bool(reached),
        actions=len(actions),
        open_actions=sum(action.ended_at is None for action in actions),
        unanswered_referral=any(not each.answer for each in referrals),
        accepted_referral=any(each.answer == each.Answer.ACCEPTED for each in referrals),
        safeguarding_referral=any(each.safeguarding for each in referrals),
        needs_nuisance_decision=report.category.nuisance_decision,
        nuisance_decided=bool(report.nuisance_decisions.all()),
        informal_measure=any(not each.is_formal for each in measures),
        formal_measure=any(each.is_formal for each in measures),
        review_on=report.review_on,
        joined=report.main_id is not None,
        waiting_reply=any(each.is_waiting for each in report.replies.all()),
        by_supervisor=by_supervisor,
        by_own_officer=by_own_officer,
    )


def _contacts(report: Report) -> list[bool]:
    """Say of each contact since a report came, or came back, whether it reached the reporter.

    From all its events: the page of a case has read them, and asks nothing more.
    """
    reached: list[bool] = []
    for event in sorted(report.events.all(), key=lambda event: event.pk):
        if event.type == Event.Type.CONTACT:
            reached.append(event.data["reached"])
        elif event.type == Event.Type.STATUS_CHANGED and event.data["to"] == "reopened":
            reached = []
    return reached


def triage_before(report: Report) -> dict[str, str]:
    """Return the last answers to triage, also those from before a report came back.

    For a report that was read with its events.
    """
    told = (event for event in reversed(report.events.all()) if event.type == Event.Type.TRIAGED)
    return next((event.data for event in told), {})


def powers_used(report: Report) -> frozenset[str]:
    """Return the powers used on a report, on its main one, and on those joined with it."""
    main = report.main_id or report.pk
    case = Report.objects.filter(Q(pk=main) | Q(main=main))
    return frozenset(Measure.objects.filter(report__in=case).values_list("power", flat=True))


def words_to_search(report: Report) -> str:
    """Return all words by which staff look for a report, each phone number in both its forms."""
    phone = report.reporter_phone
    numbers = [phone.as_e164, phone.as_national.replace(" ", "")] if phone else []
    told = [str(answer.get("words", "")) for answer in report.answers]
    added = report.events.filter(type=Event.Type.INFORMATION).values_list("text", flat=True)
    who = [report.reporter_name, report.reporter_email, *numbers, report.third_party_name]
    words = [report.reference, report.location, *who, *told, *added]
    return "\n".join(filter(None, words))


def place_key(place: str) -> str:
    """Return an address without what people write differently: capitals, signs, spaces."""
    return re.sub(r"[^0-9a-z]", "", place.lower())[:200]


def safety_warnings(report: Report, today: date) -> QuerySet[SafetyWarning]:
    """Return the warnings that officers read before they go to a report's place.

    Those raised on it, on the same address in words, or on a place next door on the map.
    """
    place = Q(report=report)
    if key := place_key(report.location):
        place |= Q(place_key=key)
    if report.latitude is not None:
        place |= Q(
            report__latitude__range=_around(report.latitude),
            report__longitude__range=_around(report.longitude),
        )
    current = SafetyWarning.objects.filter(place, ends_on__gte=today)
    return current.select_related("by", "report")


def _around(degrees) -> tuple[float, float]:
    return float(degrees) - NEXT_DOOR, float(degrees) + NEXT_DOOR


def officers() -> QuerySet[User]:
    """Return whom a case can be given to, by name; each report has only some of them."""
    people = User.objects.filter(is_active=True, groups__name__in=OFFICERS)
    return people.distinct().order_by("first_name", "last_name", "username")


def report_named(typed: str, user: User) -> Report | None:
    """Return the report with this reference, however it is spelled, if this person works on it."""
    reference = references.spelled_out(typed, council.current().reference_prefix)
    mine = Report.objects.allowed(user, Action.WORK_REPORT)
    return mine.select_related("category", "kind").filter(reference=reference).first()


def referral_for_page(user, pk) -> Referral | None:
    """Return a referral that this person answers, with what its page passes on of the report.

    Of the photos only those that came with the report: what was added later is not passed on.
    """
    told = Photo.objects.filter(event=None)
    return (
        Referral.objects.referred_to(user)
        .filter(pk=pk)
        .select_related(
            "by",
            "report__category",
            "report__kind",
            "report__officer",
            "report__safe_contact",
            "report__team",
            "report__ward",
        )
        .prefetch_related(Prefetch("report__photos", told))
        .first()
    )


def beside(report: Report, user) -> tuple[list[Report], list[Report]]:
    """Return reports that go on together with this one, and those that tell of the same.

    The same reporter or somebody at the same place told those in the twelve months before;
    `same_reporter` says which it is. Only what this person may read, the latest first.
    """
    together = Q(main=report.main_id or report.pk) | Q(pk=report.main_id)
    reporter = Q(pk=None)
    if report.reporter_email:
        reporter |= Q(reporter_email=report.reporter_email)
    if report.reporter_phone:
        reporter |= Q(reporter_phone=report.reporter_phone)
    same = reporter
    if report.latitude is not None:
        same |= Q(
            latitude__range=_around(report.latitude), longitude__range=_around(report.longitude)
        )
    before = Q(received_at__gt=report.received_at - BEFORE, received_at__lte=report.received_at)
    found = (
        Report.objects.visible_to(user)
        .filter(together | same & before)
        .exclude(pk=report.pk)
        .annotate(
            together=ExpressionWrapper(together, BooleanField()),
            same_reporter=ExpressionWrapper(reporter, BooleanField()),
        )
        .select_related("category", "kind")
        .order_by("-together", "-received_at")[:MOST_BESIDE]
    )
    linked = [each for each in found if each.together]
    return linked, [each for each in found if not each.together]
