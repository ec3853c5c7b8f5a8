"""The catalogue in the back office takes nothing that would break a form or the routing."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from reporting.models import Category, QuestionPage, RoutingRule
from tests import factories
from tests.editing import posted

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def manager(client, without_second_factor):
    client.force_login(factories.staff("Safety managers"))
    return client


def test_a_page_for_an_unknown_kind_is_refused(manager):
    page = QuestionPage.objects.get(category__slug="noise", slug="when")
    response = posted(manager, page, kinds=["music", "trumpets"])
    assert "trumpets is not one of the available choices" in response.content.decode()


def test_codes_that_rules_and_drafts_name_cannot_be_changed(manager):
    category = Category.objects.get(slug="litter")
    posted(manager, category, slug="litter-and-bins")
    category.refresh_from_db()
    assert category.slug == "litter"


def test_the_default_rule_can_be_reworded_but_not_narrowed(manager):
    default = RoutingRule.objects.order_by("position").last()
    assert posted(manager, default, reasons="We read it.\nThen we pass it on.").redirect_chain
    default.refresh_from_db()
    assert default.reasons == ["We read it.", "Then we pass it on."]
    response = posted(manager, default, when='{"category": ["litter"]}')
    assert "The last rule must take every report." in response.content.decode()
    default.refresh_from_db()
    assert default.when == {}


def test_nobody_can_delete_the_default_rule():
    admin = Client()
    user = factories.staff("Safety managers")
    user.is_superuser = True
    user.save()
    admin.force_login(user)
    default = RoutingRule.objects.order_by("position").last()
    address = reverse("admin:reporting_routingrule_delete", args=[default.pk])
    admin.post(address, {"post": "yes"})
    assert RoutingRule.objects.filter(pk=default.pk).exists()


def test_the_admin_tells_nobody_the_address_of_a_receipt(manager):
    report = factories.report()
    kind = ContentType.objects.get_for_model(report)
    assert manager.get(f"/admin/r/{kind.pk}/{report.pk}/").status_code == 404
