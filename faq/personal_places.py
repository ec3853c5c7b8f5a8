"""Full postcodes and addresses of houses in a text (pure); each function yields their places."""

import re
from collections.abc import Iterator

from places import postcodes

Spans = Iterator[tuple[int, int]]

_POSTCODE = re.compile(
    r"(?<!\w)(?:(?i:[A-Z]{1,2}\d[A-Z\dO]?(?:[\s._-]{1,3}(?P<apart>\d[A-Z]{2})|[\dOI][A-Z]{2}))"
    r"|[A-Z]{1,2} \d[A-Z\d]? {0,3}\d[A-Z]{2})(?!\w)"
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|\dth)\s{1,2}(?:floor|time|of|day|street|year|week|night)\b")

_NUMBER = r"(?:[1-9]\d{0,2}\s?[a-d]?(?:\s?[-/]\s?\d{1,3}[a-d]?)?)(?!\w)"
_STREETS = "street|st|road|rd|avenue|ave|av|lane|ln|crescent|cres|terrace|grove|mews"
# These are ordinary words too, so only capitals make a street of them.
_OR_WORDS = (
    "close|drive|way|place|court|ct|gardens|gdns|garden|square|hill|park|rise|walk|view|row|green"
    "|house|lodge|end|gate|parade|broadway|mansions|point|heights|tower|towers|villas|estate|mount"
)
_WORD = r"[^\W\d_][^\W\d_'.]{0,20}"
_ADDRESS = re.compile(
    rf"(?<![\w.:/£-]){_NUMBER}(?:,\s?|\s{{1,2}})(?P<name>(?:{_WORD}\s{{1,2}}){{1,3}}?)"
    rf"(?:(?P<street>{_STREETS})|(?P<word>{_OR_WORDS}))\b",
    re.IGNORECASE,
)
_OTHER_WORDS = """
a about along an and around at away by bikes boys buses by bus car cars cats children close
days dealers dogs down drivers fires flats for from girls guys homes hour hours houses
huge in is it kids km lads large m men metre metres mile miles min mins minute minutes month
months moped mopeds more mph near of off officers on or our out outside over p parked
past people per plus police potholes pubs schools shops since small that the their these this
through times to trees up vans way weeks were where which who with women years yards yobs youths
january february march april may june july august september october november december
am pm lane bed bedroom big storey year week day of
"""
_NO_STREETS = frozenset(_OTHER_WORDS.split())

_UNITS = (
    r"(?![\s-]{0,2}(?:bus|buses|hours?|hrs?|mins?|minutes?|days?|weeks?|months?|years?|yrs?|mph|m|am|pm"
    r"|people|men|women|times|priority|one|problem|thing|reason|route|train|percent|tyres?|signs?"
    r"|more|complaints?|reports?|officers?|police|cars?|g|p|k|%)\b)"
)
_NO_HOMES = """
bay bus camera case crime page phone plate platform point question ref reference report route stop
tel telephone
"""
_HOME = re.compile(
    rf"\b(?:flat|apartment|apt|maisonette)\s?(?:no\.?|number|#)?\s?\d{{1,4}}[a-z]?(?!\w){_UNITS}"
    r"|\b(?:flat|apartment)\s(?-i:[A-H])(?!\w)(?!\s[a-z])"
    rf"|(?<!\w){''.join(f'(?<!{word} )' for word in _NO_HOMES.split())}"
    rf"(?:(?:number|nos?)\.?\s{{0,2}}|#)(?:[2-9]|[1-9]\d{{1,2}})[a-d]?(?!\w){_UNITS}"
    r"|\b(?:(?:live|lives|lived|living)\s(?:at|in\snumber)|address(?:\sis|:))\s"
    rf"(?:number\s|no\.?\s)?[1-9]\d{{0,2}}[a-d]?(?!\w){_UNITS}",
    re.IGNORECASE,
)


def postcodes_in(text: str) -> Spans:
    """Find full postcodes; a district such as E17 is no secret."""
    for found in _POSTCODE.finditer(text):
        inward = found["apart"]
        if inward and _ORDINAL.match(text, found.start("apart")):
            continue
        if postcodes.compact(found[0]):
            yield found.span()


def addresses(text: str) -> Spans:
    """Find houses and flats: “12 Hoe Street”, “Flat 3”, “no 45”; a street alone is none."""
    yield from (found.span() for found in _HOME.finditer(text))
    for found in _ADDRESS.finditer(text):
        words = found["name"].split()
        capital = all(word[0].isupper() for word in [*words, found["street"] or found["word"]])
        small = found["street"] and not any(word[0].isupper() for word in words)
        named = capital or small or (found["street"] and words[0][0].isupper())
        if named and _NO_STREETS.isdisjoint(word.lower() for word in words):
            yield found.span()
