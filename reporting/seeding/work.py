"""What hangs on a made-up report: what happened to it, what officers did, where it stands."""

import random
from datetime import datetime, timedelta

from post_office.models import STATUS as MAIL
from post_office.models import Email

from reporting import queries
from reporting.clocks import Clocks
from reporting.lifecycle import ENDED, Status
from reporting.models import (
    Event,
    Letter,
    Measure,
    Pause,
    PlannedAction,
    Referral,
    Report,
    ReportWords,
    RiskAssessment,
    Subscription,
    Unread,
)
from reporting.seeding import invented
from reporting.seeding.bulk import Rows
from reporting.seeding.pack import Pack

DAY = timedelta(days=1)
E, S = Event.Type, Status
NOTE = "Spoke to the depot. This note is made up."
MAIL_FAILS = 0.002
# How often the last word is the reporter's: of what is open, of what has ended.
UNREAD, UNREAD_AT_THE_END = 0.08, 0.0002
ASSESSED = {
    S.CONTACT_MADE,
    S.ACTION_PLAN_AGREED,
    S.INVESTIGATING,
    S.INFORMAL_ACTION,
    S.FORMAL_ACTION,
    S.MONITORING,
    S.CLOSURE_PROPOSED,
}
PLANNED = ASSESSED - {S.CONTACT_MADE, S.CLOSURE_PROPOSED}
REFERRED = {S.WITH_PARTNER, S.REFERRED_TO_PARTNER, S.PARTNER_ACCEPTED}
MEASURES = {S.INFORMAL_ACTION: Measure.Power.WARNING_LETTER, S.FORMAL_ACTION: Measure.Power.CPW}


