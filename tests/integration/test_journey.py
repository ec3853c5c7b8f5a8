"""The report form: page by page, and what it does with wrong or missing answers."""

import json
from itertools import takewhile

import pytest

from reporting.journey import drafts
from reporting.models import Draft, Kind, Question, Report
from tests import journeys
from tests.journeys import ABOUT_YOU, ANONYMOUS, OFFENSIVE_GRAFFITI, STREET_HARASSMENT, WHERE

pytestmark = pytest.mark.usefixtures("pack")


def test_a_report_reaches_its_team_and_the_receipt_says_why(client):
    receipt = client.get(journeys.send(client, "graffiti", OFFENSIVE_GRAFFITI))
    report = Report.objects.get()
    assert report.team.slug == "neighbourhoods"
    assert report.priority.code == "P1"
    assert report.ward.slug == "hoe-street"
    assert report.reporter_phone.as_e164 == "+442079460000"
    page = receipt.content.decode()
    assert report.reference in page
    assert "Neighbourhoods Team" in page
    assert report.reasons[0] in page


def test_the_receipt_repeats_nothing_that_the_resident_typed(client):
    page = client.get(journeys.send(client, "graffiti", OFFENSIVE_GRAFFITI)).content.decode()
    for typed in ("Amina", "amina@example.com", "7946", "Hoe Street", "Red paint"):
        assert typed not in page


def test_danger_leads_to_999_and_begins_nothing(client):
    response = client.post("/report/graffiti/", {"danger_now": "yes"}, follow=True)
    assert "Call 999" in response.content.decode()
    assert not Draft.objects.exists()


def test_the_first_page_sets_no_cookie_until_it_is_answered(client):
    assert not client.get("/report/graffiti/").cookies
    journeys.begin(client, "graffiti")
    assert client.cookies[drafts.COOKIE]["httponly"]


def test_every_category_can_be_finished(client):
    for slug in ("anti-social-behaviour", "noise", "litter", "street-lighting", "unsafe-place"):
        address = journeys.begin(client, slug)
        for _ in range(20):
            page = client.get(address)
            if journeys.step_of(address) == "check":
                break
            address = client.post(address, some_answers(page.context["form"]))["Location"]
        receipt = client.post(address)
        assert "/received/" in receipt["Location"], slug
    assert Report.objects.count() == 5


def some_answers(form):
    """Answer each field with the last choice that keeps the report ours, or a word."""
    answers = {}
    for name, field in form.fields.items():
        choices = [value for value, _label in getattr(field, "choices", [])]
        if name in ABOUT_YOU:
            answers[name] = ABOUT_YOU[name]
        elif name in WHERE:
            answers[name] = WHERE[name]
        elif name == "kind":
            answers[name] = choices[0]
        elif "no" in choices:
            answers[name] = "no"
        elif choices:
            answers[name] = choices[0]
        elif field.required:
            answers[name] = "Some words"
    return answers


def test_sending_twice_makes_one_report(client):
    address = journeys.fill_in(client, "graffiti", OFFENSIVE_GRAFFITI)
    first, second = client.post(address), client.post(address)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1
    assert not Draft.objects.exists()


def test_going_back_to_a_page_after_sending_leads_to_the_receipt(client):
    address = journeys.fill_in(client, "graffiti", OFFENSIVE_GRAFFITI)
    receipt = client.post(address)["Location"]
    assert client.get(address)["Location"] == receipt


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_to_do(client):
    address = journeys.begin(client, "graffiti")
    for step in ("offensive", "land", "surface"):
        address = client.post(address, OFFENSIVE_GRAFFITI[step])["Location"]
    page = client.post(address, {"location": " ", "ward": "hoe-street"})
    html = page.content.decode()
    assert page.status_code == 200
    assert "There is a problem" in html
    assert 'href="#id_location"' in html
    assert '<option value="hoe-street" selected>' in html


