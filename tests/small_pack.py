"""A whole council pack of a few lines, for tests that spoil or change one thing in it."""

from datetime import UTC, datetime
from pathlib import Path

from safety_site import packs
from safety_site.packs.documents import MAILS

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
ROUTING = "routing.toml"
LIGHTS = "answers/spring/01-lights.md"
PAINT = "answers/spring/02-paint.md"

FILES = {
    "council.toml": """\
schema = 1

[council]
name = "Anytown Council"
area = "Anytown"
site_name = "Community safety in Anytown"
phone = "020 7946 0000"
phone_hours = "Monday to Friday, 9am to 5pm"
email = "safety@anytown.example"
website = "https://www.anytown.example"
reference_prefix = "AT"
working_day_ends = "16:30"

[police]
name = "Anytown Police"
website = "https://police.example"

[brand]
ink = "#12263a"
council = "#0b6e6e"
police = "#1d4f91"
danger = "#b10e1e"

[[organisation]]
slug = "council"
name = "Anytown Council"
role = "council"
aliases = ["The Council"]

[[organisation]]
slug = "police"
name = "Anytown Police"
role = "police"
""",
    "teams.toml": """\
schema = 1

[[team]]
slug = "streets"
name = "Streets Team"
description = "Cleans streets."
email = "streets@anytown.example"

[[team]]
slug = "wardens"
name = "Wardens"
description = "Talk to people."

[[team]]
slug = "local-police"
name = "Anytown Police"
description = "Gets copies."
partner = true

[[handover]]
slug = "railway"
name = "The railway"
summary = "The railway cleans its bridges."
say = \"\"\"
Say **which** bridge.
See [get help](/support/emergency/).
\"\"\"
support = "emergency"
""",
    "categories.toml": """\
schema = 1

[[category]]
slug = "graffiti"
name = "Graffiti"
example = "For example, tags"
path = "street-scene"
intro = "We clean it."
anonymous = true
keywords = ["tag"]

[[category.page]]
slug = "land"
title = "What is it on?"
why = "It decides who cleans it."

[[category.page.question]]
code = "land"
label = "What is it on?"
type = "radios"
options = [
    { value = "highway", label = "The road" },
    { value = "railway", label = "A railway bridge" },
]

[[category.page.question]]
code = "offensive"
label = "Is it hateful?"
type = "yes-no"

[[category]]
slug = "noise"
name = "Noise"
example = "For example, music"
path = "asb"
intro = "We listen."
anonymous = false
kind_question = "What kind?"

[[category.kind]]
slug = "music"
name = "Music"

[[category.kind]]
slug = "alarm"
name = "An alarm"

[[category.page]]
slug = "times"
title = "When?"
kinds = ["music"]

[[category.page.question]]
code = "times"
label = "When is it loud?"
type = "long-text"
""",
    "routing.toml": """\
schema = 1

[[priority]]
code = "P1"
name = "Urgent"
working_days = 1

[unknown.land]
blank = "We look at it as if it were ours."

[[rule]]
id = "graffiti-railway"
category = ["graffiti"]
land = ["railway"]
handover = "railway"
reasons = ["It is on a railway bridge."]

[[rule]]
id = "graffiti-offensive"
category = ["graffiti"]
answers = { offensive = ["yes", "dont-know"] }
team = "streets"
also = ["local-police", "wardens"]
priority = "P1"
target = { hours = 2 }
reasons = ["It may hurt people."]

[[rule]]
id = "everything-else"
team = "wardens"
reasons = ["Nobody else deals with it."]
""",
    "risk.toml": """\
schema = 1
level = [{ code = "high", from_points = 5, review_working_days = 5, meaning = "Act today." }]

[[factor]]
code = "how-often"
question = "How often?"
options = [
    { value = "once", label = "Once", points = 0 }, { value = "day", label = "Daily", points = 5 }
]
""",
    "wards.toml": """\
schema = 1

[[ward]]
slug = "north"
name = "North"
gss = "E05000001"
latitude = 51.6
longitude = -0.01

[[ward]]
slug = "south"
name = "South"
gss = "E05000002"
latitude = 51.5
longitude = 0.01

[[neighbour]]
gss = "E09000099"
name = "Nexttown"
url = "https://www.nexttown.example"
""",
    "support.toml": """\
schema = 1

[[page]]
slug = "emergency"
title = "Get help now"
summary = "Someone is in danger."
urgent = true
checked_on = 2026-11-22
body = \"\"\"
Call [999](tel:999).

See [graffiti](/report/graffiti/) and [lights](/answers/lights/).
\"\"\"
""",
    "answers/spring/webinar.toml": """\
schema = 1

[webinar]
slug = "spring"
title = "Spring meeting"
held_on = 2026-04-01
held_label = "April 2026"
intro = "People asked."
review_by = 2027-04-30

[[theme]]
slug = "streets"
name = "Streets"
""",
    "answers/spring/01-lights.md": """\
+++
title = "Lights"
question = "Why is it dark?"
theme = "streets"
support = "emergency"
related = ["paint"]
owner = "streets"
+++

# police

They **patrol**.

# council
New lamps come.
""",
    "answers/spring/02-paint.md": """\
+++
title = "Paint"
question = "Who cleans walls?"
report = "graffiti"
keywords = ["spray"]
review_by = 2026-12-31
+++
# unattributed
Report it.
""",
    "mail/report_received.md": "Subject: We have {{ reference }}\n\nThank you.\n",
    "mail/report_for_team.md": "Subject: New {{ reference }}\n\nA report.\n",
    "mail/report_closed.md": "Subject: Closed {{ reference }}\n\nDone.\n",
}
for _name in MAILS:
    FILES.setdefault(f"mail/{_name}.md", "Subject: Of {{ reference }}\n\nNews.\n")


def write(folder: Path) -> Path:
    """Write the pack into a folder of its own."""
    pack = folder / "anytown"
    for name, text in FILES.items():
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return pack


def change(pack: Path, name: str, old: str, new: str) -> None:
    """Put other words in the place of the only such words in a file."""
    path = pack / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def load(pack: Path, at: datetime = AT) -> packs.LoadResult:
    """Read and load the pack."""
    return packs.load(packs.read(pack), at=at)


def named(result: packs.LoadResult, verdict: packs.Verdict) -> list[str]:
    """Name the objects that have one verdict."""
    return [f"{outcome.kind} {outcome.key}" for outcome in result.of(verdict)]