class Work:
    """Collects the rows that belong to reports, and writes them after the reports."""

    def __init__(self, pack: Pack, at: datetime):
        self.pack, self.at = pack, at
        self.today = at.astimezone(pack.calendar.zone).date()
        models = (
            Report,
            Report.also.through,
            ReportWords,
            Event,
            Unread,
            Email,
            Letter,
            RiskAssessment,
            PlannedAction,
            Referral,
            Measure,
            Pause,
            Subscription,
        )
        self.tables = {model: Rows(model) for model in models}

    def add(self, report: dict, rule, chance: random.Random, events: int) -> None:
        """Take a report with all that belongs to it; `report` has its key already."""
        key, asb = report["id"], bool(report.get("triage"))
        for team in self.pack.also(rule):
            self._row(Report.also.through, report_id=key, team_id=team)
        running = {}
        status = Status(report["status"])
        if status not in ENDED:
            running = self._work(report, status, chance, asb=asb)
            report["next_at"], report["next_step"] = self.pack.next_step(running) or (None, "")
        self._row(Report, **report)
        added = self._events(report, status, chance, events)
        self._row(ReportWords, report_id=key, text=_words(report, added))
        if report["public"] and chance.random() < 0.02:
            follower = invented.person(key).email
            self._row(Subscription, report_id=key, email=follower, since=report["received_at"])

    def _row(self, model, **values) -> int:
        return self.tables[model].add(**values)

    def _work(self, report, status, chance, *, asb) -> Clocks:
        """Add what officers did on an open case; return its clocks."""
        key, officer = report["id"], report["officer_id"]
        found = {}
        if officer and asb and status in ASSESSED and self.pack.levels and chance.random() < 0.6:
            self._assess(report, chance)
        if officer and asb and status in PLANNED:
            found["action"] = self.today + chance.randint(-4, 25) * DAY
            self._row(
                PlannedAction,
                report_id=key,
                text="Call the reporter and ask how it goes.",
                due_on=found["action"],
                owner_id=officer,
            )
        if officer and status in REFERRED:
            found["referral"] = self._refer(report, status, chance)
        if officer and status in MEASURES:
            self._row(
                Measure,
                report_id=key,
                power=MEASURES[status],
                issued_on=self.today - 3 * DAY,
                issued_to="Nobody Invented",
                by_id=officer,
            )
        if officer and chance.random() < 0.05:
            found["paused_since"] = max(report["received_at"], self.at - 3 * DAY)
            found["paused_until"] = self.today + chance.randint(1, 12) * DAY
            self._row(
                Pause,
                report_id=key,
                reason=Pause.Reason.RESIDENT,
                text="For photos.",
                since=found["paused_since"],
                look_again_on=found["paused_until"],
            )
        if officer and chance.random() < 0.04:
            report["snoozed_until"] = self.today + chance.randint(0, 10) * DAY
        return Clocks(
            answer=None if report.get("answered_at") else report["due_at"],
            update=report.get("update_due_at"),
            review=report.get("review_on"),
            **found,
        )

    def _assess(self, report, chance):
        level = chance.choice(self.pack.levels)
        report["risk"] = level.code
        report["review_on"] = self.today + chance.randint(-3, level.review_working_days) * DAY
        self._row(
            RiskAssessment,
            report_id=report["id"],
            at=max(report["received_at"], self.at - 5 * DAY),
            by_id=report["officer_id"],
            answers=[],
            points=level.from_points,
            level=level.code,
        )

    def _refer(self, report, status, chance) -> datetime | None:
        on = max(report["received_at"], self.at - chance.uniform(0, 20) * DAY)
        due = self.pack.due(on, 10)
        answered = status is S.PARTNER_ACCEPTED
        partner = chance.choice([*self.pack.partners, None])
        self._row(
            Referral,
            report_id=report["id"],
            body=partner.name if partner else "Invented Housing Association",
            partner_id=partner.pk if partner else None,
            referred_on=on.astimezone(self.pack.calendar.zone).date(),
            reference=f"MADE-UP-{report['id']}",
            text="Please look into this.",
            by_id=report["officer_id"],
            answer_due_at=due,
            answer="accepted" if answered else "",
            answered_at=self.at if answered else None,
        )
        return None if answered else due

    def _events(self, report, status, chance, number) -> list[str]:
        """Write so many events, first the receipt, last what brought the report where it is."""
        officer = report["officer_id"]
        between = [E.ROUTED, E.MAIL_QUEUED]
        if officer:
            between += [E.ASSIGNED, E.NOTE, E.UPDATE, *([E.READ] * report["restricted"])]
        if status in ENDED:
            between.append(E.INFORMATION)
        last = E.STATUS_CHANGED if status is not S.RECEIVED else E.MAIL_QUEUED
        if chance.random() < (UNREAD if status not in ENDED else UNREAD_AT_THE_END):
            last = E.INFORMATION
        rest = max(number - 2, 0)
        types = [E.RECEIVED, *between[:rest], *chance.choices(between, k=rest)][: rest + 1]
        if rest == 1:
            types[1] = chance.choice(between)
        types = [*types, last][:number]
        moment, added, unread = report["received_at"], [], []
        step = (self.at - moment) / (number + 1) if status not in ENDED else DAY
        for type_ in types:
            text, data = self._told(type_, report, chance)
            by_staff = type_ not in (E.RECEIVED, E.ROUTED, E.MAIL_QUEUED, E.INFORMATION)
            event = self._row(
                Event,
                report_id=report["id"],
                type=type_.value,
                at=moment,
                by_id=officer if by_staff else None,
                text=text,
                data=data,
            )
            if type_ is E.MAIL_QUEUED:
                self._letter(event, report, moment, chance)
            if type_ is E.INFORMATION:
                added.append(text)
                said = {"event_id": event, "type": type_.value, "at": moment}
                unread.append(said | {"after_end": status in ENDED})
            elif by_staff and officer and type_ in queries.WORK:
                unread.clear()
            moment += step
        for said in unread:
            self._row(Unread, report_id=report["id"], **said)
        return added

    def _told(self, type_, report, chance) -> tuple[str, dict]:
        match type_:
            case E.ROUTED:
                return "", {"rule": report["rule"], "team": self.pack.team_slugs[report["team_id"]]}
            case E.MAIL_QUEUED:
                return "", {"mail": "report_received"}
            case E.ASSIGNED:
                return "", {"from": None, "to": report["officer_id"], "name": "Somebody Invented"}
            case E.STATUS_CHANGED:
                ended = {
                    name: report[name] for name in ("outcome", "explanation") if name in report
                }
                return "", {"from": "received", "to": report["status"], **ended}
            case E.NOTE | E.UPDATE:
                return NOTE, {}
            case E.INFORMATION:
                return invented.words(chance), {}
        return "", {}

    def _letter(self, event, report, moment, chance):
        failed = None
        if chance.random() < MAIL_FAILS:
            failed = self._row(
                Email,
                from_email="noreply@example.com",
                to=report.get("reporter_email") or "team@example.com",
                subject=report["reference"],
                status=MAIL.failed,
                created=moment,
                last_updated=moment,
            )
        self._row(
            Letter,
            event_id=event,
            email_id=failed,
            subject=f"Your report {report['reference']}",
            text="Thank you for telling us. This mail is made up.",
            to_residents=True,
        )

    def write(self) -> None:
        """Write everything, what others name first."""
        for rows in self.tables.values():
            rows.write()


def _words(report: dict, added: list[str]) -> str:
    """Return all words to search, as `case_queries.words_to_search` finds them."""
    phone = report.get("reporter_phone", "")
    told = [answer["words"] for answer in report["answers"]]
    who = [report.get("reporter_name"), report.get("reporter_email")]
    numbers = [phone, phone.replace("+44", "0")] if phone else []
    words = [report["reference"], report["location"], *who, *numbers]
    return "\n".join(filter(None, [*words, report.get("third_party_name"), *told, *added]))
