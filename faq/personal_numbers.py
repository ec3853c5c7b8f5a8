"""Phone numbers, mail addresses, handles, plates and official numbers in a text (pure).

Each function yields where they start and end. Every repetition below has a bound, so that no text
takes longer than its length asks for.
"""

import re
from collections.abc import Iterator

Spans = Iterator[tuple[int, int]]

_GAP = r"[\s().\-/_]{0,3}"
_DATE = r"\d{1,2}(?P<between>[\s/.\-])\d{1,2}(?P=between)(?:19|20)?\d{2}(?!\d)"
# Ofcom's national numbering plan: after the zero, for which many type the letter O, come nine or
# ten digits, of which the first says what it is. A plus stands before another country's code.
_PHONE = re.compile(
    rf"(?<!\d)(?!{_DATE})\(?(?:(?:\+{_GAP}|0{_GAP}0{_GAP})?4{_GAP}4{_GAP}(?:0{_GAP})?|[0Oo]{_GAP})"
    rf"(?P<first>[1-9])(?:{_GAP}[0-9Oo]){{8,9}}(?!\d)"
    r"|(?<![\d+])7\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\d)"
    rf"|\+{_GAP}(?!4{_GAP}4)[1-9](?:{_GAP}\d){{7,13}}(?!\d)"
)
_SERVICES = frozenset("389")  # free, or of organisations: never a person's own
_ZERO = "zero|oh|nought|o|0"
_SPELLED_PHONE = re.compile(
    rf"\b(?:{_ZERO})(?:[\s,\-]{{1,3}}(?:{_ZERO}|one|two|three|four|five|six|seven|eight|nine|double"
    r"|triple|[1-9])\b){7,12}",
    re.IGNORECASE,
)

_MAILERS = "gmail|googlemail|hotmail|yahoo|outlook|icloud|live|btinternet|aol|proton(?:mail)?|sky"
_AT = r"(?:\s{0,2}@\s{0,2}|\s{0,2}[\[({]\s?at\s?[\])}]\s{0,2}|\s{1,2}at\s{1,2})"
_DOT = r"(?:\s{0,2}[\[({]\s?dot\s?[\])}]\s{0,2}|\s{1,2}dot\s{1,2})"
_TOP = r"(?:com?|org|net|uk|ac|gov|nhs|me|info|eu|io)\b"
_NOBODY = r"(?!(?:it|me|us|them|look|is|up|was|here|page|site|website|find|see)\b)"
_EMAIL = re.compile(
    r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    rf"|(?<![\w.+'-]){_NOBODY}[\w.+'-]{{1,64}}"
    rf"(?:{_AT}(?:{_MAILERS})\b(?:(?:\.|{_DOT})[a-z]{{2,6}}\b){{0,2}}"
    rf"|{_AT}[\w-]{{1,63}}{_DOT}{_TOP}(?:{_DOT}{_TOP})?"
    rf"|\s{{0,2}}@\s{{0,2}}[\w-]{{1,63}}\s{{0,2}}(?:\.|{_DOT})\s{{0,2}}{_TOP})",
    re.IGNORECASE,
)

_APPS = "insta|instagram|ig|snap|snapchat|tik\\s?tok|twitter|telegram|discord|xbox|psn"
_HANDLE = re.compile(
    r"(?<![\w.@/])@(?!(?:home|work|school|night|the|least|about|around|all)\b)[a-z_][\w.]{2,30}"
    r"|(?<!\w)(?:facebook|instagram|tiktok|twitter|snapchat|x)\.com/(?:add/|profile/)?@?[\w.-]{2,40}"
    rf"|\b(?:{_APPS})(?:\s(?:name|handle|account|user|username))?(?:\s?[:=]\s?|\sis\s)"
    r"(?!(?:not|full|the|where|how|a|used|being|an|so|bad|good|no|for|to|in|on|my|it)\b)@?[\w.]{3,30}"
    rf"|\b(?:{_APPS})\s(?=[a-z.]{{0,20}}[\d_])[a-z_.][\w.]{{2,30}}",
    re.IGNORECASE,
)

