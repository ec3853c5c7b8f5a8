"""Reads a published webinar into topics: manage.py import_webinar FILE --webinar SLUG."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from faq import services, webinar_document
from faq.models import Webinar


class Command(BaseCommand):
    """Prints what the document holds and, without --dry-run, stores its topics as drafts."""

    help = "Reads a published webinar, prints its topics and warnings, and stores them as drafts."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="the text as published; - reads the input")
        parser.add_argument("--webinar", metavar="SLUG", help="the webinar that it belongs to")
        parser.add_argument("--title", help="title of a new webinar, if not the document's")
        parser.add_argument("--held-on", type=_date, metavar="DATE", help="day of a new webinar")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--publish", action="store_true", help="publish the new topics at once")

    def handle(self, *, file, dry_run, **options):
        try:
            text = webinar_document.decode(_read(file))
            document = self._check(text) if dry_run else services.read_document(text)
            imported = None if dry_run else _store(document, **options)
        except OSError as fault:
            self._refuse(f"{file} cannot be read: {fault.strerror}.")
        except webinar_document.NotAWebinar as fault:
            self._refuse(str(fault))
        except ValidationError as fault:
            self._refuse(_sentences(fault))
        self.stdout.write(json.dumps(document.as_dict()))
        self._report(imported)

    def _check(self, text):
        """Read without storing, which works without a database too."""
        try:
            return services.read_document(text)
        except DatabaseError:
            self.stderr.write("No database answers, so names of organisations are not checked.")
            return webinar_document.parse(text)

    def _refuse(self, sentence):
        self.stdout.write(json.dumps({"error": sentence}))
        raise CommandError(sentence)

    def _report(self, imported):
        if imported is None:
            self.stderr.write("Nothing was stored: this was a dry run.")
            return
        self.stderr.write(f"{len(imported.created)} topics created.")
        for topic in imported.unchanged:
            self.stderr.write(f"Already there: {topic}")
        for topic in imported.differing:
            self.stderr.write(f"Already there with other words, left as it is: {topic}")
        for organisation in imported.organisations:
            self.stderr.write(f"New organisation, added as a partner: {organisation}")
        for reason in imported.refused:
            self.stderr.write(f"Left as a draft: {reason}")


def _date(text):
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2025-04-01.") from fault


def _sentences(fault):
    if not hasattr(fault, "error_dict"):
        return " ".join(fault.messages)
    return " ".join(f"{name}: {' '.join(said)}" for name, said in fault.message_dict.items())


def _read(file):
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _store(document, *, webinar, title, held_on, publish, **options):
    return services.import_document(
        document,
        webinar=_webinar(document, webinar, title, held_on),
        by=None,
        at=timezone.now(),
        publish=publish,
    )


def _webinar(document, slug, title, held_on):
    """Find the webinar, or prepare a new one."""
    if not slug:
        raise ValidationError("Say which webinar this is, with --webinar, or add --dry-run.")
    if found := Webinar.objects.filter(slug=slug).first():
        return found
    if not held_on:
        raise ValidationError(f"There is no webinar “{slug}” yet: add --held-on with its date.")
    if held_on > timezone.localdate():
        raise ValidationError(
            f"{held_on} is still to come. Give the day that the webinar was held."
        )
    webinar = services.new_webinar(title=title or document.title, held_on=held_on, slug=slug)
    webinar.full_clean()
    return webinar
