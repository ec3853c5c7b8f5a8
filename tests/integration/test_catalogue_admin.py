"""The catalogue in the back office takes nothing that would break a form or the routing."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from reporting.models import Category, Question, QuestionPage, RoutingRule
from tests import factories

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def manager(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(factories.staff("Managers"))
    return client


def posted(client, obj, **changes):
    """Open an object's form, change some fields and send it as a browser would."""
    address = reverse(f"admin:reporting_{obj._meta.model_name}_change", args=[obj.pk])
    page = client.get(address).context
    forms = [page["adminform"].form]
    for inline in page["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if not bound.field.disabled and value not in (None, False, []):
                data[bound.html_name] = "on" if value is True else value
    return client.post(address, data | changes, follow=True)


def page_with(code):
    return QuestionPage.objects.get(category__slug="graffiti", questions__code=code)


@pytest.mark.parametrize(
    "options",
    [
        "5",
        "[1]",
        '[{"label": "x"}]',
        '[{"value": "a", "label": "x"}]',
        '[{"value": "moon", "label": "x"}, {"value": "highway", "label": "y"}]',
        '[{"value": "other", "label": "x"}, {"value": "other", "label": "y"}]',
    ],
)
def test_options_that_no_form_could_show_are_refused(manager, options):
    before = Question.objects.get(page__category__slug="graffiti", code="land").options
    response = posted(manager, page_with("land"), **{"questions-0-options": options})
    assert "Please correct the error" in response.content.decode()
    assert Question.objects.get(page__category__slug="graffiti", code="land").options == before


def test_sound_options_are_saved_and_shown_in_the_next_form(manager):
    options = '[{"value": "small", "label": "Tiny"}, {"value": "large", "label": "Huge"}]'
    page = page_with("surface")
    response = posted(manager, page, **{"questions-0-options": options})
    assert response.redirect_chain
    assert [each["label"] for each in page.questions.get(code="size").options] == ["Tiny", "Huge"]


def test_a_page_for_an_unknown_kind_is_refused(manager):
    page = QuestionPage.objects.get(category__slug="noise", slug="when")
    response = posted(manager, page, kinds="music\ntrumpets")
    assert "There is no kind “trumpets” here." in response.content.decode()


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
    user = factories.staff("Managers")
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
