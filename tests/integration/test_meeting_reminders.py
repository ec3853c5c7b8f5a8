"""Mails before panel meetings: to those who asked, once, and in the right words."""

import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from post_office.models import Email, EmailTemplate

from community.models import PanelMeeting, Subscriber
from community.services import meetings as services
from tests import panels
from tests.panels import NOW, evening

pytestmark = pytest.mark.usefixtures("pack")


def subscriber(email="amina@example.com", *wards, **given):
    told = {"meetings": True, "newsletter": False, "asked_at": NOW, "confirmed_at": NOW} | given
    made = Subscriber.objects.create(email=email, **told)
    made.wards.set([panels.ward(slug) for slug in wards])
    return made


def mails(name="meeting_reminder"):
    found = Email.objects.filter(template__name=name).order_by("pk")
    return {mail.to[0]: mail.email_message() for mail in found}


SOON = evening(2026, 11, 25)  # two days from now


def test_those_who_confirmed_and_chose_the_ward_or_none_get_one_mail_each_and_no_more():
    subscriber("ward@example.com", "hoe-street", "valley")
    subscriber("all@example.com")
    subscriber("elsewhere@example.com", "valley")
    subscriber("unconfirmed@example.com", confirmed_at=None)
    subscriber("bounced@example.com", stopped_at=NOW)
    subscriber("newsletter@example.com", meetings=False)
    meeting = panels.meeting(SOON)
    panels.meeting(evening(2026, 12, 8), "valley")  # not soon
    panels.meeting(NOW - timedelta(hours=1), "leyton")  # has begun
    assert services.remind(at=NOW) == 2
    assert services.remind(at=NOW + timedelta(minutes=5)) == 0
    assert mails().keys() == {"ward@example.com", "all@example.com"}
    meeting.refresh_from_db()
    assert meeting.reminded_at == NOW


def test_the_mail_says_when_and_where_and_lets_go_by_one_click():
    who = subscriber()
    meeting = panels.meeting(
        SOON, "hale-end-highams-park-south", online_url="https://meet.example/a"
    )
    call_command("community_jobs")
    services.remind(at=NOW)
    (mail,) = mails().values()
    when = "Wednesday 25 November 2026, 7pm to 8:30pm"
    assert mail.subject == f"Hale End & Highams Park South ward panel: {when}"
    for words in (
        f"When: {when}",
        "Where: Town Hall, Forest Road, Walthamstow, E17",
        "Step-free access: yes",
        "Join online: https://meet.example/a",
        f"http://localhost:8000{meeting.get_absolute_url()}",
        f"http://localhost:8000/newsletter/mine/{who.key}/",
    ):
        assert words in mail.body
    leave = f"http://localhost:8000/newsletter/leave/{who.key}/"
    assert mail.extra_headers["List-Unsubscribe"] == f"<{leave}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert leave in mail.body


def test_how_many_days_before_is_the_councils_to_say():
    subscriber()
    meeting = panels.meeting(evening(2026, 12, 8))
    assert services.remind(at=meeting.starts_at - timedelta(days=3, minutes=1)) == 0
    assert services.remind(at=meeting.starts_at - timedelta(days=3)) == 1


def test_a_round_that_breaks_off_queues_nothing_and_goes_on_next_time(monkeypatch):
    subscriber()
    panels.meeting(SOON)
    panels.meeting(SOON + timedelta(hours=2), "valley")
    with monkeypatch.context() as broken:

        def stop(meeting):
            raise KeyboardInterrupt

        broken.setattr("community.meeting_mails.meeting_queries.who_wants_reminders", stop)
        with pytest.raises(KeyboardInterrupt):
            services.remind(at=NOW)
    assert not Email.objects.exists()
    assert not PanelMeeting.objects.exclude(reminded_at=None).exists()
    assert services.remind(at=NOW) == 2
    assert services.remind(at=NOW) == 0


def test_a_slip_in_the_wording_loses_no_reminder():
    subscriber()
    panels.meeting(SOON)
    template = EmailTemplate.objects.get(name="meeting_reminder")
    right, template.content = template.content, "{% nonsense %}"
    template.save()
    assert services.remind(at=NOW) == 0
    template.content = right
    template.save()
    assert services.remind(at=NOW) == 1


def test_a_cancelled_meeting_is_announced_as_cancelled_at_its_time_or_at_once_to_the_reminded():
    subscriber()
    cancelled = panels.meeting(SOON, cancelled=True)
    reminded = panels.meeting(SOON + timedelta(hours=2), "valley")
    services.remind(at=NOW)
    assert len(mails("meeting_cancelled")) == len(mails()) == 1
    (mail,) = mails("meeting_cancelled").values()
    assert mail.subject == "Cancelled: Hoe Street ward panel on Wednesday 25 November 2026"
    reminded.refresh_from_db()
    reminded.cancelled = True
    services.save(meeting=reminded, at=NOW)
    assert Email.objects.filter(template__name="meeting_cancelled").count() == 2
    services.remind(at=NOW + timedelta(minutes=5))
    assert Email.objects.count() == 3
    cancelled.refresh_from_db()
    cancelled.cancelled = False  # held after all
    services.save(meeting=cancelled, at=NOW)
    assert services.remind(at=NOW + timedelta(minutes=10)) == 1
    assert Email.objects.filter(template__name="meeting_reminder").count() == 2


def test_a_meeting_that_moves_tells_those_who_were_reminded_and_reminds_them_of_the_new_day():
    subscriber()
    meeting = panels.meeting(SOON)
    meeting.venue = "Library"  # before anybody was told: the reminder itself is right
    services.save(meeting=meeting, at=NOW)
    services.remind(at=NOW)
    assert "Library" in mails()["amina@example.com"].body
    meeting.refresh_from_db()
    meeting.agenda = "Bins"  # sends nobody to the wrong place
    services.save(meeting=meeting, at=NOW)
    assert not mails("meeting_changed")
    later = timedelta(days=14)
    meeting.starts_at, meeting.ends_at = meeting.starts_at + later, meeting.ends_at + later
    services.save(meeting=meeting, at=NOW)
    (mail,) = mails("meeting_changed").values()
    assert mail.subject.startswith("Changed: Hoe Street ward panel is on Wednesday 9 December 2026")
    assert services.remind(at=NOW) == 0
    assert services.remind(at=NOW + later) == 1
    meeting.refresh_from_db()
    meeting.venue = "Town Hall"  # so near that the mail of the change is the reminder
    services.save(meeting=meeting, at=NOW + later)
    assert services.remind(at=NOW + later) == 0
    assert Email.objects.filter(template__name="meeting_changed").count() == 2


def test_minutes_of_a_meeting_that_is_over_are_no_news():
    subscriber()
    meeting = panels.meeting(SOON)
    services.remind(at=NOW)
    meeting.refresh_from_db()
    meeting.venue, meeting.minutes_url = "Library", "https://example.com/minutes.pdf"
    services.save(meeting=meeting, at=SOON + timedelta(days=1))
    assert Email.objects.count() == 1
    assert meeting.sequence == 1


def test_a_meeting_that_nobody_asked_about_is_settled_too():
    meeting = panels.meeting(SOON)
    assert services.remind(at=NOW) == 0
    meeting.refresh_from_db()
    assert meeting.reminded_at == NOW


def test_a_topic_of_the_same_page_is_kept_once():
    told = {"ward": panels.ward(), "words": "Cars", "email": "", "at": NOW}
    key = uuid.uuid4()
    assert services.take_topic(key=key, **told) == services.take_topic(key=key, **told)
