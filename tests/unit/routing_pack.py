"""The council's routing policy, read straight from its pack, for tests without a database."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from reporting.working_time import Calendar
from safety_site.packs.pack import asked, policy
from safety_site.packs.reading import folder, read

LONDON = ZoneInfo("Europe/London")
CALENDAR = Calendar(time(17), LONDON, {date(2026, 12, 25), date(2026, 12, 28)})
MONDAY = datetime(2026, 11, 23, 10, tzinfo=LONDON)

PACK = read(folder("waltham_forest"))
POLICY = policy(PACK)
ASKED = asked(PACK)
