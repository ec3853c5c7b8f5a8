"""The history of what staff edit says what stood there before and what stands there now."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from reporting.models import (
    Category,
    Kind,
    Priority,
    QuestionPage,
    RiskFactor,
    RiskLevel,
    SupportPage,
    Team,
)
from safety_site.models import Council
from tests import factories
from tests.editing import fields_of, posted

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def manager(client, without_second_factor):
    client.force_login(factories.staff("Safety managers"))
    return client


def last_change():
    return LogEntry.objects.latest("pk").change_message


def test_a_number_a_text_and_a_list_of_lines_keep_both_values(manager):
    priority = Priority.objects.get(code="P1")
    before = priority.working_days
    posted(manager, priority, working_days=9)
    assert last_change() == f"Working days: {before} → 9."
    factor = RiskFactor.objects.first()
    posted(manager, factor, options="Never = 0\nDaily = 7")
    assert last_change().endswith(" → Never = 0 / Daily = 7.")


def test_choices_and_ticks_are_named_as_the_page_names_them(manager):
    category, page = Category.objects.get(slug="litter"), SupportPage.objects.first()
    category.support.set([page])
    posted(manager, category, withdrawn="on", support=[])
    assert "Withdrawn: no → yes." in last_change()
    assert f"{page} → nothing." in last_change()


def test_the_rows_below_a_form_are_named_with_what_changed_in_them(manager):
    kind = Kind.objects.filter(category__slug="noise").first()
    old = kind.name
    sent = fields_of(manager, kind.category)
    number = next(name for name, value in sent.items() if value == old).split("-")[1]
    posted(manager, kind.category, **{f"kinds-{number}-name": "Drumming"})
    assert last_change() == f"Kind “Drumming”: Name: {old} → Drumming."


def test_the_history_page_shows_both_values(manager):
    level = RiskLevel.objects.get(code="high")
    posted(manager, level, meaning="<b>Act</b> today")
    page = manager.get(reverse("admin:reporting_risklevel_history", args=[level.pk]))
    assert "→ &lt;b&gt;Act&lt;/b&gt; today." in page.content.decode()


def test_a_save_that_changes_nothing_says_so(manager):
    posted(manager, QuestionPage.objects.first())
    assert last_change() == "[]"  # Django says it in words


def test_who_is_in_a_team_cannot_be_changed_on_the_page_of_the_team(manager):
    team = Team.objects.get(slug="asb")
    officer = factories.staff("Case officers", "asb")
    outsider = factories.staff("Case officers")
    page = posted(manager, team, members=[outsider.pk])
    assert page.status_code == 200
    assert list(team.members.all()) == [officer]
    address = reverse("admin:reporting_team_change", args=[team.pk])
    assert officer.username in manager.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "value"), [("update_days", 0), ("referral_days", 61), ("warning_days", 32_000)]
)
def test_the_council_takes_only_days_that_a_pack_may_say(manager, name, value):
    council = Council.objects.get()
    response = posted(manager, council, **{name: value})
    assert list(response.context["adminform"].form.errors) == [name]
    response = posted(manager, council, **{name: 7})
    assert response.redirect_chain
    assert getattr(Council.objects.get(), name) == 7
