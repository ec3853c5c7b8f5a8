"""What staff type into the one box, as it is understood."""

import pytest

from reporting.searching import Kind, key_of

UNDERSTOOD = [
    ("WF-7K3M-9QXD", Kind.REFERENCE, "WF-7K3M-9QXD"),
    ("wf7k3m9qxd", Kind.REFERENCE, "WF-7K3M-9QXD"),
    (" wf 7k3m 9qxd ", Kind.REFERENCE, "WF-7K3M-9QXD"),
    ("7k3m 9qxd", Kind.REFERENCE, "WF-7K3M-9QXD"),
    ("WF-7K3M-90XD", Kind.REFERENCE, "WF-7K3M-9QXD"),  # a nought for a Q, which has its prefix
    ("WF-7K", Kind.PART, "7K"),
    ("wf-7k3m-9q", Kind.PART, "7K3M-9Q"),
    ("9qxd", Kind.PART, "9QXD"),
    ("kx57 prd", Kind.PART, "KX57-PRD"),  # a number plate: its words are searched for too
    ("Amina@Example.com", Kind.EMAIL, "amina@example.com"),
    ("020 7946 0000", Kind.PHONE, "+442079460000"),
    ("+44 (0)20 7946-0000", Kind.PHONE, "+442079460000"),
    ("07700900123", Kind.PHONE, "+447700900123"),
    ("0044 7700 900123", Kind.PHONE, "+447700900123"),
    ("e17 4qr", Kind.POSTCODE, "E17 4QR"),
    ("E174QR", Kind.POSTCODE, "E17 4QR"),
    ("e17-4qr", Kind.POSTCODE, "E17 4QR"),
    ("12 Hoe Street E17 4QR", Kind.WORDS, "12 Hoe Street E17 4QR"),
    ("graffiti", Kind.WORDS, "graffiti"),
    ("CCTV", Kind.WORDS, "CCTV"),  # no digit: a word, though its letters are those of a reference
    ("24 Church", Kind.WORDS, "24 Church"),
    ("2456", Kind.WORDS, "2456"),
    ("Amina  Example", Kind.WORDS, "Amina Example"),
    ("mail amina@example.com", Kind.WORDS, "mail amina@example.com"),
    ('"7k3m"', Kind.WORDS, '"7k3m"'),
    ("WF", Kind.WORDS, "WF"),
    ("12345", Kind.WORDS, "12345"),
    ("999999999999999999999999999999", Kind.WORDS, "999999999999999999999999999999"),
]


@pytest.mark.parametrize(("typed", "kind", "value"), UNDERSTOOD)
def test_what_is_typed_is_understood_as(typed, kind, value):
    key = key_of(typed, "WF")
    assert (key.kind, key.value) == (kind, value)


@pytest.mark.parametrize(
    "typed", ["", " ", "'; --", "\\", ":*&|!", "(", "\ufffd", "٣٤٥٦٧٨٩٠١٢", "½" * 200]
)
def test_whatever_is_typed_is_at_least_words(typed):
    assert key_of(typed, "WF").kind in Kind
