"""What GOV.UK forms do with answers: dates in boxes, revealed fields, messages that say enough."""

from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string

from safety_site import gds
from tests.drawn_forms import drawn, one_field, summary


class Contact(gds.GdsFormMixin, forms.Form):
    """A choice that reveals the field it needs."""

    channel = forms.ChoiceField(
        label="How can we reach you?",
        choices=[("email", "Email"), ("phone", "Phone"), ("none", "Do not contact me")],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(label="Email address")
    phone = forms.CharField(label="Phone number", required=False)
    gds = {"channel": {"reveals": {"email": ["email"], "phone": ["phone"]}, "set_apart": "none"}}


def test_a_missing_answer_names_its_question():
    class Three(gds.GdsFormMixin, forms.Form):
        line = forms.CharField(label="One line")
        colour = forms.ChoiceField(label="Which colour?", choices=[("red", "Red")])
        photo = forms.FileField(label="Add a photo")

    assert Three({}).errors == {
        "line": ["Fill in “One line”"],
        "colour": ["Choose an answer to “Which colour?”"],
        "photo": ["Choose a file for “Add a photo”"],
    }


def test_a_message_that_the_form_gives_itself_stays():
    form = one_field(forms.CharField(error_messages={"required": "Write something"}))({})
    assert form.errors["it"] == ["Write something"]


def test_a_line_end_counts_once_as_in_the_browser():
    form = one_field(gds.LongTextField(max_length=3))({"it": "a\r\nb"})
    assert form.is_valid()
    assert form.cleaned_data["it"] == "a\nb"


def test_an_error_of_the_whole_form_stands_in_the_summary_without_a_link():
    form = Contact({"channel": "none"})
    form.add_error(None, "We could not keep this. Try again.")
    page = summary(form)
    assert "We could not keep this. Try again." in page.html
    assert page.all("a") == []


def test_a_form_without_errors_has_no_summary():
    assert summary(Contact()).html.strip() == ""


def test_a_revealed_field_stands_once_inside_the_option_that_reveals_it():
    page = drawn(Contact())
    assert page.by_id("id_channel_0")["data-aria-controls"] == "id_channel_0-more"
    assert "id_channel_0-more" in page.parents("id_email")
    assert "govuk-radios__conditional--hidden" in page.by_id("id_channel_0-more")["class"]


def test_the_field_of_the_chosen_option_shows_with_its_error():
    form = Contact({"channel": "email", "email": "no address"})
    assert (
        "govuk-radios__conditional--hidden" not in drawn(form).by_id("id_channel_0-more")["class"]
    )
    assert summary(form).all("a", href="#id_email")


def test_a_field_that_is_not_revealed_is_neither_asked_for_nor_kept():
    form = Contact({"channel": "none", "email": "half an addr", "phone": "020"})
    assert form.is_valid()
    assert form.cleaned_data == {"channel": "none", "email": "", "phone": ""}


@pytest.mark.parametrize(
    ("boxes", "message", "wrong"),
    [
        (("", "", ""), "Enter a date", [0, 1, 2]),
        (("27", "", ""), "The date must have a month and a year", [1, 2]),
        (("27", "3", ""), "The date must have a year", [2]),
        (("31", "2", "2026"), "Enter a real date, for example 27 3 2026", [0, 1, 2]),
        (("x", "3", "2026"), "Enter a real date, for example 27 3 2026", [0, 1, 2]),
        (("1", "1", "9" * 30), "Enter a real date, for example 27 3 2026", [0, 1, 2]),
        (("27", "3", "26"), "The year must have 4 numbers, for example 2026", [2]),
    ],
)
def test_a_wrong_date_says_which_boxes_are_wrong(boxes, message, wrong):
    data = dict(zip(("it_day", "it_month", "it_year"), boxes, strict=True))
    form = one_field(gds.DatePartsField())(data)
    assert form.errors["it"] == [message]
    page = drawn(form)
    marked = [n for n in range(3) if "govuk-input--error" in page.by_id(f"id_it_{n}")["class"]]
    assert marked == wrong
    assert summary(form).all("a", href=f"#id_it_{wrong[0]}")


def test_a_date_is_read_from_its_boxes():
    form = one_field(gds.DatePartsField())({"it_day": " 7", "it_month": "03", "it_year": "2026"})
    assert form.is_valid()
    assert form.cleaned_data["it"] == date(2026, 3, 7)


@pytest.mark.parametrize("initial", [date(2026, 3, 7), "2026-03-07"])
def test_a_date_kept_in_a_draft_comes_back_in_its_boxes(initial):
    page = drawn(one_field(gds.DatePartsField())(initial={"it": initial}))
    assert [page.by_id(f"id_it_{n}")["value"] for n in range(3)] == ["7", "3", "2026"]


def test_an_optional_date_may_stay_empty():
    form = one_field(gds.DatePartsField(required=False))({})
    assert form.is_valid()
    assert form.cleaned_data["it"] is None


def test_a_page_with_an_error_says_so_in_its_title():
    def page(form):
        return render_to_string("layouts/question.html", {"form": form, "heading": "Contact"})

    assert "<title>Error: Contact" in page(Contact({}))
    assert "<title>Contact" in page(Contact())
