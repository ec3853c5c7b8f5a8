"""Which signs hold a report, and that they never hold a person's first one."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import abuse
from reporting.abuse import Limits, Signs, suspicions

LIMITS = Limits()
# A resident's first report from home.
PERSON = Signs(trap_filled=False, seconds=240, from_network=1, same_text=1, from_address=1)
BUSY = replace(PERSON, from_network=21)
NUMBERS = st.integers(min_value=0, max_value=100_000)
ANY_SIGNS = st.builds(
    Signs,
    trap_filled=st.booleans(),
    seconds=st.floats(min_value=-10, max_value=1e6),
    from_network=NUMBERS,
    same_text=NUMBERS,
    from_address=NUMBERS,
)


@pytest.mark.parametrize(
    ("signs", "codes"),
    [
        (PERSON, ()),
        (replace(PERSON, trap_filled=True), (abuse.TRAP,)),
        (replace(PERSON, seconds=3), ()),
        (replace(PERSON, seconds=2.9), (abuse.TOO_FAST,)),
        (replace(PERSON, from_address=10), ()),
        (replace(PERSON, from_address=11), (abuse.MANY_FROM_ADDRESS,)),
        (BUSY, ()),
        (replace(PERSON, from_network=20, same_text=9, from_address=9, seconds=5), ()),
        (replace(BUSY, same_text=2), (abuse.BUSY_SAME_TEXT,)),
        (replace(BUSY, from_address=2), (abuse.BUSY_SAME_ADDRESS,)),
        (replace(BUSY, seconds=19), (abuse.BUSY_FAST,)),
        (replace(BUSY, seconds=1), (abuse.TOO_FAST, abuse.BUSY_FAST)),
        (replace(BUSY, seconds=20), ()),
    ],
)
def test_what_each_sign_holds_at_its_limit(signs, codes):
    assert suspicions(signs, LIMITS) == codes


@given(
    network=NUMBERS,
    seconds=st.floats(min_value=LIMITS.calm_seconds, max_value=1e6),
    same_text=st.integers(0, 1),
    from_address=st.integers(0, 1),
)
def test_a_first_report_goes_to_its_team_however_busy_its_network_is(
    network, seconds, same_text, from_address
):
    signs = Signs(
        trap_filled=False,
        seconds=seconds,
        from_network=network,
        same_text=same_text,
        from_address=from_address,
    )
    assert suspicions(signs, LIMITS) == ()


@given(signs=ANY_SIGNS)
def test_a_network_alone_holds_nothing(signs):
    if suspicions(signs, LIMITS) and not suspicions(replace(signs, from_network=0), LIMITS):
        assert signs.same_text > 1 or signs.from_address > 1 or signs.seconds < LIMITS.calm_seconds


@given(signs=ANY_SIGNS)
def test_each_suspicion_has_a_sentence_for_staff(signs):
    assert set(suspicions(signs, LIMITS)) <= abuse.REASONS.keys()


def test_each_sentence_belongs_to_a_suspicion():
    codes = {value for name, value in vars(abuse).items() if name.isupper() and name != "REASONS"}
    assert codes == abuse.REASONS.keys()
    assert all(sentence.endswith(".") for sentence in abuse.REASONS.values())


@given(signs=ANY_SIGNS)
def test_more_of_a_sign_never_frees_a_report(signs):
    worse = replace(
        signs,
        trap_filled=True,
        seconds=signs.seconds - 1,
        **{field.name: getattr(signs, field.name) + 1 for field in fields(Signs)[2:]},
    )
    assert set(suspicions(signs, LIMITS)) <= set(suspicions(worse, LIMITS))


def test_a_site_may_take_reports_at_any_pace():
    assert suspicions(replace(PERSON, seconds=0), Limits(least_seconds=0)) == ()
