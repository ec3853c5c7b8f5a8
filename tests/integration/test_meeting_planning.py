"""Panel meetings in the back office: one by one, and a whole quarter at once."""

import pytest
from django.utils import timezone

from community import meeting_queries
from community.models import PanelMeeting, PanelPriority, WardTeam
from community.services import meetings as services
from places.models import Ward
from tests import factories, panels
from tests.asking import text_of
from tests.panels import NOW, evening

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

ADD = "/admin/community/panelmeeting/add/"
PLAN = "/admin/community/panelmeeting/plan/"
WITHOUT = "/admin/community/panelmeeting/without/"
QUARTER = {"first": "2026-12", "number": "2", "weekday": "1", "starts": "19:00", "ends": "20:30"}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def told(of="hoe-street", day="08/12/2026", starts="19:00", ends="20:30", **more):
    return {
        "ward": panels.ward(of).pk,
        "starts_at_0": day,
        "starts_at_1": starts,
        "ends_at_0": day,
        "ends_at_1": ends,
        **panels.PLACE,
        **more,
    }


def test_staff_enter_a_meeting_and_each_later_change_raises_its_number(desk):
    assert desk.post(ADD, told(agenda="Bins")).status_code == 302
    meeting = PanelMeeting.objects.get()
    assert (meeting.starts_at, meeting.changed_at, meeting.sequence) == (
        evening(2026, 12, 8),
        NOW,
        0,
    )
    page = f"/admin/community/panelmeeting/{meeting.pk}/change/"
    desk.post(page, told(agenda="Bins"))
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    desk.post(page, told(agenda="Bins", cancelled="on"))
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.cancelled) == (1, True)
    assert "Cancelled: no → yes." in text_of(desk.get(page.replace("change", "history")))
    assert "Cancelled" in text_of(desk.get("/admin/community/panelmeeting/"))


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"ends": "18:00"}, "ends_at", "This is before the meeting starts. Choose a later time."),
        ({"venue": ""}, "venue", "Say where it is"),
        ({"starts": "20:00", "ends": "21:00"}, "starts_at", "This ward has a meeting then already"),
        ({"of": "valley"}, "starts_at", "Hoe Street meets then, and a team serves both wards"),
        ({"day": "8th"}, "starts_at", "Enter a day such as 13/10/2026."),
        ({"starts": "7pm"}, "starts_at", "Enter a time such as 19:00."),
        ({"postcode": "none"}, "postcode", "Enter a whole postcode, like E17 4JF"),
    ],
)
def test_what_is_wrong_with_a_meeting_stands_beside_its_field(desk, more, field, sentence):
    panels.team("hoe-street", "valley")
    panels.meeting()
    response = desk.post(ADD, told(**more))
    assert response.status_code == 200
    error, *_ = response.context["adminform"].form.errors[field]
    assert error.startswith(sentence)
    assert PanelMeeting.objects.count() == 1


def test_a_move_is_told_in_the_history_as_people_say_a_moment_and_a_priority_is_a_link_away(desk):
    page = f"/admin/community/panelmeeting/{panels.meeting().pk}/change/"
    desk.post(page, told(day="15/06/2027", postcode="e174jf"))
    said = text_of(desk.get(page.replace("change", "history")))
    assert "Starts at: 8 Dec 2026, 19:00 → 15 Jun 2027, 19:00." in said
    assert PanelMeeting.objects.get().postcode == "E17 4JF"
    assert "agreed_on=2027-06-15" in desk.get(page).content.decode()
    assert "tick “Cancelled”" in text_of(desk.get(page.replace("change", "delete")))


def test_neither_a_team_of_every_ward_nor_a_cancelled_meeting_nor_the_next_hour_clashes(desk):
    WardTeam.objects.create(name="Safety officers", organisation="council")
    panels.team("hoe-street", "valley")
    panels.meeting(cancelled=True)
    panels.meeting(evening(2026, 12, 8, hour=20), "wood-street")
    assert desk.post(ADD, told("valley")).status_code == 302
    assert desk.post(ADD, told(starts="20:30", ends="22:00")).status_code == 302
    again = desk.post(ADD, told())  # in calendars the two would stand as one
    assert "A cancelled meeting of this ward stands at that time" in text_of(again)


def wards_of(*slugs):
    return {"wards": slugs or [ward.slug for ward in Ward.objects.all()]}


def proposed(client, *wards, **more):
    return client.get(PLAN, QUARTER | {"keep": "on"} | wards_of(*wards) | more)