def test_an_email_address_that_is_none_is_named_beside_the_other_answers(client):
    answers = {**OFFENSIVE_GRAFFITI, "about-you": {}}
    del answers["about-you"]
    address = journeys.fill_in(client, "graffiti", answers)
    page = client.post(address, {**ABOUT_YOU, "email": "amina@"})
    assert "Enter an email address like name@example.com" in page.content.decode()
    assert 'value="Amina Example"' in page.content.decode()


def test_whoever_wants_an_answer_leaves_an_address_or_a_number(client):
    answers = {**OFFENSIVE_GRAFFITI}
    del answers["about-you"]
    address = journeys.fill_in(client, "graffiti", answers)
    page = client.post(address, {"contact_level": "contact", "name": "Amina"})
    assert "Enter an email address or a phone number" in page.content.decode()


def test_an_anonymous_report_holds_no_contact_even_if_one_was_typed(client):
    typed = {**ABOUT_YOU, "contact_level": "anonymous"}
    journeys.send(client, "graffiti", {**OFFENSIVE_GRAFFITI, "about-you": typed})
    report = Report.objects.get()
    assert (report.reporter_name, report.reporter_email, str(report.reporter_phone)) == ("", "", "")


def test_noise_cannot_be_reported_anonymously(client):
    journeys.begin(client, "noise")
    draft = Draft.objects.get()
    draft.answers |= {"kind": {"kind": "alarm"}}
    for page in draft.category.pages.all():
        draft.answers[page.slug] = {}
    draft.answers |= {"where": WHERE, "photo": {}, "for-whom": {"third_party": False}}
    draft.save()
    page = client.get(f"/report/noise/{draft.key}/contact/")
    levels = [value for value, _label in page.context["form"].fields["contact_level"].choices]
    assert levels == ["contact", "formal"]


def test_street_harassment_is_restricted_and_offers_the_way_out(client):
    address = journeys.begin(client, "street-harassment")
    assert "Exit this page" in client.get(address).content.decode()
    journeys.send(client, "street-harassment", STREET_HARASSMENT)
    assert Report.objects.get().restricted


def test_the_way_out_stands_on_sensitive_kinds_of_anti_social_behaviour_only(client):
    for kind, way_out in (("hate", True), ("harassment", True), ("begging", False)):
        address = journeys.begin(client, "anti-social-behaviour")
        onward = client.post(address, {"kind": kind})["Location"]
        assert ("Exit this page" in client.get(onward).content.decode()) is way_out, kind


def test_pages_cannot_be_skipped(client):
    address = journeys.begin(client, "graffiti")
    check = address.replace("/offensive/", "/check/")
    assert client.get(check)["Location"] == address
    assert client.post(check)["Location"] == address
    assert not Report.objects.exists()


def test_a_change_from_the_check_returns_to_it_and_keeps_the_rest(client):
    address = journeys.fill_in(client, "graffiti", OFFENSIVE_GRAFFITI)
    change = address.replace("/check/", "/land/") + "?change"
    response = client.post(change, {"land": "street-furniture"})
    assert response["Location"] == address
    page = client.get(address).content.decode()
    assert "A lamp post, sign, bench, bin or box in the street" in page
    assert "Beside 12 Hoe Street" in page


@pytest.mark.parametrize(
    ("category", "answers", "handover"),
    [
        ("anti-social-behaviour", {"kind": {"kind": "fireworks-use"}}, "met-police"),
        ("anti-social-behaviour", {"kind": {"kind": "rough-sleeping"}}, "homelessness"),
        ("anti-social-behaviour", {"kind": {"kind": "domestic-abuse"}}, "domestic-abuse"),
        (
            "graffiti",
            {**OFFENSIVE_GRAFFITI, "land": {"land": "railway"}},
            "network-rail",
        ),
        (
            "graffiti",
            {**OFFENSIVE_GRAFFITI, "where": {"location": "Ilford", "ward": "outside"}},
            "neighbouring-council",
        ),
        (
            "fly-tipping",
            {
                "waste": {"waste": ["tyres"], "size": "small-van"},
                "land": {"land": "private-residential"},
                "where": WHERE,
            },
            "land-owner",
        ),
        (
            "noise",
            {"kind": {"kind": "everyday"}, "aimed": {"hateful": "no"}},
            "mediation",
        ),
        (
            "street-lighting",
            {"kind": {"kind": "out"}, "column": {"light": "traffic-lights"}},
            "tfl",
        ),
    ],
)
def test_what_others_deal_with_leads_to_them_as_soon_as_it_is_certain(
    client, category, answers, handover
):
    address = journeys.fill_in(client, category, answers)
    assert journeys.step_of(address) == "handover"
    page = client.get(address)
    assert page.context["handover"].slug == handover
    assert not Report.objects.exists()


