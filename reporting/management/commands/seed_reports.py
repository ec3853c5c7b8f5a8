"""Fills the site with made-up reports, to see how it bears a million of them."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from reporting.models import Report, Team
from reporting.seeding.bulk import reset_keys
from reporting.seeding.pack import Pack
from reporting.seeding.report import Maker
from reporting.seeding.work import Work

MARK = "made-up-"  # before the number of a report, in the key of the draft that it never had
BATCH = 5_000


class Command(BaseCommand):
    """The same seed, number and moment make the same reports; more are added to those there are."""

    help = "Add made-up reports with events and case work, for tests of speed."

    def add_arguments(self, parser):
        parser.add_argument("--reports", type=int, required=True, help="how many to add")
        parser.add_argument("--events-each", type=int, default=3, help="default: 3")
        parser.add_argument("--teams", nargs="*", default=[], help="of these only, by slug")
        parser.add_argument("--seed", type=int, default=1, help="another number: other reports")
        parser.add_argument(
            "--force", action="store_true", help="with DEBUG off, or beside what residents sent"
        )

    def handle(self, *, reports, events_each, teams, seed, force, **options):
        if reports < 1 or events_each < 1:
            raise CommandError("Ask for at least one report, with at least one event.")
        if not (force or settings.DEBUG):
            raise CommandError("Made-up reports are for DEBUG=1. To add them all the same: --force")
        real = Report.objects.exclude(draft_key__startswith=MARK)
        if not force and real.exists():
            raise CommandError(
                "There are reports of residents here, which could not be told from made-up ones "
                "any more. To add some all the same: --force"
            )
        if unknown := set(teams) - set(Team.objects.values_list("slug", flat=True)):
            raise CommandError(f"There is no team {', '.join(sorted(unknown))}.")
        pack = Pack(teams)
        if not pack.rules:
            raise CommandError("No routing rule leads to a team. Load a pack first: load_council")
        self._fill(pack, reports, events_each, seed)

    def _fill(self, pack, reports, events_each, seed):
        made = Report.objects.filter(draft_key__startswith=MARK).order_by("-draft_key")
        last = made.values_list("draft_key", flat=True).first()
        first = int(last.removeprefix(MARK)) + 1 if last else 0
        at = timezone.now()
        maker, work = Maker(pack, seed, at), Work(pack, at)
        key = work.tables[Report].key
        for start in range(first, first + reports, BATCH):
            numbers = range(start, min(start + BATCH, first + reports))
            with transaction.atomic():
                for number in numbers:
                    key += 1
                    report, rule, chance = maker.make(number, key)
                    report |= {"id": key, "draft_key": f"{MARK}{number:014}"}
                    work.add(report, rule, chance, events_each)
                work.write()
            self.stderr.write(f"{numbers.stop - first:>9,} of {reports:,} reports")
        reset_keys(work.tables.values())
