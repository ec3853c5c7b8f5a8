"""Prove the routing rules sound: everything reaches somebody, every rule can fire."""

import sys

from django.core.management.base import BaseCommand

from reporting import queries, routing_check
from safety_site import packs


class Command(BaseCommand):
    help = "Name routing rules that can never fire and reports that no rule takes."

    def add_arguments(self, parser):
        parser.add_argument(
            "--pack", help="Check a pack's own rules, by name or folder, not those in the database."
        )

    def handle(self, pack, **options):
        """Print each fault as a sentence; exit 1 on any."""
        if pack:
            read = self._read(pack)
            policy, asked = packs.policy(read), packs.asked(read)
        else:
            policy, asked = queries.read_policy(), queries.asked()
        found = [*routing_check.faults(policy), *routing_check.check(policy, asked)]
        for fault in found:
            self.stdout.write(f"{fault.code}: {fault.sentence}")
        if found:
            sys.exit(1)
        self.stdout.write(
            f"{len(policy.rules)} rules: each can fire, and every report reaches somebody."
        )

    def _read(self, name):
        try:
            return packs.read(packs.folder(name))
        except packs.PackFaults as refusal:
            for fault in refusal.faults:
                self.stdout.write(str(fault))
            sys.exit(1)
