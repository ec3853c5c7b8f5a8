"""Markdown as plain text, and text that no template takes for its own."""

import pytest
from django.template import Context, Engine
from hypothesis import given
from hypothesis import strategies as st

from community.newsletter_text import absolute, for_template, literal, plain
from safety_site.markdown import render


def test_a_mail_without_formatting_reads_well():
    markdown = "# News\n\n**Come** to [the panel](https://a.example/x).\n\n- 5 \\* 3"
    assert plain(markdown) == "News\n----\n\nCome to the panel <https://a.example/x>.\n\n- 5 * 3"


def test_links_to_this_site_hold_in_a_mail():
    site = "https://a.example"
    assert absolute('<a href="/answers/">', site) == '<a href="https://a.example/answers/">'
    assert absolute("[a](/b/) [c](https://d.example/)", site) == (
        "[a](https://a.example/b/) [c](https://d.example/)"
    )


def test_a_title_stands_for_itself_in_markdown():
    assert "<em>" not in render(literal("*1* [a](b) <i> # `x` _y_"))
    assert plain(literal("*1* [a](b)")) == "*1* [a](b)"


@given(st.text(alphabet="{}%# ab", max_size=30))
def test_a_template_shows_any_text_as_it_stands(text):
    template = Engine().from_string(for_template(text))
    assert template.render(Context(autoescape=False)) == text


@pytest.mark.parametrize("odd", ["[", "[a](", "**a", "\\[", "[[a]("])
def test_a_long_odd_text_is_done_at_once(odd):
    assert plain(odd * 30_000)
