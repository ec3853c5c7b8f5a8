"""Staff read who registered, answer one by one, and take files that are on record."""

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email, EmailTemplate

from community.models import Interest, Opportunity
from community.services import taking_part
from tests import factories
from tests.asking import text_of
from tests.editing import posted, said
from tests.taking_part import EMAIL, interest, opportunity

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LIST = "/admin/community/interest/"
NUMBER_ENDLESS = "9" * 5000


def page_of(interest):
    return reverse("admin:community_interest_change", args=[interest.pk])


def reply(client, interest, text="The next one is on 12 January.", **more):
    address = reverse("admin:interest_reply", args=[interest.pk])
    return client.post(address, {"text": text, **more}, follow=True)


def file_of(client, opportunity):
    return client.post(reverse("admin:interest_file", args=[opportunity.pk]))


def mails():
    return Email.objects.filter(template__name="interest_answered")


@pytest.fixture
def managers_desk(client):
    client.force_login(factories.staff("Safety managers", username="max"))
    return client


def test_a_reply_goes_to_the_one_who_registered_and_says_what_it_is_about(desk, editor):
    found = interest(opportunity(title="Tea & <b>talk</b>"))
    page = reply(desk, found, "Come at 5 & bring <friends>.")
    assert said(page) == ["The reply to Amina Example is on its way."]
    (mail,) = mails()
    assert mail.to == [EMAIL]
    assert mail.subject == "Our reply to your registration: Tea & <b>talk</b>"
    assert "Come at 5 & bring <friends>." in mail.message
    assert "Amina" not in mail.message
    found.refresh_from_db()
    assert (found.reply, found.replied_by) == ("Come at 5 & bring <friends>.", editor)


def test_looking_first_shows_the_mail_and_sends_nothing(desk):
    found = interest(opportunity())
    page = reply(desk, found, "See you there.", look="yes")
    assert "See you there." in page.context["mail"].message
    assert page.context["form"]["text"].value() == "See you there."
    assert not Email.objects.exists()


def test_a_second_reply_is_refused_with_the_first_one_shown_and_the_words_kept(desk):
    found = interest(opportunity())
    reply(desk, found, "First words.")
    page = reply(desk, found, "Second words.")
    assert page.status_code == 422
    text = page.content.decode()
    assert "Somebody has answered this by now" in text
    assert "First words." in text
    assert page.context["form"]["text"].value() == "Second words."
    assert mails().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_reply_at_once_send_one_mail():
    found, by = interest(opportunity()), factories.staff("Content editors")

    def send(text):
        try:
            taking_part.reply(interest=found, text=text, by=by, at=timezone.now())
        except taking_part.Refused:
            return "refused"
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(send, ["One", "Two"])) == ["refused", "sent"]
    assert mails().count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Write the reply first."), ("x" * 10_001, "Write 10000")]
)
def test_an_empty_or_endless_reply_is_refused(desk, text, sentence):
    page = reply(desk, interest(opportunity()), text)
    assert page.context["form"].errors["text"][0].startswith(sentence)
    assert not Email.objects.exists()


def test_a_slip_in_the_wording_sends_nothing_and_is_told(desk):
    EmailTemplate.objects.filter(name="interest_answered").update(content="{% oops %}")
    found = interest(opportunity())
    page = reply(desk, found)
    assert "The mail could not be written" in page.content.decode()
    found.refresh_from_db()
    assert found.replied_at is None


def test_the_list_is_narrowed_to_one_opportunity_and_to_what_waits(desk):
    one, other = opportunity(), opportunity("other")
    waits, answered = interest(one), interest(one, email="bea@example.com", name="Bea")
    interest(other)
    reply(desk, answered)
    shown = desk.get(f"{LIST}?opportunity__id__exact={one.pk}&answered=no").context["cl"].queryset
    assert list(shown) == [waits]
    lists = desk.get("/admin/community/opportunity/").content.decode()
    assert f'<a href="{LIST}?opportunity__id__exact={one.pk}">2</a>' in lists


