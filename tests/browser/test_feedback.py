"""axe on the page after yes or no, and on the editors' page of what residents miss."""

from datetime import timedelta

import pytest
from django.utils import timezone

from faq import services
from faq.models import MissedWord, Topic
from reporting.models import SupportPage
from tests.questions import asked_in_public

pytestmark = pytest.mark.django_db(transaction=True)


def test_after_no_a_sentence_is_sent_and_one_with_a_phone_number_comes_back(
    page, accessibility_faults
):
    page.goto("/answers/graffiti/")
    page.get_by_role("button", name="No this answer did not help").click()
    sentence = page.get_by_role("textbox", name="What was missing? (optional)")
    assert accessibility_faults(page) == []
    sentence.fill("Ring 07700 900123 when you come")
    page.get_by_role("button", name="Send sentence").click()
    page.get_by_role("alert").get_by_text("We found a phone number").wait_for()
    assert accessibility_faults(page) == []
    assert sentence.input_value() == "Ring 07700 900123 when you come"
    sentence.fill("Say when you come")
    page.get_by_role("button", name="Send sentence").click()
    page.get_by_text("We have your sentence").wait_for()
    assert accessibility_faults(page) == []


def test_what_residents_miss_reads_well_wide_and_narrow(page, signed_in, accessibility_faults):
    today = timezone.localdate()
    topic = Topic.objects.get(slug="graffiti")
    for _ in range(5):
        kept = services.keep_feedback(topic=topic, helpful=False, on=today)
        services.add_comment(feedback_pk=kept.pk, comment="Say when you come " * 10)
    MissedWord.objects.create(digest="a", word="parakeets", times=7, last_on=today)
    Topic.objects.update(review_by=today)
    SupportPage.objects.update(checked_on=today - timedelta(days=400))
    asked_in_public(wanted=3)
    signed_in("Content editors")
    page.goto("/admin/")
    page.get_by_role("link", name="What residents miss").first.click()
    page.get_by_text("parakeets").wait_for()
    assert accessibility_faults(page) == []
