"""Checks that the tables of a pack fit together: every name leads to something, once."""

from collections.abc import Iterable, Iterator

from faq import models
from reporting.catalogue_rules import are_asked_together, page_faults
from reporting.journey.steps import RESERVED
from reporting.routing import DONT_KNOW
from safety_site.packs.answers_schema import Theme, Topic, TopicHead
from safety_site.packs.entry import Entry
from safety_site.packs.faults import Fault, meant
from safety_site.packs.pack import BLANK
from safety_site.packs.schema import (
    Category,
    Handover,
    Organisation,
    Page,
    SupportPage,
    Team,
    Ward,
)
from safety_site.packs.tables import Reading

# Words that stand for something else where the site asks for a ward.
RESERVED_WARDS = frozenset({BLANK, DONT_KNOW, "outside"})
# Addresses below /report/ that are pages of their own.
RESERVED_CATEGORIES = frozenset({"received", "leave"})
# Pages of the site lead to this support page.
EMERGENCY = "emergency"
UNATTRIBUTED = "unattributed"


def check(reading: Reading) -> Iterator[Fault]:
    """Find what does not fit together in council, teams, categories, wards and answers."""
    yield from _organisations(reading.all(Organisation))
    yield from _wards(reading.all(Ward))
    if EMERGENCY not in reading.names.get(SupportPage, {EMERGENCY}):
        sentence = f"The site leads to a support page “{EMERGENCY}”. Add a [[page]] with that slug."
        yield Fault("support.toml", 1, sentence)
    for handover in reading.all(Handover):
        yield from leads_to(reading, handover, "support", SupportPage, "support.toml")
    for category in reading.all(Category):
        yield from _category(category, reading.names.get(Handover))
        for entry in (category, *category.kind):
            yield from leads_to(reading, entry, "support", SupportPage, "support.toml")
    for topic in reading.topics:
        yield from _topic(reading, topic)


def leads_to(
    reading: Reading, entry: Entry, key: str, model: type[Entry], file: str
) -> Iterator[Fault]:
    """Find the names under a key that lead nowhere."""
    value = getattr(entry, key)
    names = reading.names.get(model)
    for number, name in enumerate([value] if isinstance(value, str) else value):
        if name and names is not None and name not in names:
            keys = (key,) if isinstance(value, str) else (key, number)
            sentence = f"names the {model.noun} “{name}”, which {file} does not have."
            yield entry.fault(*keys, says=f"The {entry.named} {sentence}{meant(name, names)}")


def repeated(entry: Entry, key: str, items: Iterable[Entry]) -> Iterator[Fault]:
    """Find tables in a list that have the name of one before them."""
    seen = set()
    for number, item in enumerate(items):
        if item.name_in_pack in seen:
            sentence = f"has the {item.named} twice. Give each its own name, or take one out."
            keys = (key, number, item.name_key)
            yield entry.fault(*keys, says=f"The {entry.named} {sentence}")
        seen.add(item.name_in_pack)


