"""What an unsent question carries, and the address that it gets."""

from datetime import UTC, datetime

import pytest

from faq import asking
from faq.models import ResidentQuestion
from faq.personal_data import Kind
from faq.personal_words import KINDS

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_a_page_knows_when_it_was_begun():
    assert asking.read_token(asking.new_token(NOW)).began_at == NOW


@pytest.mark.parametrize("token", ["", "x", "\0", "a:b:c", asking.new_token(NOW)[:-1], "é" * 9999])
def test_what_did_not_come_from_us_is_none(token):
    assert asking.read_token(token) is None


def test_the_same_words_of_one_page_have_one_address_and_any_other_words_another():
    unsent = asking.read_token(asking.new_token(NOW))
    keys = [
        unsent.key("Why?", "", ""),
        unsent.key("Why not?", "", ""),
        unsent.key("Why?", "Ann", ""),
        unsent.key("Why?", "", "Ann"),
        asking.read_token(asking.new_token(NOW)).key("Why?", "", ""),
    ]
    assert len(set(keys)) == len(keys)
    assert unsent.key("Why?", "", "") == keys[0]
    assert {len(key) for key in keys} == {ResidentQuestion._meta.get_field("key").max_length}


def test_every_kind_of_private_words_has_a_name_for_residents():
    assert KINDS.keys() == set(Kind)
