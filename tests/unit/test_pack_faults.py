"""Whatever is wrong in a pack, the fault names its file, its line, and what to do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety_site import packs
from tests import small_pack

TEAMS = "teams.toml"
COUNCIL = "council.toml"
WARDS = "wards.toml"
SUPPORT = "support.toml"
ROUTING = "routing.toml"
CATEGORIES = "categories.toml"
LIGHTS = "answers/spring/01-lights.md"
PAINT = "answers/spring/02-paint.md"
WEBINAR = "answers/spring/webinar.toml"
CLOSED = "mail/report_closed.md"

# What is changed (file, words, new words), the words that stand on the faulty line, the sentence.
SPOILT = [
    # Syntax, keys, types
    (TEAMS, 'name = "Wardens"', "name = ", "name = \n", "not TOML: invalid value"),
    (TEAMS, "schema = 1", "schema = 2", "schema", "Begin with “schema = 1”"),
    (TEAMS, "schema = 1\n", "", "\n[[team]]", "Begin with “schema = 1”"),
    (TEAMS, "[[handover]]", "[[hand-over]]", "hand-over", "Did you mean “handover”?"),
    (TEAMS, 'name = "Wardens"', 'nam = "W"', "nam =", "Did you mean “name”?"),
    (TEAMS, 'name = "Wardens"\n', "", '[[team]]\nslug = "wardens"', "“wardens” needs “name”"),
    (TEAMS, "partner = true", 'partner = "yes"', "partner", "must be true or false"),
    (TEAMS, 'name = "Wardens"', "name = 3", "name = 3", "must be text in quotation marks"),
    (TEAMS, 'name = "Wardens"', 'name = " "', 'name = " "', "must not be empty"),
    (TEAMS, "Talk to people.", "x" * 251, "xxx", "has 251 characters, and there is room for 250"),
    (TEAMS, "Talk to people.", "Talk\\nto", "Talk", "must be one line"),
    (TEAMS, "Talk to people.", "Talk \\u0000", "Talk", "control character (number 0)"),
    (TEAMS, "Talk to people.", "Talk \x0c", "Talk", "control character (number 12)"),
    (TEAMS, "streets@", "streets", "email", "must be an email address"),
    (COUNCIL, "[police]", "[polizei]", "polizei", "Did you mean “police”?"),
    (COUNCIL, "https://police", "javascript:police", "javascript", "must be a web address"),
    (COUNCIL, "#0b6e6e", "teal", "teal", "must be a colour"),
    (COUNCIL, "#0b6e6e", "#ffdd00", "#ffdd00", "too pale"),
    (COUNCIL, "16:30", "half past four", "half past", "must be a time"),
    (COUNCIL, "16:30", "16:30+01:00", "16:30+", "must be a time"),
    (COUNCIL, 'reference_prefix = "AT"', 'reference_prefix = "at"', "at", "capital letters"),
    (COUNCIL, '["The Council"]', '"The Council"', "The Council", "a list in square brackets"),
    (COUNCIL, 'role = "police"', 'role = "polis"', "polis", "council, police or partner"),
    (WARDS, "51.6", "151.6", "151.6", "must be at most 61"),
    (WARDS, "51.6", "nan", "nan", "must be a number"),
    (WARDS, "E05000001", "E5000001", "E5000001", "must be the GSS code"),
    (WARDS, "E09000099", "E05000099", "E05000099", "must be the GSS code of an authority"),
    (WARDS, "https://www.nexttown", "www.nexttown", "www.nexttown", "must be a web address"),
    (SUPPORT, "2026-11-22", '"2026-11-22"', "2026-11-22", "must be a date such as"),
    (SUPPORT, "2026-11-22", "2026-11-22T10:00:00", "2026-11-22", "must be a date"),
    (SUPPORT, "2026-11-22", "1026-11-22", "1026-11-22", "between the years 2000 and 2100"),
    (SUPPORT, "2026-11-22", "2026-02-30", "2026-02-30", "not TOML: invalid date"),
    (ROUTING, "working_days = 1", "working_days = 0", "working_days", "must be at least 1"),
    (
        ROUTING,
        "{ hours = 2 }",
        "{ hours = 2, days = 1 }",
        "hours = 2, days = 1",
        "must hold one of",
    ),
    (ROUTING, '["It may hurt people."]', "[1]", "[1]", "“reasons” (item 1) must be text"),
    (CATEGORIES, 'label = "The road"', 'labl = "x"', "labl", "option “highway” has “labl”"),
    (CATEGORIES, 'type = "yes-no"', 'type = "yesno"', "yesno", "radios, checkboxes, yes-no"),
    # Names
    (SUPPORT, 'slug = "emergency"', 'slug = "emergencies"', "schema", "Add a [[page]]"),
    (ROUTING, "schema = 1", "schema = 1\nrules = []", "rules", "Did you mean “rule”?"),
    (TEAMS, 'slug = "wardens"', 'slug = "streets"', 'slug = "streets"\nname = "W', "line 4"),
    (TEAMS, 'support = "emergency"', 'support = "emergncy"', "emergncy", "“emergency”?"),
    (COUNCIL, '"The Council"', '"Anytown police"', 'Anytown Police"\nrole', "one of them only"),
    (WARDS, "E05000001", "E05000002", '05000002"\nlatitude = 51.5', "look both up"),
    (WARDS, 'slug = "north"', 'slug = "outside"', "outside", "No ward can have"),
    (ROUTING, 'team = "streets"', 'team = "street"', '"street"', "Did you mean “streets”?"),
    (ROUTING, 'team = "streets"', 'team = "local-police"', '"local-police"\n', "partner"),
    (ROUTING, '["local-police", "wardens"]', '["wardens", "x"]', "x", "names the team “x”"),
    (ROUTING, 'priority = "P1"', 'priority = "P2"', "P2", "the priority “P2”"),
    (ROUTING, 'handover = "railway"', 'handover = "rail"', '"rail"', "“railway”?"),
    (ROUTING, 'land = ["railway"]', 'land = ["railways"]', "railways", "“railway”?"),
    (ROUTING, "land = [", 'kind = ["music"]\nland = [', "music", "accepts “music” as kind"),
    (ROUTING, "land = [", 'ward = ["nord"]\nland = [', "nord", "Did you mean “north”?"),
    (ROUTING, "{ offensive =", "{ ofensive =", "ofensive", "Did you mean “offensive”?"),
    (ROUTING, '"dont-know"]', '"unsure"]', "unsure", "accepts “unsure” as offensive"),
    (ROUTING, "[unknown.land]", "[unknown.lands]", "lands", "Did you mean “land”?"),
    (ROUTING, 'also = ["local-police', 'also = ["streets', "graffiti-offensive", "twice"),
    (ROUTING, 'handover = "railway"\n', "", "graffiti-railway", "no team and no handover"),
    (
        ROUTING,
        'id = "everything-else"',
        'id = "everything-else"\nland = ["forest"]',
        "everything-else",
        "The last rule must take every report.",
    ),
    (CATEGORIES, 'slug = "land"', 'slug = "where"', "where", "every form has"),
    (CATEGORIES, 'value = "railway"', 'value = "railroad"', "railroad", "does not know “railroad”"),
    (CATEGORIES, 'type = "yes-no"', 'type = "text"', '"text"', "must be radios or yes-no"),
    (CATEGORIES, 'type = "long-text"', 'type = "radios" ', 'radios" ', "at least 2 options"),
    (CATEGORIES, 'kinds = ["music"]', 'kinds = ["musik"]', "musik", "“music”?"),
    (CATEGORIES, 'kind_question = "What kind?"', "", '[[category]]\nslug = "n', "fill in “kind_q"),
    (CATEGORIES, 'code = "offensive"', 'code = "land"', 'code = "land"\nlabel = "Is', "twice"),
    (CATEGORIES, 'code = "offensive"', 'code = "danger_now"', "danger_now", "by itself"),
    (CATEGORIES, 'slug = "alarm"', 'slug = "music"', 'music"\nname = "An', "“music” twice"),
    # Answers and mails
    (LIGHTS, '"emergency"', '"emergencies"', "emergencies", "“emergency”?"),
    (LIGHTS, '["paint"]', '["paints"]', "paints", "Did you mean “paint”?"),
    (LIGHTS, '["paint"]', '["lights"]', "related", "related to itself"),
    (LIGHTS, 'theme = "streets"', 'theme = "x"', "theme", "can be: streets"),
    (LIGHTS, '"streets"\n+++', '"local-police"\n+++', "owner", "partner"),
    (LIGHTS, "support =", 'report = "noise"\nsupport =', "support =", "Keep one"),
    (LIGHTS, "# police", "# polis", "# polis", "Did you mean “police”?"),
    (LIGHTS, "# council\n", "# police\n", "# police\nNew", "answers twice"),
    (LIGHTS, "**patrol**", "<b>patrol</b>", "<b>", "Write it in Markdown"),
    (LIGHTS, "New lamps come.", "", "# council", "is empty"),
    (LIGHTS, "owner", 'next_step = "[A](/answers/lamps/)"\nowner', "next_step", "leads nowhere"),
    (LIGHTS, "New lamps come.", "New \x0b lamps.", "New", "control character (number 11)"),
    (LIGHTS, "# police", "Hello\n# police", "Hello", "below a heading"),
    (LIGHTS, '+++\ntitle = "Lights"', 'title = "L"', "title", "Begin the file"),
    (PAINT, "+++\n# unattributed", "# unattributed", "+++", "End the topic"),
    (PAINT, "+++\n# unattributed\nReport it.\n", "+++ ", "+++ ", "Add an answer"),
    (PAINT, "Who cleans walls?", "", "question", "must not be empty"),
    (WEBINAR, 'slug = "spring"', 'slug = "april"', "april", "its folder"),
    (SUPPORT, "/answers/lights/", "/answers/lamps/", "lamps", "leads nowhere"),
    (SUPPORT, "Call [999]", "<!-- x --> [999]", "<!--", "is HTML"),
    (CLOSED, "Subject: ", "", "Closed", "Begin the mail with a line such as"),
    (CLOSED, "Done.", "{% if x %}", "{% if", "Unclosed tag"),
    (CLOSED, "Done.", "Done\0", "Done", "control character (number 0)"),
    (CLOSED, "{{ reference }}", "{{ ref erence }}", "ref erence", "template is faulty"),
    (CLOSED, "\n\nDone.\n", "\nDone.\n", "Done.", "Leave this line empty"),
]


@pytest.fixture
def pack(tmp_path):
    return small_pack.write(tmp_path)


def faults(folder):
    with pytest.raises(packs.PackFaults) as refusal:
        packs.read(folder)
    return refusal.value.faults


@pytest.mark.parametrize(
    ("file", "old", "new", "on", "says"), SPOILT, ids=[f"{s[0]}: {s[4]}" for s in SPOILT]
)
def test_a_fault_has_its_file_its_line_and_a_sentence(pack, file, old, new, on, says):
    small_pack.change(pack, file, old, new)
    text = (pack / file).read_text(encoding="utf-8")
    line = text[: text.index(on)].count("\n") + 1
    found = faults(pack)
    assert [(f.file, f.line) for f in found if says.lower() in f.sentence.lower()] == [(file, line)]


HOSTILE = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
JUNK = [b"", b"\x00", b"\xff\xfe", b'"', b"[[", b"= {", b"+++\n", b"]]]\n1=1\n"]
VALUES = ["-1", "10e400", "[]", "[[]]", "{}", "{ slug = 1 }", "true", '""', '"\\u0000"', "nan"]


def is_read_or_refused(pack, file, raw):
    """Try a file in the place of the sound one; anything but PackFaults breaks the test."""
    (pack / file).write_bytes(raw)
    try:
        packs.read(pack)
        found = ()
    except packs.PackFaults as refusal:
        found = refusal.faults
    (pack / file).write_text(small_pack.FILES[file], encoding="utf-8")
    return all(fault.line > 0 and fault.sentence for fault in found)


@HOSTILE
@given(
    file=st.sampled_from(sorted(small_pack.FILES)),
    cut=st.floats(0, 1),
    junk=st.sampled_from(JUNK),
    rest=st.booleans(),
)
def test_a_spoilt_file_is_read_or_refused_but_never_breaks(pack, file, cut, junk, rest):
    text = small_pack.FILES[file].encode()
    at = int(cut * len(text))
    assert is_read_or_refused(pack, file, text[:at] + junk + (text[at:] if rest else b""))


@HOSTILE
@given(
    file=st.sampled_from([name for name in sorted(small_pack.FILES) if name.endswith(".toml")]),
    number=st.integers(0, 100),
    value=st.sampled_from(VALUES),
)
def test_any_value_in_any_place_is_read_or_refused_but_never_breaks(pack, file, number, value):
    lines = small_pack.FILES[file].splitlines()
    keys = [at for at, line in enumerate(lines) if " = " in line and '"""' not in line]
    at = keys[number % len(keys)]
    lines[at] = f"{lines[at].split(' = ')[0]} = {value}"
    assert is_read_or_refused(pack, file, "\n".join(lines).encode())
