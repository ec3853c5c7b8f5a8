"""The mail of a site without a mail server, as its readers would get it."""

import re
from email import message_from_bytes, policy

from django.core.management import call_command


class MailFolder:
    """What a site without a mail server writes down, in the order in which it was sent."""

    def __init__(self, folder):
        self.folder = folder
        self.letters = []
        self.read = set()

    def deliver(self):
        """Send what waits; several at once leave in any order, so do it after each step."""
        call_command("run_jobs")
        for path in self.folder.glob("*.log"):
            for raw in re.split(rb"\n-{79}\n", path.read_bytes()):
                if raw.strip() and raw not in self.read:
                    self.read.add(raw)
                    self.letters.append(message_from_bytes(raw.strip(), policy=policy.default))

    def to(self, reader):
        return [each for each in self.letters if each["To"] == reader]
