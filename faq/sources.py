"""Reads from the database everything that the one box can find, in three queries."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from django.db.models import BooleanField, CharField, F, JSONField, Q, TextField, Value
from django.urls import reverse
from django.utils.formats import date_format

from faq.models import Topic
from faq.things import Contact, Kind, Phrase, Thing
from places.models import Ward
from reporting.models import Category, Handover, SupportPage

# What words are worth by where they stand: residents' own words first.
KEYWORD, TITLE, QUESTION, SUMMARY = 1.0, 0.9, 0.6, 0.5

WARD = "ward"
ANY = "any-topic"


def report_forms() -> Iterator[Thing]:
    """Yield each form that is taken: once for each of its kinds, or once where it has none."""
    columns = ("slug", "name", "example", "keywords", "sensitive")
    kinds = ("kinds__name", "kinds__keywords", "kinds__sensitive")
    rows = Category.objects.taken().order_by("position", "slug", "kinds__position")
    for row in rows.values_list(*columns, *kinds):
        slug, name, example, words, sensitive, part, part_words, part_sensitive = row
        phrases = [*_keywords(words), Phrase(TITLE, name), Phrase(SUMMARY, example)]
        if part:
            phrases += [Phrase(TITLE, part), *_keywords(part_words)]
        url = reverse("reporting:begin", args=[slug])
        thing = Thing(Kind.REPORT, slug, url, name, example, tuple(phrases), part=part or "")
        yield replace(thing, quick_exit=bool(sensitive or part_sensitive))


def pages_and_wards() -> tuple[list[Thing], list[str]]:
    """Return support pages and handovers that residents can name, and the names of wards.

    A handover that has a support page is found as that page, which shows whom to call.
    """
    blank = Value("")
    few = _rows(SupportPage, Kind.SUPPORT, ("title", "summary", "keywords", "body"), blank).union(
        _rows(
            Handover, Kind.HANDOVER, ("name", "summary", "keywords", "say"), "support_page__slug"
        ),
        _rows(Ward, WARD, ("name", blank, Value([], JSONField()), Value("", TextField())), blank),
        all=True,
    )
    wards, handovers, pages = [], [], []
    for which, *row in sorted(few, key=itemgetter(0, 1)):
        {WARD: wards, Kind.HANDOVER: handovers, Kind.SUPPORT: pages}[which].append(_Row(*row))
    things = [_support_page(page, handovers) for page in pages]
    alone = [_handover(each) for each in handovers if each.words and not each.page]
    return [*alone, *things], [ward.title for ward in wards]


def topics(only: Q | None = None, most: int | None = None) -> Iterator[Thing]:
    """Yield published topics with all of their answers, without holding all in memory."""
    columns = ("pk", "slug", "title", "question", "keywords", "published_at")
    rows = Topic.objects.published().filter(only or Q()).order_by("pk", "responses__position")
    read = rows.values_list(*columns, "webinar__held_label", "responses__body").iterator(2000)
    # Once for all: with many topics, most of the time went into addresses and names of months.
    before, after = reverse("faq:topic", args=[ANY]).split(ANY)
    months = cache(lambda year, month: date_format(date(year, month, 1), "F Y"))
    for _, answers in islice(groupby(read, key=itemgetter(0)), most):
        (_, slug, title, question, words, published, held, body), *rest = answers
        phrases = (*_keywords(words), Phrase(TITLE, title), Phrase(QUESTION, question))
        body = "\n".join([body or "", *(row[-1] for row in rest)])
        label = held or months(published.year, published.month)
        url = f"{before}{slug}{after}"
        yield Thing(Kind.ANSWER, slug, url, question, label, phrases, body)


class _Row(NamedTuple):
    slug: str
    title: str
    summary: str
    words: list[str]
    body: str
    page: str | None
    phone: str
    phone_note: str
    url: str
    quick_exit: bool

    @property
    def contact(self) -> Contact:
        return Contact(self.title, self.phone, self.phone_note, self.url)

    def phrases(self) -> tuple[Phrase, ...]:
        named = (Phrase(TITLE, self.title), Phrase(SUMMARY, self.summary))
        return (*_keywords(self.words), *named)


def _support_page(page: _Row, handovers: Iterable[_Row]) -> Thing:
    theirs = [each for each in handovers if each.page == page.slug]
    phrases = (*page.phrases(), *(found for each in theirs for found in _keywords(each.words)))
    contacts = tuple(each.contact for each in theirs)
    url = reverse("support:page", args=[page.slug])
    thing = Thing(Kind.SUPPORT, page.slug, url, page.title, page.summary, phrases, page.body)
    return replace(thing, contacts=contacts, quick_exit=bool(page.quick_exit))


def _handover(row: _Row) -> Thing:
    thing = Thing(Kind.HANDOVER, row.slug, "", row.title, row.summary, row.phrases(), row.body)
    return replace(thing, contacts=(row.contact,))


def _rows(model, which: str, columns, page):
    """Read a model in the columns of a `_Row`, marked with what it is."""
    has_phone = model is Handover
    reach = [F(each) if has_phone else Value("") for each in ("phone", "phone_note", "url")]
    leave = (
        F("quick_exit") if model is SupportPage else Value(value=False, output_field=BooleanField())
    )
    named = {
        f"column_{number}": F(each) if isinstance(each, str) else each
        for number, each in enumerate((*columns, page, *reach, leave))
    }
    marked = model.objects.order_by().annotate(which=Value(str(which), CharField()), **named)
    return marked.values_list("which", "slug", *named)


def _keywords(words: Iterable[str]) -> Iterator[Phrase]:
    return (Phrase(KEYWORD, word) for word in words)
