"""One made-up report: its columns, as the site itself would have come to write them."""

import base64
import random
from datetime import datetime, timedelta

from reporting import progress
from reporting.guards import TRIAGE_QUESTIONS
from reporting.lifecycle import Path, Status
from reporting.models import RoutingRule
from reporting.seeding import invented
from reporting.seeding.invented import Often
from reporting.seeding.pack import Pack

OPEN, HELD, ANONYMOUS, BY_PHONE, REPEATED, THIRD_PARTY = 0.03, 0.001, 0.2, 0.1, 0.25, 0.02
YEARS = 6  # how far back reports are kept
S = Status
NEW = (S.RECEIVED, S.TRIAGE, S.REOPENED)
JOINED = (S.LINKED, S.DUPLICATE)
# What street scene and ASB reports are while they are open, and how often.
OPEN_STATUSES = {
    Path.STREET_SCENE: Often(
        [
            (S.RECEIVED, 22),
            (S.ALLOCATED, 30),
            (S.INSPECTED, 15),
            (S.WORKS_ORDERED, 18),
            (S.AWAITING_OWNER, 4),
            (S.WITH_PARTNER, 3),
            (S.RESOLVED, 6),
            (S.REOPENED, 2),
        ]
    ),
    Path.ASB: Often(
        [
            (S.RECEIVED, 12),
            (S.TRIAGE, 10),
            (S.ALLOCATED, 14),
            (S.CONTACT_MADE, 14),
            (S.ACTION_PLAN_AGREED, 10),
            (S.INVESTIGATING, 12),
            (S.INFORMAL_ACTION, 6),
            (S.FORMAL_ACTION, 4),
            (S.MONITORING, 8),
            (S.CLOSURE_PROPOSED, 3),
            (S.REFERRED_TO_PARTNER, 3),
            (S.PARTNER_ACCEPTED, 2),
            (S.REOPENED, 2),
        ]
    ),
}
ENDED_STATUSES = {
    Path.STREET_SCENE: Often([(S.CLOSED, 92), (S.DUPLICATE, 8)]),
    Path.ASB: Often([(S.CLOSED, 84), (S.LINKED, 8), (S.SIGNPOSTED, 6), (S.SPAM, 2)]),
}
OUTCOMES = {
    Path.STREET_SCENE: Often(
        [
            ("cleared", 60),
            ("repaired", 15),
            ("resolved", 10),
            ("not-responsible", 15),
        ]
    ),
    Path.ASB: Often([("resolved", 50), ("insufficient-evidence", 25), ("reporter-disengaged", 25)]),
}
ANSWERED = progress.PAST_DUE_DATE | {
    S.CONTACT_MADE,
    S.ACTION_PLAN_AGREED,
    S.INVESTIGATING,
    S.REFERRED_TO_PARTNER,
    S.PARTNER_ACCEPTED,
    S.CLOSED,
}
EXPLANATION = "This was looked into and has ended. It is made up."
DAY = timedelta(days=1)


