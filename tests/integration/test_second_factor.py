"""The code from a phone is taken a little late, and not later."""

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, validate_totp_code

SECRET = "JBSWY3DPEHPK3PXP"
STEP = 30  # seconds that a code is shown for


@pytest.mark.parametrize(("seconds_late", "taken"), [(0, True), (STEP, True), (2 * STEP, False)])
def test_a_code_still_counts_while_somebody_types_it(seconds_late, taken):
    code = format_hotp_value(hotp_value(SECRET, 1_000))
    with time_machine.travel(1_000 * STEP + seconds_late, tick=False):
        assert validate_totp_code(SECRET, code) is taken
