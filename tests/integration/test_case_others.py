"""An officer's words for all who reported the same: whom they reach, and what they never show."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from post_office.models import Email

from reporting import services
from reporting.models import Event, Report, SafeContact
from reporting.services import Refused
from reporting.services.replies import MOMENT
from reporting.tracking import timeline
from tests import factories
from tests.cases import act, case_page, form
from tests.casework import THURSDAY, TUESDAY, WEDNESDAY, fresh, make_case
from tests.factories import GRAFFITI, MONDAY_MORNING, staff

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

WORDS = "The wall is cleaned on Friday."
LATE = MONDAY_MORNING + timedelta(days=30)
CARLA, DEV = "carla@example.com", "dev@example.com"


def of_graffiti(email=None, **about):
    answers = GRAFFITI
    if email is not None:
        told = {"name": email.split("@")[0].title(), "email": email, "phone": "", **about}
        answers = GRAFFITI | {"about-you": GRAFFITI["about-you"] | told}
    return factories.report(answers=answers)


def nameless():
    return factories.report(answers=GRAFFITI | {"about-you": {"contact_level": "anonymous"}})


def joined(report, main, by, at=TUESDAY):
    services.join(report=report, main=main, reason="Same wall", by=by, at=at)
    return fresh(report)


@pytest.fixture
def nell():
    return staff("Case officers", "neighbourhoods", username="nell")


@pytest.fixture
def wall(nell):
    """Return a report of graffiti, with two others joined; their mail so far is forgotten."""
    main = of_graffiti()
    main.others = [joined(of_graffiti(email), main, nell) for email in (CARLA, DEV)]
    Email.objects.all().delete()
    return main


@pytest.fixture
def desk(client, nell, time_machine):
    time_machine.move_to(WEDNESDAY)
    client.force_login(nell)
    return client


def replied(report, by, at=WEDNESDAY, **more):
    """Write a reply for all, and let it leave."""
    reply = services.write_reply(report=report, text=WORDS, by=by, at=at, others=True, **more)
    services.send_replies(at=at + MOMENT)
    return reply


def mailed():
    return sorted(address for mail in Email.objects.all() for address in mail.to)


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_each_gets_their_own_mail_which_tells_nothing_of_the_others(wall, nell):
    replied(wall, nell)
    everybody = [wall, *wall.others]
    assert mailed() == sorted(each.reporter_email for each in everybody)
    for mine in everybody:
        (mail,) = Email.objects.filter(to=mine.reporter_email)
        text = f"{mail.subject} {mail.message} {mail.headers}"
        assert (mine.reference in text, WORDS in text) == (True, True)
        for other in set(everybody) - {mine}:
            private = (other.reference, other.reporter_email, other.reporter_name)
            assert not any(each in text for each in private)


def test_each_finds_it_on_the_page_of_their_report_and_staff_find_it_on_all(wall, nell, desk):
    replied(wall, nell, at=timezone.now() - timedelta(hours=1))
    for each in wall.others:
        last = timeline.timeline(each)[0]
        assert (last.words, last.text) == ("The team wrote to you.", WORDS)
        told = words(desk.get(case_page(each)).content.decode())
        assert f"written on {wall.reference}" in told
    assert "and to 2 other people who reported this" in words(
        desk.get(case_page(wall)).content.decode()
    )
    assert wall.events.get(type=Event.Type.UPDATE).data == {"public": False, "others": 2}


def test_without_the_box_nobody_else_hears(wall, nell):
    services.write_reply(report=wall, text=WORDS, by=nell, at=WEDNESDAY)
    services.send_replies(at=THURSDAY)
    assert mailed() == [wall.reporter_email]
    assert not Event.objects.filter(report__main=wall, type=Event.Type.UPDATE).exists()


def test_taken_back_once_it_reaches_nobody_and_comes_back_with_its_box(wall, nell, desk):
    act(desk, wall, "reply", text=WORDS, others="on")
    reply = wall.replies.get()
    assert "Goes to 2 other people who reported this too." in words(
        desk.get(case_page(wall)).content.decode()
    )
    act(desk, wall, "reply-back", reply=reply.pk)
    assert services.send_replies(at=THURSDAY) == 0
    assert mailed() == []
    offered = form(desk.get(case_page(wall)), "reply")
    assert (offered["text"].value(), offered["others"].value()) == (WORDS, True)


def test_jobs_that_run_again_send_nothing_again(wall, nell):
    replied(wall, nell)
    assert services.send_replies(at=THURSDAY) == 0
    assert len(mailed()) == 3


def test_who_left_no_address_or_asked_for_no_mail_is_left_out_and_not_counted(wall, nell, desk):
    by_phone = joined(of_graffiti("eve@example.com", phone="+442079460001"), wall, nell)
    SafeContact.objects.create(report=by_phone, channel="phone")
    joined(nameless(), wall, nell)
    again = joined(of_graffiti(CARLA), wall, nell)
    Email.objects.all().delete()
    offered = form(desk.get(case_page(wall)), "reply")["others"]
    assert offered.label == "Also send it to the 2 other people who reported this"
    assert "1 more can only be told on their own report." in offered.help_text
    replied(wall, nell)
    assert mailed() == sorted([wall.reporter_email, CARLA, DEV])
    assert by_phone.events.filter(type=Event.Type.UPDATE).count() == 0
    assert again.events.filter(type=Event.Type.UPDATE).count() == 1


def test_a_report_that_the_officer_may_not_read_is_not_counted_and_hears_nothing(
    case, officer, client, time_machine
):
    time_machine.move_to(LATE)
    cleared, hidden = (make_case(officer, email=email) for email in (CARLA, DEV))
    for each in (cleared, hidden):
        joined(each, case, officer)
    Report.objects.filter(pk=hidden.pk).update(restricted=True)
    Email.objects.all().delete()
    ann = staff("Case officers", "asb", username="ann", cleared=False)
    client.force_login(ann)
    page = client.get(case_page(case))
    assert "to the other person who" in form(page, "reply")["others"].label
    assert page.context["others_joined"].unheard == 1
    assert hidden.reference not in page.content.decode()
    reply = replied(case, ann)
    assert [each.pk for each in reply.others.all()] == [cleared.pk]
    assert mailed() == sorted([case.reporter_email, CARLA])
    assert case.events.get(type=Event.Type.UPDATE).data["others"] == 1


def test_words_about_a_restricted_case_stay_with_those_who_are_cleared(case, officer, client):
    other = joined(make_case(officer, email=CARLA), case, officer)
    Report.objects.filter(pk=case.pk).update(restricted=True)
    client.force_login(officer)
    assert "others" not in form(client.get(case_page(case)), "reply").fields
    with pytest.raises(Refused, match="Nobody else"):
        services.write_reply(report=fresh(case), text=WORDS, by=officer, at=WEDNESDAY, others=True)
    Report.objects.filter(pk=other.pk).update(restricted=True)
    Email.objects.all().delete()
    replied(fresh(case), officer)
    (mail,) = Email.objects.filter(to=CARLA)
    assert WORDS not in mail.message  # who reads over a shoulder learns a reference


@pytest.mark.parametrize("change", ["reopened", "restricted", "left the team"])
def test_what_changes_before_it_leaves_keeps_it_back(wall, nell, change):
    carlas = wall.others[0]
    services.write_reply(report=wall, text=WORDS, by=nell, at=WEDNESDAY, others=True)
    if change == "reopened":
        services.call_not_fixed(report=carlas, text="Not the same wall", at=WEDNESDAY)
    elif change == "restricted":
        nell.groups.remove(nell.groups.get(name="Cleared for restricted reports"))
        Report.objects.filter(pk=carlas.pk).update(restricted=True)
    else:
        nell.teams.clear()
    Email.objects.all().delete()
    services.send_replies(at=THURSDAY)
    hear = [] if change == "left the team" else [DEV]
    assert mailed() == sorted([wall.reporter_email, *hear])
    assert carlas.events.filter(type=Event.Type.UPDATE).count() == 0


def test_who_joined_after_it_was_written_is_nobody_its_author_had_in_mind(wall, nell):
    services.write_reply(report=wall, text=WORDS, by=nell, at=WEDNESDAY, others=True)
    joined(of_graffiti("eve@example.com"), wall, nell, at=WEDNESDAY)
    Email.objects.all().delete()
    services.send_replies(at=THURSDAY)
    assert mailed() == sorted([wall.reporter_email, CARLA, DEV])


def test_it_reaches_them_although_the_main_report_was_joined_meanwhile(wall, nell):
    services.write_reply(report=wall, text=WORDS, by=nell, at=WEDNESDAY, others=True)
    joined(wall, of_graffiti("eve@example.com"), nell, at=WEDNESDAY)
    Email.objects.all().delete()
    services.send_replies(at=THURSDAY)
    assert mailed() == sorted([wall.reporter_email, CARLA, DEV])


def test_what_somebody_has_said_on_their_own_report_stays_unread(wall, nell):
    services.add_information(report=wall.others[0], text="And a bin", at=WEDNESDAY)
    replied(wall, nell, at=THURSDAY)
    assert wall.others[0].unread.count() == 1


def test_the_box_is_ticked_for_things_and_for_people_an_officer_thinks_first(
    wall, nell, case, officer, desk
):
    assert form(desk.get(case_page(wall)), "reply")["others"].value() is True
    for alone in (wall.others[0], of_graffiti()):
        assert "others" not in form(desk.get(case_page(alone)), "reply").fields
    joined(make_case(officer, email=CARLA), case, officer)
    desk.force_login(officer)
    offered = form(desk.get(case_page(case)), "reply")["others"]
    assert offered.value() is False
    assert offered.label == "Also send it to the other person who reported this"
    assert "names nobody" in offered.help_text


def test_a_refused_reply_keeps_its_box_and_a_late_one_meets_what_was_joined(wall, nell, desk):
    page = act(desk, wall, "reply", text="", others="on")
    assert page.status_code == 422
    assert form(page, "reply")["others"].value() is True
    seen = wall.events.latest("pk").pk
    joined(of_graffiti("eve@example.com"), wall, nell)
    page = act(desk, wall, "reply", text=WORDS, others="on", seen=seen)
    assert page.status_code == 409
    assert "Also send it to the 3 other people" in page.content.decode()
    assert not wall.replies.exists()


def test_the_case_page_tells_who_has_not_heard_until_they_have(wall, nell, desk, time_machine):
    assert not desk.get(case_page(wall)).context["others_joined"].unheard
    time_machine.move_to(LATE)
    desk.force_login(nell)
    told = words(desk.get(case_page(wall)).content.decode())
    assert "2 people who reported this have not heard from us for too long" in told
    assert "one of them since 24 November" in told
    assert told.count("Has not heard") == 2
    services.send_update(report=wall.others[0], text="Soon", by=nell, at=LATE)
    told = words(desk.get(case_page(wall)).content.decode())
    assert "1 person who reported this has not heard from us since 24 November" in told
    replied(wall, nell, at=LATE)
    assert "Has not heard" not in desk.get(case_page(wall)).content.decode()


def test_while_the_case_waits_for_somebody_nobody_counts_as_forgotten(
    case, officer, client, time_machine
):
    joined(make_case(officer, email=CARLA), case, officer)
    asked = {"reason": "resident", "text": "Diary", "look_again_on": LATE.date()}
    services.pause(report=case, by=officer, at=WEDNESDAY, **asked)
    time_machine.move_to(LATE - timedelta(days=1))
    client.force_login(officer)
    assert client.get(case_page(case)).context["others_joined"].unheard == 0
    services.resume(report=case, text="It came", by=officer, at=timezone.now())
    assert client.get(case_page(case)).context["others_joined"].unheard == 1


def test_the_page_of_a_main_report_costs_no_more_queries_with_many_joined(
    wall, nell, desk, django_assert_max_num_queries, django_assert_num_queries
):
    desk.get(case_page(wall))
    with django_assert_max_num_queries(25) as few:
        desk.get(case_page(wall))
    with transaction.atomic():
        for number in range(6):
            joined(of_graffiti(f"r{number}@example.com"), wall, nell)
    with django_assert_num_queries(len(few)):
        desk.get(case_page(wall))
