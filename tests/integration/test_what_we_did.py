"""What council and police did: each number under its period, with who says so."""

import html
from datetime import date

import pytest
from model_bakery import baker

from community.models import ActionCount
from faq.models import Organisation

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture(autouse=True)
def nothing_yet(pack):
    ActionCount.objects.all().delete()


def count(slug, organisation="council", **fields):
    told = {
        "what": slug.title(),
        "number": 4,
        "period_from": date(2026, 1, 1),
        "period_to": date(2026, 3, 31),
        "source": "Our log",
        "as_at": date(2026, 4, 2),
    }
    organisation = Organisation.objects.get(slug=organisation)
    return baker.make(ActionCount, slug=slug, organisation=organisation, **(told | fields))


def text_of(client):
    page = html.unescape(client.get("/what-we-did/").content.decode())
    return " ".join(page.split())


def test_periods_stand_newest_first_and_each_names_its_organisations(client):
    count("old", period_from=date(2022, 4, 1), period_to=date(2023, 3, 31), period_note="2022/23")
    count("letters", number=12_345, more_than=True)
    count("penalties", "met-police")
    page = client.get("/what-we-did/")
    shown = [
        (period.note, [(done.organisation.slug, len(done.counts)) for done in period.done])
        for period in page.context["periods"]
    ]
    assert shown == [("", [("met-police", 1), ("council", 1)]), ("2022/23", [("council", 1)])]
    text = text_of(client)
    assert "over 12,345" in text
    assert "1 January 2026 to 31 March 2026" in text
    assert "<caption>Metropolitan Police</caption>" in text
    assert 'class="cs-tally cs-tally--police"' in text


def test_counts_of_one_source_name_it_once_and_others_each_their_own(client):
    count("letters", source_url="https://council.example/log")
    count("notices", source_url="https://council.example/log")
    text = text_of(client)
    assert text.count("Source:") == 1
    assert '<a class="govuk-link" href="https://council.example/log">Our log</a>' in text
    assert "as at April 2026" in text


def test_counts_of_several_sources_each_name_their_own(client):
    count("letters")
    count("closures", source="A court")
    assert text_of(client).count("Source:") == 2


def test_it_says_from_when_on_figures_are_missing(client):
    count("letters")
    count("old", period_from=date(2022, 4, 1), period_to=date(2023, 3, 31))
    text = text_of(client)
    assert "Waltham Forest Council: we have no figures for the time after March 2026." in text
    assert "Metropolitan Police: we have" not in text


def test_without_any_it_says_so(client):
    assert "No figures are published yet." in text_of(client)


def test_it_costs_few_queries_and_an_edit_shows_at_once(
    client, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    edited = count("letters")
    with django_assert_max_num_queries(5):
        client.get("/what-we-did/")
    with django_assert_max_num_queries(0):
        client.get("/what-we-did/")
    edited.what = "Stern letters"
    with django_capture_on_commit_callbacks(execute=True):
        edited.save()
    assert "Stern letters" in text_of(client)