def _organisations(organisations: list[Organisation]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for one in organisations:
        if one.slug == UNATTRIBUTED:
            sentence = f"“{UNATTRIBUTED}” stands for answers that name nobody. Use another slug."
            yield one.fault("slug", says=sentence)
        names = {("name",): one.name} | {("aliases", n): a for n, a in enumerate(one.aliases)}
        for keys, name in names.items():
            if owners.setdefault(name.casefold(), one.slug) != one.slug:
                owner = owners[name.casefold()]
                sentence = f"“{name}” already stands for “{owner}”. Use it for one of them only."
                yield one.fault(*keys, says=sentence)


def _wards(wards: list[Ward]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for ward in wards:
        if ward.slug in RESERVED_WARDS:
            yield ward.fault("slug", says=f"No ward can have the slug “{ward.slug}”. Use another.")
        if owners.setdefault(ward.gss, ward.slug) != ward.slug:
            sentence = f"“{owners[ward.gss]}” has the GSS code {ward.gss} too. Look both up."
            yield ward.fault("gss", says=sentence)


def _category(category: Category, handovers: set[str] | None) -> Iterator[Fault]:
    if category.slug in RESERVED_CATEGORIES:
        sentence = f"“{category.slug}” is a page of its own below /report/. Use another slug."
        yield category.fault("slug", says=sentence)
    if bool(category.kind) != bool(category.kind_question):
        sentence = "has kinds, so ask for them: fill in “kind_question”."
        if not category.kind:
            sentence = "has no kinds, so leave “kind_question” empty."
        yield category.fault("kind_question", says=f"The {category.named} {sentence}")
    if category.public and (category.path != "street-scene" or category.sensitive):
        sentence = "is about people, so its reports stay private: take “public” out."
        yield category.fault("public", says=f"The {category.named} {sentence}")
    if category.case_review and (category.path != "asb" or category.anonymous):
        sentence = "is for case reviews, so its path is “asb” and “anonymous” is false."
        yield category.fault("case_review", says=f"The {category.named} {sentence}")
    yield from repeated(category, "kind", category.kind)
    yield from repeated(category, "page", category.page)
    kinds = {kind.slug for kind in category.kind}
    asked: dict[str, list[list[str]]] = {}
    for page in category.page:
        yield from _page(category, page, kinds)
        yield from _questions(page, handovers)
        for question in page.question:
            if any(are_asked_together(page.kinds, other) for other in asked.get(question.code, [])):
                sentence = f"The {category.named} asks “{question.code}” twice. Ask it once."
                yield question.fault("code", says=sentence)
            asked.setdefault(question.code, []).append(page.kinds)


def _page(category: Category, page: Page, kinds: set[str]) -> Iterator[Fault]:
    if page.slug in RESERVED:
        sentence = f"“{page.slug}” is a page that every form has. Use another slug."
        yield page.fault("slug", says=sentence)
    for number, kind in enumerate(page.kinds):
        if kind not in kinds:
            sentence = (
                f"The {page.named} is for the kind “{kind}”, which the {category.named} lacks."
            )
            yield page.fault("kinds", number, says=f"{sentence}{meant(kind, kinds)}")


def _questions(page: Page, handovers: set[str] | None) -> Iterator[Fault]:
    asked = [question.asked() for question in page.question]
    if handovers is None:  # their file could not be read, which is told already
        handovers = {option.handover for each in page.question for option in each.options}
    for fault in page_faults(asked, handovers):
        keys = (fault.field,) if fault.option is None else (fault.field, fault.option)
        question = page.question[fault.number]
        yield question.fault(*keys, says=f"In the {question.named}: {fault.sentence}")


def _topic(reading: Reading, topic: Topic) -> Iterator[Fault]:
    head = topic.head
    yield from leads_to(reading, head, "theme", Theme, "webinar.toml")
    yield from leads_to(reading, head, "report", Category, "categories.toml")
    yield from leads_to(reading, head, "support", SupportPage, "support.toml")
    yield from leads_to(reading, head, "related", TopicHead, "the folder “answers”")
    yield from leads_to(reading, head, "owner", Team, "teams.toml")
    if head.report and head.support:
        sentence = "leads to a report form and to a support page. Keep one and empty the other."
        yield head.fault("support", says=f"The {head.named} {sentence}")
    if topic.slug in models.Topic.RESERVED_SLUGS:
        sentence = f"“{topic.slug}” is a page of its own below /answers/. Use another slug."
        yield topic.fault_at(1, sentence)
    if topic.slug in head.related:
        sentence = f"The {head.named} is related to itself. Take that out."
        yield head.fault("related", head.related.index(topic.slug), says=sentence)
    if any(team.partner for team in reading.all(Team) if team.slug == head.owner):
        sentence = f"is owned by the partner “{head.owner}”. Name one of the council's own teams."
        yield head.fault("owner", says=f"The {head.named} {sentence}")
    known = reading.names.get(Organisation)
    for answer in topic.answers:
        if known is not None and answer.organisation not in {*known, UNATTRIBUTED}:
            hint = meant(answer.organisation, {*known, UNATTRIBUTED})
            sentence = (
                f"“{answer.organisation[:80]}” is not an organisation of council.toml.{hint} "
                "For a heading inside an answer begin with “##”."
            )
            yield topic.fault_at(answer.line, sentence)
