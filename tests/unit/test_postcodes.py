"""Postcodes are found and spelled as people write them, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.postcodes import compact, postcode_in, spaced

AREAS = ["E", "EC", "SW", "W", "BR", "M"]
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
POSTCODES = st.builds(
    lambda area, district, digit, first, second: f"{area}{district} {digit}{first}{second}",
    st.sampled_from(AREAS),
    st.integers(1, 99),
    st.integers(0, 9),
    st.sampled_from(LETTERS),
    st.sampled_from(LETTERS),
)


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("E17 4QR", "E17 4QR"),
        ("12 hoe st e174qr", "E17 4QR"),
        ("E17  4QR", "E17 4QR"),
        ("e17\u00a04qr", "E17 4QR"),
        ("E17-4QR.", "E17 4QR"),
        ("E 17 4 QR", "E17 4QR"),
        ("near E 17 4QR, by the shop", "E17 4QR"),
        ("E17 OQR", "E17 0QR"),
        ("e17 oqr is mine", "E17 0QR"),
        ("E17 I QR", "E17 1QR"),
        ("E1O 5AD", "E10 5AD"),
        ("E17 4QR or E10 5AD", "E17 4QR"),
        ("Ｅ１７ ４ＱＲ", "E17 4QR"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("w1t1aa", "W1T 1AA"),
        ("EC1A1BB", "EC1A 1BB"),
        ("M1 1AE", "M1 1AE"),
    ],
)
def test_a_postcode_is_found_in_any_spelling(text, postcode):
    assert postcode_in(text) == postcode


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "E17",
        "Hoe Street",
        "E17 4Q",
        "E17 4QRX",
        "XE17 4QR",
        "E17 4CV",  # letters that no inward part has
        "QQ1 1AA",  # an area that there is not
        "in E17 old Station Road",
        "I live in E17 4 at night",
        "High St 5 2nd floor",
        "51.58, -0.02",
        "😀",
        "\0",
        "\ud800",
        "x" * 10_000,
        "E1" * 5_000,
    ],
)
def test_other_texts_hold_no_postcode(text):
    assert postcode_in(text) is None


@given(POSTCODES)
def test_every_postcode_survives_small_letters_and_any_spaces(postcode):
    code = compact(postcode)
    assert spaced(code) == postcode
    assert postcode_in(f"at {code.lower()}, please") == postcode
    assert postcode_in(" ".join(postcode)) == postcode


@given(st.text())
def test_no_text_breaks_the_search_and_what_is_found_is_well_spelled(text):
    found = postcode_in(text)
    assert found is None or spaced(compact(found)) == found
