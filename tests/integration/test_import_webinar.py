"""Importing a published webinar: what is stored, what is left alone, what is said about it."""

import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from model_bakery import baker

from faq import services
from faq.models import Organisation, Response, Topic, Webinar
from faq.webinar_matching import readable_title
from tests import public_content

pytestmark = pytest.mark.django_db

DOCUMENT = """Harbour safety meeting: your questions answered

We met in June. Write to safety@example.org.
- DOGS ON THE QUAY: Who clears up after dogs, and is there a DPZ?
Response from Our Council: Our wardens do. The DPZ covers *all* of the quay:
- every path
- every step
Response from Harbour Trust: We help. See https://example.org/quay_map.
- BOATS. May I row at night?
Yes, with a light.
"""
NAMES = ["Dogs on the quay", "Boats"]
AT = datetime(2025, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "meeting.txt"
    file.write_text(DOCUMENT, encoding="utf-8")
    return str(file)


def run(*arguments):
    """Call the command; return what it prints, what it logs, and its exit code."""
    out, log = StringIO(), StringIO()
    try:
        call_command("import_webinar", *arguments, stdout=out, stderr=log)
    except CommandError as fault:
        return json.loads(out.getvalue()), str(fault), fault.returncode
    return json.loads(out.getvalue()), log.getvalue(), 0


NEW = ("--webinar", "harbour", "--held-on", "2025-06-01")


def import_again(document=DOCUMENT, **kwargs):
    webinar = Webinar.objects.get(slug="harbour")
    document = services.read_document(document)
    return services.import_document(document, webinar=webinar, by=None, at=AT, **kwargs)


def stored():
    topics = Topic.objects.order_by("pk").values()
    return list(topics), list(Response.objects.order_by("pk").values())


def test_it_prints_one_object_and_stores_drafts(path):
    printed, log, code = run(path, *NEW)
    assert code == 0
    assert [topic["title"] for topic in printed["topics"]] == ["DOGS ON THE QUAY", "BOATS"]
    assert printed["topics"][0]["responses"][1]["organisation"] == "Harbour Trust"
    assert {"code", "message", "line"} == printed["warnings"][0].keys()
    assert "2 topics created" in log
    assert [topic.status for topic in Topic.objects.all()] == ["draft", "draft"]


def test_a_dry_run_prints_the_same_and_stores_nothing(path):
    dry, log, code = run(path, "--dry-run")
    assert code == 0
    assert "Nothing was stored" in log
    assert not Webinar.objects.exists()
    assert not Topic.objects.exists()
    assert not Organisation.objects.exists()
    assert dry["topics"] == run(path, *NEW)[0]["topics"]


def test_a_new_webinar_bears_the_title_month_and_introduction_of_the_document(path):
    run(path, *NEW)
    webinar = Webinar.objects.get()
    assert webinar.title == "Harbour safety meeting: your questions answered"
    assert webinar.held_label == "June 2025"
    assert webinar.intro.startswith("We met in June. Write to [safety@example.org]")


def test_publish_publishes_what_is_new(path):
    run(path, *NEW, "--publish")
    assert {topic.status for topic in Topic.objects.all()} == {"published"}


def test_the_document_can_come_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(DOCUMENT.encode("utf-16"))))
    assert len(run("-", "--dry-run")[0]["topics"]) == 2


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\x7fELF\x00\x01", b"No topic here."])
def test_a_file_that_is_no_webinar_is_refused_with_a_sentence(tmp_path, content):
    file = tmp_path / "file"
    file.write_bytes(content)
    printed, log, code = run(str(file), *NEW)
    assert printed.keys() == {"error"}
    assert printed["error"].endswith(".")
    assert printed["error"] == log
    assert code == 1
    assert not Webinar.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--webinar"),
        (["--webinar", "harbour"], "--held-on"),
        (["--webinar", "Not a slug", "--held-on", "2025-06-01"], "slug"),
        (["--webinar", "harbour", "--held-on", "9999-12-31"], "still to come"),
    ],
)
def test_a_webinar_that_cannot_be_made_is_refused_with_a_sentence(path, arguments, said):
    printed, _, code = run(path, *arguments)
    assert said in printed["error"]
    assert code == 1
    assert not Topic.objects.exists()


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path):
    printed, _, code = run(str(tmp_path / "none.txt"), "--dry-run")
    assert "cannot be read" in printed["error"]
    assert code == 1


