"""Help that fits stands beside a form: before it, on the way, and on the receipt."""

import pytest
from django.test import Client

from reporting.models import Category, Kind, SupportPage
from tests import factories, journeys
from tests.editing import posted

pytestmark = pytest.mark.usefixtures("pack")

BOX = "Someone to talk to"
HARASSMENT, HATE = "/support/harassment/", "/support/hate-crime/"
DRUGS = "/support/drugs-and-alcohol/"


def box(response):
    """Return the box of help as it stands on a page, empty where there is none."""
    html = response.content.decode()
    start = html.find('class="cs-support"')
    return html[start : html.index("</section>", start)] if start > 0 else ""


def test_the_first_page_offers_help_beside_the_form(client):
    page = client.get("/report/street-harassment/")
    assert BOX in box(page)
    assert HARASSMENT in box(page)
    assert "No, go on" in page.content.decode()


def test_before_a_kind_is_chosen_help_for_each_of_them_is_offered_once(client):
    found = box(client.get("/report/anti-social-behaviour/"))
    assert [found.count(address) for address in (HARASSMENT, HATE, DRUGS)] == [1, 1, 1]


def test_a_form_without_such_help_shows_no_empty_box(client):
    assert BOX not in client.get("/report/noise/").content.decode()


def test_the_page_on_leaving_offers_what_fits_the_kind_first(client):
    category = Category.objects.get(slug="anti-social-behaviour")
    category.support.add(SupportPage.objects.get(slug="crime"))
    address = journeys.begin(client, "anti-social-behaviour")
    leaving = client.post(address, {"kind": "hate"})["Location"]
    found = box(client.get(leaving))
    assert 0 < found.index(HATE) < found.index("/support/crime/")
    assert DRUGS not in found


def test_the_receipt_offers_help_after_the_form(client):
    receipt = journeys.send(client, "street-harassment", journeys.STREET_HARASSMENT)
    page = client.get(receipt)
    assert HARASSMENT in box(page)
    assert "Your reference" in page.content.decode()


def test_the_receipt_of_another_kind_offers_no_help_that_does_not_fit(client):
    report = factories.report()
    assert BOX not in client.get(report.receipt_path()).content.decode()


def test_the_first_page_of_every_form_asks_the_database_little(
    client, django_assert_max_num_queries
):
    for category in Category.objects.all():
        with django_assert_max_num_queries(6):  # five, and who runs the site
            Client().get(category.get_absolute_url())


def test_an_edit_of_a_support_page_shows_beside_the_form(
    client, django_capture_on_commit_callbacks
):
    client.get("/report/street-harassment/")
    with django_capture_on_commit_callbacks(execute=True):
        page = SupportPage.objects.get(slug="harassment")
        page.title = "When somebody frightens you"
        page.save()
    assert "When somebody frightens you" in box(client.get("/report/street-harassment/"))


@pytest.mark.parametrize("slug", ["harassment", "hate-crime"])
def test_pages_for_people_in_fear_have_the_way_out(client, slug):
    assert "Exit this page" in client.get(f"/support/{slug}/").content.decode()


@pytest.fixture
def manager(client, without_second_factor):
    client.force_login(factories.staff("Safety managers"))
    return client


def test_managers_choose_the_help_beside_a_form_and_a_kind(manager):
    for thing, chosen in (
        (Category.objects.get(slug="litter"), "crime"),
        (Kind.objects.get(slug="drug-litter"), "drugs-and-alcohol"),
    ):
        page = SupportPage.objects.get(slug=chosen)
        assert posted(manager, thing, support=[page.pk]).redirect_chain
        assert list(thing.support.all()) == [page]


@pytest.mark.parametrize(
    ("slug", "change", "sentence"),
    [
        ("street-harassment", "public", "can show their reports"),
        ("litter", "case_review", "is on the ASB path and needs a contact"),
    ],
)
def test_what_would_break_a_promise_is_refused_in_a_sentence(manager, slug, change, sentence):
    category = Category.objects.get(slug=slug)
    response = posted(manager, category, **{change: "on"}, support=[])
    assert sentence in response.content.decode()
    category.refresh_from_db()
    assert getattr(category, change) is False
