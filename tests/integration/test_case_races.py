"""Two at once: of two officers, or two runs of the jobs, one is first and the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections
from post_office.models import Email

from reporting import services
from reporting.models import Digest, Event, Report
from reporting.services import Refused
from tests.casework import FRIDAY, NO, THURSDAY, TUESDAY, contacted, fresh, make_case, to
from tests.complaints import asb
from tests.factories import MONDAY_MORNING

# Threads have connections of their own, so what they read has to be committed.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pack")]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment; return what each returned, or its refusal."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def do(number, act):
        start.wait(timeout=30)
        try:
            results[number] = act()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def refusals(results):
    return [result for result in results if isinstance(result, Refused)]


def test_of_two_closures_at_once_one_closes_and_the_reporter_hears_once(case, officer, leader):
    case = to(contacted(case, officer), "closure-proposed", officer)
    Email.objects.all().delete()

    def close(by, words):
        ended = {"status": "closed", "outcome": "resolved", "explanation": words}
        return lambda: services.change_status(report=case, by=by, at=THURSDAY, **ended)

    results = at_once(close(officer, "One."), close(leader, "Other."))
    (refusal,) = refusals(results)
    assert "cannot become “closed”" in str(refusal)
    assert Email.objects.count() == 1
    assert case.events.filter(data__to="closed").count() == 1


def test_of_two_who_join_two_cases_both_ways_one_is_refused_and_neither_waits_for_ever(
    case, officer
):
    other = make_case(officer, email="carla@example.com")

    def join(report, main):
        return lambda: services.join(report=report, main=main, reason="x", by=officer, at=THURSDAY)

    (refusal,) = refusals(at_once(join(case, other), join(other, case)))
    assert "is not open" in str(refusal)
    joined = [fresh(each) for each in (case, other) if fresh(each).main_id]
    assert len(joined) == 1
    assert joined[0].main.is_open


def test_two_runs_of_the_jobs_tell_of_lateness_and_numbers_once(officer, leader):
    leader.email = "lea@council.example"
    leader.save()
    report = asb(MONDAY_MORNING)
    services.triage(report=report, answers=NO, officer=officer, by=officer, at=TUESDAY)
    other = make_case(officer, email="carla@example.com")
    services.join(report=other, main=report, reason="Same men", by=officer, at=TUESDAY)
    told = {"report": report, "by": officer, "at": TUESDAY}
    services.write_reply(text="We come", others=True, **told)
    Email.objects.all().delete()

    def run():
        services.send_replies(at=FRIDAY)
        services.escalate(at=FRIDAY.replace(hour=18))
        return services.send_digests(at=FRIDAY)

    sent = at_once(run, run)
    for each in (report, other):
        assert each.events.filter(type=Event.Type.UPDATE).count() == 1
        assert Email.objects.filter(to=each.reporter_email, subject__startswith="News").count() == 1
    assert report.events.filter(type=Event.Type.ESCALATED).count() == 1
    assert Email.objects.filter(subject__startswith="Late:").count() == 1
    assert sum(sent) == 1
    assert Digest.objects.filter(team=report.team).count() == 1
    assert Report.objects.get(pk=report.pk).escalated == 1
