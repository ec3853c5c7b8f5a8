"""The inbox of residents' questions and a question's page, as staff meet them."""

import pytest
from django.urls import reverse

from tests import factories
from tests.questions import asked, asked_in_public, drafted, replied

pytestmark = pytest.mark.django_db(transaction=True)


def test_staff_open_the_inbox_and_send_a_reply_that_somebody_else_wrote(
    page, signed_in, accessibility_faults
):
    author = factories.staff("Safety managers", username="malik")
    question = asked("Ring me on 020 7946 0000: why is the lamp dark?", name="Amina", wanted=3)
    drafted(question, "We *mend* it.", by=author)
    asked("The lamp is dark on Orford Road", email="ben@example.com")
    done = replied(asked_in_public()).question
    held = asked(held=True, suspicions=["trap"])
    signed_in("Content editors")
    page.goto(reverse("admin:faq_residentquestion_changelist"))
    assert accessibility_faults(page) == []
    for each in (done, held):
        page.goto(reverse("admin:faq_residentquestion_change", args=[each.pk]))
        assert accessibility_faults(page) == [], each
    page.goto(reverse("admin:faq_residentquestion_changelist"))
    page.get_by_role("link", name=question.reference, exact=True).click()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Send it to the resident").click()
    page.get_by_text(f"{question.reference}: reply sent.").wait_for()
    question.refresh_from_db()
    assert question.status == "answered"
