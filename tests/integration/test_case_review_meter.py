"""How near a reporter is to an ASB case review, as the page of their report says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from post_office.models import Email

from reporting import case_review_meter, notifications, services
from reporting.models import Category, Draft, Report
from safety_site.models import Council
from tests import factories, journeys, tracking
from tests.complaints import asb, on

pytestmark = pytest.mark.usefixtures("pack")

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


def meter(report, at=NOW):
    return case_review_meter.meter(report, at)


def days(found):
    return [day.isoformat() for day in (each.expires for each in found.counting)]


def test_the_third_report_within_six_months_may_qualify_and_says_until_when():
    first, second = asb(on("2026-06-01"), "2026-06-01"), asb(on("2026-07-15"), "2026-07-15T21:30")
    found = meter(second)
    assert (found.qualifying, found.missing, found.may_qualify) == (2, 1, False)
    assert found.next_expiry.isoformat() == "2026-11-30"
    third = asb(on("2026-09-30"), "now")
    for report in (first, second, third):
        found = meter(report)
        assert (found.qualifying, found.may_qualify) == (3, True)
        assert days(found) == ["2026-11-30", "2027-01-14", "2027-03-29"]
        assert found.may_qualify_until.isoformat() == "2026-11-30"


def test_a_fourth_report_lets_the_first_one_expire():
    reports = [asb(on(f"2026-0{month}-01"), "now") for month in (6, 7, 8, 9)]
    assert meter(reports[0]).may_qualify_until.isoformat() == "2026-12-31"


def test_a_report_older_than_six_months_does_not_count_any_more():
    old = asb(on("2026-03-31"), "2026-03-31")
    recent = [asb(on("2026-06-01"), "2026-06-01"), asb(on("2026-09-30"), "now")]
    assert meter(recent[0]).qualifying == 2
    assert meter(recent[0], on("2026-09-30")).may_qualify
    found = meter(old)
    assert (found.qualifying, found.own.verdict) == (2, "too-old")


def test_a_report_made_more_than_a_month_after_it_happened_does_not_count():
    found = meter(asb(on("2026-09-10"), "2026-08-09"))
    assert (found.qualifying, found.own.verdict) == (0, "told-late")


def test_without_a_day_the_day_of_the_report_is_taken_and_that_is_said():
    report = asb(on("2026-09-10"), "dont-know")
    found = meter(report)
    assert found.own.complaint.behaviour.isoformat() == "2026-09-10"
    assert found.day_not_told == (report.reference,)
    assert meter(asb(on("2026-09-10"), "now")).day_not_told == (report.reference,)


def test_a_report_just_after_midnight_counts_for_the_day_on_the_wall():
    report = asb(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "now")
    assert meter(report).own.complaint.made.isoformat() == "2026-07-01"


def test_the_same_address_in_other_letters_is_the_same_person():
    asb(on("2026-09-01"), "now", email="Amina@Example.com")
    assert meter(asb(on("2026-09-02"), "now")).qualifying == 2


def test_other_people_spam_held_reports_and_street_scene_do_not_count():
    asb(on("2026-09-01"), "now", email="bert@example.com")
    factories.report(at=on("2026-09-01"))
    Report.objects.filter(pk=asb(on("2026-09-01"), "now").pk).update(status="spam")
    Report.objects.filter(pk=asb(on("2026-09-01"), "now").pk).update(quarantined=True)
    assert meter(asb(on("2026-09-02"), "now")).qualifying == 1


def test_only_reports_of_anti_social_behaviour_with_an_address_have_a_meter():
    assert meter(factories.report(at=on("2026-09-01"))) is None
    assert meter(asb(on("2026-09-01"), email="")) is None
    held = asb(on("2026-09-01"))
    held.quarantined = True
    held.save()
    assert meter(held) is None


def test_the_page_of_an_ordinary_report_tells_nothing_of_sensitive_ones():
    secret = asb(on("2026-09-01"), "now", kind="harassment")
    restricted = asb(on("2026-09-01"), "now")
    Report.objects.filter(pk=restricted.pk).update(restricted=True)
    street = factories.report(
        "street-harassment", {**factories.HARASSMENT, **factories.CONTACT}, on("2026-09-01")
    )
    ordinary = asb(on("2026-09-02"), "now")
    seen = {each.complaint.reference for each in meter(ordinary).judged}
    assert seen == {ordinary.reference}
    everything = {each.complaint.reference for each in meter(secret).judged}
    assert everything == {each.reference for each in (secret, restricted, street, ordinary)}
    assert meter(street).qualifying == 4


def test_the_council_may_lower_the_threshold():
    Council.objects.update(case_review_threshold=1)
    report = asb(on("2026-09-01"), "now")
    assert meter(report).may_qualify
    assert meter(report).threshold == 1


def test_the_meter_asks_the_database_little(django_assert_max_num_queries):
    reports = [asb(on(f"2026-0{month}-01"), "now") for month in (6, 7, 8, 9)]
    report = Report.objects.select_related("category", "kind").get(pk=reports[0].pk)
    meter(report)
    with django_assert_max_num_queries(5):
        meter(report)


# On the page of a report


def recent(days, kind="begging", **more):
    return asb(timezone.now() - timedelta(days=days), "now", kind, **more)


def test_the_page_of_a_report_shows_the_meter_and_leads_to_a_request_that_lists_it(client):
    report, other = recent(2), recent(20)
    page = client.get(tracking.opened(client, report))
    assert "<strong>2 of the 3</strong> complaints that you need." in page.content.decode()
    assert other.reference in page.content.decode()
    begun = journeys.begin(client, "graffiti")
    path = f"{page.request['PATH_INFO']}case-review/"
    assert client.get(path).status_code == 405
    crossing = client.post(path)
    form = client.get(client.get(crossing["Location"])["Location"])
    assert form.context["meter"].qualifying == 2
    assert other.reference in form.content.decode()
    assert client.get(begun).status_code == 200  # what was begun before is still there


def test_no_request_is_begun_where_the_link_is_not_this_devices(client):
    path = tracking.opened(client, recent(2))
    client.cookies.clear()
    assert client.post(f"{path}case-review/").status_code == 410
    assert client.get("/report/case-review/carry-on/")["Location"] == "/report/case-review/"
    assert not Draft.objects.exists()


def test_a_request_lists_no_sensitive_report_from_the_page_of_another(client):
    secret, ordinary = recent(3, "harassment"), recent(2)
    client.post(f"{tracking.opened(client, ordinary)}case-review/")
    assert secret.reference not in str(Draft.objects.get().answers)


def test_the_mail_at_closure_leads_to_the_form_until_the_council_takes_it_away():
    for form in (True, False):
        Category.objects.filter(case_review=True).update(withdrawn=not form)
        report = recent(2)
        report.outcome, report.explanation = "resolved", "We talked to him."
        notifications.report_closed(report, timezone.now())
        mail = Email.objects.latest("pk").message
        assert "You have a right to ask for an ASB case review." in mail
        assert ("/report/case-review/" in mail) is form


def test_who_wrote_another_persons_address_learns_nothing_of_their_reports(client):
    victims = recent(3, "harassment")
    phone = {"safe-contact": factories.CONTACT["safe-contact"] | {"channel": "phone"}}
    forged = recent(2, "harassment", **phone)
    services.make_tracking_link(report=forged, at=timezone.now())  # on its receipt
    found = meter(forged, timezone.now())
    assert (found.alone, found.qualifying) == (True, 1)
    # So too where it was held at first, and mail would go to the address from now on.
    forged.safe_contact.delete()
    forged = Report.objects.get(pk=forged.pk)
    assert victims.reference not in str(meter(forged, timezone.now()))
    assert meter(victims, timezone.now()).qualifying == 2