def test_the_handover_shows_what_was_typed_so_that_it_can_be_copied(client):
    answers = {**OFFENSIVE_GRAFFITI, "where": {"location": "Ilford", "ward": "outside"}}
    page = client.get(journeys.fill_in(client, "graffiti", answers)).content.decode()
    assert "Red paint" in page


def test_a_private_wall_is_not_handed_over_before_the_form_knows_enough(client):
    answers = {
        "waste": {"waste": ["tyres"], "size": "small-van"},
        "land": {"land": "private-residential", "true_here": ["evidence"]},
    }
    address = journeys.fill_in(client, "fly-tipping", answers)
    assert journeys.step_of(address) == "where"


def test_a_kind_withdrawn_half_way_is_asked_again_and_the_rest_is_kept(client):
    asked = ("kind", "leaving-quickly", "what-happened")
    answers = {k: v for k, v in STREET_HARASSMENT.items() if k in asked}
    address = journeys.fill_in(client, "street-harassment", answers)
    Kind.objects.get(category__slug="street-harassment", slug="following").delete()
    response = client.get(address)
    assert journeys.step_of(response["Location"]) == "kind"
    onward = client.post(response["Location"], {"kind": "catcalling"})["Location"]
    onward = client.post(onward)["Location"]  # how to leave at once, once more
    assert client.get(onward).context["form"].initial["description"].startswith("A man")


def test_a_question_added_half_way_does_not_break_the_draft(client):
    address = journeys.fill_in(client, "graffiti", OFFENSIVE_GRAFFITI)
    page = Question.objects.get(page__category__slug="graffiti", code="offensive").page
    Question.objects.create(page=page, code="smell", label="Does it smell?", type="yes-no")
    assert client.get(address).status_code == 200
    assert "/received/" in client.post(address)["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "/report/no-such-thing/",
        "/report/graffiti/x/where/",
        "/report/graffiti/%00/where/",
        "/report/received/nobody/",
        "/report/received/%F0%9F%98%80/",
        "/report/graffiti/" + "x" * 3000 + "/where/",
    ],
)
def test_junk_in_an_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_junk_in_a_form_is_no_server_error(client):
    address = journeys.begin(client, "graffiti")
    for value in ("\x00", "😀" * 3000, "‮abc", ["a", "b"], "yes\r\nSet-Cookie: a=b"):
        response = client.post(address, {"offensive": value, "hateful": value})
        assert response.status_code == 200
    assert client.post(address, json.dumps({}), content_type="application/json").status_code == 200


@pytest.mark.parametrize(
    "words", ["نص من اليمين", "👨‍👩‍👧 🚨", "x" * 500, "<script>alert(1)</script>"]
)
def test_any_script_and_length_of_words_arrives_as_typed(client, words):
    answers = {**OFFENSIVE_GRAFFITI, "where": {"location": words, "ward": ""}}
    journeys.send(client, "graffiti", {**answers, "about-you": ANONYMOUS})
    assert Report.objects.get().location == words


@pytest.mark.parametrize(("step", "most"), [("offensive", 7), ("where", 8), ("check", 9)])
def test_a_page_of_the_form_asks_the_database_little(
    client, step, most, django_assert_max_num_queries
):
    told = takewhile(lambda each: each[0] != step, OFFENSIVE_GRAFFITI.items())
    address = journeys.fill_in(client, "graffiti", dict(told))
    assert journeys.step_of(address) == step
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
