"""Counts mails that came back, so that addresses that do not exist are written to no more."""

import json
import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from community import newsletter_mails
from community.services import subscribing
from safety_site import bounces


class Command(BaseCommand):
    help = "Read reports on mail that could not be delivered (RFC 3464), and count them."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            help="An mbox, a Maildir, a folder of messages or one message; none: standard input.",
        )

    def handle(self, paths, **options):
        """Count each mail of ours that came back once, however often its report is read."""
        now = timezone.now()
        counts = {"read": 0, "counted": 0, "not_ours": 0, "no_bounce": 0}
        for message in _messages(paths):
            counts["read"] += 1
            found = bounces.read(message)
            counts["no_bounce"] += not found
            for bounce in found:
                mail = newsletter_mails.returned(bounce.message_id, bounce.addresses)
                counted = mail is not None and subscribing.note_bounce(mail_pk=mail, at=now)
                counts["counted" if counted else "not_ours"] += 1
        self.stdout.write(json.dumps(counts))


def _messages(paths: list[Path]) -> Iterator[Message]:
    if not paths:
        yield message_from_bytes(sys.stdin.buffer.read())
    for path in paths:
        try:
            yield from _messages_in(path)
        except OSError as fault:
            raise CommandError(f"{path} cannot be read: {fault.strerror}.") from fault


def _messages_in(path: Path) -> Iterator[Message]:
    if not path.is_dir():
        with path.open("rb") as file:
            start = file.read(5)
        box = start == b"From "
        if box:
            with closing(mailbox.mbox(path, create=False)) as messages:
                yield from messages
        else:
            yield from _whole(path)
    elif (path / "cur").is_dir():
        yield from mailbox.Maildir(path, create=False)
    else:
        for file in sorted(each for each in path.iterdir() if each.is_file()):
            yield from _whole(file)


def _whole(path: Path) -> Iterator[Message]:
    yield message_from_bytes(path.read_bytes())