class Maker:
    """Makes reports, the same for the same seed and number."""

    def __init__(self, pack: Pack, seed: int, at: datetime):
        self.pack, self.seed, self.at = pack, seed, at
        self._mains: dict[Path, int] = {}

    def make(self, number: int, key: int) -> tuple[dict, RoutingRule, random.Random]:
        """Return a report's columns, the rule that routed it, and the dice to go on with."""
        chance = random.Random(self.seed * 1_000_003 + number)  # noqa: S311 - nothing secret
        pack = self.pack
        rule = pack.rule(chance)
        category, kind = pack.subject(rule, chance)
        path = Path(category.path)
        person_of, place_of = (self._again(number, chance) for _ in range(2))
        place = invented.place(place_of)
        report = {
            "reference": invented.reference(number + self.seed, pack.prefix),
            "receipt_key": base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22],
            "category_id": category.pk,
            "kind_id": kind.pk if kind else None,
            "answers": [_told(invented.words(chance))],
            "facts": {"category": category.slug, "kind": kind.slug if kind else ""},
            "location": place.words,
            "team_id": rule.team_id,
            "priority_id": rule.priority_id,
            "rule": rule.slug,
            "reasons": rule.reasons,
            "restricted": rule.restricted,
            "quarantined": chance.random() < HELD,
        }
        report |= self._where(place, chance)
        report["public"] = (
            path is Path.STREET_SCENE and not rule.restricted and bool(report.get("position"))
        )
        report |= self._who(person_of, chance)
        report |= self._life(path, report, rule, chance)
        if report["status"] not in JOINED:
            self._mains[path] = key
        return report, rule, chance

    def _again(self, number: int, chance) -> int:
        """Return who or where it is: often somebody or somewhere of not long ago."""
        back = chance.randint(1, 300)
        return number - back if chance.random() < REPEATED and back <= number else number

    def _where(self, place, chance) -> dict:
        ward = self.pack.wards[place.street % len(self.pack.wards)] if self.pack.wards else None
        if ward is None:
            return {}
        found = {"ward_id": ward.pk, "ward_certain": True}
        if chance.random() < 0.6:
            found |= {
                "position": "map",
                "latitude": round(float(ward.latitude) + chance.uniform(-0.006, 0.006), 5),
                "longitude": round(float(ward.longitude) + chance.uniform(-0.009, 0.009), 5),
            }
        return found

    def _who(self, number: int, chance) -> dict:
        if chance.random() < ANONYMOUS:
            return {"contact_level": "anonymous"}
        person = invented.person(number)
        found = {
            "contact_level": "contact",
            "reporter_name": person.name,
            "reporter_email": person.email,
            "reporter_phone": person.phone if chance.random() < 0.4 else "",
        }
        if chance.random() < THIRD_PARTY:
            other = invented.person(number + 7).name
            found |= {"third_party": True, "third_party_name": other, "third_party_agrees": "yes"}
        return found

    def _life(self, path: Path, report: dict, rule, chance) -> dict:
        held = report["quarantined"]
        is_open = held or chance.random() < OPEN
        status = (OPEN_STATUSES if is_open else ENDED_STATUSES)[path].choose(chance)
        if held:
            status = S.RECEIVED
        elif status in JOINED and path not in self._mains:
            status = S.CLOSED
        if is_open:
            days = min(chance.expovariate(1 / (25 if status in ANSWERED else 3)), 150)
        else:
            days = chance.uniform(10, YEARS * 365)
        received = (self.at - days * DAY).replace(microsecond=0)
        officers = () if status in NEW else self.pack.officers.get(rule.team_id, ())
        officer = chance.choice(officers) if officers else None
        found = {
            "received_at": received,
            "due_at": self.pack.due(received, rule.priority.working_days if rule.priority else 5),
            "status": status.value,
            "officer_id": officer,
            "main_id": self._mains[path] if status in JOINED else None,
        }
        if officer and chance.random() < BY_PHONE:
            found |= {"channel": "phone", "filed_by_id": officer}
        if status in ANSWERED:
            found["answered_at"] = min(received + chance.uniform(0.1, 5) * DAY, self.at)
        if report["contact_level"] != "anonymous":
            told = max(received, self.at - chance.uniform(0, 16) * DAY) if is_open else received
            found["update_due_at"] = self.pack.due(told, self.pack.update_days)
        if status is S.CLOSED:
            found |= {"outcome": OUTCOMES[path].choose(chance), "explanation": EXPLANATION}
        if status not in NEW and path is Path.ASB:
            found["triage"] = dict.fromkeys(TRIAGE_QUESTIONS, "no")
        return found


def _told(words: str) -> dict:
    """Return the answer to one question, as a report keeps it."""
    asked = {"step": "what-happened", "code": "description", "label": "What happened?"}
    return asked | {"value": words, "words": words}
