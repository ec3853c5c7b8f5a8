"""What a draft's answers mean: facts for routing, and words for people."""

from datetime import datetime, time

from django.utils.dateformat import format as date_format
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting import queries, routing
from reporting.journey import complaints, steps
from reporting.journey.when import DONT_KNOW, NOW, day_and_time
from reporting.models import Category, Question

YES_NO_WORDS = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "dont-know": gettext_lazy("I don’t know"),
}
TIMES = (Question.Type.DATE, Question.Type.WHEN, Question.Type.TIME)
WHEN_WORDS = {
    NOW: gettext_lazy("It is happening now"),
    DONT_KNOW: gettext_lazy("I don’t know when"),
}


def facts(category: Category, answers: dict, at: datetime) -> routing.Facts:
    """Return what routing needs to know. Raises routing.UnknownCode."""
    flat = steps.flat_answers(queries.outline(category), answers)
    given = {code: value for code, value in flat.items() if code in routing.FACTS}
    given |= answers.get(steps.BEGIN, {})
    ward = ward_code(answers)
    if ward in (steps.OUTSIDE, routing.DONT_KNOW):
        given["outside_borough"] = routing.YES if ward == steps.OUTSIDE else routing.DONT_KNOW
    elif ward:
        given |= {"ward": ward, "outside_borough": routing.NO}
    if level := steps.contact_level(answers):
        given["wants_contact"] = routing.NO if level == steps.ANONYMOUS else routing.YES
    given |= answers.get(steps.HANDOVER, {})
    given["kind"] = steps.chosen_kind(answers)
    policy = queries.policy()
    # What staff have withdrawn or asked in another way since it was chosen counts as not given.
    known = {
        fact: code
        for fact, code in given.items()
        if isinstance(code, str) and code in policy.codes(fact, category.slug)
    }
    return routing.parse_facts({"category": category.slug, **known}, policy, at)


def ward_code(answers: dict) -> str:
    """Return the ward, `outside` or `dont-know`, as it was found or confirmed; blank if neither."""
    where = answers.get(steps.WHERE, {})
    if steps.possible_wards(answers) and steps.WARD in answers:
        return answers[steps.WARD]["ward"]
    return where.get("ward", "")


def ward_is_certain(answers: dict) -> bool:
    """Say whether the ward follows from the place, or the resident named it."""
    if steps.possible_wards(answers):
        return ward_code(answers) not in ("", routing.DONT_KNOW)
    where = answers.get(steps.WHERE, {})
    return bool(where.get("certain", where.get("ward")))


def settled(category: Category, answers: dict, at: datetime) -> routing.Decision | None:
    """Return what becomes of a report, where no page still to come can change it.

    An answer that ends the form comes before every rule. Raises routing.UnknownCode.
    """
    handover = steps.stop(queries.outline(category), answers)
    if handover in queries.policy().handovers:
        return routing.Decision(
            team=None,
            also=(),
            priority=None,
            due=None,
            rule="",
            reasons=(),
            handover=handover,
            restricted=False,
        )
    return routing.settled(
        facts(category, answers, at),
        open_facts(category, answers),
        queries.policy(),
        queries.calendar(),
    )


def told_too(category: Category, answers: dict, at: datetime) -> routing.Decision | None:
    """Return who would be told beside a handover, if the resident wants the council to know too.

    None where the council has no rule for that. Raises routing.UnknownCode.
    """
    wanted = answers | {steps.HANDOVER: {"tell_too": routing.YES}}
    decision = settled(category, wanted, at)
    return decision if decision and decision.team else None


def open_facts(category: Category, answers: dict) -> frozenset[str]:
    """Return the facts that pages still to come will ask for."""
    kind = steps.chosen_kind(answers)
    outline = queries.outline(category)
    to_come = set(steps.open_codes(outline, kind, answers))
    if outline.has_kinds and not kind:
        to_come |= {"kind"}.union(*(page.codes for page in outline.pages))
    if steps.WHERE not in answers or (steps.possible_wards(answers) and steps.WARD not in answers):
        to_come |= {"ward", "outside_borough"}
    if not steps.contact_level(answers):
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
    """Return each question that was shown with its answer in words, as they stand today."""
    questions = {page.slug: page.questions.all() for page in category.pages.all()}
    found = _complaints(answers) if category.case_review else []
    for page in queries.outline(category).asked(steps.chosen_kind(answers)):
        given = steps.shown_answers(page, answers)
        found += [
            {
                "step": page.slug,
                "code": question.code,
                "label": question.label,
                "value": given[question.code],
                "words": _words(question, given[question.code]),
            }
            for question in questions[page.slug]
            if question.code in given
        ]
    return found


def _complaints(answers: dict) -> list[dict]:
    entries = complaints.listed(answers)
    lines = map(complaints.in_words, complaints.read(entries))
    return [
        {
            "step": steps.COMPLAINTS,
            "code": steps.COMPLAINTS,
            "label": _("Whom you have told about it before"),
            "value": entries,
            "words": "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)),
        }
    ]


def _words(question: Question, value) -> str:
    """Say an answer in words; one from before staff changed the question stands as it was given."""
    if not value:
        return ""
    if question.type in TIMES and isinstance(value, str):
        return str(_words_of_time(value))
    words = {option["value"]: option["label"] for option in question.options}
    if question.type == Question.Type.YES_NO:
        words = YES_NO_WORDS
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(each, each)) for each in values)


def _words_of_time(value: str) -> str:
    day, clock = day_and_time(value)
    if day is None:
        return WHEN_WORDS.get(value) or _clock(value)
    if clock is None:
        return date_format(day, "j F Y")
    return _("%(day)s at %(time)s") % {
        "day": date_format(day, "j F Y"),
        "time": time_format(clock, "g:ia"),
    }


def _clock(value: str) -> str:
    try:
        return time_format(time.fromisoformat(value), "g:ia")
    except ValueError:
        return value
