"""Places that help come by file, from the command line or the back office, and never by halves."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError

from community.models import HelpPlace
from safety_site.public_pages import content_version
from tests import factories
from tests.helping import HOME, METRE, know_postcodes, place, text_of
from tests.places_files import imported

pytestmark = pytest.mark.usefixtures("without_second_factor")

UPLOAD = "/admin/community/helpplace/import/"
HEADER = "kind,name,address,postcode,latitude,longitude,hours,note,phone,url,checked_on"
KIT = "bleed-kit,Library,1 High Street,E17 4QR,,,9am to 5pm,,,,2025-03-31"
COUNTER = "police-counter,Station,360 Forest Road,E17 5JQ,51.5890,-0.0190,,,101,,2025-03-31"


@pytest.fixture(autouse=True)
def postcodes(pack):
    know_postcodes()


@pytest.fixture
def importing(tmp_path):
    return lambda content: imported("import_places", tmp_path / "places.csv", content)


def csv(*lines):
    return "\n".join([HEADER, *lines, ""])


def test_a_file_is_stored_once_and_corrects_what_it_names(importing, client):
    assert importing(csv(KIT, COUNTER)) == {
        "read": 2, "stored": 2, "unchanged": 0, "outside": 0, "refused": []
    }  # fmt: skip
    library = HelpPlace.objects.get(name="Library")
    assert (library.latitude, library.longitude) == pytest.approx(HOME)
    version = content_version()
    assert importing(csv(KIT, COUNTER))["unchanged"] == 2
    assert content_version() == version
    library.latitude += 50 * METRE  # put right by hand
    library.save()
    later = KIT.replace("9am to 5pm", "9am to 8pm").replace("2025-03-31", "2026-03-31")
    assert importing(csv(later.replace("Library", "LIBRARY")))["stored"] == 1
    moved = HelpPlace.objects.get(kind="bleed-kit")
    assert (moved.name, moved.hours, moved.checked_on) == (
        "Library",
        "9am to 8pm",
        date(2026, 3, 31),
    )
    assert moved.latitude == library.latitude
    assert HelpPlace.objects.count() == 2


def test_columns_that_a_file_has_not_leave_what_stands(importing):
    importing(csv(KIT))
    short = (
        "kind,name,address,postcode,checked_on\nbleed-kit,Library,2 High Street,E17 4QR,2026-01-01"
    )
    importing(short)
    library = HelpPlace.objects.get()
    assert (library.address, library.hours) == ("2 High Street", "9am to 5pm")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (KIT.replace("E17 4QR", "E17 9ZZ"), "We do not know where E17 9ZZ is."),
        (COUNTER.replace("51.5890", "52.5890"), "is more than 30 km from our area."),
        (COUNTER.replace("51.5890", "51.6290"), "4.4 km from E17 5JQ. Check both"),
        (COUNTER.replace("51.5890,-0.0190", "-0.0190,51.5890"), "Swap them."),
        (KIT.replace("bleed-kit", "sofa"), "“sofa” is not a kind."),
        (KIT.replace("2025-03-31", "31.3."), "“31.3.” is not a day."),
        (KIT.replace("Library", "Lib\0rary"), "characters that nobody can see"),
        (KIT.replace(",,,,", ",,,https://-.example,"), "Enter a valid URL."),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_stored(importing, line, why):
    report = importing(csv(line, "safe-haven,Café,2 High Street,E17 4QR,,,,,,,2026-01-01"))
    assert report["stored"] == 1
    (refusal,) = report["refused"]
    assert refusal["line"] == 2
    assert why in refusal["why"]


def test_a_file_that_is_none_is_an_error(importing, capsys):
    with pytest.raises(CommandError, match="The first line must name the columns"):
        importing("sofa\n")


def test_a_file_that_cannot_be_stored_whole_leaves_nothing_behind(importing, monkeypatch):
    importing(csv(KIT))

    def broken(*args, **kwargs):
        raise ArithmeticError

    monkeypatch.setattr("safety_site.public_pages.renew", broken)
    with pytest.raises(ArithmeticError):
        importing(csv(KIT.replace("9am", "8am"), COUNTER))
    assert list(HelpPlace.objects.values_list("name", "hours")) == [("Library", "9am to 5pm")]


def test_an_upload_shows_what_changes_and_stores_it_when_told_so(desk, editor):
    place("Library", hours="Never")
    place("Forgotten")
    file = SimpleUploadedFile("places.csv", csv(KIT, COUNTER).encode())
    checked = desk.post(UPLOAD, {"file": file})
    text = text_of(checked)
    assert "<strong>1 new place</strong>, <strong>1 changed</strong>, 0 as they are." in text
    assert "Opening hours: Never → 9am to 5pm" in text
    assert "Checked on: 1 Nov 2026 → 31 Mar 2025" in text
    assert "they stay" in text
    assert HelpPlace.objects.get(name="Library").hours == "Never"
    form = checked.context["form"]
    agreed = {"text": form["text"].value(), "shown": form.plan.code, "store": "1"}
    done = desk.post(UPLOAD, agreed, follow=True)
    assert "2 places were stored." in text_of(done)
    assert set(HelpPlace.objects.values_list("name", "hours")) == {
        ("Library", "9am to 5pm"),
        ("Station", ""),
        ("Forgotten", ""),
    }
    told = dict(LogEntry.objects.values_list("object_repr", "change_message"))
    assert told["Station"] == "From a file."
    assert "Opening hours: Never → 9am to 5pm." in told["Library"]
    again = desk.post(UPLOAD, agreed, follow=True)
    assert "0 places were stored. All of the file stands on the site now." in text_of(again)
    assert LogEntry.objects.filter(user=editor).count() == 2


def test_nothing_is_stored_that_was_not_shown(desk):
    checked = desk.post(UPLOAD, {"text": csv(KIT)})
    agreed = {"text": csv(KIT), "shown": checked.context["form"].plan.code, "store": "1"}
    place("Library", hours="Never")  # meanwhile
    response = desk.post(UPLOAD, agreed)
    assert response.status_code == 422
    assert "Nothing was stored: this is not what you saw before." in text_of(response)
    assert HelpPlace.objects.get().hours == "Never"


def test_a_file_with_a_wrong_line_is_not_stored_at_all(desk):
    text = csv(KIT, COUNTER.replace("police-counter", "sofa"))
    checked = desk.post(UPLOAD, {"text": text})
    assert "<strong>Line 3:</strong> “sofa” is not a kind." in text_of(checked)
    assert 'name="store"' not in text_of(checked)
    forced = {"text": text, "shown": checked.context["form"].plan.code, "store": "1"}
    assert desk.post(UPLOAD, forced).status_code == 422
    assert not HelpPlace.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({}, "file", "Choose a CSV file, or paste its lines."),
        ({"file": b""}, "file", "This file is empty."),
        ({"file": b"PK\x03\x04"}, "file", "This is not a CSV file."),
        ({"file": b"x" * 600_000}, "file", "The file is too large."),
        ({"text": "sofa"}, "text", "The first line must name the columns"),
        ({"text": csv(KIT) + "\0"}, "text", "The text holds characters that nobody can see."),
        ({"text": "é" * 400_000}, "text", "The file is too large."),
    ],
)
def test_a_wrong_upload_gets_a_sentence_at_its_field(desk, sent, field, sentence):
    if "file" in sent:
        sent = {"file": SimpleUploadedFile("places.csv", sent["file"])}
    response = desk.post(UPLOAD, {"store": "1", "shown": "x", **sent})
    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(sentence)
    assert f'href="#id_{field}"' in text_of(response)


def test_a_file_of_another_kind_does_not_become_an_endless_page(desk):
    response = desk.post(UPLOAD, {"text": csv(*["x"] * 5_000)})
    assert "These are the first 100 of 5000 lines." in text_of(response)
    assert len(response.content) < 60_000


def test_one_place_gets_the_position_of_its_postcode(desk):
    filled = {
        "kind": "safe-haven",
        "name": "Café",
        "address": "2 High Street",
        "postcode": "e174qr",
        "checked_on": "01/10/2026",
    }
    page = "/admin/community/helpplace/add/"
    for wrong, sentence in (
        ({"postcode": "E17"}, "Enter a whole postcode"),
        ({"postcode": "E17 9ZZ"}, "We do not know where E17 9ZZ is."),
        ({"latitude": "51.5"}, "Give latitude and longitude, or leave both empty."),
        ({"latitude": "1e300", "longitude": "0"}, "is more than 30 km from our area."),
        ({"latitude": "51.7", "longitude": "-0.02"}, "km from E17 4QR."),
        ({"checked_on": "31/12/2999"}, "This day is still to come."),
    ):
        assert sentence in text_of(desk.post(page, filled | wrong))
    assert desk.post(page, filled).status_code == 302
    stored = HelpPlace.objects.get()
    assert (stored.postcode, stored.latitude, stored.longitude) == ("E17 4QR", *HOME)
    assert "already exists" in text_of(desk.post(page, filled))


def test_staff_find_what_nobody_has_checked_for_a_year(desk, time_machine):
    time_machine.move_to(factories.MONDAY_MORNING)
    place("Old", checked_on="2025-11-01")
    place("New")
    changes = desk.get("/admin/community/helpplace/?checked=stale").context["cl"].result_list
    assert [each.name for each in changes] == ["Old"]


def test_who_may_not_edit_the_community_may_not_upload(client):
    client.force_login(factories.staff("Case officers", "asb"))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"text": csv(KIT), "store": "1"}).status_code == 403
    assert not HelpPlace.objects.exists()
