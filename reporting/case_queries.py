"""Reads about one case: its clocks, what guards ask, its words, who else is at work on it."""

import re
from datetime import date

from django.db.models import Q, QuerySet

from reporting.clocks import Clocks
from reporting.guards import Case
from reporting.models import Event, Measure, Pause, Report, SafetyWarning

# About 25 metres north to south and 17 east to west in England: a house and its neighbours.
NEXT_DOOR = 0.00023


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
        paused_until=pause.look_again_on if pause else None,
    )


def pause_of(report: Report) -> Pause | None:
    """Return the pause in which a report is."""
    return report.pauses.filter(until=None).first()


def guard_case(
    report: Report, *, by_supervisor: bool = False, by_own_officer: bool = False
) -> Case:
    """Return all that guards ask about a report."""
    actions, referrals = list(report.actions.all()), list(report.referrals.all())
    measures = list(report.measures.all())
    return Case(
        triage=report.triage,
        risk=report.risk,
        may_be_contacted=report.contact_level != Report.ContactLevel.ANONYMOUS,
        contact_made=report.events.filter(type=Event.Type.CONTACT, data__reached=True).exists(),
        actions=len(actions),
        open_actions=sum(action.ended_at is None for action in actions),
        unanswered_referral=any(not each.answer for each in referrals),
        accepted_referral=any(each.answer == each.Answer.ACCEPTED for each in referrals),
        safeguarding_referral=any(each.safeguarding for each in referrals),
        needs_nuisance_decision=report.category.nuisance_decision,
        nuisance_decided=report.nuisance_decisions.exists(),
        informal_measure=any(not each.is_formal for each in measures),
        formal_measure=any(each.is_formal for each in measures),
        review_on=report.review_on,
        joined=report.main_id is not None,
        waiting_reply=report.replies.filter(left_at=None, taken_back_at=None).exists(),
        by_supervisor=by_supervisor,
        by_own_officer=by_own_officer,
    )


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
