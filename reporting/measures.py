"""Powers against anti-social behaviour: which are formal, and what must come before them (pure)."""

from collections.abc import Collection
from enum import StrEnum


class Power(StrEnum):
    """What an enforcement log records."""

    WARNING_LETTER = "warning-letter"
    ABA = "acceptable-behaviour-agreement"
    CPW = "community-protection-warning"
    CPN = "community-protection-notice"
    PSPO_FPN = "pspo-penalty"
    FLY_TIPPING_FPN = "fly-tipping-penalty"
    DISPERSAL = "dispersal"
    INJUNCTION = "injunction"
    CLOSURE_ORDER = "closure-order"
    CBO = "criminal-behaviour-order"
    POSSESSION = "possession"


# Early and informal interventions, as the Home Office's statutory guidance groups them; a written
# warning under s.43(5) of the Act is the first step of a notice, so it is formal here.
INFORMAL = frozenset({Power.WARNING_LETTER, Power.ABA})


def is_formal(power: Power) -> bool:
    """Say whether a power is one of the law's, not a letter or an agreement."""
    return power not in INFORMAL


def refusal(power: Power, used: Collection[Power]) -> str | None:
    """Return why a power may not be used yet, in a sentence, or None if it may.

    A community protection notice follows a written warning (Anti-social Behaviour, Crime and
    Policing Act 2014, s.43(5)).
    """
    if power is Power.CPN and Power.CPW not in used:
        return (
            "A community protection notice needs a written warning first (2014 Act, s.43(5)). "
            "Record the community protection warning, then the notice."
        )
    return None
