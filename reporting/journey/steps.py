"""Which page of the report form comes next (pure).

A form is a row of steps: the kind where the category has kinds, the category's own pages, then
where, photos, about you and the check. Where the form is about people and not about a thing to
clear or repair, it also asks for whom the report is, how far we may go and how to reach the
reporter without harm. What is answered decides how far a resident may go.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from reporting.routing import NO, YES

BEGIN = "begin"  # the question of danger, before there is a draft
KIND = "kind"
LEAVING = "leaving-quickly"  # how to leave at once, before the first page that may need it
COMPLAINTS = "complaints"  # what an application for a case review counts
WHERE = "where"
WARD = "ward"  # asked where the place lies near the edge of a ward
NEARBY = "already-reported"  # shown where others have reported the same close by
PHOTO = "photo"
FOR_WHOM = "for-whom"
CONTACT = "contact"  # how far we may go: anonymous, contact, formal
ABOUT_YOU = "about-you"
SAFE_CONTACT = "safe-contact"
CHECK = "check"
HANDOVER = "handover"
LAST_STEPS = (
    WHERE,
    WARD,
    NEARBY,
    PHOTO,
    FOR_WHOM,
    CONTACT,
    ABOUT_YOU,
    SAFE_CONTACT,
    CHECK,
)
# Addresses of the form's own pages, which a category's pages may not take.
RESERVED = frozenset({BEGIN, KIND, LEAVING, COMPLAINTS, *LAST_STEPS, HANDOVER})
OUTSIDE = "outside"  # chosen instead of a ward
ANONYMOUS = "anonymous"

Answers = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Page:
    """One page of a category's questions; without kinds it is asked for every kind.

    `codes` are the codes of its questions and the facts that their options tell. `tells` and
    `stops` go from a code and an answer to the fact that it tells, or the handover it ends with;
    `shown` from the code of a revealed question to the code and answer that reveal it.
    """

    slug: str
    kinds: frozenset[str]
    codes: frozenset[str]
    tells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stops: Mapping[tuple[str, str], str] = field(default_factory=dict)
    shown: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outline:
    """What decides the order of a category's form.

    `about_people`: its reports are cases of people, not things to clear or repair. `sensitive`:
    somebody may have to leave the form at once; `sensitive_kinds`: only from these kinds on.
    `case_review`: it applies for an ASB case review.
    """

    has_kinds: bool
    pages: tuple[Page, ...]
    about_people: bool = False
    sensitive: bool = False
    sensitive_kinds: frozenset[str] = frozenset()
    case_review: bool = False

    def steps(self, answers: Answers) -> tuple[str, ...]:
        """Return the steps of the form in order, as far as the answers decide them."""
        first = (step for step in (KIND, LEAVING, COMPLAINTS) if self._is_asked(step, answers))
        pages = (page.slug for page in self.asked(chosen_kind(answers)))
        last = (step for step in LAST_STEPS if self._is_asked(step, answers))
        return (*first, *pages, *last)

    def is_sensitive(self, kind: str) -> bool:
        """Say whether somebody may have to leave these pages at once."""
        return self.sensitive or kind in self.sensitive_kinds

    def _is_asked(self, step: str, answers: Answers) -> bool:
        anonymous = contact_level(answers) == ANONYMOUS
        conditions = {
            KIND: self.has_kinds,
            LEAVING: self.is_sensitive(chosen_kind(answers)),
            COMPLAINTS: self.case_review,
            WARD: bool(possible_wards(answers)),
            NEARBY: bool(nearby(answers)),
            PHOTO: not self.case_review,
            FOR_WHOM: self.about_people,
            CONTACT: self.about_people and not self.case_review,
            ABOUT_YOU: not (self.about_people and anonymous),
            SAFE_CONTACT: self.about_people and not anonymous,
        }
        return conditions.get(step, True)

    def asked(self, kind: str) -> tuple[Page, ...]:
        """Return the category's pages that this kind is asked."""
        return tuple(page for page in self.pages if not page.kinds or kind in page.kinds)


def chosen_kind(answers: Answers) -> str:
    """Return the kind that was chosen, blank before."""
    return str(answers.get(KIND, {}).get(KIND, ""))


def possible_wards(answers: Answers) -> tuple[str, ...]:
    """Return the wards between which the resident has to choose; none where one is known."""
    near = answers.get(WHERE, {}).get("near", ())
    return tuple(near) if isinstance(near, list | tuple) else ()


def nearby(answers: Answers) -> tuple[int, ...]:
    """Return the keys of public reports near the place, which may be the same."""
    found = answers.get(WHERE, {}).get("nearby", ())
    return tuple(found) if isinstance(found, list | tuple) else ()


def contact_level(answers: Answers) -> str:
    """Return how far the reporter lets us go, blank before they said so."""
    asked = answers.get(CONTACT, answers.get(ABOUT_YOU, {}))
    return str(asked.get("contact_level", ""))


def furthest(steps: tuple[str, ...], answered: Collection[str]) -> str:
    """Return the first step that is not answered yet; the check where all are."""
    return next((step for step in steps[:-1] if step not in answered), steps[-1])


def may_visit(steps: tuple[str, ...], answered: Collection[str], step: str) -> bool:
    """Say whether nothing before this step is left unanswered."""
    return step in steps and steps.index(step) <= steps.index(furthest(steps, answered))


def after(steps: tuple[str, ...], answered: Collection[str], step: str, changing: bool) -> str:
    """Return where to go once a step is answered: on, or back to the check after a change."""
    if changing:
        return furthest(steps, answered)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def before(steps: tuple[str, ...], step: str) -> str | None:
    """Return the step that the back link leads to; None before the first."""
    index = steps.index(step)
    return steps[index - 1] if index else None


def open_codes(outline: Outline, kind: str, answered: Collection[str]) -> frozenset[str]:
    """Return the codes of questions that are still to be asked."""
    return frozenset(
        code for page in outline.asked(kind) if page.slug not in answered for code in page.codes
    )


def shown_answers(page: Page, answers: Answers) -> dict[str, object]:
    """Return the answers to those questions of a page that were shown."""
    told = answers.get(page.slug, {})

    def is_shown(code: str) -> bool:
        by, value = page.shown.get(code, ("", ""))
        return not by or is_chosen(told.get(by), value)

    return {code: value for code, value in told.items() if is_shown(code)}


def flat_answers(outline: Outline, answers: Answers) -> dict[str, object]:
    """Return the answers to the pages that this kind is asked, by question code or fact.

    An option that tells a fact makes it a yes where it is chosen. Where no such option is, and the
    fact was not asked for by itself, it is a no.
    """
    flat: dict[str, object] = {}
    told: dict[str, str] = {}
    for page in outline.asked(chosen_kind(answers)):
        given = shown_answers(page, answers)
        flat |= {code: value for code, value in given.items() if code in page.codes}
        for (code, value), fact in page.tells.items():
            if code in given and told.get(fact) != YES:
                told[fact] = YES if is_chosen(given[code], value) else NO
    return {**told, **flat, **{fact: YES for fact, answer in told.items() if answer == YES}}


def is_chosen(given: object, value: str) -> bool:
    """Say whether an answer is this value, or has it among others."""
    return value in given if isinstance(given, list) else value == given


def stop(outline: Outline, answers: Answers) -> str:
    """Return the handover of the first answer that ends the form, blank where none does."""
    for page in outline.asked(chosen_kind(answers)):
        told = shown_answers(page, answers)
        for (code, value), handover in page.stops.items():
            if is_chosen(told.get(code), value):
                return handover
    return ""