def test_the_front_page_says_how_many_wait(desk):
    assert "registration waits" not in desk.get("/admin/").content.decode()
    interest(opportunity())
    assert "1 registration waits for a reply" in desk.get("/admin/").content.decode()


def test_a_manager_takes_a_file_that_holds_no_formula_and_that_stays_on_record(managers_desk):
    found = opportunity()
    interest(found, name="=HYPERLINK(1)", message="Line 1\n@SUM(1)", phone="020 7946 0000")
    interest(opportunity("other"), email="else@example.com")
    answer = file_of(managers_desk, found)
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Name", "Email", "Phone", "Message", "Registered", "Answered"]
    assert rows[1][:4] == ["'=HYPERLINK(1)", EMAIL, "020 7946 0000", "Line 1\n@SUM(1)"]
    assert len(rows) == 2
    assert "no-store" in answer["Cache-Control"]
    assert f'filename="litter-watch-{timezone.localdate()}.csv"' in answer["Content-Disposition"]
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.change_message) == ("max", "Took a file of 1 registration.")
    history = managers_desk.get(f"/admin/community/opportunity/{found.pk}/history/")
    assert "Took a file of 1 registration." in history.content.decode()


def test_an_editor_answers_but_takes_no_file(desk):
    found = opportunity()
    interest(found)
    assert file_of(desk, found).status_code == 403
    page = desk.get(f"{LIST}?opportunity__id__exact={found.pk}").content.decode()
    assert "Take a CSV file" not in page
    assert not LogEntry.objects.exists()


def test_a_file_is_only_ever_posted_for(managers_desk):
    address = reverse("admin:interest_file", args=[opportunity().pk])
    assert managers_desk.get(address).status_code == 405
    assert managers_desk.post("/admin/community/interest/file/999/").status_code == 404
    page = managers_desk.get(f"{LIST}?opportunity__id__exact={Opportunity.objects.first().pk}")
    assert "Take a CSV file" in page.content.decode()


@pytest.mark.parametrize("group", ["Case officers", "Police contributors", "Administrators"])
def test_others_read_no_registration(client, group):
    client.force_login(factories.staff(group))
    found = interest(opportunity())
    for address in (LIST, page_of(found)):
        assert client.get(address).status_code == 403
    assert reply(client, found).status_code == 403


def test_hostile_addresses_are_answered(managers_desk):
    for key in ("0", NUMBER_ENDLESS, "x", "²"):
        assert managers_desk.get(f"{LIST}{key}/change/").status_code == 404
        page = managers_desk.get(LIST, {"opportunity__id__exact": key}, follow=True)
        assert page.status_code in (200, 400)


def test_what_staff_edit_shows_and_says_old_and_new(desk):
    found = opportunity()
    posted(desk, found, is_closed="on", where="Library")
    found.refresh_from_db()
    assert found.is_closed
    (entry,) = LogEntry.objects.all()
    assert "Where: nothing → Library." in entry.change_message
    page = posted(desk, found, takes_interest="", url="")
    assert "Give the page of whoever runs it" in page.content.decode()


def test_an_opportunity_with_registrations_cannot_be_deleted(managers_desk):
    found = opportunity()
    interest(found)
    address = reverse("admin:community_opportunity_delete", args=[found.pk])
    managers_desk.post(address, {"post": "yes"})
    assert Opportunity.objects.filter(pk=found.pk).exists()
    why = f"1 person has registered for “{found.title}”. Tick “Closed” instead."
    assert why in text_of(managers_desk.get(address))


def test_who_asks_for_it_is_deleted_and_the_record_names_nobody(managers_desk):
    found = interest(opportunity(), at=timezone.now() - timedelta(days=2))
    address = reverse("admin:community_interest_delete", args=[found.pk])
    managers_desk.post(address, {"post": "yes"})
    assert not Interest.objects.exists()
    assert LogEntry.objects.get().object_repr == f"Registration {found.pk}"
