"""What the pages about taking part, and about what was done, read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from community.models import ActionCount, Channel, Opportunity
from faq.models import Organisation


@dataclass
class Done:
    """What one organisation did in a period."""

    organisation: Organisation
    counts: list[ActionCount] = field(default_factory=list)

    @property
    def shared(self) -> ActionCount | None:
        """Return a count whose source is that of all of them; None where there are several."""
        sources = {(each.source, each.source_url, each.as_at) for each in self.counts}
        return self.counts[0] if len(sources) == 1 else None


@dataclass
class Period:
    """A period as its source names it, with what was done in it."""

    begins: date
    ends: date
    note: str
    done: list[Done] = field(default_factory=list)


def opportunities(on: date) -> list[Opportunity]:
    """Return all opportunities in their order, each told whether it is open; open ones lead."""
    found = list(Opportunity.objects.all())
    for each in found:
        each.open_now = each.is_open(on)
    return sorted(found, key=lambda each: not each.open_now)


def channels() -> list[Channel]:
    """Return the other ways to get news."""
    return list(Channel.objects.all())


def counts() -> list[ActionCount]:
    """Return all counts, the newest period first."""
    return list(ActionCount.objects.select_related("organisation"))


def periods(counted: Iterable[ActionCount]) -> list[Period]:
    """Put counts, which come newest first, under their periods and organisations."""
    found: dict[tuple[date, date, str], Period] = {}
    for count in counted:
        begins, ends, note = count.period_from, count.period_to, count.period_note
        period = found.setdefault((begins, ends, note), Period(begins, ends, note))
        done = next((one for one in period.done if one.organisation == count.organisation), None)
        if done is None:
            done = Done(count.organisation)
            period.done.append(done)
        done.counts.append(count)
    return list(found.values())


def newest(counted: Iterable[ActionCount]) -> dict[Organisation, date]:
    """Return the last day of which an organisation's counts tell: what is missing begins there."""
    last: dict[Organisation, date] = {}
    for count in counted:
        last[count.organisation] = max(count.period_to, last.get(count.organisation, date.min))
    return last
