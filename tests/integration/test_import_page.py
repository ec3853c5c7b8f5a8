"""The import page of the back office: look first, then store."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from faq.import_forms import LONGEST
from faq.models import Organisation, Topic, Webinar
from tests.public_content import make_council_voice, make_topic, make_webinar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

PAGE = "/admin/faq/webinar/import/"
TEXT = (
    "Harbour meeting\r\n\r\n- BOATS: May I row?\r\nResponse from Harbour Trust: Yes, *slowly*.\r\n"
)
NEW = {"webinar": "", "held_on": "01/06/2025"}


def upload(content):
    return SimpleUploadedFile("webinar.txt", content)


def errors(response):
    return response.context["form"].errors


def test_checking_shows_topics_and_warnings_and_stores_nothing(desk):
    make_topic("drugs")
    response = desk.post(PAGE, {"text": TEXT, **NEW, "check": "1"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "<strong>1 topic</strong> found" in text
    assert "“Harbour meeting”, June 2025" in text
    assert "<strong>BOATS</strong>" in text
    assert "Yes, *slowly*." in text
    assert not Topic.objects.filter(slug="boats").exists()
    assert Webinar.objects.count() == 1


def test_an_unknown_organisation_is_announced_before_it_is_added(desk):
    make_council_voice()
    text = desk.post(PAGE, {"text": TEXT, **NEW, "check": "1"}).content.decode()
    assert "If you leave the name, it is added as a partner." in text
    assert not Organisation.objects.filter(name="Harbour Trust").exists()


def test_creating_stores_drafts_and_says_what_it_did(desk, editor):
    response = desk.post(PAGE, {"text": TEXT, **NEW, "create": "1"})
    text = response.content.decode()
    topic = Topic.objects.get()
    assert "<strong>1 draft</strong> was created" in text
    assert f'href="/admin/faq/topic/{topic.pk}/change/"' in text
    assert "New organisations" in text
    assert (topic.status, topic.webinar.slug) == ("draft", "june-2025")
    for stored in (topic, topic.webinar, topic.responses.get()):
        assert stored.history.get().history_user == editor


def test_an_uploaded_file_is_read_and_its_text_kept_for_the_next_step(desk):
    response = desk.post(PAGE, {"file": upload(TEXT.encode("utf-16")), **NEW, "check": "1"})
    assert "<strong>1 topic</strong> found" in response.content.decode()
    kept = response.context["form"]["text"].value()
    assert desk.post(PAGE, {"text": kept, **NEW, "create": "1"}).status_code == 200
    assert Topic.objects.get().slug == "boats"


def test_an_import_into_a_webinar_says_what_is_already_there(desk):
    webinar = make_webinar("harbour")
    desk.post(PAGE, {"text": TEXT, "webinar": webinar.pk, "create": "1"})
    again = {"text": TEXT.replace("slowly", "fast"), "webinar": webinar.pk}
    assert "Already there, with other words" in desk.post(PAGE, again).content.decode()
    done = desk.post(PAGE, again | {"create": "1"}).content.decode()
    assert "<strong>0 drafts</strong> were created" in done
    assert "Already there, with other words: left as they are" in done
    assert Topic.objects.get().responses.get().body == r"Yes, \*slowly\*."


def test_sending_the_same_page_twice_makes_one_webinar(desk):
    desk.post(PAGE, {"text": TEXT, **NEW, "create": "1"})
    again = desk.post(PAGE, {"text": TEXT, **NEW, "create": "1"})
    assert errors(again)["webinar"] == [
        "“Harbour meeting” was held on that day. Choose it from the list."
    ]
    assert Webinar.objects.count() == Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"text": ""}, "text", "The document is empty."),
        ({"text": "Nothing here."}, "text", "No topic was found."),
        ({"text": "x" * (LONGEST + 1)}, "text", "This is too long for a webinar."),
        ({"text": TEXT + "\x00"}, "text", "Null characters are not allowed."),
        ({"file": upload(b"")}, "file", "This file is empty."),
        ({"file": upload(b"\x7fELF\x00\x81")}, "file", ""),
        ({"file": upload(b"Nothing here.")}, "file", "No topic was found."),
        ({"file": upload(b"x" * (LONGEST + 1))}, "file", "This is too long for a webinar."),
        ({"file": upload(b"x" * (4 * LONGEST + 1))}, "file", "This is too long for a webinar."),
        ({"text": TEXT, "held_on": ""}, "held_on", "Say on which day"),
        ({"text": TEXT, "held_on": "soon"}, "held_on", "Write the day such as"),
        ({"text": TEXT, "held_on": "31/12/9999"}, "held_on", "This day is still to come."),
        ({"text": TEXT, "webinar": "77"}, "webinar", "Choose a webinar from the list."),
        ({"text": TEXT.split("\n", 2)[2]}, "title", "Give the new webinar a title."),
        ({"text": TEXT, "title": "x" * 201}, "title", "Ensure this value has at most 200"),
    ],
)
@pytest.mark.parametrize("button", ["check", "create"])
def test_wrong_input_gets_a_sentence_at_its_field_and_is_kept(desk, sent, field, sentence, button):
    if "file" in sent:
        sent["file"].seek(0)
    response = desk.post(PAGE, NEW | sent | {button: "1"})
    assert response.status_code == 422
    assert list(errors(response)) == [field]
    assert errors(response)[field][0].startswith(sentence)
    assert response.content.decode().count(f'href="#id_{field}"') == 1
    if "text" in sent:
        assert response.context["form"]["text"].value() == sent["text"]
    assert not Topic.objects.exists()


def test_a_webinar_that_is_still_to_come_takes_no_answers(desk):
    webinar = make_webinar("future", held_on="9999-12-31")
    response = desk.post(PAGE, {"text": TEXT, "webinar": webinar.pk, "create": "1"})
    assert "still to come" in errors(response)["webinar"][0]


def test_reading_the_page_stores_nothing(desk):
    assert desk.get(PAGE, {"text": TEXT, **NEW, "create": "1"}).status_code == 200
    assert not Topic.objects.exists()


def test_who_may_not_add_topics_is_refused(editor, client):
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="add_topic"))
    client.force_login(editor)
    assert client.post(PAGE, {"text": TEXT, **NEW, "create": "1"}).status_code == 403
    assert "Import a webinar" not in client.get("/admin/faq/webinar/").content.decode()


def test_a_forged_post_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(PAGE, {"text": TEXT, **NEW, "create": "1"}).status_code == 403
    assert not Topic.objects.exists()
