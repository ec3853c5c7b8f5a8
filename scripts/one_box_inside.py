"""What the benchmark of the one box does inside the site, each in a process of its own.

python -m scripts.one_box_inside fill NUMBER | cost | edit WORD
"""

import json
import os
import random
import re
import sys
import time
from itertools import accumulate, islice
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_site.settings")

SEED = 2026
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "pra", "sto", "ven", "tri", "gal", "dor", "fen", "hul")
MADE_UP = 12_000  # words that only topics hold; the others are residents' own
RESPONSES, WORDS = 2, 150  # of each topic, of each response
BATCH = 1_000
EDITED = "graffiti"  # a topic of the pack


def fill(number):
    """Publish so many topics more, which hold residents' words and words of their own."""
    from django.utils import timezone

    from faq.models import Organisation, Response, Topic

    stream, now, voice = _stream(), timezone.now(), Organisation.objects.first()

    def words(number):
        return " ".join(islice(stream, number))

    for start in range(0, number, BATCH):
        topics = [
            Topic(
                slug=f"made-up-{each}",
                title=words(4).capitalize(),
                question=f"{words(9).capitalize()}?",
                keywords=[words(2), words(3), words(1)],
                status=Topic.Status.PUBLISHED,
                published_at=now,
            )
            for each in range(start, min(start + BATCH, number))
        ]
        Topic.objects.bulk_create(topics)
        Response.objects.bulk_create(
            Response(topic=topic, organisation=voice, body=words(WORDS), answered_on=now.date())
            for topic in topics
            for _ in range(RESPONSES)
        )


def _stream():
    """Yield words for ever, the same in each run: a few of them often, most hardly ever."""
    from reporting.models import Kind

    written = json.dumps(list(Kind.objects.order_by("pk").values_list("keywords", flat=True)))
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    made_up = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(MADE_UP)}
    known = sorted(made_up | set(re.findall(r"[a-z]+", written)))
    chance.shuffle(known)
    often = list(accumulate(1 / (place + 3) for place in range(len(known))))
    while True:
        yield from chance.choices(known, cum_weights=often, k=BATCH)


def cost():
    """Print what an index costs this process: seconds and megabytes."""
    from faq import index

    before, started = _megabytes(), time.process_time()
    made = index.Index("bench")
    figures = {
        "topics": made.number_of_topics,
        "seconds": made.seconds,
        "processor": time.process_time() - started,
        "before": before,
        "after": _megabytes(),
    }
    print(json.dumps(figures))  # noqa: T201


def edit(word):
    """Give a topic a word by which it was not found before; print when it was stored."""
    from faq.models import Topic

    topic = Topic.objects.get(slug=EDITED)
    topic.keywords = [*topic.keywords, word]
    topic.save()
    print(time.time())  # noqa: T201


def _megabytes():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1000


if __name__ == "__main__":
    import django

    django.setup()
    what, *given = sys.argv[1:]
    {"fill": lambda number: fill(int(number)), "cost": cost, "edit": edit}[what](*given)
