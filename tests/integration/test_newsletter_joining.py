"""People join the newsletter, prove that an address is theirs, choose, and leave."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from community.models import ConsentRecord, Subscriber
from community.services import news, subscribing
from tests.asking import text_of
from tests.factories import MONDAY_MORNING
from tests.newsletters import ADDRESS, JOIN, issue, mails, path_in, sent_issue, subscriber

pytestmark = pytest.mark.usefixtures("pack")

ASKED = f"{JOIN}check-your-email/"
HOSTILE = ["\0", "'; DROP TABLE--", "<b>x</b>@y", "a" * 10_000, "a@b.c,d@e.f", "ü@x.org"]


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)
    return time_machine


def join(client, email=ADDRESS, **more):
    told = {"email": email, "what": ["newsletter"], "note": ""}
    return client.post(JOIN, told | more, headers={"sec-fetch-site": "same-origin"})


def confirm_path(number=0):
    return path_in(mails("newsletter_confirm")[number].message, "confirm")


def joined(client, **more):
    join(client, **more)
    client.post(confirm_path())
    return Subscriber.objects.get()


def test_nothing_is_sent_but_the_question_until_the_address_is_confirmed(client):
    assert join(client, wards=["hoe-street"])["Location"] == ASKED
    waiting = Subscriber.objects.get()
    assert (waiting.email, waiting.confirmed_at) == (ADDRESS, None)
    issue(send_at=MONDAY_MORNING + timedelta(hours=1))
    news.queue_due(at=MONDAY_MORNING + timedelta(hours=2))
    assert [email.template.name for email in Email.objects.all()] == ["newsletter_confirm"]


def test_a_program_that_opens_the_link_confirms_nothing_and_the_button_does(client):
    join(client, what=["newsletter", "meetings"], wards=["hoe-street"])
    page = client.get(confirm_path())
    assert "Send me the newsletter and reminders of ward panel meetings until I leave." in text_of(
        page
    )
    assert ADDRESS not in text_of(page)
    assert Subscriber.objects.get().confirmed_at is None
    for _ in range(2):
        assert "signed up" in text_of(Client(enforce_csrf_checks=True).post(confirm_path()))
    found = Subscriber.objects.get()
    assert found.confirmed_at == MONDAY_MORNING
    assert [ward.slug for ward in found.wards.all()] == ["hoe-street"]
    proof = ConsentRecord.objects.get()
    assert (proof.asked_at, proof.confirmed_at, proof.left_at) == (
        MONDAY_MORNING,
        MONDAY_MORNING,
        None,
    )
    assert "reminders" in proof.words
    assert ADDRESS not in proof.digest


def test_the_link_works_for_seven_days(client, monday):
    join(client)
    monday.move_to(MONDAY_MORNING + timedelta(days=7, seconds=1))
    page = client.post(confirm_path())
    assert page.status_code == 404
    assert "older than 7 days" in text_of(page)
    assert Subscriber.objects.get().confirmed_at is None


@pytest.mark.parametrize("token", ["x", "a" * 5000, "\0", "1:2:3"])
def test_other_links_confirm_nothing(client, token):
    assert client.post(f"{JOIN}confirm/{token}/").status_code == 404


def test_somebody_elses_address_gets_one_mail_an_hour_and_three_in_all(client, monday):
    for minute in range(0, 50 * 10, 10):  # fifty times in eight hours
        monday.move_to(MONDAY_MORNING + timedelta(minutes=minute))
        subscribing.ask(
            email=ADDRESS,
            newsletter=True,
            meetings=False,
            wards=[],
            themes=[],
            at=timezone.now(),
        )
    sent = mails("newsletter_confirm").values_list("created", flat=True)
    assert [(at - MONDAY_MORNING) / timedelta(hours=1) for at in sent] == [0, 1, 2]
    assert Email.objects.count() == 3


def test_whoever_types_it_every_day_does_not_keep_its_owner_from_a_link_that_works(client, monday):
    for day in range(12):
        monday.move_to(MONDAY_MORNING + timedelta(days=day))
        join(client)
    sent = mails("newsletter_confirm").values_list("created", flat=True)
    assert [(at - MONDAY_MORNING).days for at in sent] == [0, 1, 2, 9, 10, 11]


def test_fifty_times_at_once_is_one_mail(client):
    answers = {join(client)["Location"] for _ in range(50)}
    assert answers == {ASKED}
    assert Email.objects.count() == 1


def test_whoever_gets_it_already_is_led_to_their_choices_and_nobody_learns_that(client):
    known = subscriber()
    assert join(client, what=["meetings"], wards=["hoe-street"])["Location"] == ASKED
    assert join(client)["Location"] == ASKED
    known.refresh_from_db()
    assert (known.meetings, list(known.wards.all())) == (False, [])
    message = Email.objects.get().message
    assert path_in(message, "mine") == f"{JOIN}mine/{known.key}/"


@pytest.mark.parametrize("more", [{"note": "Buy pills"}, {"headers": "cross-site"}])
def test_what_a_program_or_another_site_sends_is_answered_and_forgotten(client, more):
    told = {"email": ADDRESS, "what": ["newsletter"], "note": more.get("note", "")}
    site = more.get("headers", "same-origin")
    assert client.post(JOIN, told, headers={"sec-fetch-site": site}).status_code == 302
    assert not Subscriber.objects.exists()
    assert not Email.objects.exists()


@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_no_address_is_explained_and_kept_in_the_field(client, address):
    response = join(client, email=address)
    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("field", ["what", "wards", "themes"])
@pytest.mark.parametrize("value", ["\0", "no-such", "9" * 40])
def test_what_is_not_on_offer_is_refused_with_a_sentence(client, field, value):
    response = join(client, **{field: [value]})
    assert response.context["form"].errors[field]
    assert ADDRESS in text_of(response)


@pytest.mark.parametrize("field", ["email", "what", "wards", "themes"])
def test_bytes_that_are_no_text_are_no_answer(client, field):
    body = f"email=a%40b.example&what=newsletter&{field}=%ED%A0%80%FF"
    kind = "application/x-www-form-urlencoded"
    assert client.post(JOIN, body, content_type=kind).context["form"].errors[field]


def test_nothing_at_all_is_asked_for(client):
    assert join(client, what=[]).context["form"].errors["what"] == [
        "Choose the newsletter, the reminders, or both"
    ]


def test_a_link_can_name_the_ward(client):
    page = text_of(client.get(f"{JOIN}?ward=hoe-street"))
    assert 'value="hoe-street" checked' in page
    assert '<details class="cs-narrow" open>' in page
    for odd in ("%00", "no-such", "x" * 5000, "%ED%A0%80"):
        assert client.get(f"{JOIN}?ward={odd}").status_code == 200


def test_addresses_that_nobody_confirms_are_forgotten_after_seven_days(client):
    join(client)
    kept = subscriber("ben@example.com")
    assert subscribing.purge_unconfirmed(at=MONDAY_MORNING + timedelta(days=6)) == 0
    assert subscribing.purge_unconfirmed(at=MONDAY_MORNING + timedelta(days=7)) == 1
    assert list(Subscriber.objects.all()) == [kept]
    assert not Email.objects.filter(to=ADDRESS).exists()


def test_choices_are_changed_by_whoever_has_the_link(client):
    found = joined(client)
    own = f"{JOIN}mine/{found.key}/"
    told = {"what": ["meetings"], "wards": ["hoe-street"], "themes": []}
    Subscriber.objects.update(bounces=2)
    assert "Saved" in text_of(Client(enforce_csrf_checks=True).post(own, told))
    found.refresh_from_db()
    assert (found.newsletter, found.meetings, found.bounces) == (False, True, 0)
    assert [ward.slug for ward in found.wards.all()] == ["hoe-street"]
    latest, first = ConsentRecord.objects.order_by("left_at", "-pk")
    assert {latest.left_at, first.left_at} == {None, MONDAY_MORNING}
    assert client.post(own, {"what": []}).context["form"].errors


def test_who_leaves_in_another_window_is_not_brought_back_by_a_choice(client):
    found = joined(client)
    subscribing.leave(key=str(found.key), at=timezone.now())
    told = {"newsletter": True, "meetings": True, "wards": [], "themes": []}
    subscribing.change(subscriber=found, words="Yes", at=timezone.now(), **told)
    assert not Subscriber.objects.exists()


def test_leaving_deletes_the_address_everywhere_and_keeps_the_proof(client):
    found = joined(client)
    subscriber("ben@example.com")
    issue(send_at=MONDAY_MORNING + timedelta(hours=1))
    news.queue_due(at=MONDAY_MORNING + timedelta(hours=2))
    own = f"{JOIN}leave/{found.key}/"
    assert "Leave and delete" in text_of(client.get(own))
    assert Subscriber.objects.count() == 2
    for _ in range(2):
        assert "no more emails" in text_of(client.post(own))
    assert [one.email for one in Subscriber.objects.all()] == ["ben@example.com"]
    assert [email.to for email in Email.objects.all()] == [["ben@example.com"]]
    proof = ConsentRecord.objects.get(digest=subscribing.digest(ADDRESS))
    assert proof.left_at == MONDAY_MORNING
    assert client.get(f"{JOIN}mine/{found.key}/").status_code == 404


def test_mail_programs_leave_by_one_click_without_cookie_or_token(client):
    found = subscriber()
    issue()
    news.queue_due(at=MONDAY_MORNING)
    headers = Email.objects.get().email_message().message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = path_in(headers["List-Unsubscribe"], "leave")
    program = Client(enforce_csrf_checks=True)
    response = program.post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert response.cookies == {}
    assert not Subscriber.objects.filter(pk=found.pk).exists()


def test_personal_pages_are_kept_from_search_engines_and_caches(client):
    found = subscriber()
    for name in ("mine", "leave"):
        page = client.get(f"{JOIN}{name}/{found.key}/")
        assert "noindex" in text_of(page)
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "same-origin"


def test_the_archive_shows_what_was_sent_and_nothing_else(client):
    shown = sent_issue()
    issue("planned", title="Secret plans")
    issue("sending", title="On its way", status="sending")
    issue("draft", title="Half a thought", status="draft", send_at=None)
    page = text_of(client.get(JOIN))
    assert shown.title in page
    for hidden in ("Secret plans", "On its way", "Half a thought"):
        assert hidden not in page
    assert client.get(shown.get_absolute_url()).status_code == 200
    assert [
        client.get(f"{JOIN}{slug}/").status_code for slug in ("planned", "sending", "draft")
    ] == [404] * 3


def test_public_pages_cost_few_queries(client, django_assert_max_num_queries):
    shown = sent_issue()
    for path in (JOIN, shown.get_absolute_url()):
        with django_assert_max_num_queries(5):
            client.get(path)
        with django_assert_max_num_queries(0):
            client.get(path)


def test_a_link_to_reminders_chooses_them_alone(client):
    fields = client.get(f"{JOIN}?ward=hoe-street&what=meetings").context["form"]
    assert fields["what"].value() == ["meetings"]
    for odd in ("<script>", "\0", "x" * 5000):
        page = client.get(JOIN, {"what": [odd, odd, odd]})
        assert page.status_code == 200
        assert "checked" not in page.content.decode().split("Choose wards")[0]
