"""A masked address tells its owner which it is, and nobody else what it is."""

import pytest

from safety_site.accounts.mails import masked


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("bea@council.example", "b…@council.example"),
        ("bo@council.example", "…@council.example"),
        ("b@council.example", "…@council.example"),
        ('"odd@name"@council.example', '"…@council.example'),
        ("", "…@"),
    ],
)
def test_an_address_keeps_its_first_letter_and_its_host(address, shown):
    assert masked(address) == shown