def filled_in(response, **venue):
    """Return what a browser would send back of the table that is proposed."""
    table = response.context["table"]
    data = {f"row-{name}": table.management_form[name].value() for name in ("TOTAL_FORMS",)}
    data["row-INITIAL_FORMS"] = data["row-TOTAL_FORMS"]
    for number, form in enumerate(table):
        for field in form:
            value = field.value()
            if hasattr(value, "isoformat"):
                value = f"{value:%H:%M}" if hasattr(value, "hour") else value.isoformat()
            if value not in (None, False):
                data[f"row-{number}-{field.name}"] = "on" if value is True else value
        data |= {f"row-{number}-{name}": value for name, value in (panels.PLACE | venue).items()}
    return data


def store(client, data):
    return client.post(PLAN, data)


def test_a_quarter_for_all_wards_is_proposed_changed_and_stored_once_however_often_it_is_sent(
    desk, django_assert_max_num_queries
):
    panels.team("hoe-street", "valley", "wood-street")
    panels.meeting(evening(2026, 9, 29), "leyton", venue="Leyton Library")
    with django_assert_max_num_queries(20):
        page = proposed(desk)
    rows = {row.initial["ward"]: row.initial for row in page.context["table"]}
    assert len(rows) == Ward.objects.count() == 22
    # The last Tuesday of the quarter's first month lies between Christmas and New Year.
    assert rows["leyton"]["day"].isoformat() == "2027-01-05"
    assert rows["leyton"]["venue"] == "Leyton Library"
    days = [rows[slug]["day"] for slug in ("hoe-street", "valley", "wood-street")]
    assert len(set(days)) == 3
    assert "is not free" in text_of(page)
    data = filled_in(page)
    data["row-0-day"] = "2027-01-14"
    with django_assert_max_num_queries(30):
        response = store(desk, data)
    assert response.status_code == 302
    assert PanelMeeting.objects.filter(changed_at=NOW, starts_at__gt=NOW).count() == 22
    first = panels.ward(data["row-0-ward"]).panel_meetings.latest("starts_at")
    assert timezone.localtime(first.starts_at) == evening(2027, 1, 14)
    planned = f"/admin/community/panelmeeting/{first.pk}/history/"
    assert "edith" in text_of(desk.get(planned))
    assert first.address == panels.PLACE["address"]
    assert "22 were there already. Nothing is doubled." in text_of(
        desk.post(PLAN, data, follow=True)
    )
    assert PanelMeeting.objects.filter(starts_at__gt=NOW).count() == 22
    assert "There is no ward left to plan" in text_of(proposed(desk))
    assert text_of(desk.get(WITHOUT)).count("Every ward has a meeting to come") == 1


def test_one_wrong_row_keeps_the_whole_table_out_and_says_so_beside_it(desk):
    panels.team("hoe-street", "valley")
    page = proposed(desk, "hoe-street", "valley", "leyton")
    slugs = [row.initial["ward"] for row in page.context["table"]]
    valley, street, leyton = (slugs.index(slug) for slug in ("valley", "hoe-street", "leyton"))
    data = filled_in(page)
    for changes, row, field, sentence in (
        ({f"row-{leyton}-ends": "18:00"}, leyton, "ends", "This is before the meeting starts."),
        ({f"row-{leyton}-venue": ""}, leyton, "venue", "Give a venue"),
        ({f"row-{leyton}-day": "2026-11-23"}, leyton, "day", "Choose a day that is still to come"),
        ({f"row-{leyton}-day": "31/02"}, leyton, "day", "Enter a day such as"),
        ({f"row-{leyton}-day": ""}, leyton, "day", "Choose a day."),
        ({f"row-{leyton}-ward": "atlantis"}, leyton, "ward", "This ward is not there any more."),
        (
            {f"row-{valley}-day": data[f"row-{street}-day"]},
            max(valley, street),
            "day",
            f"{'Hoe Street' if valley > street else 'Valley'} meets then",
        ),
    ):
        response = store(desk, data | changes)
        assert response.status_code == 422
        (error,) = response.context["table"].forms[row].errors[field]
        assert error.startswith(sentence)
        assert "Nothing is stored yet" in text_of(response)
        assert not PanelMeeting.objects.exists()
    unticked = {name: value for name, value in data.items() if not name.endswith("-plan")}
    assert "Tick at least one ward" in text_of(store(desk, unticked))
    assert store(desk, {}).status_code == 422
    assert not PanelMeeting.objects.exists()
    # A row that is not ticked may be wrong.
    data = {name: each for name, each in data.items() if name != f"row-{leyton}-plan"}
    assert store(desk, data | {f"row-{leyton}-venue": ""}).status_code == 302
    assert PanelMeeting.objects.count() == 2


