"""What a draft's answers mean: facts for routing, and words for people."""

from contextlib import suppress
from datetime import date, datetime

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext_lazy as _

from reporting import queries, routing
from reporting.journey import steps
from reporting.journey.forms import OUTSIDE
from reporting.models import Category, Question, Report

YES_NO_WORDS = {"yes": _("Yes"), "no": _("No"), "dont-know": _("I don’t know")}


def facts(category: Category, answers: dict, at: datetime) -> routing.Facts:
    """Return what routing needs to know. Raises routing.UnknownCode."""
    flat = steps.flat_answers(queries.outline(category), answers)
    given = {code: value for code, value in flat.items() if code in routing.FACTS}
    given |= answers.get(steps.BEGIN, {})
    ward = answers.get(steps.WHERE, {}).get("ward", "")
    if ward == OUTSIDE:
        given["outside_borough"] = routing.YES
    elif ward:
        given |= {"ward": ward, "outside_borough": routing.NO}
    if steps.ABOUT_YOU in answers:
        wanted = answers[steps.ABOUT_YOU]["contact_level"] == Report.ContactLevel.CONTACT
        given["wants_contact"] = routing.YES if wanted else routing.NO
    given["kind"] = steps.chosen_kind(answers)
    policy = queries.policy()
    # What staff have withdrawn or asked in another way since it was chosen counts as not given.
    known = {
        fact: code
        for fact, code in given.items()
        if isinstance(code, str) and code in policy.codes(fact, category.slug)
    }
    return routing.parse_facts({"category": category.slug, **known}, policy, at)


def open_facts(category: Category, answers: dict) -> frozenset[str]:
    """Return the facts that pages still to come will ask for."""
    kind = steps.chosen_kind(answers)
    outline = queries.outline(category)
    to_come = set(steps.open_codes(outline, kind, answers))
    if outline.has_kinds and not kind:
        to_come |= {"kind"}.union(*(page.codes for page in outline.pages))
    if steps.WHERE not in answers:
        to_come |= {"ward", "outside_borough"}
    if steps.ABOUT_YOU not in answers:
        to_come |= {"wants_contact"}
    return frozenset(to_come & set(routing.FACTS))


def facts_as_json(facts: routing.Facts) -> dict:
    """Return the facts as the command `route_report` takes them."""
    return {
        "category": facts.category,
        "kind": facts.kind,
        "answers": dict(facts.answers),
        "ward": facts.ward,
        "land": facts.land,
        "tenure": facts.tenure,
        "outside_borough": facts.outside_borough,
        "at": facts.at.isoformat(),
    }


def told(category: Category, answers: dict) -> list[dict]:
    """Return each question with its answer in words, as they stand today."""
    kind = steps.chosen_kind(answers)
    asked = {page.slug for page in queries.outline(category).asked(kind)}
    return [
        {
            "step": page.slug,
            "code": question.code,
            "label": question.label,
            "value": answers[page.slug][question.code],
            "words": _words(question, answers[page.slug][question.code]),
        }
        for page in category.pages.all()
        if page.slug in asked and page.slug in answers
        for question in page.questions.all()
        if question.code in answers[page.slug]
    ]


def _words(question: Question, value) -> str:
    """Say an answer in words; one from before staff changed the question stands as it was given."""
    if not value:
        return ""
    if question.type == Question.Type.DATE:
        with suppress(TypeError, ValueError):
            return date_format(date.fromisoformat(value), "j F Y")
    words = {option["value"]: option["label"] for option in question.options}
    if question.type == Question.Type.YES_NO:
        words = YES_NO_WORDS
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(each, each)) for each in values)