def test_a_dry_run_works_without_a_database(path, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr("faq.services.topics.KnownOrganisations", fail)
    printed, log, code = run(path, "--dry-run")
    assert len(printed["topics"]) == 2
    assert "names of organisations are not checked" in log
    assert code == 0


def test_words_are_stored_as_they_were_said(path):
    public_content.make_council_voice()
    run(path, *NEW)
    topic = Topic.objects.get(slug="dogs-on-the-quay")
    council, trust = topic.responses.all()
    assert topic.title == "Dogs on the quay"
    assert topic.question == "Who clears up after dogs, and is there a DPZ?"
    assert council.organisation.slug == "council"
    assert "covers *all* of the quay:" in council.body_html
    assert "<li>every path</li>" in council.body_html
    assert ">https://example.org/quay_map</a>." in trust.body_html
    assert [council.position, trust.position] == [1, 2]
    assert not council.is_summary
    assert council.answered_on == date(2025, 6, 1)
    assert topic.review_by == date(2026, 6, 1)


def test_words_that_the_text_has_in_capitals_only_keep_them_in_the_title():
    document = services.read_document("- ASB IN A DPZ: What is ASB? A DPZ?\nIn a way.")
    assert readable_title(document.topics[0]) == "ASB in a DPZ"


def test_an_answer_that_names_nobody_has_no_organisation(path):
    run(path, *NEW)
    assert Response.objects.get(topic__slug="boats").organisation is None


def test_an_organisation_is_known_by_any_of_its_names(path):
    trust = baker.make(Organisation, name="The Harbour Trust Ltd", aliases=["harbour trust"])
    run(path, *NEW)
    assert trust.responses.count() == 1


def test_an_unknown_organisation_is_added_as_a_partner_and_named(path):
    public_content.make_council_voice()
    printed, log, _ = run(path, *NEW)
    trust = Organisation.objects.get(name="Harbour Trust")
    assert trust.role == "partner"
    assert "New organisation, added as a partner: Harbour Trust" in log
    assert [odd["line"] for odd in printed["warnings"] if "Harbour Trust" in odd["message"]] == [8]


def test_importing_twice_changes_nothing(path):
    run(path, *NEW)
    before = stored()
    again = import_again()
    assert [topic.title for topic in again.unchanged] == NAMES
    assert (again.created, again.differing) == ([], [])
    assert stored() == before


def test_what_editors_changed_is_left_as_it_is_and_reported(path):
    run(path, *NEW)
    Response.objects.filter(topic__slug="boats").update(body="Better words.")
    before = stored()
    _, log, _ = run(path, *NEW)
    assert "other words, left as it is: Boats" in log
    assert stored() == before


def test_a_topic_with_another_title_is_met_by_its_slug(path):
    webinar = public_content.make_webinar("harbour")
    public_content.make_topic("boats", webinar=webinar, title="Rowing at night")
    again = import_again()
    assert [topic.title for topic in again.differing] == ["Rowing at night"]
    assert [topic.title for topic in again.created] == ["Dogs on the quay"]


def test_a_title_that_stands_twice_makes_two_topics_once():
    public_content.make_webinar("harbour")
    document = "- BOATS: May I row?\nYes.\n- BOATS: May I sail?\nNo."
    assert [topic.slug for topic in import_again(document).created] == ["boats", "boats-2"]
    assert len(import_again(document).unchanged) == 2


def test_the_same_title_in_another_webinar_gets_an_address_of_its_own(path):
    public_content.make_topic("boats")
    run(path, *NEW)
    assert Topic.objects.filter(slug="boats-2", webinar__slug="harbour").exists()


def test_a_topic_that_is_not_ready_stays_a_draft_when_publishing():
    public_content.make_webinar("harbour")
    imported = import_again("- BOATS: May I row?\n- DOGS: May they swim?\nYes.", publish=True)
    assert [topic.title for topic in imported.created] == ["Boats", "Dogs"]
    assert imported.refused == ["“Boats” has no answer. Add one before you publish it."]
    assert Topic.objects.published().get().title == "Dogs"


def test_an_import_that_fails_half_way_stores_nothing(path, monkeypatch):
    monkeypatch.setattr("faq.services.topics.publish_topics", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(path, *NEW, "--publish")
    assert not Webinar.objects.exists()
    assert not Organisation.objects.exists()
