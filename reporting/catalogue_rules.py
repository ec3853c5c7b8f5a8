"""What the questions of a report form may be, for packs and the back office alike (pure)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.routing import ANSWERS, DONT_KNOW, LANDS, NO, TENURES, YES
from reporting.routing_check import ALWAYS_ASKED

YES_NO = (YES, NO, DONT_KNOW)
# What the form asks by itself, and what its fields are called.
RESERVED_CODES = ALWAYS_ASKED | {"answers", "at", "gds"}
# Facts that an option can tell: chosen is yes, left is no.
TOLD_FACTS = frozenset(ANSWERS) - ALWAYS_ASKED
# The codes that an answer to a routing fact may have.
ROUTING_CODES: Mapping[str, Sequence[str]] = {"land": LANDS, "tenure": TENURES} | dict.fromkeys(
    ANSWERS, YES_NO
)
# What an option holds, and how many characters of it.
LONGEST_OPTION = {"value": 50, "label": 150, "hint": 200, "handover": 80, "tells": 50}
CHOICES = {"radios": 2, "checkboxes": 1}  # how many options at least


@dataclass(frozen=True)
class Asked:
    """One question of a page, as the database, a pack or a form holds it."""

    code: str
    type: str
    options: Sequence[Mapping[str, str]] = ()
    shown_by: str = ""
    shown_value: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """The answers that can be chosen; none where people type."""
        if self.type == "yes-no":
            return YES_NO
        return tuple(option["value"] for option in self.options)

    @property
    def facts(self) -> frozenset[str]:
        """Its own code, and the facts that its options tell."""
        return frozenset({self.code, *filter(None, (each.get("tells") for each in self.options))})


@dataclass(frozen=True)
class QuestionFault:
    """What is wrong with a question of a page; `option` is the place in its options, if any."""

    number: int
    field: str
    sentence: str
    option: int | None = None


def page_faults(questions: Sequence[Asked], handovers: Collection[str]) -> Iterator[QuestionFault]:
    """Find what a form could not be made of; `handovers` are the slugs that options may name."""
    for number, question in enumerate(questions):
        for field, sentence, option in _own_faults(question, handovers):
            yield QuestionFault(number, field, sentence, option)
        sentence = _reveal_fault(question, questions[:number])
        if sentence:
            yield QuestionFault(number, "shown_by", sentence)


def are_asked_together(kinds: Collection[str], others: Collection[str]) -> bool:
    """Say whether somebody can be asked two pages; a page without kinds is asked of all."""
    return not kinds or not others or not set(kinds).isdisjoint(others)


_Found = tuple[str, str, int | None]


def _own_faults(question: Asked, handovers: Collection[str]) -> Iterator[_Found]:
    if question.code in RESERVED_CODES:
        yield "code", "The form asks this by itself. Choose another code.", None
    least = CHOICES.get(question.type, 0)
    if len(question.options) < least:
        sentence = f"A question of this type needs at least {least} options."
        field = "options" if question.options else "type"
        yield field, sentence.replace("1 options", "1 option"), None
    if question.options and not least:
        yield "options", "Only a question with choices has options. Take them out.", None
    yield from _routing_faults(question)
    for number, option in enumerate(question.options):
        if option["value"] in [other["value"] for other in question.options[:number]]:
            yield "options", "Give each option a value of its own.", number
        yield from _stop_faults(question, option, number, handovers)


def _routing_faults(question: Asked) -> Iterator[_Found]:
    codes: Collection[str] | None = ROUTING_CODES.get(question.code)
    fitting = ("radios", "yes-no") if question.code in ANSWERS else ("radios",)
    if codes and question.type not in fitting:
        sentence = f"Routing uses “{question.code}”, so its type must be {' or '.join(fitting)}."
        yield "type", sentence, None
    for number, option in enumerate(question.options):
        tells = option.get("tells")
        if tells and (tells not in TOLD_FACTS or question.code in ROUTING_CODES):
            known = ", ".join(sorted(TOLD_FACTS))
            sentence = f"No option here can tell “{tells}”. Elsewhere options can tell: {known}."
            yield "options", sentence, number
    if codes:
        for number, value in enumerate(option["value"] for option in question.options):
            if value not in codes:
                known = ", ".join(sorted(codes))
                sentence = f"Routing does not know “{value}” here. It knows: {known}."
                yield "options", sentence, number


def _stop_faults(
    question: Asked, option: Mapping[str, str], number: int, handovers: Collection[str]
) -> Iterator[_Found]:
    stop = option.get("handover")
    if not stop:
        return
    if stop not in handovers:
        yield "options", f"There is no handover “{stop}”. Name one that there is.", number
    if question.type != "radios" or question.code in ROUTING_CODES:
        sentence = (
            "Only one choice of several can lead to a handover, and only where routing does not "
            "use the question: there, a routing rule names the handover."
        )
        yield "options", sentence, number


def _reveal_fault(question: Asked, above: Sequence[Asked]) -> str:
    if not question.shown_by:
        return ""
    by = next((each for each in above if each.code == question.shown_by), None)
    if by is None:
        return f"No question above has the code “{question.shown_by}”. Put that one first."
    if question.shown_value not in by.values:
        known = ", ".join(by.values) or "none, since people type it"
        return f"“{question.shown_value}” is no answer to “{by.code}”. Its answers: {known}."
    if by.shown_by:
        return f"“{by.code}” is revealed itself, and cannot reveal another. Choose one above it."
    if question.type == "when":
        return "A question on when it happened reveals its date itself. Let it always show."
    return ""
