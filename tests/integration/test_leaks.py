"""A marker in every field of private reports and questions: no public output shows it."""

import pytest
from django.core.cache import cache
from post_office.models import Email

from faq.models import ResidentQuestion, Response
from reporting.models import Report
from tests.leaks import EMAIL, MARK, Stranger, plant

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def planted(time_machine):
    """Plant the reports on a day on which the links and diaries of the test are fresh."""
    time_machine.move_to("2026-11-23T12:00:00+00:00")
    return plant()


def test_no_public_output_shows_anything_of_a_private_report(planted, caplog):
    caplog.set_level("INFO")
    stranger = Stranger()
    stranger.look_everywhere(planted)
    stranger.search("the log", caplog.text)
    assert stranger.found == {}
    assert len(stranger.seen) > 150  # it did look


def test_the_markers_stand_in_what_staff_and_reporter_may_read(planted):
    harassment, home = planted
    assert MARK in str(harassment.answers)
    assert EMAIL == harassment.reporter_email == home.reporter_email
    assert harassment.events.filter(text__contains=MARK).count() >= 6
    assert harassment.photos.count() == 3
    assert not harassment.public
    assert not home.public


def in_an_answer(planted):
    Response.objects.filter(topic__slug="graffiti").update(body=MARK)


def near_by(planted):
    Report.objects.filter(pk=planted[1].pk).update(public=True, public_wording=MARK)


def in_the_cache(planted):
    cache.set("page", f"<p>{MARK}</p>")


def in_mail_to_somebody_else(planted):
    Email.objects.create(from_email="a@example.com", to=["b@example.com"], message=MARK)


def in_a_public_wording(planted):
    ResidentQuestion.objects.filter(hidden_reason="").update(public_wording=MARK)


LEAKS = [in_an_answer, in_a_public_wording, near_by, in_the_cache, in_mail_to_somebody_else]


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__.replace("_", " "))
def test_a_planted_leak_is_found(planted, leak):
    leak(planted)
    assert Stranger().look_everywhere(planted)
