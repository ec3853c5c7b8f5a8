"""Loads or refreshes a council pack, and says what it did."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safety_site import council, packs, roles
from safety_site.packs import Verdict

# What needs no naming: there is much of it, and it went as expected.
EXPECTED = (Verdict.CREATED, Verdict.UPDATED, Verdict.UNCHANGED, Verdict.KEPT)


class Command(BaseCommand):
    """Refuses a pack with any fault whole; never overwrites what staff edited."""

    help = "Load or refresh a council pack: a built-in one by name, or any folder."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help="name or folder; default: the COUNCIL setting")

    def handle(self, *args, name=None, verbosity=1, **options):
        folder = packs.folder(name) if name else council.pack_dir()
        try:
            pack = packs.read(folder)
        except packs.PackFaults as refusal:
            count = len(refusal.faults)
            raise CommandError(
                f"{refusal}\n{count} {'fault' if count == 1 else 'faults'}: nothing was loaded."
            ) from None
        result = packs.load(pack, at=timezone.now())
        roles.sync(Group.objects, Permission.objects)
        if verbosity:
            self.stdout.write("\n".join(self._lines(folder, result, verbosity)))

    def _lines(self, folder, result, verbosity):
        yield f"Council pack “{folder.name}” is loaded."
        for verdict, count in result.counts().items():
            yield f"{count:5} {verdict}"
            if verbosity > 1 or verdict not in EXPECTED:
                yield from (f"        {outcome}" for outcome in result.of(verdict))
        if any(outcome.kind == "rule" for outcome in result.edited()):
            yield "Staff edited routing rules: run check_routing to see that all fit together."
