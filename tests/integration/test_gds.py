"""The template pack `gds`: GOV.UK markup for every kind of field, errors linked to controls."""

from datetime import date
from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string

from safety_site import gds

COLOURS = [("red", "Red"), ("blue", "Blue"), ("none", "None of these")]


class Page(HTMLParser):
    """The elements of a piece of HTML, in order, with their attributes."""

    VOID = {"input", "br", "img", "link", "meta"}

    def __init__(self, html):
        super().__init__()
        self.html, self.elements, self.open = html, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes, list(self.open)))
        if tag not in self.VOID:
            self.open.append(attributes.get("id"))

    def handle_endtag(self, tag):
        self.open.pop()

    def all(self, tag, **wanted):
        return [
            attributes
            for name, attributes, _ in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def by_id(self, id_):
        (found,) = [attributes for _, attributes, _ in self.elements if attributes.get("id") == id_]
        return found

    def parents(self, id_):
        (found,) = [
            parents for _, attributes, parents in self.elements if attributes.get("id") == id_
        ]
        return found


def drawn(form):
    return Page(
        render_to_string("gds/uni_form.html", {"form": form, "field_template": "gds/field.html"})
    )


def summary(form):
    return Page(render_to_string("components/_error_summary.html", {"form": form}))


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


def one_field(field, **options):
    return type("OneField", (gds.GdsFormMixin, forms.Form), {"it": field, "gds": {"it": options}})


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


def test_a_missing_answer_names_its_question():
    errors = EveryField({}).errors
    assert errors["line"] == ["Fill in “One line”"]
    assert errors["colour"] == ["Choose an answer to “Which colour?”"]
    assert errors["photo"] == ["Choose a file for “Add a photo”"]


def test_a_message_that_the_form_gives_itself_stays():
    form = one_field(forms.CharField(error_messages={"required": "Write something"}))({})
    assert form.errors["it"] == ["Write something"]


def test_a_form_without_errors_has_no_summary():
    assert summary(Contact()).html.strip() == ""


def test_an_error_of_the_whole_form_stands_in_the_summary_without_a_link():
    form = Contact({"channel": "none"})
    form.add_error(None, "We could not keep this. Try again.")
    page = summary(form)
    assert "We could not keep this. Try again." in page.html
    assert page.all("a") == []


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


def test_a_long_text_counts_its_characters_and_does_not_cut_them_off():
    page = drawn(EveryField())
    assert page.all("div", **{"data-module": "govuk-character-count", "data-maxlength": "20"})
    text = page.by_id("id_story")
    assert "govuk-js-character-count" in text["class"]
    assert text["aria-describedby"] == "id_story-info"
    assert "maxlength" not in text


def test_a_line_end_counts_once_as_in_the_browser():
    form = one_field(gds.LongTextField(max_length=3))({"it": "a\r\nb"})
    assert form.is_valid()
    assert form.cleaned_data["it"] == "a\nb"


def test_the_label_of_a_single_question_can_be_the_heading_of_the_page():
    radios = one_field(forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect), heading=True)()
    assert drawn(radios).all("h1", **{"class": "govuk-fieldset__heading"})
    text = one_field(forms.CharField(), heading=True)()
    assert drawn(text).all("h1", **{"class": "govuk-label-wrapper"})
    assert radios.has_heading
    assert not Contact().has_heading


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


def test_a_page_with_an_error_says_so_in_its_title():
    def page(form):
        return render_to_string("layouts/question.html", {"form": form, "heading": "Contact"})

    assert "<title>Error: Contact" in page(Contact({}))
    assert "<title>Contact" in page(Contact())
