"""Finds and spells UK postcodes (pure).

The form is that of BS 7666 and of Royal Mail's Programmers' Guide: an area of one or two letters, a
district that may end in a letter, a digit, and two letters out of twenty.
"""

import re
import unicodedata

_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC
EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU
M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS
ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_DISTRICT = "[0-9][0-9O]|[0-9][A-HJKMNPR-Y]|[0-9]"
_INWARD = "[0-9OI][ABD-HJLNP-UW-Z]{2}"
# Words that would read as an inward part with O for zero or I for one: “in E17 old Station Road”.
_WORDS = frozenset({"ILL", "INN", "ITS", "ODD", "OFF", "OLD", "ONE", "OUR", "OUT", "OWN"})
_ORDINALS = "1ST|2ND|3RD|[0-9]TH"
_GAP = r"[\s._-]"

_WHOLE = re.compile(f"({_AREA})({_DISTRICT})({_INWARD})")
_IN_TEXT = re.compile(
    rf"(?<!\w)({_AREA})({_DISTRICT})({_GAP}{{0,3}})({_INWARD})(?!\w)", re.IGNORECASE | re.ASCII
)
# “E 17 4QR”; but “High St 5 2nd floor” is no postcode of Stoke.
_SPREAD_IN_TEXT = re.compile(
    rf"(?<!\w)({_AREA}){_GAP}({_DISTRICT})({_GAP}{{0,3}})(?!{_ORDINALS})({_INWARD})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_GAPS = re.compile(_GAP)
_LONGEST = 20  # characters of a text that is nothing but a postcode, however it is spread out


def postcode_in(text: str) -> str | None:
    """Return the first full postcode in a text, spelled like “E17 4QR”; None where there is none.

    Letters may be small, spaces, dots and hyphens may be missing or too many, and O may stand for
    zero and I for one where only a digit can be.
    """
    text = unicodedata.normalize("NFKC", text)
    if len(text) <= _LONGEST and (code := compact(text)):
        return spaced(code)
    for pattern in (_IN_TEXT, _SPREAD_IN_TEXT):
        for area, district, gap, inward in pattern.findall(text):
            if not (gap and inward.upper() in _WORDS):
                return spaced(_digits(area.upper(), district.upper(), inward.upper()))
    return None


def compact(text: str) -> str | None:
    """Return a text that is a postcode like “E174QR”; None for any other text."""
    found = _WHOLE.fullmatch(_GAPS.sub("", text).upper())
    return _digits(*found.groups()) if found else None


def spaced(code: str) -> str:
    """Return a postcode without a space as people write it."""
    return f"{code[:-3]} {code[-3:]}"


def _digits(area: str, district: str, inward: str) -> str:
    """Put together the parts, with digits for the letters that stand for them."""
    digit = inward[0].replace("O", "0").replace("I", "1")
    return f"{area}{district.replace('O', '0')}{digit}{inward[1:]}"
