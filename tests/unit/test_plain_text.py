"""Plain text keeps every word when it is shown as Markdown."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.plain_text import to_markdown
from safety_site import markdown

PIECES = [
    "https://example.org/a_b*c?x=1&copy;=2#d",
    "www.example.org/report_it",
    "safety.team@example.org",
    "- ",
    "\n",
    "\n\n",
    " ",
    "1. ",
    "2025.",
    "1) ",
    "---",
    "- - -",
    "===",
    "```",
    "~~~",
    "    code",
    "&amp;",
    "<b>",
    "[a]: x",
    "![x](y)",
    "# h",
    "> q",
    "\\",
    "*",
    "_",
    "patrols",
]


def words_shown(text):
    blocks = r"</?(?:p|ul|ol|li|h\d|blockquote|hr|br)>"
    page = re.sub(blocks, " ", markdown.render(to_markdown(text)))
    return html.unescape(re.sub(r"</?[a-z]+[^>]*>", "", page)).split()


def words_of(text):
    lines = (re.sub(r"^- +(?=\S)", "", line.strip()) for line in text.splitlines())
    return " ".join(lines).split()


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text("ab1 \n-*_#.)&;<>[]()`~=+\\!|:/@'"))
def test_every_word_of_a_text_stands_on_the_page_and_no_other(text):
    assert words_shown(text) == words_of(text)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("*Not* so", "<p>*Not* so</p>\n"),
        ("24. March", "<p>24. March</p>\n"),
        ("# 7", "<p># 7</p>\n"),
        ("Start\n---", "<p>Start\n---</p>\n"),
        ("We do:\n\n- this\n- that", "<p>We do:</p>\n<ul>\n<li>this</li>\n<li>that</li>\n</ul>\n"),
    ],
)
def test_only_lists_of_dashes_are_marked_up(text, page):
    assert markdown.render(to_markdown(text)) == page


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a_b", "https://example.org/a_b"),
        ("www.example.org", "https://www.example.org"),
        ("help@example.org", "mailto:help@example.org"),
    ],
)
def test_an_address_becomes_a_link_without_the_full_stop_after_it(address, target):
    page = markdown.render(to_markdown(f"See {address}."))
    assert page == f'<p>See <a href="{target}" rel="noopener">{address}</a>.</p>\n'
