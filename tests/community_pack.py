"""A short community.toml for the small pack."""

COMMUNITY = "community.toml"
TEXT = """\
schema = 1

[[channel]]
slug = "chat"
name = "Chat channel"
url = "https://chat.example/anytown"

[[opportunity]]
slug = "panel"
title = "Safety panel"
summary = "Advise us."
asks = \"\"\"
An evening a month.

See [get help](/support/emergency/).
\"\"\"
run_by = "Anytown Council"
checked_on = 2026-04-30

[[opportunity]]
slug = "specials"
title = "Special constables"
summary = "Join the police."
asks = "Your time."
run_by = "Anytown Police"
url = "https://police.example/specials"
takes_interest = false
checked_on = 2026-04-30

[[count]]
slug = "letters"
what = "Warning letters"
number = 380
more_than = true
organisation = "council"
period_from = 2025-05-01
period_to = 2026-04-30
source = "Spring meeting"
as_at = 2026-04-30

[[ward_team]]
name = "Ward officers"
organisation = "police"
wards = ["north"]
phone = "020 7946 0001"
"""


def write(pack):
    """Put the file into a pack."""
    (pack / COMMUNITY).write_text(TEXT, encoding="utf-8")
