"""Says for each line of text what the one box finds, so that anybody can check its rules."""

import json
import sys

from django.core.management.base import BaseCommand

from faq.finding import Found, find
from faq.things import Kind

MOST = 6  # suggestions


class Command(BaseCommand):
    help = (
        "Read texts from standard input, one a line, and print for each what the one box finds, as "
        "a JSON object a line."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--explain", action="store_true", help="Say why: which words counted, and how much."
        )

    def handle(self, explain, **options):
        """Answer each line at once; a line that cannot be read gives an error, the rest go on."""
        for line in sys.stdin.buffer:
            try:
                text = line.decode("utf-8-sig").rstrip("\r\n").replace("\0", "")
            except UnicodeDecodeError:
                told = {"error": "This line is not UTF-8. Save the text as UTF-8 and try again."}
            else:
                told = _told(text, find(text), explain=explain)
            self.stdout.write(json.dumps(told, ensure_ascii=False))


def _told(text: str, found: Found, *, explain: bool) -> dict:
    ours = [match for match in found.matches if match.thing.kind is not Kind.HANDOVER]
    suggestions = [_suggestion(match, explain=explain) for match in ours[:MOST]]
    told = {"text": text, "urgent": found.urgent, "suggestions": suggestions}
    first = found.matches[0].thing if found.matches else None
    if first and first.kind is Kind.HANDOVER:
        told["handover"] = first.slug
    if explain:
        told["sure"] = found.ranking.sure
        told["danger"] = [
            {"name": hit.name, "points": hit.points, "words": hit.words}
            for hit in found.urgency.hits
        ]
        told["repaired"] = [{"typed": typed, "meant": meant} for typed, meant in found.repaired]
        told["wards"] = list(found.wards)
        told["unknown"] = [word.base for word in found.query.unknown]
    return told


def _suggestion(match, *, explain: bool) -> dict:
    thing = match.thing
    told = {
        "kind": thing.kind.value,
        "slug": thing.slug,
        "title": thing.title,
        "score": round(match.score, 3),
    }
    if explain:
        told["part"] = thing.part
        told["why"] = [
            {"word": each.word.form, "points": round(each.points, 3), "phrase": each.phrase}
            for each in sorted(match.credits, key=lambda each: -each.points)
        ]
    return told
