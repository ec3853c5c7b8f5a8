"""A reply leaves after fifteen seconds; until then it comes back, words and all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reporting import services
from reporting.admin.publicity_forms import COMES_BACK
from reporting.models import Event, Reply
from tests import factories
from tests.cases import act, case_page, form

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

TEAM = "neighbourhoods"
WORDS = "We come on Friday & clean it."


def browser(name, group="Case officers", *teams):
    client = Client()
    client.force_login(factories.staff(group, *teams, username=name))
    return client


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING, tick=False)
    return time_machine


@pytest.fixture
def report():
    return factories.report()


@pytest.fixture
def ana(report):
    """Give an officer who has just sent a reply."""
    client = browser("ana", "Case officers", TEAM)
    act(client, report, "reply", text=WORDS)
    return client


def page(client, report):
    return client.get(case_page(report))


def text(response):
    return " ".join(response.content.decode().split())


def updates(report):
    return report.events.filter(type=Event.Type.UPDATE)


def test_a_reply_on_its_way_stands_on_the_page_with_its_words_and_its_second(report, ana, clock):
    told = text(page(ana, report))
    assert "Reply on its way" in told
    assert "We come on Friday &amp; clean it." in told
    assert "Leaves at 09:30:15" in told
    assert 'data-leaves-in="15"' in told
    clock.shift(timedelta(seconds=10))
    assert 'data-leaves-in="5"' in text(page(ana, report))


def test_a_reply_taken_back_never_leaves_and_its_words_are_back_in_the_form(report, ana, clock):
    response = act(ana, report, "reply-back", reply=Reply.objects.get().pk, follow=True)
    assert "Reply on its way" not in text(response)
    assert form(response, "reply").initial["text"] == WORDS
    assert "We come on Friday &amp; clean it.</textarea>" in text(response)
    clock.shift(timedelta(minutes=5))
    assert services.send_replies(at=timezone.now()) == 0
    assert not updates(report)
    taken = report.events.get(type=Event.Type.TAKEN_BACK)
    assert (taken.text, taken.by.username) == (WORDS, "ana")


def test_words_taken_back_can_be_sent_again(report, ana):
    act(ana, report, "reply-back", reply=Reply.objects.get().pk)
    act(ana, report, "reply", text=f"{WORDS} Sorry for the wait.")
    assert form(page(ana, report), "reply").initial.get("text") is None
    assert "Sorry for the wait." in text(page(ana, report))


def test_words_taken_back_do_not_wait_in_the_form_for_ever(report, ana, clock):
    act(ana, report, "reply-back", reply=Reply.objects.get().pk)
    clock.shift(COMES_BACK)
    cem = browser("cem", "Case officers", TEAM)  # ana's session has ended by then
    assert form(page(cem, report), "reply").initial.get("text") is None


def test_too_late_is_said_and_the_reply_leaves_once(report, ana, clock):
    reply = Reply.objects.get()
    clock.shift(timedelta(seconds=15))
    waiting = text(page(ana, report))
    assert "too late to take it back" in waiting
    assert "Take it back</button>" not in waiting
    refused = act(ana, report, "reply-back", reply=reply.pk)
    assert refused.status_code == 422
    assert "This reply has left already." in text(refused)
    for _ in range(2):
        services.send_replies(at=timezone.now())
    assert updates(report).count() == 1
    assert "Reply on its way" not in text(page(ana, report))


def test_a_colleague_takes_it_back_too_but_nobody_who_only_reads(report, ana):
    reply = Reply.objects.get()
    reader = browser("dora", "Data protection officers")
    assert "Reply on its way" in text(page(reader, report))
    assert "Take it back" not in text(page(reader, report))
    assert act(reader, report, "reply-back", reply=reply.pk).status_code == 403
    bea = browser("bea", "Case officers", TEAM)
    assert "Written by ana." in text(page(bea, report))
    assert act(bea, report, "reply-back", reply=reply.pk).status_code == 302
    assert form(page(bea, report), "reply").initial["text"] == WORDS


def test_a_reply_that_is_none_is_refused_with_a_sentence(report, ana):
    for reply in ("", "x", "-1", "0", "9" * 30, "1\0"):
        response = act(ana, report, "reply-back", reply=reply)
        assert response.status_code == 422, reply
        assert 'role="alert"' in text(response), reply
    assert Reply.objects.get().is_waiting


def test_the_reply_of_another_case_is_refused(report, ana):
    other = factories.report()
    response = act(ana, other, "reply-back", reply=Reply.objects.get().pk)
    assert response.status_code == 422
    assert Reply.objects.get().is_waiting
    assert WORDS not in text(response)


def test_what_happened_meanwhile_never_keeps_a_reply_from_coming_back(report, ana):
    seen = report.events.order_by("-pk").first().pk
    act(browser("bea", "Case officers", TEAM), report, "note", text="Rang the school")
    response = act(ana, report, "reply-back", reply=Reply.objects.get().pk, seen=seen)
    assert response.status_code == 302
    assert not Reply.objects.get().is_waiting
