"""What a reporter adds to a report they follow: words and photos, all of it or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reporting.models import Photo
from scripts.hostile_files import png
from tests import factories
from tests.integration.test_journey_photos import stored_files
from tests.pictures import another_picture, with_position
from tests.tracking import mails, opened, said, types

pytestmark = pytest.mark.usefixtures("pack")

BOMB = png(20_000, 20_000, rows=50 << 20)


@pytest.fixture
def report():
    return factories.report()


def upload(content=None):
    return SimpleUploadedFile("IMG_1 Hoe Street.jpg", content or another_picture(), "image/jpeg")


def add(client, address, text="The tag is back", *contents):
    data = {"text": text, "photos": [upload(content) for content in contents]}
    return client.post(f"{address}add/", data)


def test_words_and_photos_are_added_as_one_word_of_the_reporter(client, report):
    address = opened(client, report)
    answer = add(client, address, "The tag is back", with_position(), None)
    assert answer["Location"] == f"{address}?done=add"
    event = report.events.get(type="information")
    assert (event.text, event.by) == ("The tag is back", None)
    assert event.photos.count() == 2
    assert {photo.report for photo in event.photos.all()} == {report}
    page = said(client.get(answer["Location"]))
    assert "What you added is with your report" in page
    assert "The tag is back" in page
    assert "2 photos" in page


def test_the_team_is_told_that_not_what(client, report):
    add(client, opened(client, report), "MARK by Amina")
    mail = mails("reporter_answered").get()
    assert mail.to == ["communitysafety@walthamforest.gov.uk"]
    assert report.reference in mail.subject
    for typed in ("MARK", "Amina", "amina@", "Red paint", "Hoe Street"):
        assert typed not in mail.subject + mail.message


def test_the_position_in_a_photo_is_gone(client, report):
    add(client, opened(client, report), "", with_position())
    with Photo.objects.get().file.open() as stored:
        assert b"SECRET" not in stored.read()


@pytest.mark.parametrize(("text", "photos"), [("Words alone", []), ("", [None])])
def test_words_or_photos_are_enough(client, report, text, photos):
    assert add(client, opened(client, report), text, *photos).status_code == 302


def test_nothing_is_not_enough(client, report):
    answer = add(client, opened(client, report), " \u200b ")
    assert said(answer).count("Write what you want to add, or choose a photo") == 2


def test_twenty_thousand_characters_are_too_many_and_stay_typed(client, report):
    text = "x" * 20_000
    answer = add(client, opened(client, report), text)
    assert said(answer).count("Write 4000 characters or fewer") == 2
    assert text in said(answer)
    assert "information" not in types(report)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (BOMB, "The second photo has too many pixels"),
        (b"<svg onload=alert(1)>", "The second photo cannot be read"),
        (with_position()[:400], "The second photo cannot be read"),
    ],
)
def test_a_bomb_or_a_broken_photo_keeps_the_words_and_stores_nothing(
    client, report, content, sentence
):
    address, before = opened(client, report), stored_files()
    answer = add(client, address, "MARK kept", None, content)
    assert said(answer).count(sentence) == 2
    assert "MARK kept" in said(answer)
    assert "choose your photos again" in said(answer)
    assert not Photo.objects.exists()
    assert stored_files() == before
    assert "information" not in types(report)


def test_a_seventh_photo_at_a_time_is_too_many(client, report):
    answer = add(client, opened(client, report), "x", *[None] * 7)
    assert said(answer).count("Choose up to 6 photos at a time") == 2
    assert not Photo.objects.exists()


def test_a_report_holds_twenty_four_photos(client, report):
    address = opened(client, report)
    for number in range(4):
        assert add(client, address, f"{number}", *[None] * 6).status_code == 302
    before = stored_files()
    answer = add(client, address, "MARK more", None)
    assert said(answer).count("A report can have 24 photos. There is room for 0 more") == 2
    assert "MARK more" in said(answer)
    assert Photo.objects.count() == 24
    assert stored_files() == before


def test_a_full_disk_gives_a_sentence_and_keeps_the_words(client, report, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    address = opened(client, report)
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    answer = add(client, address, "MARK kept", None)
    assert "We cannot keep photos just now" in said(answer)
    assert "MARK kept" in said(answer)


def test_the_same_sent_twice_is_one_addition(client, report):
    address, photo = opened(client, report), another_picture()
    for _ in range(2):
        assert add(client, address, "Twice", photo).status_code == 302
    assert types(report).count("information") == Photo.objects.count() == 1
    assert mails("reporter_answered").count() == 1
    assert add(client, address, "Twice", photo, None).status_code == 302
    assert types(report).count("information") == 2


def test_nobody_adds_without_end(client, report):
    address = opened(client, report)
    for number in range(20):
        add(client, address, f"Word {number}")
    answer = add(client, address, "MARK")
    assert said(answer).count("You have added 20 things today") == 2
    assert "MARK" in said(answer)


def test_without_the_link_nothing_is_added(client, report):
    address = opened(client, report)
    assert add(Client(), address).status_code == 410
    assert "information" not in types(report)