def test_a_meeting_that_was_entered_meanwhile_keeps_the_table_out(desk):
    page = proposed(desk, "hoe-street", "leyton")
    data = filled_in(page)
    row = page.context["table"].forms[0].initial
    panels.meeting(evening(2026, 12, row["day"].day, hour=18), row["ward"])
    response = store(desk, data)
    assert "This ward has a meeting then already" in text_of(response)
    assert PanelMeeting.objects.count() == 1


def test_a_ward_keeps_its_own_day_unless_all_shall_meet_on_one(desk):
    panels.meeting(evening(2026, 10, 15), "leyton")  # third Thursday, second month of the quarter
    (row,) = proposed(desk, "leyton").context["table"]
    assert row.initial["day"].isoformat() == "2027-01-21"
    (row,) = desk.get(PLAN, QUARTER | wards_of("leyton")).context["table"]
    assert row.initial["day"].isoformat() == "2026-12-08"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first": "2020-01"}, "Choose a month from the list."),
        ({"ends": "18:00"}, "This is before the meetings start."),
        ({"starts": "soon"}, "Enter a time such as 19:00"),
        ({"wards": ["atlantis\0"]}, "Choose wards from the list."),
        ({"wards": []}, "Choose at least one ward."),
    ],
)
def test_what_cannot_be_planned_is_told_before_a_day_is_looked_for(desk, wrong, sentence):
    response = desk.get(PLAN, QUARTER | wards_of("leyton") | wrong)
    assert response.status_code == 422
    assert sentence in text_of(response)


def test_wards_without_a_meeting_are_listed_with_their_last_one_and_counted_on_the_front_page(
    desk, client
):
    for slug in ("leyton", "valley"):
        panels.meeting(evening(2026, 9, 8, hour=18 if slug == "leyton" else 20), slug)
    panels.meeting(of="valley", cancelled=True)
    panels.meeting(of="hoe-street")
    panels.topic()
    page = text_of(desk.get(WITHOUT))
    assert "21 wards have no meeting to come" in page
    assert page.count("8 September 2026") == 2
    assert "Hoe Street" not in page
    assert set(meeting_queries.without_next(NOW)) == set(Ward.objects.exclude(slug="hoe-street"))
    front = text_of(desk.get("/admin/"))
    assert f'<a href="{WITHOUT}">Wards without a next meeting</a></th><td>21</td>' in front
    assert "Topics from residents, not handled</a></th><td>1</td>" in front
    client.force_login(factories.staff("Case officers", "asb"))
    assert "Ward panels" not in text_of(client.get("/admin/"))
    for path in (WITHOUT, PLAN):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code in (403, 405)


def test_priorities_and_teams_are_edited_with_old_and_new_in_their_history(desk):
    priority, team = panels.priority(), panels.team("hoe-street")
    page = f"/admin/community/panelpriority/{priority.pk}/change/"
    fields = {"ward": priority.ward_id, "title": "Speeding", "agreed_on": "08/09/2026"}
    refused = desk.post(page, fields | {"done": "31 drivers were fined."})
    beside = refused.context["adminform"].form.errors
    assert beside == {"done_on": ["Say on which day you told what was done."]}
    elsewhere = desk.post(page, fields | {"meeting": panels.meeting(of="leyton").pk})
    assert "Choose one of Hoe Street." in text_of(elsewhere)
    told_on = {"done": "31 drivers were fined.", "done_on": "20/11/2026"}
    assert desk.post(page, fields | told_on).status_code == 302
    assert PanelPriority.objects.get().done == "31 drivers were fined."
    page = f"/admin/community/wardteam/{team.pk}/change/"
    fields = {"name": team.name, "organisation": "police", "wards": [panels.ward("leyton").pk]}
    assert desk.post(page, fields).status_code == 302
    assert "Hoe Street → Leyton" in text_of(desk.get(page.replace("change", "history")))
    assert meeting_queries.sharing().keys() == {panels.ward("leyton").pk}


def test_the_list_leads_to_planning_and_shows_meetings_without_minutes(desk):
    panels.meeting(evening(2026, 9, 8))
    panels.meeting()
    page = text_of(desk.get("/admin/community/panelmeeting/"))
    assert PLAN in page
    assert "Tue 8 Dec 2026" in page
    assert "Tue 8 Sep 2026" not in page
    assert "Tue 8 Sep 2026" in text_of(desk.get("/admin/community/panelmeeting/?time=minutes"))
    services.save(meeting=panels.meeting(evening(2026, 6, 9), minutes_url="https://a.uk"), at=NOW)
    assert "Jun 2026" not in text_of(desk.get("/admin/community/panelmeeting/?time=minutes"))
