"""Many reports at once: first what will happen to each, then one by one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from reporting import services
from reporting.models import Event, Report, Team
from tests import factories
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

QUEUE = reverse("admin:reporting_report_changelist")


class Desk:
    """An officer who works on many reports at once."""

    def __init__(self, group, *teams, **kwargs):
        self.user = factories.staff(group, *teams, **kwargs)
        self.client = Client()
        self.client.force_login(self.user)

    def post(self, name, reports, **data):
        chosen = [getattr(each, "pk", each) for each in reports]
        address = reverse(f"admin:report_bulk_{name}")
        return self.client.post(address, {"report": chosen, **data})

    def do(self, name, reports, **data):
        """Look at what will happen, then do just that."""
        shown = self.post(name, reports, step="look", **data)
        assert shown.status_code == 200, shown.content.decode()
        return self.client.post(
            reverse(f"admin:report_bulk_{name}"),
            {"report": shown.context["values"], "step": "do", **data},
            follow=True,
        )


@pytest.fixture
def desk():
    return Desk("Case officers", "neighbourhoods")


@pytest.fixture
def colleague():
    return factories.staff("Case officers", "neighbourhoods", username="bea")


def test_many_reports_are_given_to_an_officer(desk, colleague):
    reports = [factories.report() for _ in range(3)]
    page = desk.do("officer", reports, officer=colleague.pk, reason="Her patch").content.decode()
    assert "Given to the officer: 3 of 3." in page
    assert set(Report.objects.values_list("officer", flat=True)) == {colleague.pk}
    assert (
        Event.objects.filter(type=Event.Type.ASSIGNED, by=desk.user, text="Her patch").count() == 3
    )


def test_what_will_happen_is_shown_before_and_has_not_happened_yet(desk, colleague):
    ready, hers = factories.report(), factories.report()
    services.assign(report=hers, officer=colleague, by=desk.user, at=MONDAY_MORNING)
    mails, events = Email.objects.count(), Event.objects.count()
    shown = desk.post("officer", [ready, hers], step="look", officer=colleague.pk)
    page = shown.content.decode()
    assert "1 report can be done." in page
    assert "bea has this report already." in page
    assert (Email.objects.count(), Event.objects.count()) == (mails, events)
    ready.refresh_from_db()
    assert ready.officer is None


def test_one_that_is_refused_stops_no_other(desk, colleague):
    hers, ready = factories.report(), factories.report()
    services.assign(report=hers, officer=colleague, by=desk.user, at=MONDAY_MORNING)
    page = desk.do("officer", [hers, ready], officer=colleague.pk).content.decode()
    assert "Given to the officer: 1 of 2." in page
    assert f"Left alone: {hers.reference}. bea has this report already." in page


def test_a_report_that_changed_meanwhile_is_left_alone_and_named(desk, colleague):
    quiet, busy = factories.report(), factories.report()
    data = {"officer": colleague.pk}
    shown = desk.post("officer", [quiet, busy], step="look", **data)
    services.add_note(report=busy, text="Wait", by=colleague, at=MONDAY_MORNING)
    page = desk.client.post(
        reverse("admin:report_bulk_officer"),
        {"report": shown.context["values"], "step": "do", **data},
        follow=True,
    ).content.decode()
    assert "Given to the officer: 1 of 2." in page
    assert f"Left alone: {busy.reference}. Somebody worked on it meanwhile." in page
    busy.refresh_from_db()
    assert busy.officer is None


def test_many_reports_are_given_to_another_team_which_gets_a_mail_for_each(desk):
    reports = [factories.report() for _ in range(2)]
    team = Team.objects.get(slug="waste-enforcement")
    shown = desk.post("team", reports, step="look", team=team.pk, reason="Theirs").content.decode()
    assert shown.count("The team</td>") == 2
    before = Email.objects.count()
    desk.do("team", reports, team=team.pk, reason="Theirs")
    assert set(Report.objects.values_list("team", flat=True)) == {team.pk}
    assert Email.objects.count() == before + 2


def test_many_reports_are_closed_as_duplicates_and_their_reporters_are_told(desk):
    main, *same = (factories.report() for _ in range(3))
    data = {"main": main.reference.lower().replace("-", ""), "reason": "One wall"}
    shown = desk.post("duplicates", [main, *same], step="look", **data).content.decode()
    assert shown.count("The reporter") >= 2
    assert "It is the main report: it stays as it is." in shown
    assert "What a reporter gets, for example" in shown
    desk.do("duplicates", [main, *same], **data)
    assert set(Report.objects.filter(main=main).values_list("status", flat=True)) == {"duplicate"}
    assert Report.objects.filter(main=main).count() == 2


def test_of_several_duplicates_the_oldest_that_is_open_is_offered_as_the_main_report(desk):
    ended, newer, older = (
        factories.report(at=MONDAY_MORNING - timedelta(days=days)) for days in (3, 1, 2)
    )
    Report.objects.filter(pk=ended.pk).update(status="duplicate", main=newer, next_at=None)
    several = desk.post("duplicates", [newer, ended, older]).content.decode()
    assert f'name="main" value="{older.reference}"' in several
    assert 'name="main" value=' not in desk.post("duplicates", [newer]).content.decode()


def test_reports_about_people_are_never_closed_as_duplicates():
    desk = Desk("Case officers", "vawg")
    main, same = (factories.report("street-harassment", factories.HARASSMENT) for _ in range(2))
    page = desk.do("duplicates", [same], main=main.reference, reason="x").content.decode()
    assert "It is about people" in page
    same.refresh_from_db()
    assert same.is_open


def test_a_main_report_of_another_team_does_not_exist(desk):
    report, main = factories.report(), factories.report()
    Report.objects.filter(pk=main.pk).update(team=Team.objects.get(slug="housing"))
    page = desk.post("duplicates", [report], step="look", main=main.reference, reason="x")
    assert page.status_code == 422
    assert "No report of your teams has this reference." in page.content.decode()


def test_a_report_of_another_team_is_left_out_and_stays_as_it_is(desk, colleague):
    ours, theirs = factories.report(), factories.report()
    Report.objects.filter(pk=theirs.pk).update(team=Team.objects.get(slug="housing"))
    shown = desk.post("officer", [ours, theirs, 999_999_999]).content.decode()
    assert "2 of those you chose are not reports of your teams" in shown
    assert theirs.reference not in shown
    desk.do("officer", [ours, theirs], officer=colleague.pk)
    theirs.refresh_from_db()
    assert theirs.officer is None


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("officer", {}, "Choose who works on them."),
        ("officer", {"officer": "x"}, "Choose one of the officers in the list."),
        ("officer", {"officer": "9" * 40}, "Choose one of the officers in the list."),
        ("team", {"team": "0"}, "Choose one of the teams in the list."),
        ("team", {"reason": "Theirs"}, "Choose the team that should have these reports."),
        ("duplicates", {"reason": "a\0b"}, "Null characters are not allowed."),
        (
            "duplicates",
            {"main": "<b>", "reason": "x"},
            "No report of your teams has this reference.",
        ),
    ],
)
def test_a_wrong_input_is_told_and_what_was_typed_stays(desk, name, data, sentence):
    page = desk.post(name, [factories.report()], step="look", **data)
    assert page.status_code == 422
    html = page.content.decode()
    assert html.count(sentence) == 2  # on top and next to the field
    assert data.get("reason", "").replace("\0", "") in html.replace("\0", "")


@pytest.mark.parametrize("chosen", [[], ["x", "1:x", "-1", "9" * 30, "1\0"], [*range(1, 202)]])
def test_choosing_nothing_or_too_much_leads_back_with_a_sentence(desk, chosen):
    factories.report()
    response = desk.post("officer", chosen, back="?state=all")
    assert response["Location"] == f"{QUEUE}?state=all"
    page = desk.client.get(response["Location"]).content.decode()
    assert "Choose at" in page


@pytest.mark.parametrize(
    "back", ["//evil.example", "?x\r\nSet-Cookie: a=b", "a\0", "https://evil.example"]
)
def test_the_way_back_leads_to_the_queue_whatever_is_sent(desk, back):
    response = desk.post("officer", [], back=back)
    assert response["Location"].startswith(f"{QUEUE}?")
    assert "Set-Cookie" not in response.headers or "a=b" not in response.headers["Set-Cookie"]


@pytest.mark.parametrize("group", ["Data protection officers", "Content editors", "Administrators"])
@pytest.mark.parametrize("name", ["officer", "team", "duplicates"])
def test_who_does_not_work_on_reports_does_nothing_with_many(group, name):
    desk = Desk(group, "neighbourhoods")
    assert desk.post(name, [factories.report()]).status_code == 403
    assert 'formaction="' not in desk.client.get(QUEUE).content.decode()


@pytest.mark.parametrize("name", ["officer", "team", "duplicates"])
def test_it_is_done_by_post_only(desk, name):
    assert desk.client.get(reverse(f"admin:report_bulk_{name}")).status_code == 405
