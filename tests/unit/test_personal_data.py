"""What counts as personal in a text, and what does not; every person here is invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.personal_data import FINDERS, Finding, Kind, findings

# Numbers that Ofcom and the DVLA, HMRC and the NHS keep for stories and tests, where they do.
HITS = [
    (Kind.PHONE, "call me on 020 7946 0123 please", "020 7946 0123"),
    (Kind.PHONE, "020 8496 3000", "020 8496 3000"),
    (Kind.PHONE, "ring 07700900123", "07700900123"),
    (Kind.PHONE, "+44 7700 900123", "+44 7700 900123"),
    (Kind.PHONE, "+44 (0)7700 900 123", "+44 (0)7700 900 123"),
    (Kind.PHONE, "0044 7700 900123", "0044 7700 900123"),
    (Kind.PHONE, "447700900123", "447700900123"),
    (Kind.PHONE, "07700-900-123", "07700-900-123"),
    (Kind.PHONE, "0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3"),
    (Kind.PHONE, "(020) 7946 0958 evenings", "(020) 7946 0958"),
    (Kind.PHONE, "Tel:01632960123.", "01632960123"),
    (Kind.PHONE, "O77OO 9OO123", "O77OO 9OO123"),
    (Kind.PHONE, "7700 900123 is mine", "7700 900123"),
    (Kind.PHONE, "oh seven seven double oh nine double oh one two three", None),
    (Kind.PHONE, "zero two zero seven nine four six zero one two three", None),
    (Kind.PHONE, "0800 1111 or 07700 900456", "07700 900456"),
    (Kind.PHONE, "on 01/02/2025 from 07700 900456", "07700 900456"),
    (Kind.PHONE, "０７７００ ９００１２３", "０７７００ ９００１２３"),
    (Kind.PHONE, "07700\u200b900\u00a0123", "07700\u200b900\u00a0123"),
    (Kind.PHONE, "07700–900–123", "07700–900–123"),
    (Kind.PHONE, "+1 212 555 0123", "+1 212 555 0123"),
    (Kind.EMAIL, "write to amina@example.com.", "amina@example.com"),
    (Kind.EMAIL, "JAY.DEN+x@MAIL.EXAMPLE.COM", "JAY.DEN+x@MAIL.EXAMPLE.COM"),
    (Kind.EMAIL, "amina at gmail dot com", "amina at gmail dot com"),
    (Kind.EMAIL, "amina at gmail.com", "amina at gmail.com"),
    (Kind.EMAIL, "amina@gmail", "amina@gmail"),
    (Kind.EMAIL, "amina (at) example (dot) co (dot) uk", None),
    (Kind.EMAIL, "amina [at] example [dot] org", None),
    (Kind.EMAIL, "amina @ example . com", None),
    (Kind.EMAIL, "jayden at example dot com", None),
    (Kind.POSTCODE, "I live at E17 4JF now", "E17 4JF"),
    (Kind.POSTCODE, "e174jf", "e174jf"),
    (Kind.POSTCODE, "E17  4jf", "E17  4jf"),
    (Kind.POSTCODE, "E 17 4JF", "E 17 4JF"),
    (Kind.POSTCODE, "near SW1A 1AA", "SW1A 1AA"),
    (Kind.POSTCODE, "(E4.8SU)", "E4.8SU"),
    (Kind.ADDRESS, "at 12 Hoe Street", "12 Hoe Street"),
    (Kind.ADDRESS, "12 hoe street", "12 hoe street"),
    (Kind.ADDRESS, "45a Wood St", "45a Wood St"),
    (Kind.ADDRESS, "12-14 Lea Bridge Rd", "12-14 Lea Bridge Rd"),
    (Kind.ADDRESS, "3, Acacia Gardens", "3, Acacia Gardens"),
    (Kind.ADDRESS, "12 St James Street", "12 St James Street"),
    (Kind.ADDRESS, "Flat 3, Priory Court", "Flat 3"),
    (Kind.ADDRESS, "apartment 12b", "apartment 12b"),
    (Kind.ADDRESS, "they deal from Flat B.", "Flat B"),
    (Kind.ADDRESS, "the neighbours at no 45", "no 45"),
    (Kind.ADDRESS, "number 45 deals drugs", "number 45"),
    (Kind.ADDRESS, "No. 7 again", "No. 7"),
    (Kind.ADDRESS, "she lives at 12", "lives at 12"),
    (Kind.PLATE, "a white van AB12 CDE", "AB12 CDE"),
    (Kind.PLATE, "ab12cde", "ab12cde"),
    (Kind.PLATE, "ab12 cde sped off", "ab12 cde"),
    (Kind.PLATE, "A123 BCD", "A123 BCD"),
    (Kind.PLATE, "a123bcd", "a123bcd"),
    (Kind.PLATE, "ABC 123D", "ABC 123D"),
    (Kind.PLATE, "number plate ends 4XF", "4XF"),
    (Kind.NAME, "my son Jayden", "Jayden"),
    (Kind.NAME, "my son (Jayden)", "Jayden"),
    (Kind.NAME, "the light outside my son Jayden's school", "Jayden"),
    (Kind.NAME, "near my son Jayden school", "Jayden"),
    (Kind.NAME, "my 8 year old Jayden", "Jayden"),
    (Kind.NAME, "my 8-year-old Jayden", "Jayden"),
    (Kind.NAME, "my daughter is called amina", "amina"),
    (Kind.NAME, "my daughter is called April", "April"),
    (Kind.NAME, "a boy named tyrell stole it", "tyrell"),
    (Kind.NAME, "a boy named …Tyrell? a girl called “Zara”", "Zara"),
    (Kind.NAME, "a man called Darren lives there", "Darren"),
    (Kind.NAME, "he's called jayden", "jayden"),
    (Kind.NAME, "the boy was called jayden smith", "jayden smith"),
    (Kind.NAME, "the lad on the corner is called Tyrell", "Tyrell"),
    (Kind.NAME, "my neighbour John Smith", "John Smith"),
    (Kind.NAME, "our neighbour Siobhán O’Neill-Jones shouts", "Siobhán O’Neill-Jones"),
    (Kind.NAME, "my friend Zara's bike", "Zara"),
    (Kind.NAME, "Jayden's mum told me", "Jayden"),
    (Kind.NAME, "my sons friend Tyrell", "Tyrell"),
    (Kind.NAME, "Uncle Bob", "Bob"),
    (Kind.NAME, "Mr Khan", "Mr Khan"),
    (Kind.NAME, "mr khan next door", "mr khan"),
    (Kind.NAME, "Mrs. J Khan", "Mrs. J Khan"),
    (Kind.NAME, "Dr Patel", "Dr Patel"),
    (Kind.NAME, "PC Jones said", "PC Jones"),
    (Kind.NAME, "MR KHAN SHOUTS AT US EVERY NIGHT", "MR KHAN"),
    (Kind.NAME, "MY SON IS CALLED JAYDEN", "JAYDEN"),
    (Kind.NAME, "his name is jayden", "jayden"),
    (Kind.NAME, "My name is Sarah Jones.", "Sarah Jones"),
    (Kind.NAME, "my names sarah. Her name's zara", "zara"),
    (Kind.NAME, "Name: Jayden", "Jayden"),
    (Kind.BIRTH_DATE, "he was born on 3 May 2012", "born on 3 May 2012"),
    (Kind.BIRTH_DATE, "born 3rd of May 2012", "born 3rd of May 2012"),
    (Kind.BIRTH_DATE, "dob 03/05/2012", "dob 03/05/2012"),
    (Kind.BIRTH_DATE, "D.O.B.: 3.5.12", "D.O.B.: 3.5.12"),
    (Kind.BIRTH_DATE, "date of birth is 2012-05-03", "date of birth is 2012-05-03"),
    (Kind.BIRTH_DATE, "her birthday is May 3rd", "birthday is May 3rd"),
    (Kind.NUMBER, "my NI is QQ 12 34 56 C", "QQ 12 34 56 C"),
    (Kind.NUMBER, "qq123456c", "qq123456c"),
    (Kind.NUMBER, "NHS number 999 123 4567", "999 123 4567"),
    (Kind.NUMBER, "999 000 0018", "999 000 0018"),
    (Kind.HANDLE, "it was @jayden_04", "@jayden_04"),
    (Kind.HANDLE, "insta: jayden.04", "insta: jayden.04"),
    (Kind.HANDLE, "his snap is jaydenxx", "snap is jaydenxx"),
    (Kind.HANDLE, "snap jayden04", "snap jayden04"),
    (Kind.HANDLE, "see facebook.com/jayden.example", "facebook.com/jayden.example"),
]

CALM = """
call 999 now
call 101, or 111 for a doctor
Crimestoppers on 0800 555 111
text 61016
Samaritans 116 123
Childline 0800 1111
0300 123 2040
0800 40 50 40
18001 101
08 08 16 89 111
crime reference 1234567/24
CAD 1081/19FEB
WF-7K3M-9QXD
on 3 May 2025 at 10.30
01/02/2025 12:30
open 07.30 - 09.15
2010 2015 2020 2024
£1,200,000
the A406 is loud
fly tipping by the B179
A12 bus lane
M11 link road
E17 and E10
E17 ASB team
SE15 and SE5
in E17 2nd floor flats
in e17 our bins
THE A406 HAS BEEN CLOSED
the 97 bus
bus no 48
no 1 cares
no 20 mph signs
no 24 hour cover
number 1 priority
20 people on Hoe Street
3 cars outside Wood Street library
2 men near Lea Bridge Road
20 mph on Forest Road
20 mopeds Hoe Street
24 hour road closure
5 minute drive
24/7 on Hoe Street
between 8 and 9 on Hoe Street
12 March High Street market
3 of us live here
a flat 2 days later
my flat is damp
10 boys on bikes with no plates
look at walthamforest.gov.uk
see it at bbc dot com
meet at station.Then go
@ the bus stop
meet @home
born in 1987 in the same street
my birthday party was noisy
my son is scared
my daughter got followed
my son Thursday was robbed
my kids May half term
my daughter Walthamstow
my neighbour Higham Hill
my son. Police came
my son
my son\tand I
my neighbour plays loud music
MY NEIGHBOUR PLAYS LOUD MUSIC ALL NIGHT
My Neighbour Plays Loud Music At Night
Children's mum and baby group
Today's youth are bored
I called the police
my neighbour called police
my neighbour called Thames Water
my son called me crying
the man called an ambulance
a road called Hoe Street
the park named after Lloyd
a scheme called Safer Streets
the street name is missing
the police are called every night
the police were called Friday
they called my daughter names
she was called a racist name
my son was called horrible names
what is the noise team called
it is called victim blaming
my mum Hoe Street
my friend Leyton station
the named ward officer
our named officer never replies
name and shame them
his name is unknown
women VAWG
Youth Club
Residents Association
my pc broke
dr appointment at the surgery
I miss the park
my instagram is full of hate
the officer Never came
in the name of honour
😀😀😀
ওয়ালথামস্টো কোথায়
""".strip().split("\n")


def words(text):
    return [(finding.kind, finding.words) for finding in findings(text)]


@pytest.mark.parametrize(("kind", "text", "found"), HITS)
def test_finds(kind, text, found):
    assert words(text) == [(kind, found or text)]


@pytest.mark.parametrize("text", CALM)
def test_leaves_alone(text):
    assert findings(text) == ()


def test_names_everything_in_the_order_of_the_text():
    text = "My son Jayden, 12 Hoe Street, E17 4JF, 07700 900123 (born 3/5/2012), AB12 CDE"
    assert [kind for kind, _ in words(text)] == [
        Kind.NAME,
        Kind.ADDRESS,
        Kind.POSTCODE,
        Kind.PHONE,
        Kind.BIRTH_DATE,
        Kind.PLATE,
    ]


def test_finds_each_name_of_several():
    twins = [Finding(Kind.NAME, "Amina"), Finding(Kind.NAME, "Zara")]
    assert [*findings("my twins Amina and Zara")] == twins


def test_a_postcode_is_not_found_again_as_a_plate():
    assert words("E17 4JF") == [(Kind.POSTCODE, "E17 4JF")]


def test_every_kind_has_a_finder():
    assert FINDERS.keys() == set(Kind)


SNIPPETS = st.sampled_from([*CALM, *(text for _, text, _ in HITS), "\n", "'", "\ud800", "ﬁ", "İ"])
TEXTS = st.lists(SNIPPETS | st.text(max_size=20), max_size=6).map(" ".join)


@given(text=TEXTS)
def test_any_text_is_read_and_what_is_found_stands_in_it(text):
    for finding in findings(text):
        assert finding.words
        assert finding.words in text


PIECES = (
    "0 07 1- +4 a @ a@ a. .at at- dot e17 12a_ my.son Mr,A called_ name: AB1 ((( dob: É 𝟙 [at] x' Q"
)
NASTY = [piece.replace("_", " ") for piece in PIECES.split()]
NASTY += ["Son, " * 1000 + "a " * 2500]
NASTY += [
    "my son A",
    "12 a b c ",
    "oh one ",
    "is called a ",
    "A and ",
    "reg no is ",
    "born on the ",
]


@pytest.mark.parametrize("piece", NASTY)
def test_ten_thousand_characters_of_anything_take_no_longer_than_their_length_asks_for(piece):
    def seconds(length):
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        findings(text)
        return time.process_time() - started

    assert seconds(10_000) < 1
    # Four times as long a text: sixteen times the time, were it to grow with the square.
    assert min(seconds(40_000) for _ in range(2)) < 8 * max(seconds(10_000), 0.02)
