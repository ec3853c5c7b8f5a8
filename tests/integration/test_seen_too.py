"""Somebody has seen it too: the choice ends their own report, and may bring them news."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from reporting import services
from reporting.models import Category, Draft, Event, Report, Subscription
from reporting.photos import remake
from tests import factories
from tests.nearby import BEFORE, PLACE, answers_at, at_place, closed, reported
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("pack")


def chosen(client, report, **place):
    """Choose a report on the page of those nearby; return where that leads."""
    address = at_place(client, **place)
    return client.post(address, {"same": report.pk})["Location"]


def test_choosing_one_keeps_what_was_typed_until_the_choice_is_confirmed(client):
    follow = chosen(client, reported())
    assert client.get(follow).status_code == 200
    surface = follow.split("already-reported")[0] + "surface/"
    assert client.get(surface).context["form"].initial["description"] == "Red paint"
    assert not Event.objects.filter(type="seen-too").exists()


def test_with_an_address_the_resident_follows_and_the_draft_ends(client):
    report = reported()
    mails = Email.objects.count()
    done = client.post(chosen(client, report), {"email": "Ben@Example.COM"})
    page = client.get(done["Location"]).content.decode()
    assert "We told the team that you have seen it too" in page
    assert "You get an email from us" in page
    assert not Draft.objects.exists()
    assert Report.objects.count() == 1
    assert Subscription.objects.get().email == "ben@example.com"
    assert report.events.filter(type="seen-too").count() == 1
    confirmation = Email.objects.latest("pk")
    assert Email.objects.count() == mails + 1
    assert confirmation.to == ["ben@example.com"]
    assert "ben@" not in str(list(report.events.values()))


def test_no_news_counts_too_and_sends_nothing(client):
    report = reported()
    mails = Email.objects.count()
    done = client.post(chosen(client, report), {"email": "half@", "no_news": "yes"})
    page = client.get(done["Location"]).content.decode()
    assert "We told the team" in page
    assert "You get an email" not in page
    assert not Draft.objects.exists()
    assert not Subscription.objects.exists()
    assert Email.objects.count() == mails
    assert report.events.filter(type="seen-too").count() == 1


def test_a_photo_added_before_is_deleted_with_the_draft(client, django_capture_on_commit_callbacks):
    report = reported()
    follow = chosen(client, report)
    draft = Draft.objects.get()
    remade = remake(SimpleUploadedFile("wall.jpg", picture()))
    photo = services.add_photo(draft=draft, remade=remade, at=timezone.now())
    stored = photo.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        client.post(follow, {"no_news": "yes"})
    assert not stored.exists(photo.file.name)
    assert not stored.exists(photo.thumbnail.name)


def test_the_button_pressed_twice_counts_once_and_says_thank_you_twice(client):
    report = reported()
    follow = chosen(client, report)
    for _ in range(2):
        response = client.post(follow, {"email": "ben@example.com"}, follow=True)
        assert "We told the team" in response.content.decode()
    assert report.events.filter(type="seen-too").count() == 1
    assert Subscription.objects.count() == 1


def test_who_follows_already_gets_no_second_confirmation(client):
    report = reported()
    for address in ("ben@example.com", "BEN@example.com"):
        client.post(chosen(client, report), {"email": address})
    assert Subscription.objects.count() == 1
    assert Email.objects.filter(template__name="following_started").count() == 1
    assert report.events.filter(type="seen-too").count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter your email address, or press"),
        ("ben@", "Enter an email address like"),
        ("a@example.com, b@example.com", "Enter an email address like"),
        ("a@example.com b@example.com", "Enter an email address like"),
        ('"a,b@example.org,c"@example.com', "Enter an email address like"),
        ("a@example.com\r\nBcc: b@example.com", "Enter an email address like"),
        ("x" * 288 + "@example.com", "Enter a shorter email address"),
        ("\0", "Enter your email address, or press"),
    ],
)
def test_what_is_no_single_address_is_refused_at_its_field_in_one_sentence(client, typed, sentence):
    page = client.post(chosen(client, reported()), {"email": typed})
    assert page.status_code == 200
    (error,) = page.context["form"].errors["email"]
    assert error.startswith(sentence)
    assert Draft.objects.exists()
    assert not Subscription.objects.exists()


def test_an_address_sent_twice_in_one_form_is_one_follower(client):
    client.post(chosen(client, reported()), {"email": ["ben@example.com", "ben@example.com"]})
    assert Subscription.objects.count() == 1


def test_a_letter_that_grows_when_it_is_made_small_is_no_fault_of_ours(client):
    typed = f"a@{'İ' * 60}.{'İ' * 60}.{'İ' * 60}.com"
    response = client.post(chosen(client, reported()), {"email": typed})
    assert response.status_code in (200, 302)


def test_only_a_report_that_was_offered_to_this_draft_can_be_followed(client):
    near, far = reported(), reported(900)
    harassment = factories.report("street-harassment", factories.HARASSMENT)
    follow = chosen(client, near)
    for pk in (far.pk, harassment.pk, 0, 99_999, 10**30):
        other = follow.replace(f"/{near.pk}/", f"/{pk}/")
        for response in (client.get(other), client.post(other, {"email": "ben@example.com"})):
            assert response.status_code in (302, 404)
        page = client.post(follow.rsplit("/", 2)[0] + "/", {"same": pk})
        assert page.status_code == 200
    closed(near)
    assert client.post(follow, {"email": "ben@example.com"}).status_code == 302
    assert not Subscription.objects.exists()
    assert not Event.objects.filter(type="seen-too").exists()
    assert Draft.objects.exists()


def test_a_report_closed_in_that_very_moment_is_refused_and_the_draft_stays():
    report = reported()
    draft = factories.draft(answers=answers_at(0))
    closed(report)
    with pytest.raises(services.Refused):
        services.see_too(draft=draft, report=report, email="ben@example.com", at=timezone.now())
    assert Draft.objects.exists()
    assert not Subscription.objects.exists()


def test_nobody_else_can_end_somebodys_draft(client):
    follow = chosen(client, reported())
    assert Client().post(follow, {"no_news": "yes"}).status_code == 404
    endless = follow.rsplit("/", 2)[0] + f"/{10**30}/"
    assert Client().post(endless, {"no_news": "yes"}).status_code == 404
    assert Draft.objects.exists()


def test_who_files_for_a_caller_is_asked_too_and_named_as_who_counted(client):
    report = reported()
    officer = factories.staff("Case officers", "neighbourhoods")
    client.force_login(officer)
    draft = services.start_draft(
        category=Category.objects.get(slug="graffiti"), at=timezone.now(), filed_by=officer
    )
    first = {step: told for step, told in factories.GRAFFITI.items() if step in BEFORE}
    Draft.objects.update(answers=draft.answers | first)
    address = client.post(f"/report/graffiti/{draft.key}/where/", PLACE)["Location"]
    follow = client.post(address, {"same": report.pk})["Location"]
    assert client.post(follow, {"no_news": "yes"}).status_code == 302
    assert report.events.get(type="seen-too").by == officer
