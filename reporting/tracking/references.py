"""A report's reference as people write it: in any case, with any gaps, with look-alikes (pure)."""

import unicodedata

LENGTH = 8  # characters after the prefix
# What people write for a character of a reference, which has no vowels and no 0, 1, L or S.
MEANT = str.maketrans({"O": "Q", "0": "Q", "S": "5", "U": "V", "1": "7", "I": "7", "L": "7"})
ALIKE = str.maketrans({"0": "O", "1": "I", "5": "S"})


def spelled_out(typed: str, prefix: str) -> str:
    """Return what was typed as references are stored, such as WF-7K3M-9QXD; empty: it is none.

    The prefix may be left out, and what others sent as theirs stays theirs.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(each for each in plain if each.isascii() and each.isalnum())
    before, code = letters[:-LENGTH], letters[-LENGTH:].translate(MEANT)
    if len(code) < LENGTH or len(before) > 4:
        return ""
    if not before or before.translate(ALIKE) == prefix.translate(ALIKE):
        before = prefix
    return f"{before}-{code[:4]}-{code[4:]}"
