"""Who follows a public report: what they are told, what never, and how they stop it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from post_office.models import Email, EmailTemplate

from reporting import follower_mails, services
from reporting.models import Category, Event, Report, Subscription
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.nearby import followed

pytestmark = pytest.mark.usefixtures("pack")

LATER = MONDAY_MORNING + timedelta(hours=3)
ADDRESS = "ben@example.com"


@pytest.fixture
def officer(pack):
    return factories.staff("Case officers", "neighbourhoods", username="olive-officer")


@pytest.fixture
def report(pack):
    return followed(ADDRESS)


def news():
    return list(Email.objects.filter(template__name="public_update").order_by("pk"))


def moved(report, officer, *statuses, **last):
    for status in statuses:
        told = last if status == statuses[-1] else {}
        services.change_status(report=report, status=status, by=officer, at=LATER, **told)


def referred(report, officer):
    services.refer(
        report=report,
        body="Canal & River Trust",
        partner=None,
        referred_on=LATER.date(),
        reference="CRT 1",
        text="Please clear it.",
        waits=True,
        by=officer,
        at=LATER,
    )


def test_the_confirmation_says_what_is_followed_and_how_to_stop(report):
    message = Email.objects.get(template__name="following_started")
    assert message.to == [ADDRESS]
    assert message.subject == "You are following a report: Graffiti"
    for words in ("Reported on: Monday 23 November", "We have it and will pass it to a team."):
        assert words in message.message
    path = follower_mails.stop_path(Subscription.objects.get())
    assert settings.SITE_URL + path in message.message


def test_mail_programs_can_offer_to_stop_by_one_click(report):
    headers = Email.objects.get(to=ADDRESS).email_message().message()
    path = follower_mails.stop_path(Subscription.objects.get())
    assert headers["List-Unsubscribe"] == f"<{settings.SITE_URL}{path}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_followers_hear_of_what_means_something_to_them(report, officer):
    moved(report, officer, "allocated", "inspected")
    assert news() == []
    moved(report, officer, "works-ordered", "awaiting-owner")
    referred(report, officer)
    moved(report, officer, "resolved")
    moved(report, officer, "closed", outcome="cleared", explanation="Dear Amina, it is gone.")
    moved(report, officer, "reopened")
    assert [message.to for message in news()] == [[ADDRESS]] * 6
    told = [message.message for message in news()]
    for message, words in zip(
        told,
        [
            "We have ordered the work.",
            "We wait for the owner to act.",
            "Another body that looks after it has it now.",
            "The work is done.",
            "It was cleaned or cleared away.",
            "It is open again",
        ],
        strict=True,
    ):
        assert words in message


def test_followers_of_a_duplicate_are_told(report, officer):
    main = factories.report()
    services.join(report=report, main=main, reason="Same wall", by=officer, at=LATER)
    assert "We had a report of it before." in news()[0].message


def test_a_report_that_its_reporter_takes_back_or_calls_not_fixed_tells_them_as_well(report):
    services.withdraw(report=report, text="MARKER", at=LATER)
    services.call_not_fixed(report=report, text="MARKER", at=LATER)
    assert ["not needed any more" in message.message for message in news()] == [True, False]
    assert not any("MARKER" in message.message for message in news())


def test_followers_never_read_names_references_or_what_was_written_to_the_reporter(report, officer):
    services.add_note(report=report, text="A note", by=officer, at=LATER)
    services.send_update(report=report, text="For Amina alone", by=officer, at=LATER)
    moved(report, officer, "allocated", "closed", outcome="cleared", explanation="Dear Amina,")
    (message,) = news()
    text = message.subject + message.message
    for private in ("Amina", "amina", "olive", "A note", "Hoe Street", "Red paint", "Dear"):
        assert private not in text
    assert report.reference not in text
    assert report.receipt_key not in text


def test_an_update_goes_to_the_reporter_and_where_marked_to_followers(report, officer):
    services.send_update(report=report, text="We come on Friday.", by=officer, at=LATER)
    to_reporter = Email.objects.get(template__name="report_update")
    assert to_reporter.to == ["amina@example.com"]
    assert "We come on Friday." in to_reporter.message
    assert news() == []
    services.send_update(
        report=report, text="We come on Monday & <Tuesday>.", by=officer, at=LATER, public=True
    )
    (message,) = news()
    assert "We come on Monday & <Tuesday>." in message.message
    assert [event.data for event in report.events.filter(type=Event.Type.UPDATE)] == [
        {"public": False},
        {"public": True},
    ]


def test_the_mail_of_an_update_on_a_sensitive_report_does_not_say_what_it_is(officer):
    answers = {**factories.HARASSMENT, **factories.CONTACT}
    report = factories.report("street-harassment", answers)
    services.send_update(report=report, text="We spoke to the man.", by=officer, at=LATER)
    message = Email.objects.get(template__name="report_update")
    assert "We spoke" not in message.message
    assert message.subject == f"Your enquiry {report.reference}"
    assert report.events.get(type=Event.Type.UPDATE).text == "We spoke to the man."


def test_an_update_for_followers_of_a_private_report_is_refused(officer):
    report = factories.report()
    with pytest.raises(services.Refused):
        services.send_update(report=report, text="x", by=officer, at=LATER, public=True)
    assert not report.events.filter(type=Event.Type.UPDATE).exists()


PRIVATE_AGAIN = {
    "staff took back": lambda report, officer: services.set_publicity(
        report=report, public=False, wording="", by=officer, at=LATER
    ),
    "belongs to a category that is private by now": lambda report, officer: Category.objects.update(
        public=False
    ),
    "is held": lambda report, officer: Report.objects.update(quarantined=True),
}


@pytest.mark.parametrize("why", PRIVATE_AGAIN)
def test_followers_hear_no_more_of_a_report_that(report, officer, why):
    PRIVATE_AGAIN[why](report, officer)
    moved(report, officer, "allocated", "inspected", "works-ordered")
    assert news() == []


def test_the_log_counts_the_mails_and_names_no_follower(report, officer):
    for number in range(3):
        Subscription.objects.create(report=report, email=f"f{number}@example.com", since=LATER)
    moved(report, officer, "allocated", "inspected", "works-ordered")
    assert len(news()) == 4
    event = report.events.get(data__mail="public_update")
    assert event.data == {"mail": "public_update", "number": 4}
    assert "@example.com" not in str(list(report.events.values()))


def test_each_follower_gets_a_mail_of_their_own_with_their_own_link(report, officer):
    Subscription.objects.create(report=report, email="cem@example.com", since=LATER)
    moved(report, officer, "allocated", "inspected", "works-ordered")
    first, second = news()
    assert {first.to[0], second.to[0]} == {ADDRESS, "cem@example.com"}
    assert first.headers["List-Unsubscribe"] != second.headers["List-Unsubscribe"]


def test_a_fault_in_the_wording_never_stops_a_change_of_status(report, officer):
    EmailTemplate.objects.filter(name="public_update").update(content="{% url 'none' %}")
    moved(report, officer, "allocated", "inspected", "works-ordered")
    report.refresh_from_db()
    assert report.status == "works-ordered"


def test_mail_to_followers_leaves_only_with_the_change(report, officer):
    with pytest.raises(services.Refused):
        moved(report, officer, "works-ordered")
    assert news() == []


@pytest.fixture
def link(report):
    return follower_mails.stop_path(Subscription.objects.get())


def test_opening_the_link_changes_nothing_as_programs_open_links_too(client, link):
    for response in (client.get(link), client.head(link)):
        assert response.status_code == 200
    page = client.get(link).content.decode()
    assert "Stop the emails" in page
    assert ADDRESS not in page
    assert Subscription.objects.exists()


def test_the_button_forgets_the_address_and_a_used_link_says_so(client, link):
    for response in (client.post(link), client.post(link), client.get(link)):
        assert response.status_code == 200
        assert "You get no more emails" in response.content.decode()
    assert not Subscription.objects.exists()


def test_a_mail_program_stops_them_without_cookie_token_or_redirect(link):
    program = Client(enforce_csrf_checks=True)
    response = program.post(link, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not response.cookies
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "token",
    [
        "1",
        "1:forged",
        ":",
        "%00",
        "x" * 3000,
        signing.Signer(salt="other").sign(1),
        "9" * 5000 + ":x",
        "😀",
    ],
    ids=["bare", "forged", "empty", "nul", "long", "of another purpose", "endless", "emoji"],
)
def test_a_wrong_link_says_so_and_reveals_nothing(client, report, token):
    for response in (client.get(f"/following/{token}/"), client.post(f"/following/{token}/")):
        assert response.status_code == 404
        assert "This link does not work" in response.content.decode()
    assert Subscription.objects.exists()


def test_a_link_that_was_cut_off_stops_nothing(client, link):
    for length in range(len("/following/") + 1, len(link) - 1):
        assert client.post(link[:length] + "/").status_code == 404
    assert Subscription.objects.exists()


def test_one_followers_link_leaves_the_others_alone(client, report, link):
    Subscription.objects.create(report=report, email="cem@example.com", since=LATER)
    client.post(link)
    assert Subscription.objects.get().email == "cem@example.com"


def test_search_engines_are_told_to_leave_the_links_alone(client):
    assert "Disallow: /following/" in client.get("/robots.txt").content.decode()


def test_followers_are_forgotten_three_months_after_the_end_and_not_before(report, officer):
    moved(report, officer, "allocated", "closed", outcome="cleared", explanation="Gone.")
    ended = report.events.filter(type="status-changed").latest("at").at
    assert services.purge_subscriptions(at=ended + timedelta(days=89)) == 0
    assert services.purge_subscriptions(at=ended + timedelta(days=91)) == 1


def test_followers_of_what_is_still_open_are_kept_however_long_it_takes(report):
    assert services.purge_subscriptions(at=MONDAY_MORNING + timedelta(days=1000)) == 0
