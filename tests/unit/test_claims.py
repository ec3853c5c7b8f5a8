"""What a directory says is read without trusting its shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_site.accounts import claims, devices

BEA = {"sub": "1", "email": "Bea@Council.example", "email_verified": True, "groups": ["a"]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = ["sub", "email", "email_verified", "name", "given_name", "preferred_username", "groups"]


def read(**changes):
    return claims.read(BEA | changes, {}, "groups")


@pytest.mark.parametrize(
    ("groups", "read_as"),
    [
        (["a", "b"], {"a", "b"}),
        ("a b", {"a b"}),
        ([], set()),
        ([1, None, "a", ["b"]], {"a"}),
        (None, None),
        (5, None),
        ({"a": 1}, None),
    ],
)
def test_groups_are_a_list_of_texts_or_not_known(groups, read_as):
    assert read(groups=groups).groups == read_as


def test_an_address_and_the_word_for_it_come_from_one_half():
    token = {"sub": "1", "email": "a@council.example"}
    both = claims.read(token, {"email": "b@council.example", "email_verified": True}, "groups")
    assert (both.email, both.vouched) == ("a@council.example", False)
    later = claims.read({"sub": "1"}, {"email": "b@council.example", "xms_edov": "1"}, "groups")
    assert (later.email, later.vouched) == ("b@council.example", True)


@pytest.mark.parametrize("sub", ["", None, 5, "x" * 192, "a\0", " a", ["1"]])
def test_a_token_that_names_nobody_is_refused(sub):
    with pytest.raises(claims.ClaimsError):
        read(sub=sub)


def test_a_userinfo_of_somebody_else_is_refused():
    with pytest.raises(claims.ClaimsError):
        claims.read(BEA, {"sub": "2"}, "groups")


@pytest.mark.parametrize(
    ("amr", "counts"),
    [
        (["mfa"], True),
        ("mfa", True),
        (["ngcmfa"], True),
        (["pwd", "otp"], True),
        (["pin", "hwk"], True),
        (["pwd"], False),
        (["otp"], False),
        (["pwd", "pin"], False),
        (["pwd", "rba"], False),
        ([], False),
        (None, False),
        ({"mfa": True}, False),
    ],
)
def test_a_second_factor_is_two_kinds_or_a_word_for_both(amr, counts):
    assert read(amr=amr).second_factor is counts


def test_a_second_factor_is_believed_of_the_signed_token_only():
    assert not claims.read(BEA, {"amr": ["mfa"]}, "groups").second_factor


@given(st.dictionaries(st.sampled_from(NAMES), JSON), st.dictionaries(st.sampled_from(NAMES), JSON))
def test_claims_of_any_shape_are_read_or_refused(token, userinfo):
    try:
        found = claims.read(token, userinfo, "groups")
    except claims.ClaimsError:
        return
    texts = (found.uid, found.email, found.username, found.first_name, found.last_name)
    assert all(text.isprintable() and len(text) <= 254 for text in texts)


@pytest.mark.parametrize(
    ("device", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari/537", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Safari/604", "Safari on iPhone"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_is_named_in_words(device, words):
    assert devices.in_words(device) == words
