"""Ways to take part: what the pages say, and registering for one."""

import html
from datetime import date, timedelta

import pytest
from django.utils import timezone
from model_bakery import baker
from post_office.models import Email

from community.models import Channel, Interest, Opportunity
from community.services import taking_part
from community.taking_part_forms import InterestForm
from safety_site.models import Council
from tests.taking_part import EMAIL, TYPED, interest, opportunity, register

pytestmark = pytest.mark.usefixtures("pack")


def text_of(response):
    return html.unescape(response.content.decode())


def mails(name="interest_received"):
    return Email.objects.filter(template__name=name)


def errors(response):
    return response.context["form"].errors


def test_open_ones_lead_and_closed_ones_say_so(client):
    Opportunity.objects.all().delete()
    opportunity("shut", title="Shut", order=1, is_closed=True)
    opportunity("over", title="Over", order=2, closes_on=timezone.localdate() - timedelta(days=1))
    opportunity("last-day", title="Last day", order=3, closes_on=timezone.localdate())
    page = client.get("/get-involved/")
    shown = [(each.title, each.open_now) for each in page.context["opportunities"]]
    assert shown == [("Last day", True), ("Shut", False), ("Over", False)]
    assert text_of(page).count("Closed") == 2


def test_the_list_leads_to_panels_the_newsletter_and_other_channels(client):
    baker.make(Channel, slug="chat", name="Chat", url="https://chat.example/")
    page = text_of(client.get("/get-involved/"))
    for address in ("/wards/", "/newsletter/", "/what-we-did/", "https://chat.example/"):
        assert f'href="{address}"' in page


def test_pages_cost_few_queries_and_none_once_they_are_kept(client, django_assert_max_num_queries):
    pages = ["/get-involved/", opportunity().get_absolute_url()]
    for address in pages:
        with django_assert_max_num_queries(5):
            client.get(address)
        with django_assert_max_num_queries(0):
            client.get(address)


def test_a_page_says_what_is_asked_and_where_what_is_not_known_can_be_asked(client):
    page = text_of(client.get(opportunity(where="Town hall").get_absolute_url()))
    for words in ("<em>week</em>", "Town hall", "Not given yet: ask us below", "1 November 2026"):
        assert words in page
    assert "deletes it" not in page
    assert "We delete it after 365 days" in page


def test_one_that_others_run_leads_to_their_page_and_has_no_form(client):
    found = opportunity(takes_interest=False, url="https://police.example/specials")
    page = client.get(found.get_absolute_url())
    assert page.context["form"] is None
    assert 'href="https://police.example/specials"' in text_of(page)


def test_who_registers_is_kept_with_the_words_they_agreed_to_and_gets_one_mail(client):
    found = opportunity()
    answer = register(client, found, email=EMAIL.upper(), phone="+44 (0)20 7946 0000")
    assert answer["Location"] == f"{found.get_absolute_url()}thank-you/"
    kept = Interest.objects.get()
    assert (kept.email, kept.phone, kept.message) == (EMAIL, "020 7946 0000", TYPED["message"])
    assert kept.consent == InterestForm().consent
    assert "365 days" in kept.consent
    (mail,) = mails()
    for word in (*TYPED["name"].split(), "Mondays", "7946"):
        assert word not in f"{mail.subject} {mail.message}"
    assert found.title in mail.subject


def test_the_same_address_again_changes_nothing_and_is_told_the_same(client):
    found = opportunity()
    first = register(client, found)
    again = register(client, found, name="Mallory", message="Other words")
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert Interest.objects.get().name == "Amina Example"
    assert mails().count() == 1


