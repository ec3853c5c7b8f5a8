"""Powers: which are formal, and what the Act wants before a notice."""

import pytest

from reporting.measures import INFORMAL, Power, is_formal, refusal
from reporting.models import Measure


def test_the_log_knows_every_power_and_no_other():
    assert set(Measure.Power.values) == set(Power)


def test_letters_and_agreements_are_informal_and_all_else_is_formal():
    assert {power for power in Power if not is_formal(power)} == INFORMAL
    assert {Power.WARNING_LETTER, Power.ABA} == INFORMAL


def test_a_community_protection_notice_follows_a_written_warning():
    sentence = refusal(Power.CPN, [Power.WARNING_LETTER])
    assert sentence is not None
    assert "written warning first" in sentence
    assert refusal(Power.CPN, [Power.CPW]) is None


@pytest.mark.parametrize("power", sorted(set(Power) - {Power.CPN}))
def test_no_other_power_needs_a_step_before_it(power):
    assert refusal(power, ()) is None
