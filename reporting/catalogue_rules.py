"""What a question of a report form may be, for packs and the back office alike (pure)."""

from collections.abc import Mapping, Sequence

from reporting.routing import ANSWERS, DONT_KNOW, LANDS, NO, TENURES, YES
from reporting.routing_check import ALWAYS_ASKED

YES_NO = (YES, NO, DONT_KNOW)
# What the form asks by itself, and what its fields are called.
RESERVED_CODES = ALWAYS_ASKED | {"answers", "at", "gds"}
# The codes that an answer to a routing fact may have.
ROUTING_CODES: Mapping[str, Sequence[str]] = {"land": LANDS, "tenure": TENURES} | dict.fromkeys(
    ANSWERS, YES_NO
)
CHOICES = {"radios": 2, "checkboxes": 1}  # how many options a question needs at least


def option_fault(code: str, type_: str, options: object) -> str | None:
    """Return what is wrong with a question's options, in a sentence, or None."""
    if not isinstance(options, list) or not all(map(_is_option, options)):
        return 'Write a list of options, such as [{"value": "small", "label": "Up to a door"}].'
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        return "Give each option a value of its own."
    if type_ not in CHOICES:
        return "Only a question with choices has options. Empty this list: []." if options else None
    if len(values) < CHOICES[type_]:
        return f"A question of this type needs at least {CHOICES[type_]} options."
    unknown = sorted(set(values) - set(ROUTING_CODES.get(code, values)))
    if unknown:
        known = ", ".join(ROUTING_CODES[code])
        return f"Routing does not know “{unknown[0]}”. For “{code}” it knows: {known}."
    return None


def _is_option(option: object) -> bool:
    return (
        isinstance(option, dict)
        and {"value", "label"} <= option.keys() <= {"value", "label", "hint"}
        and all(isinstance(text, str) for text in option.values())
        and bool(option["value"] and option["label"])
    )
