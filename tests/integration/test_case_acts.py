"""What officers do on a case page: seen before it is sent, never lost, never on another case."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from reporting import services
from reporting.models import Event, Report
from tests import diaries, factories
from tests.cases import act, case_page, form
from tests.factories import CONTACT, HARASSMENT, MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LATER = MONDAY_MORNING + timedelta(hours=2)
CLEANED = "We cleaned the wall <today>.\nThank you for telling us."
CLOSING = {"status": "closed", "outcome": "cleared", "explanation": CLEANED}


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(LATER)


def signed_in(*teams, group="Case officers"):
    client = Client()
    client.force_login(factories.staff(group, *teams))
    return client


@pytest.fixture
def desk(pack):
    return signed_in("neighbourhoods", "environmental-protection", "vawg")


@pytest.fixture
def allocated(pack):
    report = factories.report()
    Report.objects.filter(pk=report.pk).update(status="allocated")
    report.refresh_from_db()
    return report


def version(report):
    return report.events.order_by("-pk").values_list("pk", flat=True).first()


def again(html):
    """Return the version that the form of a page carries."""
    return re.search(r'name="seen" value="(\d+)"', html)[1]


def mails(report):
    return Email.objects.filter(subject__contains=report.reference).count()


def test_a_status_that_tells_the_reporter_shows_the_mail_first_and_then_sends_just_that(
    desk, allocated
):
    before = mails(allocated)
    page = act(desk, allocated, "status", confirmed=False, **CLOSING)
    assert page.status_code == 200
    html = page.content.decode()
    assert "This is what will be sent" in html
    assert "We cleaned the wall &lt;today&gt;." in html
    allocated.refresh_from_db()
    assert (allocated.status, mails(allocated)) == ("allocated", before)

    (promised,) = page.context["letters"]
    sent = dict(page.context["form"].posted())
    assert act(desk, allocated, "status", **sent).status_code == 302
    allocated.refresh_from_db()
    assert (allocated.status, allocated.explanation) == ("closed", CLEANED)
    letter = allocated.events.get(data__mail="report_closed").letter
    assert (letter.subject, letter.text) == (promised.subject, promised.text)


def test_from_the_preview_the_words_come_back_to_be_changed(desk, allocated):
    page = act(desk, allocated, "status", confirmed=False, edit="yes", **CLOSING)
    assert page.status_code == 200
    assert form(page, "status")["explanation"].value() == CLEANED
    assert "Not saved" not in page.content.decode()
    allocated.refresh_from_db()
    assert allocated.status == "allocated"


def test_a_status_that_tells_nobody_needs_no_preview(desk, allocated):
    assert act(desk, allocated, "status", confirmed=False, status="inspected").status_code == 302


def test_of_two_closures_at_once_the_second_sees_the_first_and_keeps_its_words(desk, allocated):
    seen = version(allocated)
    assert act(desk, allocated, "status", seen=seen, **CLOSING).status_code == 302
    page = act(
        signed_in("neighbourhoods"),
        allocated,
        "status",
        seen=seen,
        **CLOSING | {"explanation": "Mine"},
    )
    assert page.status_code == 409
    html = page.content.decode()
    assert "Somebody has worked on this report meanwhile" in html
    assert "We cleaned the wall &lt;today&gt;." in html  # theirs
    assert "Mine" in html
    assert "This status cannot follow now." in html
    allocated.refresh_from_db()
    assert allocated.explanation == CLEANED


def test_a_conflict_shows_both_versions_and_the_second_save_goes_through(desk, allocated):
    seen = version(allocated)
    act(desk, allocated, "note", seen=seen, text="The owner cleans it himself")
    page = act(desk, allocated, "status", seen=seen, status="inspected", reason="Was there")
    assert page.status_code == 409
    html = page.content.decode()
    assert "The owner cleans it himself" in html
    assert "Was there" in html
    assert not allocated.events.filter(type=Event.Type.STATUS_CHANGED).exists()
    done = act(desk, allocated, "status", seen=again(html), status="inspected", reason="Was there")
    assert done.status_code == 302
    assert allocated.events.get(type=Event.Type.STATUS_CHANGED).text == "Was there"


def test_an_act_that_the_other_has_done_already_leaves_the_words_to_copy(desk):
    report = diaries.noise_report()
    seen = version(report)
    told = {"crime": "no", "hate": "no", "safeguarding": "no", "risk": "no"}
    officer = factories.staff("Case officers", "environmental-protection")
    act(desk, report, "triage", seen=seen, officer=officer.pk, **told)
    page = act(desk, report, "triage", seen=seen, **told | {"crime": "yes"})
    assert page.status_code == 409
    html = page.content.decode()
    assert "What is new leaves nothing to do here." in html
    assert '<button type="submit" class="button default">' not in html
    report.refresh_from_db()
    assert report.triage["crime"] == "no"


def test_a_note_is_never_a_conflict(desk, allocated):
    seen = version(allocated)
    for text in ("First", "Second"):
        assert act(desk, allocated, "note", seen=seen, text=text).status_code == 302


def test_a_page_without_its_version_is_refused_with_a_sentence(desk, allocated):
    page = act(desk, allocated, "status", seen="", status="inspected")
    assert page.status_code == 422
    assert "Open the report again, then do this once more." in page.content.decode()


def test_a_status_that_cannot_follow_is_refused_beside_its_field_and_on_top(desk, allocated):
    page = act(desk, allocated, "status", status="monitoring", reason="Kept")
    assert page.status_code == 422
    html = page.content.decode()
    assert html.count("This status cannot follow now. Choose one of these.") == 2
    assert 'href="#id_statusform_status_0"' in html
    assert 'id="id_statusform_status_0"' in html
    assert form(page, "status")["reason"].value() == "Kept"


def test_a_guard_names_what_is_missing_and_leads_to_the_forms_that_fill_it(desk):
    report = diaries.noise_report()
    officer = factories.staff("Case officers", "environmental-protection")
    told = {"crime": "no", "hate": "no", "safeguarding": "yes", "risk": "yes"}
    services.triage(report=report, answers=told, officer=officer, by=officer, at=LATER)
    services.plan_action(
        report=report,
        text="Visit",
        due_on=timezone.localdate(),
        owner=officer,
        by=officer,
        at=LATER,
    )
    page = act(desk, report, "status", status="closure-proposed")
    assert page.status_code == 422
    html = page.content.decode()
    for name in ("action-end", "refer", "risk", "nuisance"):
        assert f'<a href="#act-{name}">' in html
        assert re.search(rf'<details[^>]* id="act-{name}" open>', html), name
    report.refresh_from_db()
    assert report.status == "allocated"


def crafted(mine, other, officer):
    """Return acts on one case that name an object of another, each with the sentence it gets."""
    at = {"by": officer, "at": LATER}
    day = timezone.localdate()
    services.plan_action(report=other, text="Visit", due_on=day, owner=officer, **at)
    services.refer(
        report=other,
        body="Landlord",
        partner=None,
        referred_on=day,
        reference="1",
        text="Act",
        **at,
    )
    reply = services.write_reply(report=other, text="Soon", **at)
    services.warn_of_place(
        report=other, place="Far away", text="Dog", ends_on=day + timedelta(days=3), **at
    )
    # So that each form is offered on this case too.
    services.plan_action(report=mine, text="Call", due_on=day, owner=officer, **at)
    yield "action-end", {"action": other.actions.get().pk, "done": "yes"}, "not part of this case"
    yield "answer", {"referral": other.referrals.get().pk, "answer": "accepted"}, "not part of this"
    yield "reply-back", {"reply": reply.pk}, "This reply has left already."
    warning = other.safety_warnings.get().pk
    yield "warning-end", {"warning": warning, "reason": "Gone"}, "This warning has ended already."


def test_an_object_of_another_case_is_refused_and_stays_as_it_is(desk):
    mine = factories.report("street-harassment", HARASSMENT | CONTACT)
    other = diaries.noise_report()
    officer = factories.staff("Case officers", "vawg", "environmental-protection")
    for name, data, sentence in crafted(mine, other, officer):
        for value in ({}, dict.fromkeys(list(data)[:1], "9" * 30)):
            page = act(desk, mine, name, **data | value)
            assert page.status_code == 422, name
            assert sentence in page.content.decode(), name
    assert other.actions.get().ended_at is None
    assert other.referrals.get().answer == ""
    assert other.replies.get().is_waiting
    assert other.safety_warnings.get().ends_on > timezone.localdate()


def test_the_words_for_one_of_several_come_back_where_they_were_typed(desk):
    report = factories.report("street-harassment", HARASSMENT | CONTACT)
    officer = factories.staff("Case officers", "vawg")
    for text in ("Visit", "Call"):
        services.plan_action(
            report=report,
            text=text,
            due_on=timezone.localdate(),
            owner=officer,
            by=officer,
            at=LATER,
        )
    last = report.actions.get(text="Call")
    page = act(desk, report, "action-end", action=last.pk, done="no", result=" ")
    assert page.status_code == 422
    html = page.content.decode()
    assert html.count("Say why the action is given up.") == 2
    rows = {each["row"].text: each["end"] for each in page.context["plan"]}
    assert rows["Call"]["form"]["done"].value() == "no"
    assert rows["Visit"]["form"]["done"].value() == "yes"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note", {"text": "\x00"}),
        ("note", {"text": "x" * 10_000}),
        ("plan", {"text": "x", "due_on": "9999-12-31", "owner": "1"}),
        ("plan", {"text": "x", "due_on": "0001-01-01", "owner": "9" * 40}),
        ("review", {"review_on": "' OR 1=1 --"}),
        ("join", {"main": "<script>", "reason": "x"}),
        ("assign", {"officer": "x\x00"}),
        ("allocate", {"team": "9" * 40, "reason": "x"}),
        ("refer", {"partner": "-1", "body": "x", "reference": "1", "text": "x"}),
        ("measure", {"power": "guillotine", "issued_on": "2026-11-23", "issued_to": "x"}),
        ("status", {"status": "allocated", "seen": "-1"}),
        ("warn", {"place": "…", "text": "x", "ends_on": "2026-11-24"}),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(desk, allocated, name, data):
    before = version(allocated)
    page = act(desk, allocated, name, **data)
    assert page.status_code == 422
    assert page.context["faults"][0]["errors"]
    assert "<script>alert" not in page.content.decode()
    assert version(allocated) == before


def test_an_act_is_refused_to_who_may_only_read(allocated):
    desk = signed_in(group="Data protection officers")
    assert desk.get(case_page(allocated)).status_code == 200
    for name in ("note", "status", "reply", "allocate", "warn"):
        assert act(desk, allocated, name).status_code == 403


def test_a_restricted_case_shows_nobody_its_mail_or_a_conflict_without_a_trace(desk):
    report = factories.report("street-harassment", HARASSMENT | CONTACT)
    reader = factories.staff("Case officers", "vawg")
    seen = version(report)
    services.add_note(report=report, text="New", by=reader, at=LATER)
    assert act(desk, report, "reply", seen=seen, text="Hello").status_code == 409
    assert report.events.filter(type=Event.Type.READ).count() == 1
