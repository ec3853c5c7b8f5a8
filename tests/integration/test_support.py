"""Support pages and the pages about this site."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import public_content as make

pytestmark = pytest.mark.django_db

EXIT = "govuk-js-exit-this-page-button"


def text_of(response):
    return response.content.decode()


def test_urgent_help_stands_first_in_the_list(client):
    make.make_support_page("crime", title="Report a crime", position=1)
    make.make_support_page("emergency", title="Get help now", position=2, urgent=True)
    page = text_of(client.get("/support/"))
    assert page.index("Get help now") < page.index("Report a crime")
    assert page.count("Urgent") == 1


def test_a_support_page_shows_its_text_and_when_it_was_checked(client):
    make.make_support_page("crime", title="Report a crime", body="## Call\n\n**101** at any time.")
    page = text_of(client.get("/support/crime/"))
    assert "Report a crime</h1>" in page
    assert "Help with crime." in page
    assert "<strong>101</strong>" in page
    assert "Last reviewed on 1 June 2025." in page


def test_urgent_help_begins_with_a_number_to_call(client):
    make.make_support_page("emergency", urgent=True)
    page = text_of(client.get("/support/emergency/"))
    assert page.index('class="cs-call" href="tel:999"') < page.index("Text.")


def test_a_support_page_offers_the_answers_that_lead_to_it(client):
    crime = make.make_support_page("crime")
    make.make_topic("phones", support_page=crime)
    make.make_topic("secret", support_page=crime, status="draft")
    page = text_of(client.get("/support/crime/"))
    assert 'href="/answers/phones/"' in page
    assert "secret" not in page


def test_a_support_page_offers_the_report_forms_that_its_text_names(client):
    make.make_category("graffiti", name="Graffiti")
    make.make_category("noise", name="Noise")
    make.make_support_page("crime", body="You can [report it](/report/graffiti/).")
    page = text_of(client.get("/support/crime/"))
    assert ">Graffiti</a>" in page
    assert ">Noise</a>" not in page


def test_the_exit_button_is_a_plain_link_that_leaves_no_trace_of_where_it_came_from(client):
    make.make_support_page("domestic-abuse", quick_exit=True)
    page = text_of(client.get("/support/domestic-abuse/"))
    button = page[page.rindex("<a", 0, page.index(EXIT)) :].split(">")[0]
    assert 'href="/report/leave/"' in button
    assert 'rel="nofollow"' in button
    assert 'data-exit="https://www.bbc.co.uk/weather"' in page


def test_the_exit_button_stands_only_where_somebody_may_have_to_leave(client):
    make.make_support_page("crime")
    assert EXIT not in text_of(client.get("/support/crime/"))


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "[x](javascript:alert(1))"])
def test_markdown_of_a_support_page_cannot_bring_a_script(client, body):
    make.make_support_page("crime", body=body)
    page = text_of(client.get("/support/crime/"))
    assert "<script>" not in page
    assert 'href="javascript' not in page


def test_a_support_page_that_is_not_there_is_not_found(client):
    assert client.get("/support/nothing/").status_code == 404


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(junk=st.text(max_size=40))
def test_junk_in_an_address_is_not_found_and_never_breaks(client, junk):
    for address in ("/support/{}/", "/about/{}/"):
        assert client.get(address.format(quote(junk, safe=""))).status_code in (200, 301, 404)


@pytest.mark.parametrize(
    ("page", "facts"),
    [
        ("accessibility", ["WCAG", "2.2", "partly compliant", "EHRC", "EASS"]),
        ("privacy", ["public task", "7 days", "6 years", "2 years", "Information Commissioner"]),
        ("cookies", ["drafts", "csrftoken", "sessionid", "7 days"]),
    ],
)
def test_the_pages_about_this_site_hold_what_the_law_asks_and_a_contact(client, page, facts):
    text = text_of(client.get(f"/about/{page}/"))
    for fact in [*facts, "tel:"]:
        assert fact in text
