"""A reference, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.models.keys import REFERENCE_ALPHABET
from reporting.tracking.references import spelled_out

CODES = st.text(REFERENCE_ALPHABET, min_size=8, max_size=8)


@pytest.mark.parametrize(
    "typed",
    [
        "WF-7K3M-9QXD",
        "wf-7k3m-9qxd",
        "wf 7k3m 9qxd",
        "WF7K3M9QXD",
        " 7k3m9qxd ",
        "WF–7K3M–9QXD",
        "ＷＦ－７Ｋ３Ｍ－９ＱＸＤ",
        "WF-7K3M-90XD",
        "wf-7k3m-9oxd",
        "WF-1K3M-9QXD",
        "WF_7K3M_9QXD.",
    ],
)
def test_case_gaps_and_look_alikes_are_forgiven(typed):
    assert spelled_out(typed, "WF") == "WF-7K3M-9QXD"


def test_s_and_u_are_read_as_5_and_v():
    assert spelled_out("wf-sk3u-9qxd", "WF") == "WF-5K3V-9QXD"


def test_a_zero_in_the_prefix_is_an_o():
    assert spelled_out("w0-7K3M-9QXD", "WO") == "WO-7K3M-9QXD"


def test_an_older_prefix_of_the_council_stays():
    assert spelled_out("LBW-7K3M-9QXD", "WF") == "LBW-7K3M-9QXD"


@pytest.mark.parametrize("typed", ["", "WF-7K3M", "7K3M-9QX", "-" * 40, "ABCDE-7K3M-9QXD", "é" * 9])
def test_what_can_be_no_reference_is_none(typed):
    assert spelled_out(typed, "WF") == ""


@given(CODES)
def test_no_reference_that_exists_is_read_as_another(code):
    reference = f"WF-{code[:4]}-{code[4:]}"
    assert spelled_out(reference, "WF") == reference
    assert spelled_out(code.lower(), "WF") == reference


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_reference_of_its_shape_or_none(typed):
    found = spelled_out(typed, "WF")
    assert found == "" or (len(found) <= 14 and found.isascii() and found.count("-") == 2)
