"""Asking for an ASB case review: what is listed, what is sent, what officers see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting import case_review_meter, services
from reporting.journey import complaints
from reporting.models import Category, Draft, Report
from safety_site.models import Council
from tests import factories, journeys
from tests.complaints import asb, on, send, told
from tests.journeys import step_of

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def address(client):
    """Begin a request; return the address of its first page."""
    first = journeys.begin(client, "case-review")
    assert step_of(first) == "complaints"
    return first


def add(client, address, answers):
    return client.post(address, {**answers, "add": ""})


def listed():
    return complaints.listed(Draft.objects.get().answers)


def text_of(response):
    return response.content.decode()


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_request_lists_complaints_and_says_how_many_count(client, address):
    assert add(client, address, told())["Location"] == address
    assert add(client, address, told("landlord", 40, 39, reference="L/1"))["Location"] == address
    page = client.get(address)
    assert page.context["meter"].qualifying == 2
    assert "<strong>2 of the 3</strong> complaints that you need." in text_of(page)
    assert "You may qualify with one more that counts." in text_of(page)
    assert "You can send your request even so." in text_of(page)
    add(client, address, told("council", 3, 2))
    page = client.get(address)
    assert page.context["meter"].may_qualify
    assert "You may qualify, if you send your request by" in text_of(page)


def test_a_complaint_that_does_not_count_is_kept_and_says_why(client, address):
    add(client, address, told(behaviour=60, made=20))
    add(client, address, told(behaviour=300, made=300))
    page = text_of(client.get(address))
    assert "Does not count, because it was told more than a month after it happened" in page
    assert "because it was told more than 6 months before this request" in page
    assert "<strong>0 of the 3</strong> complaints that you need." in page


def test_one_incident_told_to_several_counts_once(client, address):
    add(client, address, told("council"))
    (first,) = listed()
    add(client, address, told("police", made=18, incident=first["incident"]))
    page = client.get(address)
    assert page.context["meter"].qualifying == 1
    assert "Counts together with another one" in text_of(page)
    other = add(client, address, told("landlord", 25, 18, incident=first["incident"]))
    assert "Enter the same day" in errors(other)["behaviour"][0]


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        (told(made=21), "made", "The day on which you told them cannot be before it happened"),
        (told(made=-1), "made", "The day on which you told them must be today or in the past"),
        (
            told(behaviour=-1),
            "behaviour",
            "The day on which it happened must be today or in the past",
        ),
        (
            told(behaviour=12 * 366),
            "behaviour",
            "The day on which it happened must be in the last 10 years. Check the year",
        ),
        (told(to=""), "to", "Select who you told: the council, police or landlord"),
        (
            told() | {"made_day": "31", "made_month": "2"},
            "made",
            "Enter a real day on which you told them, for example 28 3 2026",
        ),
        (
            told() | {"behaviour_month": ""},
            "behaviour",
            "The day on which it happened must have a month",
        ),
        (
            told() | {"behaviour_year": "26"},
            "behaviour",
            "The year in which it happened must have 4 numbers, for example 2026",
        ),
        (told(reference="x" * 61), "reference", "The reference must be 60 characters or less"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_keeps_what_was_typed(
    client, address, answers, field, sentence
):
    page = add(client, address, {"reference": "CAD 123", **answers})
    assert errors(page) == {field: [sentence]}
    html = text_of(page)
    assert html.count(sentence) == 2  # next to the field and in the summary
    assert f'value="{answers.get("reference", "CAD 123")}"' in html
    assert not Draft.objects.get().answers.get("complaints")


def test_the_same_complaint_twice_is_refused_unless_a_reference_tells_them_apart(client, address):
    add(client, address, told(reference="A"))
    page = add(client, address, told(reference="a"))
    assert "You have listed this complaint already." in errors(page)["reference"][0]
    add(client, address, told(reference="B"))
    assert len(listed()) == 2


def test_the_same_complaint_from_two_presses_at_once_is_kept_once(client, address):
    add(client, address, told())
    draft = Draft.objects.get()
    (known,) = complaints.read(listed())
    services.add_complaint(draft=draft, complaint=known, at=timezone.now())
    assert len(listed()) == 1


def test_at_most_twenty_can_be_listed(client, address):
    for number in range(complaints.MOST):
        add(client, address, told(reference=str(number)))
    page = client.get(address)
    assert "You can list up to 20 complaints." in text_of(page)
    assert 'name="add"' not in text_of(page)
    page = add(client, address, told(reference="one more"))
    assert "You can list up to 20 complaints" in errors(page)["to"][0]
    assert 'value="one more"' in text_of(page)
    assert step_of(client.post(address)["Location"]) == "going-on"


def test_nobody_goes_on_without_a_complaint(client, address):
    page = client.post(address)
    assert "Select who you told" in errors(page)["to"][0]
    add(client, address, told())
    client.post(f"{address}1/remove/")
    assert step_of(client.post(address).request["PATH_INFO"]) == "complaints"
    check = address.replace("/complaints/", "/check/")
    assert client.get(check)["Location"] == address


def test_going_on_lists_what_was_typed_first(client, address):
    assert step_of(client.post(address, told())["Location"]) == "going-on"
    assert len(listed()) == 1
    assert step_of(client.post(address)["Location"]) == "going-on"
    page = client.post(address, told(to=""))
    assert "to" in errors(page)


def test_removing_a_complaint_twice_removes_no_other(client, address):
    for number in range(3):
        add(client, address, told(reference=str(number)))
    for _ in range(2):
        assert client.post(f"{address}2/remove/?change")["Location"] == f"{address}?change"
    assert [each["reference"] for each in listed()] == ["0", "2"]
    assert client.get(f"{address}2/remove/").status_code == 405


def test_an_incident_is_not_mistaken_for_one_whose_complaint_was_removed(client, address):
    add(client, address, told("council"))
    add(client, address, told("police", incident="1"))
    client.post(f"{address}1/remove/")
    client.post(f"{address}2/remove/")
    add(client, address, told("council", 5, 5))
    add(client, address, told("police", 6, 6))
    assert len({each["incident"] for each in listed()}) == 2


def test_another_device_sees_and_changes_nothing(client, address, django_user_model):
    add(client, address, told(reference="CAD 99"))
    stranger = client.__class__()
    for page in (stranger.get(address), stranger.post(f"{address}1/remove/")):
        assert page.status_code == 404
        assert "CAD 99" not in text_of(page)
    assert len(listed()) == 1


def test_other_forms_have_no_page_of_complaints(client):
    address = journeys.begin(client, "graffiti")
    elsewhere = address.replace("/offensive/", "/complaints/")
    assert client.get(elsewhere)["Location"] == address


def test_a_request_reaches_its_team_with_the_clock_of_ten_working_days(client, time_machine):
    time_machine.move_to(on("2026-11-23"), tick=False)
    report = send(client, told())
    assert (report.team.slug, report.rule) == ("community-safety", "case-review")
    assert report.due_at == datetime(2026, 12, 7, 17, tzinfo=UTC)
    receipt = text_of(client.get(report.receipt_path()))
    assert "We have your request" in receipt
    assert "We have your report" not in receipt
    assert "We tell you our decision by" in receipt
    assert "5pm on Monday 7 December" in receipt
    assert report.reasons[0] in receipt


def test_a_request_is_no_complaint_and_has_no_meter(client):
    report = send(client, told())
    assert report.reporter_email == "amina@example.com"
    assert case_review_meter.meter(report, timezone.now()) is None
    own = asb(timezone.now(), "now")
    assert case_review_meter.meter(own, timezone.now()).qualifying == 1


def test_officers_see_which_complaints_count_and_the_clock(client, without_second_factor):
    report = send(client, told(reference="CAD 7"), told(behaviour=60))
    client.force_login(factories.staff("Case officers", "community-safety"))
    page = client.get(reverse("admin:reporting_report_change", args=[report.pk]))
    found = page.context["case_review"]
    assert [each.verdict for each in found.judged] == ["counts", "told-late"]
    html = text_of(page)
    assert "1 count on the day of the request; the threshold is 3." in html
    assert "CAD 7" in html
    assert "If it is, the review ends within 28 days." in html


def test_officers_see_it_as_it_stood_on_the_day_of_the_request(client):
    report = send(client, told())
    Report.objects.update(received_at=timezone.now() + timedelta(days=300))
    assert case_review_meter.of_request(report).qualifying == 1
    report.refresh_from_db()
    assert case_review_meter.of_request(report).qualifying == 0


def test_other_reports_show_officers_no_such_table(client, without_second_factor):
    report = asb(on("2026-09-01"))
    client.force_login(factories.staff("Safety managers"))
    page = client.get(reverse("admin:reporting_report_change", args=[report.pk]))
    assert page.context["case_review"] is None


def test_the_first_page_says_what_a_review_is_and_that_officers_decide(client):
    Council.objects.update(case_review_threshold=2, case_review_days=20)
    page = text_of(client.get("/report/case-review/"))
    for words in ("Ask for: ASB case review", "section 104", "You need 2 complaints", "20 days"):
        assert words in page
    assert "Officers decide." in page


def test_the_way_to_it_stands_below_the_tiles_not_among_them(client):
    page = client.get("/report/")
    assert 'href="/report/case-review/"' in text_of(page)
    assert "case-review" not in {each.slug for each in page.context["categories"]}
    Category.objects.filter(slug="case-review").update(withdrawn=True)
    page = client.get("/report/?fresh")
    assert "case-review" not in text_of(page)