# Since 2001, 1983 and 1963. With a gap only in capitals, or “SE15 and” would be one.
_PLATE = re.compile(
    r"(?<!\w)(?:(?i:[A-Z]{2}\d{2}(?P<now>[A-Z]{3}))|[A-Z]{2}\d{2}[\s-](?P<now_apart>[A-Z]{3})"
    r"|(?i:[a-z]{2}\d{2}\s(?P<now_small>[a-z]{3}))"
    r"|(?i:[A-HJ-NPR-TV-Y]\d{1,3}(?P<then>[A-HJ-PR-Y]{3}))"
    r"|[A-HJ-NPR-TV-Y]\d{1,3}[\s-](?P<then_apart>[A-HJ-PR-Y]{3})"
    r"|(?P<long_ago>[A-Z]{3})\s?\d{1,3}[A-HJ-NPR-TV-Y])(?!\w)"
)
_TOLD_PLATE = re.compile(
    r"\b(?:reg|registration|number\s?plate|licen[cs]e\s?plate|plate)\b"
    r"(?:\s(?:number|no|is|was|ending|ends|starts|starting|in|with|on|of)\b|[\s:.]){0,6}"
    r"(?<!\w)(?P<plate>(?=[A-Z]{0,4}\d)(?=\d{0,4}[A-Z])[A-Z\d]{3,8})\b",
    re.IGNORECASE,
)
_SHORT = """
all and any are asb bad big bus but cad can car cat cop cry day did dog due end far few fly
for get got gun had has her him his hit how its kid let lit lot mad man may men met mid mph mum
near new non not now off old one our out own pay pcn per pre put ran red run sad saw say see she
six son sun tbh ten tfl the too top try two use van via was way web who why won yes yet you
"""
_SHORT_WORDS = frozenset(_SHORT.split())

_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_BIRTH_DATE = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\b\.?|dates? of birth|birth\s?dates?|birthdays?|born)"
    r"(?:\s(?:is|was|are|on|the|here|at)\b|[\s:,(=-]){0,8}"
    r"(?:\d{1,4}[\s/.-]\d{1,2}[\s/.-]\d{1,4}"
    rf"|{_DAY}(?:\sof)?[\s/-]?{_MONTH}\b(?:[\s,/-]{{1,2}}\d{{2,4}})?"
    rf"|{_MONTH}\s{_DAY}\b(?:,?\s\d{{2,4}})?)(?!\d)",
    re.IGNORECASE,
)

_INSURANCE = re.compile(
    rf"(?<!\w)[A-Z]{{2}}(?:{_GAP}\d{{2}}){{3}}{_GAP}[A-D](?!\w)",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"(?P<told>\bnhs\s{0,2}(?:no|number|num)?\.?(?:\sis)?[\s:]{0,3})?"
    r"(?<!\d)(?P<number>\d{3}[\s-]?\d{3}[\s-]?\d{4})(?!\d)",
    re.IGNORECASE,
)


def emails(text: str) -> Spans:
    """Find mail addresses, spelled out (“name at gmail dot com”) or not."""
    return (found.span() for found in _EMAIL.finditer(text))


def handles(text: str) -> Spans:
    """Find names that people bear on other sites."""
    return (found.span() for found in _HANDLE.finditer(text))


def birth_dates(text: str) -> Spans:
    """Find days that are said to be those of a birth; any other day is nobody's secret."""
    return (found.span() for found in _BIRTH_DATE.finditer(text))


def phones(text: str) -> Spans:
    """Find phone numbers in any spelling, but not those of services: 999, 101, 0800, 0300 …"""
    for found in _PHONE.finditer(text):
        if found["first"] is None or found["first"] not in _SERVICES:
            yield found.span()
    yield from (found.span() for found in _SPELLED_PHONE.finditer(text))


def official_numbers(text: str) -> Spans:
    """Find National Insurance and NHS numbers."""
    yield from (found.span() for found in _INSURANCE.finditer(text))
    for found in _HEALTH.finditer(text):
        if found["told"] or _is_health_number(found["number"]):
            yield found.span("number")


def _is_health_number(written: str) -> bool:
    """Say whether the last digit checks the nine before it (NHS Data Dictionary, modulus 11)."""
    digits = [int(each) for each in written if each.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and any(digits)


def plates(text: str) -> Spans:
    """Find number plates of vehicles, but no road (A406) and no postcode district (E17)."""
    for found in _PLATE.finditer(text):
        letters = next(each for each in found.groups() if each)
        if letters.lower() not in _SHORT_WORDS:
            yield found.span()
    yield from (found.span("plate") for found in _TOLD_PLATE.finditer(text))