def test_somebody_elses_address_gets_few_mails_however_often_it_is_typed(client):
    found = [opportunity(f"one-{number}") for number in range(5)]
    for number in range(50):
        register(client, found[number % 5])
    assert Interest.objects.count() == 5
    assert mails().count() == taking_part.MOST_A_DAY


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " \u200b", "Enter your name"),
        ("name", "x" * 101, "Write 100 characters or fewer"),
        ("email", "", "Enter your email address"),
        ("email", "half@", "Enter an email address like"),
        ("email", "a@example.com,b@example.com", "Enter an email address like"),
        ("email", "a@example.com\r\nBcc: b@example.com", "Enter an email address like"),
        ("email", f"{'x' * 300}@example.com", "Enter a shorter email address"),
        ("phone", "nine nine nine", "Enter a phone number like"),
        ("phone", "9" * 10_000, "Enter a phone number like"),
        ("phone", f"020 7946 0000 ext. {'1' * 20}", "Enter a phone number like"),
        ("message", "x" * 10_000, "Write 2000 characters or fewer"),
        ("agree", "", "Tick the box to agree"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_all_stays_typed(client, field, typed, sentence):
    page = register(client, opportunity(), **{field: typed})
    assert list(errors(page)) == [field]
    assert errors(page)[field][0].startswith(sentence)
    assert page.context["form"]["message"].value() == (
        typed if field == "message" else TYPED["message"]
    )
    assert not Interest.objects.exists()


@pytest.mark.parametrize(
    "typed", ["\0", "\ud800", "'; DROP TABLE x; --", "<script>alert(1)</script>", "{{ 7 }}"]
)
def test_whatever_is_typed_never_breaks_the_page(client, typed):
    sent = dict.fromkeys(TYPED, typed) | {"agree": "on"}
    sent = {key: value.encode("utf-8", "surrogatepass") for key, value in sent.items()}
    page = client.post(opportunity().get_absolute_url(), sent)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    client.post(opportunity("other").get_absolute_url(), sent | {"email": EMAIL, "phone": ""})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"is_closed": True}, "This is closed by now"),
        ({"closes_on": date(2020, 1, 1)}, "This is closed by now"),
        ({"takes_interest": False, "url": "https://x.example"}, "You can no longer register here"),
    ],
)
def test_what_closed_meanwhile_keeps_nothing_but_gives_the_words_back(client, change, sentence):
    page = register(client, opportunity(**change), email="half@")
    assert list(errors(page)) == ["__all__"]
    assert errors(page)["__all__"][0].startswith(sentence)
    assert page.context["form"]["message"].value() == TYPED["message"]
    assert TYPED["message"] in text_of(page)
    assert not Interest.objects.exists()


def test_a_closed_one_has_no_form(client):
    page = client.get(opportunity(is_closed=True).get_absolute_url())
    assert page.context["form"] is None
    assert "This is closed" in text_of(page)


def test_a_program_in_the_trap_is_refused_and_a_person_only_once(client):
    found = opportunity()
    page = register(client, found, note="Buy now")
    assert "Press the button again" in errors(page)["__all__"][0]
    assert page.context["form"]["message"].value() == TYPED["message"]
    assert not Interest.objects.exists()
    assert register(client, found).status_code == 302


def test_an_address_in_an_endless_row_of_registrations_is_refused(client):
    answers = [register(client, opportunity(f"one-{n}")).status_code for n in range(12)]
    assert answers == [302] * 10 + [200] * 2


@pytest.mark.parametrize("message", ["", "I can come {}."])
def test_one_network_cannot_let_us_write_to_strangers_without_end(client, message):
    for number in range(30):
        typed = {"email": f"stranger-{number}@example.com", "phone": ""}
        register(client, opportunity(f"one-{number}"), message=message.format(number), **typed)
    assert mails().count() == Interest.objects.count() == 20


def test_another_site_cannot_send_it(client):
    found = opportunity()
    answer = client.post(found.get_absolute_url(), TYPED, headers={"sec-fetch-site": "cross-site"})
    assert answer["Location"] == found.get_absolute_url()
    assert not Interest.objects.exists()


def test_what_there_is_not_has_no_page(client):
    for address in ("/get-involved/nothing/", "/get-involved/nothing/thank-you/"):
        assert client.get(address).status_code == 404
    assert client.post("/get-involved/nothing/", TYPED).status_code == 404


def test_nobody_who_registered_stands_on_a_public_page(client):
    found = opportunity()
    interest(found, message="Private words")
    for address in ("/get-involved/", found.get_absolute_url(), "/what-we-did/"):
        page = text_of(client.get(address))
        assert not any(word in page for word in (EMAIL, "Amina", "Private words"))


def test_a_registration_is_forgotten_after_the_days_that_were_promised(client):
    Council.objects.update(interest_days=30)
    now = timezone.now()
    interest(opportunity(), at=now - timedelta(days=30, minutes=1))
    young = interest(opportunity("other"), at=now - timedelta(days=30) + timedelta(minutes=1))
    assert taking_part.purge_interests(at=now) == 1
    assert list(Interest.objects.all()) == [young]
