"""The page of a case answers at a glance, to those who may read it, and costs no more in time."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import STATUS, Email

from reporting import services
from reporting.admin import timeline
from reporting.admin.case_forms import TriageForm
from reporting.models import Event, Report, RiskFactor, Team
from tests import diaries, factories
from tests.cases import act, case_page, form
from tests.factories import CONTACT, HARASSMENT, MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LATER = MONDAY_MORNING + timedelta(hours=2)


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(LATER)


@pytest.fixture
def noise(pack):
    return diaries.noise_report()


@pytest.fixture
def olive(noise):
    user = factories.staff("Case officers", "asb", noise.team.slug, "vawg", username="olive")
    user.first_name, user.last_name = "Olive", "Officer"
    user.save()
    return user


@pytest.fixture
def desk(client, olive):
    client.force_login(olive)
    return client


def shown(client, report, query=""):
    response = client.get(case_page(report) + query)
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def triaged(report, officer, **answers):
    told = {"crime": "no", "hate": "no", "safeguarding": "no", "risk": "no"} | answers
    services.triage(report=report, answers=told, officer=officer, by=officer, at=LATER)
    report.refresh_from_db()


def test_the_page_tells_who_works_on_it_what_was_promised_and_what_is_next(desk, noise, olive):
    triaged(noise, olive)
    told = words(shown(desk, noise))
    for sentence in (
        "Olive Officer",
        "Act, as we promised",
        "not yet done",
        "Next word to the reporter",
        "The usual next status is Contact made .",
        "Record your first contact with the reporter.",
    ):
        assert sentence in told
    services.record_contact(
        report=noise, channel="phone", reached=True, text="Rang", by=olive, at=LATER
    )
    assert "kept, 11:30am on Monday 23 November" in words(shown(desk, noise))


def test_what_was_promised_and_not_done_is_called_late(desk, noise, olive, time_machine):
    time_machine.move_to(MONDAY_MORNING + timedelta(days=30))
    desk.force_login(olive)
    told = words(shown(desk, noise))
    assert "Overdue" in told
    assert "Late" in told


def test_a_safety_warning_of_the_same_address_stands_above_all_else(desk, noise, olive):
    other = diaries.noise_report()
    until = timezone.localdate() + timedelta(days=9)
    services.warn_of_place(
        report=other,
        place=other.location,
        text="Go in <b>pairs</b>",
        ends_on=until,
        by=olive,
        at=LATER,
    )
    html = shown(desk, noise)
    assert html.index("Go in &lt;b&gt;pairs&lt;/b&gt;") < html.index('class="cs-case"')
    key = re.search(r'name="warning" value="(\d+)"', html)[1]
    assert act(desk, noise, "warning-end", warning=key, reason="Moved").status_code == 302
    assert "Go in" not in shown(desk, noise)[: html.index("cs-timeline")]


def test_what_the_reporter_said_since_stands_on_top(desk, noise):
    services.add_information(report=noise, text="Louder <i>again</i>", at=LATER)
    html = shown(desk, noise)
    assert html.index("Louder &lt;i&gt;again&lt;/i&gt;") < html.index("What the resident told us")


def test_every_type_of_event_belongs_to_one_part_of_the_timeline():
    assert set(timeline.KINDS) == set(Event.Type)
    assert set(timeline.KINDS.values()) == set(timeline.Show) - {timeline.Show.ALL}
    assert set(timeline.LABELS) == set(timeline.Show)


@pytest.mark.parametrize(
    ("show", "there", "gone"),
    [
        ("all", ["Landlord is away", "We come on Monday"], []),
        ("conversation", ["We come on Monday"], ["Landlord is away"]),
        ("notes", ["Landlord is away"], ["We come on Monday"]),
        ("log", ["receipt to the reporter"], ["Landlord is away"]),
        ("%00<script>", ["Landlord is away", "We come on Monday"], []),
    ],
)
def test_the_timeline_shows_the_part_that_is_asked_for(desk, noise, olive, show, there, gone):
    services.add_note(report=noise, text="Landlord is away", by=olive, at=LATER)
    services.send_update(report=noise, text="We come on Monday", by=olive, at=LATER)
    html = shown(desk, noise, f"?show={show}")
    happened = html[html.index('class="cs-timeline"') : html.index('aria-labelledby="letters"')]
    assert all(each in happened for each in there)
    assert not any(each in happened for each in gone)


def test_a_note_and_a_reply_are_told_apart_in_words_and_in_looks(desk, noise, olive):
    services.add_note(report=noise, text="Landlord is away", by=olive, at=LATER)
    services.send_update(report=noise, text="We come on Monday", by=olive, at=LATER)
    html = shown(desk, noise)
    note, reply = html.index('cs-voice--note"'), html.index('cs-voice--reply"')
    assert "Staff only" in html[note : note + 120]
    assert "To the reporter" in html[reply : reply + 120]
    assert re.search(
        r'cs-words--note" id="act-note">\s*<h3>Note for staff <span[^>]*>Staff only', html
    )
    assert re.search(r'id="reply">Reply to the reporter <span[^>]*>Goes to the reporter', html)


def test_mail_is_shown_as_it_was_written_with_what_became_of_it(desk, noise):
    told = words(shown(desk, noise))
    assert "We have your report" in told
    assert "Waiting to be sent" in told
    Email.objects.update(status=STATUS.sent)
    html = shown(desk, noise)
    assert "Waiting to be sent" not in html
    address = re.search(r'href="([^"]+/mails/\d+/)"', html)[1]
    letter = desk.get(address).content.decode()
    assert noise.reference in letter
    assert "Sent" in letter
    elsewhere = diaries.noise_report()
    assert desk.get(address.replace(f"/{noise.pk}/", f"/{elsewhere.pk}/")).status_code == 404
    assert desk.post(address).status_code == 405


def test_other_reports_are_shown_only_to_those_who_may_read_them(desk, noise):
    seen = diaries.noise_report()
    hidden = factories.report("street-harassment", HARASSMENT | CONTACT)
    assert seen.reporter_email == hidden.reporter_email
    for each in (seen, hidden):
        Report.objects.filter(pk=each.pk).update(received_at=noise.received_at - timedelta(days=9))
    html = shown(desk, noise)
    assert seen.reference in html
    assert hidden.reference in html
    desk.force_login(factories.staff("Case officers", noise.team.slug, "vawg", cleared=False))
    html = shown(desk, noise)
    assert seen.reference in html
    assert hidden.reference not in html


def test_a_report_joined_with_one_that_somebody_may_not_read_gives_nothing_of_it_away(desk, olive):
    first, main = (factories.report("street-harassment", HARASSMENT | CONTACT) for _ in range(2))
    triaged(first, olive)
    Report.objects.filter(pk=first.pk).update(restricted=False, status="triage")
    services.join(report=first, main=main, reason="Same man", by=olive, at=LATER)
    assert main.reference in shown(desk, first)
    desk.force_login(factories.staff("Case officers", "vawg", cleared=False))
    html = shown(desk, first)
    assert main.reference not in html
    assert "one that you do not see" in html


def test_an_anonymous_report_without_a_place_has_nothing_to_compare(desk):
    report = factories.report("street-harassment", HARASSMENT)
    assert "Nothing else that you can see" in shown(desk, report)


def test_triage_is_filled_in_from_what_the_reporter_said(pack, olive):
    report = factories.report("street-harassment", HARASSMENT | {"hate": {"hateful": "yes"}})
    filled = TriageForm(report, olive)
    assert [filled[code].value() for code in TriageForm.QUESTIONS] == ["no", "yes", "no", "yes"]
    assert filled["officer"].value() == olive.pk


def test_triage_of_a_plain_report_takes_one_press_on_its_page(desk, noise, olive):
    page = desk.get(case_page(noise))
    assert page.context["next"].acts == ("triage",)
    filled = form(page, "triage")
    sent = {name: filled[name].value() for name in filled.fields}
    desk.post(f"/admin/reporting/report/{noise.pk}/triage/", sent)
    noise.refresh_from_db()
    assert (noise.status, noise.officer) == ("allocated", olive)


def test_what_comes_next_stands_open_and_the_rest_is_folded(desk, noise, olive):
    triaged(noise, olive)
    html = shown(desk, noise)
    assert '<section class="cs-next__act" id="act-contact"' in html
    assert '<details class="cs-act" id="act-measure">' in html
    assert '<details class="cs-act" id="act-measure" open>' in shown(desk, noise, "?open=measure")


def test_every_act_has_one_place_to_which_links_lead(desk, noise, olive):
    triaged(noise, olive)
    services.plan_action(
        report=noise, text="Visit", due_on=timezone.localdate(), owner=olive, by=olive, at=LATER
    )
    page = desk.get(case_page(noise))
    ids = re.findall(r' id="([^"]+)"', page.content.decode())
    assert len(ids) == len(set(ids))
    offered = {each["name"] for each in page.context["offered"]} - {"warning-end"}
    assert {f"act-{name}" for name in offered} <= set(ids)


def test_a_data_protection_officer_reads_and_changes_nothing(noise):
    desk = Client()
    desk.force_login(factories.staff("Data protection officers"))
    html = shown(desk, noise)
    assert "You can read this report, but not work on it." in html
    assert f"/{noise.pk}/note/" not in html
    assert act(desk, noise, "note", text="x").status_code == 403


def test_the_place_is_shown_on_a_map_only_once_somebody_asks(desk):
    where = {"latitude": 51.585, "longitude": -0.015, "position": "map", "accuracy": None}
    answers = {**HARASSMENT, "where": {**HARASSMENT["where"], **where}}
    report = factories.report("street-harassment", answers)
    response = desk.get(case_page(report))
    html = response.content.decode()
    assert 'data-latitude="51.58500" data-longitude="-0.01500"' in html
    assert "tile.openstreetmap.org" in response["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="https?://[^"]*openstreetmap', html)


def test_a_case_costs_no_more_queries_when_much_has_happened(
    desk, olive, django_assert_max_num_queries, django_assert_num_queries
):
    report = factories.report("street-harassment", HARASSMENT | CONTACT)
    triaged(report, olive, risk="yes")
    other = factories.report("street-harassment", HARASSMENT | CONTACT)
    triaged(other, olive)
    services.join(report=other, main=report, reason="Same man", by=olive, at=LATER)
    today = timezone.localdate()
    police = Team.objects.get(slug="met-police")
    weighed = {each.code: each.options[0]["value"] for each in RiskFactor.objects.all()}

    def happen():
        at_once = {"report": report, "by": olive, "at": LATER}
        services.send_update(text="News", **at_once)
        services.plan_action(text="Visit", due_on=today, owner=olive, **at_once)
        asked = {"body": "", "reference": "CAD 1", "text": "Help"}
        services.refer(partner=police, referred_on=today, **asked, **at_once)
        services.assess_risk(answers=weighed, note="", **at_once)

    happen()
    desk.get(case_page(report))
    with django_assert_max_num_queries(25) as few:
        desk.get(case_page(report))
    for _ in range(3):
        happen()
    Event.objects.bulk_create(
        Event(report=report, type=Event.Type.NOTE, at=LATER, by=olive, text=f"Note {number}")
        for number in range(200)
    )
    with django_assert_num_queries(len(few)):
        desk.get(case_page(report))
