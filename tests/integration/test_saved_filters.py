"""Views of the queue that somebody keeps under a name: their own, checked, shown as text."""

import pytest
from django.urls import reverse

from reporting import services
from reporting.models import SavedFilter
from reporting.services.desk import MOST_FILTERS
from tests import factories

pytestmark = [pytest.mark.usefixtures("pack", "without_second_factor"), pytest.mark.django_db]

QUEUE = "/admin/reporting/report/"
SAVE = "/admin/desk/filters/"


@pytest.fixture
def officer(client):
    user = factories.staff("Case officers", "neighbourhoods", username="olive")
    client.force_login(user)
    return user


def keep(client, name="Graffiti", query="category=graffiti&team=neighbourhoods", **more):
    return client.post(SAVE, {"name": name, "query": query}, **more)


def test_an_officer_keeps_what_the_queue_shows_and_finds_it_on_both_pages(client, officer):
    html = client.get(f"{QUEUE}?category=graffiti&q=red").content.decode()
    assert 'value="category=graffiti&amp;q=red"' in html
    response = keep(client, "Red tags", "category=graffiti&q=red&p=3")
    assert response.url == f"{QUEUE}?category=graffiti&q=red"
    for page in ("/admin/", QUEUE):
        html = client.get(page).content.decode()
        assert f'<a href="{QUEUE}?category=graffiti&amp;q=red" dir="auto">Red tags</a>' in html, (
            page
        )


def test_an_unfiltered_queue_offers_nothing_to_keep(client, officer):
    assert SAVE not in client.get(QUEUE).content.decode()


def test_a_filter_is_deleted_by_its_owner_only(client, officer):
    keep(client)
    saved = SavedFilter.objects.get()
    delete = reverse("admin:desk_filter_delete", args=[saved.pk])
    client.force_login(factories.staff("Case officers", "neighbourhoods"))
    assert "Graffiti</a>" not in client.get("/admin/").content.decode()
    client.post(delete)
    assert SavedFilter.objects.exists()
    client.force_login(officer)
    assert client.get(delete).status_code == 405
    assert client.post(f"{SAVE}{10**30}/delete/").status_code == 302
    client.post(delete)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("", "category=graffiti", "Give the filter a name."),
        ("n" * 61, "category=graffiti", "Use a name of 60 characters or fewer."),
        ("a\0b", "category=graffiti", "Null characters are not allowed."),
        ("Nothing", "", "Choose a filter in the queue or search, then save it."),
        ("Foreign", "officer__password__startswith=a&next=//evil", "Choose a filter in the queue"),
        ("NUL", "q=%00", "The search holds a sign that nobody can type."),
        ("Long", "q=" + "ä" * 400, "This is too long to keep."),
        ("Longer", "q=" + "a" * 10_000, "This is too long to keep."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_typed_words_stay(
    client, officer, name, query, sentence
):
    response = keep(client, name, query)
    assert response.status_code == 422
    html = response.content.decode()
    on_top = html[html.index("errornote") :]
    assert sentence in on_top[: on_top.index("</p>")]
    if "name" in response.context["form"].errors:
        assert html.count(sentence) == 2  # beside the field too; the other one is hidden
    assert not SavedFilter.objects.exists()


def test_a_name_is_used_once_and_the_number_is_limited(client, officer):
    keep(client)
    response = keep(client, query="category=litter")
    assert response.status_code == 422
    assert "Choose another name." in response.content.decode()
    assert 'value="Graffiti"' in response.content.decode()
    for number in range(MOST_FILTERS - 1):
        services.save_filter(name=str(number), query="q=red", by=officer)
    assert "Delete one on your front page." in keep(client, "One more").content.decode()


def test_html_in_a_name_or_a_search_is_shown_as_text(client, officer):
    keep(client, "<b>Bold</b>", "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    for page in ("/admin/", f"{QUEUE}?q=%22%3E%3Cscript%3Ealert(1)"):
        html = client.get(page).content.decode()
        assert "&lt;b&gt;Bold&lt;/b&gt;" in html
        assert "<script>alert" not in html


@pytest.mark.parametrize("group", ["Content editors", "Police contributors", "Administrators"])
def test_who_has_no_queue_keeps_no_filters(client, group):
    client.force_login(factories.staff(group))
    assert keep(client).status_code == 403
    assert client.post(f"{SAVE}1/delete/").status_code == 403


def test_nobody_keeps_filters_without_signing_in(client):
    assert keep(client).status_code in (302, 403)
    assert not SavedFilter.objects.exists()
