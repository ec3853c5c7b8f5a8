"""The template pack `gds`: GOV.UK markup for every kind of field, errors linked to controls."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms

from safety_site import gds
from tests.drawn_forms import Page, drawn, one_field, summary

COLOURS = [("red", "Red"), ("blue", "Blue"), ("none", "None of these")]


class EveryField(gds.GdsFormMixin, forms.Form):
    """One field of each kind."""

    line = forms.CharField(label="One line", help_text="A hint", max_length=50)
    email = forms.EmailField(label="Email address")
    phone = forms.CharField(label="Phone number", widget=forms.TelInput)
    number = forms.IntegerField(label="How many?")
    story = gds.LongTextField(label="What happened?", max_length=20)
    ward = forms.ChoiceField(label="Which ward?", choices=[("", "Choose"), ("a", "Hoe Street")])
    colour = forms.ChoiceField(label="Which colour?", choices=COLOURS, widget=forms.RadioSelect)
    seen = gds.YesNoField(label="Did you see it?")
    waste = forms.MultipleChoiceField(
        label="What was it?", choices=COLOURS, widget=forms.CheckboxSelectMultiple
    )
    when = gds.DatePartsField(label="When was it?")
    photo = forms.FileField(label="Add a photo")
    agree = forms.BooleanField(label="I have read this", help_text="All of it")
    key = forms.CharField(widget=forms.HiddenInput, initial="k")


TARGETS = {
    "line": "id_line",
    "email": "id_email",
    "phone": "id_phone",
    "number": "id_number",
    "story": "id_story",
    "ward": "id_ward",
    "colour": "id_colour_0",
    "seen": "id_seen_0",
    "waste": "id_waste_0",
    "when": "id_when_0",
    "photo": "id_photo",
    "agree": "id_agree",
}


def test_the_table_of_targets_names_every_visible_field():
    visible = {name for name, field in EveryField.base_fields.items() if not field.widget.is_hidden}
    assert set(TARGETS) == visible


@pytest.mark.parametrize("name", TARGETS)
def test_the_error_summary_links_to_a_control_that_exists_and_can_take_focus(name):
    form = EveryField({})
    assert len(summary(form).all("a", href=f"#{TARGETS[name]}")) == 1
    page = drawn(form)
    (tag,) = [tag for tag, attributes, _ in page.elements if attributes.get("id") == TARGETS[name]]
    assert tag in ("input", "select", "textarea")


@pytest.mark.parametrize("name", TARGETS)
def test_an_error_stands_at_its_field_and_describes_the_control(name):
    page = drawn(EveryField({}))
    assert page.by_id(f"id_{name}-error")["class"] == "govuk-error-message"
    describing = [
        attributes
        for tag, attributes, _ in page.elements
        if f"id_{name}-error" in attributes.get("aria-describedby", "").split()
    ]
    assert len(describing) == 1


@pytest.mark.parametrize("bound", [False, True])
def test_everything_that_describes_a_control_is_on_the_page_and_ids_are_unique(bound):
    page = drawn(EveryField({} if bound else None))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    described = [
        attributes.get("aria-describedby", "").split() for _, attributes, _ in page.elements
    ]
    assert {part for parts in described for part in parts} <= set(ids)


@pytest.mark.parametrize("bound", [False, True])
def test_every_label_belongs_to_a_control(bound):
    page = drawn(EveryField({} if bound else None))
    controls = {
        attributes.get("id")
        for tag, attributes, _ in page.elements
        if tag in ("input", "select", "textarea")
    }
    assert {label["for"] for label in page.all("label")} <= controls


def test_an_error_says_error_before_its_words_for_those_who_cannot_see_the_colour():
    assert (
        '<span class="govuk-visually-hidden">Error:</span> Enter a date'
        in drawn(EveryField({})).html
    )


def test_words_in_labels_hints_and_errors_are_escaped():
    field = forms.CharField(
        label="<b>label", help_text="<b>hint", error_messages={"required": "<b>no"}
    )
    form = one_field(field, why="<b>why")({})
    assert "<b>" not in drawn(form).html + summary(form).html


def test_a_hint_is_tied_to_its_input():
    page = drawn(EveryField())
    assert page.by_id("id_line")["aria-describedby"] == "id_line-hint"
    assert "aria-describedby" not in page.by_id("id_email")


def test_the_browser_is_not_asked_to_validate():
    assert "required" not in drawn(EveryField()).by_id("id_line")


def test_inputs_call_up_the_right_keyboard():
    page = drawn(EveryField())
    assert page.by_id("id_email")["type"] == "email"
    assert page.by_id("id_phone")["type"] == "tel"
    number = page.by_id("id_number")
    assert (number["type"], number["inputmode"]) == ("text", "numeric")


def test_a_short_answer_can_have_a_short_box():
    page = drawn(one_field(forms.CharField(), width=10)())
    assert page.by_id("id_it")["class"] == "govuk-input govuk-input--width-10"


def test_a_long_text_counts_its_characters_and_does_not_cut_them_off():
    page = drawn(EveryField())
    assert page.all("div", **{"data-module": "govuk-character-count", "data-maxlength": "20"})
    text = page.by_id("id_story")
    assert "govuk-js-character-count" in text["class"]
    assert text["aria-describedby"] == "id_story-info"
    assert "maxlength" not in text


def test_the_label_of_a_single_question_can_be_the_heading_of_the_page():
    radios = one_field(forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect), heading=True)()
    assert drawn(radios).all("h1", **{"class": "govuk-fieldset__heading"})
    text = one_field(forms.CharField(), heading=True)()
    assert drawn(text).all("h1", **{"class": "govuk-label-wrapper"})
    assert radios.has_heading
    assert not EveryField().has_heading


def test_why_we_ask_is_read_before_the_hint():
    form = one_field(forms.CharField(help_text="hint"), why="So that we can help.")()
    assert drawn(form).by_id("id_it")["aria-describedby"] == "id_it-why id_it-hint"


def test_options_can_stand_side_by_side_and_carry_hints():
    field = forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect)
    page = drawn(one_field(field, inline=True, option_hints={"blue": "Like the sea"})())
    assert page.all("div", **{"class": "govuk-radios govuk-radios--inline"})
    assert page.by_id("id_it_1")["aria-describedby"] == "id_it_1-hint"


def test_none_of_these_stands_apart_and_clears_the_other_checkboxes():
    field = forms.MultipleChoiceField(choices=COLOURS, widget=forms.CheckboxSelectMultiple)
    page = drawn(one_field(field, set_apart="none")())
    assert page.all("div", **{"class": "govuk-checkboxes__divider"})
    assert page.by_id("id_it_2")["data-behaviour"] == "exclusive"


def test_what_was_chosen_and_typed_stays_after_an_error():
    page = drawn(
        EveryField({"line": "typed", "colour": "blue", "waste": ["red", "none"], "when_day": "31"})
    )
    assert page.by_id("id_line")["value"] == "typed"
    assert "checked" in page.by_id("id_colour_1")
    assert ["checked" in page.by_id(f"id_waste_{n}") for n in range(3)] == [True, False, True]
    assert page.by_id("id_when_0")["value"] == "31"


def test_hidden_fields_have_no_label_and_no_group():
    form = one_field(forms.CharField(widget=forms.HiddenInput, initial="k"))()
    page = drawn(form)
    assert page.by_id("id_it")["type"] == "hidden"
    assert page.all("label") == page.all("div") == []


def test_a_helper_draws_a_whole_form_with_its_button():
    helper = FormHelper()
    helper.add_input(Submit("send", "Send report"))
    page = Page(render_crispy_form(EveryField(), helper, {"csrf_token": "t"}))
    (form,) = page.all("form")
    assert form["method"] == "post"
    assert form["enctype"] == "multipart/form-data"
    assert "novalidate" in form
    assert page.all("button", type="submit", name="send")


def test_a_form_that_knows_nothing_of_this_pack_is_drawn_too():
    form = type("Plain", (forms.Form,), {"it": forms.CharField(help_text="hint")})({})
    assert "id_it-hint id_it-error" in drawn(form).by_id("id_it")["aria-describedby"]
