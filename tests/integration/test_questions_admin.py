"""Staff edit what a form asks: with a preview, refused where no form could be made of it."""

import pytest
from django.urls import reverse

from reporting.models import Question, QuestionPage, Report
from tests import factories, journeys
from tests.editing import fields_of, posted

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def manager(client, without_second_factor):
    client.force_login(factories.staff("Safety managers"))
    return client


@pytest.fixture
def surface():
    """A page with a question on each side of a reveal."""
    page = QuestionPage.objects.get(category__slug="graffiti", slug="surface")
    page.questions.all().delete()
    seen = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]
    Question.objects.create(page=page, code="seen", label="Seen?", type="radios", options=seen)
    Question.objects.create(
        page=page, code="who", label="Who?", type="text", position=1, required=False
    )
    return page


def preview(client, page, **changes):
    address = reverse("admin:questionpage_preview", args=[page.pk])
    return client.post(address, fields_of(client, page) | changes)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("only one", "at least 2 options"),
        ("a | One\na | Two", "a value of its own"),
        ("a | One | | moon\nb | Two", "no handover “moon”"),
        ("a | b | c | d | e | f\nf | g", "is not an option"),
        (f"a | {'x' * 151}\nb | Two", "is not an option"),
        (" | One\nb | Two", "is not an option"),
    ],
)
def test_options_that_no_form_could_show_are_refused(manager, surface, options, says):
    before = surface.questions.get(code="seen").options
    response = posted(manager, surface, **{"questions-0-options": options})
    assert says in response.content.decode()
    assert surface.questions.get(code="seen").options == before


def test_an_option_is_a_line_and_a_new_one_needs_a_label_alone(manager, surface):
    lines = [
        "yes | Yes, I did | From close by | | witnessed",
        "not-ours | It is a signal | | tfl",
        "I am not sure",
    ]
    assert posted(manager, surface, **{"questions-0-options": "\n".join(lines)}).redirect_chain
    options = surface.questions.get(code="seen").options
    assert [each["value"] for each in options] == ["yes", "not-ours", "i-am-not-sure"]
    assert (options[0]["hint"], options[0]["tells"]) == ("From close by", "witnessed")
    assert options[1]["handover"] == "tfl"
    again = fields_of(manager, surface)["questions-0-options"]
    assert posted(manager, surface, **{"questions-0-options": again}).redirect_chain
    assert surface.questions.get(code="seen").options == options


def test_a_reveal_is_checked_with_the_whole_page(manager, surface):
    shown = {"questions-1-shown_by": "seen", "questions-1-shown_value": "maybe"}
    assert "is no answer to “seen”" in posted(manager, surface, **shown).content.decode()
    shown["questions-1-shown_value"] = "yes"
    assert posted(manager, surface, **shown).redirect_chain
    assert surface.questions.get(code="who").shown_by == "seen"


def test_a_question_on_which_another_hangs_cannot_go_alone(manager, surface):
    surface.questions.filter(code="who").update(shown_by="seen", shown_value="yes")
    response = posted(manager, surface, **{"questions-0-DELETE": "on"})
    assert "No question above has the code “seen”" in response.content.decode()
    assert surface.questions.filter(code="seen").exists()


def test_the_preview_shows_what_is_not_saved_yet_and_saves_nothing(manager, surface):
    response = preview(
        manager, surface, title="What did you see?", **{"questions-1-label": "Whom?"}
    )
    html = response.content.decode()
    assert "What did you see?" in html
    assert "Whom?" in html
    assert "Nothing here is kept" in html
    surface.refresh_from_db()
    assert surface.title != "What did you see?"
    assert surface.questions.get(code="who").label == "Who?"


def test_the_preview_of_a_faulty_page_says_what_to_mend(manager, surface):
    html = preview(manager, surface, **{"questions-0-options": "only one"}).content.decode()
    assert "cannot be shown yet" in html
    assert "at least 2 options" in html


def test_the_preview_is_for_those_who_may_edit(client, without_second_factor, surface):
    client.force_login(factories.staff("Case officers", "neighbourhoods"))
    assert client.get(reverse("admin:questionpage_preview", args=[surface.pk])).status_code == 403


def test_a_changed_form_is_asked_next_and_a_draft_begun_before_still_finishes(
    client, manager, surface
):
    resident = type(client)()
    answers = {**journeys.OFFENSIVE_GRAFFITI, "surface": {"seen": "yes", "who": "A boy"}}
    before = journeys.fill_in(resident, "graffiti", answers)
    changed = {
        "questions-1-label": "What did they look like?",
        "questions-1-required": "on",
        "questions-TOTAL_FORMS": "3",
        "questions-2-code": "ladder",
        "questions-2-position": "2",
        "questions-2-label": "Do we need a ladder?",
        "questions-2-type": "yes-no",
        "questions-2-required": "on",
        "questions-2-page": str(surface.pk),
    }
    assert posted(manager, surface, **changed).redirect_chain
    another = type(client)()
    until = {step: told for step, told in answers.items() if step in ("offensive", "land")}
    html = another.get(journeys.fill_in(another, "graffiti", until)).content.decode()
    assert "What did they look like?" in html
    assert "Do we need a ladder?" in html
    assert "A boy" in resident.get(before).content.decode()
    assert resident.post(before).status_code == 302
    told = {each["code"]: each["words"] for each in Report.objects.get().answers}
    assert told["who"] == "A boy"
    assert "ladder" not in told


def test_a_fact_is_asked_on_one_page_only(manager, surface):
    more = {
        "questions-TOTAL_FORMS": "3",
        "questions-2-code": "offensive",
        "questions-2-position": "2",
        "questions-2-label": "Is it offensive?",
        "questions-2-type": "yes-no",
        "questions-2-page": str(surface.pk),
    }
    html = posted(manager, surface, **more).content.decode()
    assert "Another page asks “offensive” already." in html
    assert not surface.questions.filter(code="offensive").exists()


def test_a_new_page_can_be_previewed_before_it_is_saved(manager, surface):
    address = reverse("admin:questionpage_preview_new")
    told = fields_of(manager, surface)
    told |= {"category": str(surface.category_id), "slug": "new-page", "title": "A new page"}
    told |= {"questions-INITIAL_FORMS": "0", "questions-TOTAL_FORMS": "1"}
    told |= {"questions-0-code": "colour", "questions-0-id": "", "questions-0-page": ""}
    html = manager.post(address, told).content.decode()
    assert "A new page" in html
    assert "Seen?" in html
    assert not QuestionPage.objects.filter(slug="new-page").exists()
    assert manager.get(address).status_code == 404
