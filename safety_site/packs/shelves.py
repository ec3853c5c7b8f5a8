"""Where each part of a pack stands in the database, in the order in which they are loaded."""

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from post_office.models import EmailTemplate

from faq.models import Organisation, Response, Theme, Topic, Webinar
from places.models import Neighbour, Ward
from reporting.models import (
    Category,
    Handover,
    Kind,
    Priority,
    Question,
    QuestionPage,
    RoutingRule,
    SupportPage,
    Team,
    UnknownPolicy,
)
from safety_site.models import Council
from safety_site.packs.checks import UNATTRIBUTED
from safety_site.packs.pack import Pack
from safety_site.packs.shelf import Item, Shelf, plain

# An answer counts as published on the morning of its webinar.
PUBLISHING_HOUR = time(9)


def _council(pack: Pack) -> Iterator[Item]:
    values = pack.council.model_dump() | {
        "working_day_ends": time.fromisoformat(pack.council.working_day_ends),
        "police_name": pack.police.name,
        "police_website": pack.police.website,
    }
    yield Item("council", values, {"pk": 1})


def _handovers(pack: Pack) -> Iterator[Item]:
    for handover in pack.handovers:
        values = handover.model_dump(exclude={"slug", "support"})
        values["support_page"] = handover.support or None
        yield Item(handover.slug, values, {"slug": handover.slug})


def _kinds(pack: Pack) -> Iterator[Item]:
    for category in pack.categories:
        for kind in category.kind:
            values = kind.model_dump(include={"name", "hint", "sensitive", "support", "keywords"})
            yield Item(kind.slug, {"category": category.slug, **values}, {"slug": kind.slug})


def _pages(pack: Pack) -> Iterator[Item]:
    for category in pack.categories:
        for page in category.page:
            values = page.model_dump(include={"title", "why", "kinds"})
            yield Item(page.slug, {"category": category.slug, **values}, {"slug": page.slug})


def _questions(pack: Pack) -> Iterator[Item]:
    for category in pack.categories:
        for page in category.page:
            for question in page.question:
                values = question.model_dump(exclude={"code"})
                values["page"] = f"{category.slug}/{page.slug}"
                yield Item(question.code, values, {"code": question.code})


def _rules(pack: Pack) -> Iterator[Item]:
    for rule in pack.rules:
        values = {
            "when": rule.when(),
            "team": rule.team or None,
            "also": rule.also,
            "priority": rule.priority or None,
            "target_amount": rule.target.amount if rule.target else None,
            "target_unit": rule.target.unit if rule.target else "",
            "handover": rule.handover or None,
            "restricted": rule.restricted,
            "reasons": rule.reasons,
        }
        yield Item(rule.id, values, {"slug": rule.id})


def _unknown(pack: Pack) -> Iterator[Item]:
    for unknown in pack.unknown:
        fact = unknown.name_in_pack
        for value, sentence in unknown.sentences().items():
            first = {"fact": fact, "value": value}
            yield Item(f"{fact}/{value}", {"sentence": sentence}, first)


def _wards(pack: Pack) -> Iterator[Item]:
    for ward in pack.wards:
        values = {
            "name": ward.name,
            "gss": ward.gss,
            "latitude": Decimal(f"{ward.latitude:.5f}"),
            "longitude": Decimal(f"{ward.longitude:.5f}"),
        }
        yield Item(ward.slug, values, {"slug": ward.slug})


def _topics(pack: Pack) -> Iterator[Item]:
    zone = ZoneInfo(settings.TIME_ZONE)
    for topic in pack.topics:
        head = topic.head
        values = {
            "webinar": topic.webinar.slug,
            "title": head.title,
            "question": head.question,
            "theme": head.theme or None,
            "status": Topic.Status.PUBLISHED.value,
            "next_step": head.next_step,
            "report_category": head.report or None,
            "support_page": head.support or None,
            "related": head.related,
            "keywords": head.keywords,
            "review_by": head.review_by or topic.webinar.review_by,
            "owner": head.owner or None,
        }
        published = datetime.combine(topic.webinar.held_on, PUBLISHING_HOUR, zone)
        yield Item(topic.slug, values, {"slug": topic.slug, "published_at": published})


def _responses(pack: Pack) -> Iterator[Item]:
    for topic in pack.topics:
        for answer in topic.answers:
            named = answer.organisation != UNATTRIBUTED
            values = {
                "topic": topic.slug,
                "organisation": answer.organisation if named else None,
                "body": answer.body,
                "is_summary": True,
                "answered_on": topic.webinar.held_on,
            }
            yield Item(answer.organisation, values, {})


def _mails(pack: Pack) -> Iterator[Item]:
    for mail in pack.mails:
        values = {"subject": mail.subject, "content": mail.content}
        yield Item(mail.name, values, {"name": mail.name})


COUNCIL = (
    "name area site_name phone phone_hours email website reference_prefix working_day_ends "
    "case_review_threshold case_review_days question_days police_name police_website"
)
HANDOVER = "name summary phone phone_note url say bring_back support_page urgent keywords"
CATEGORY = (
    "name example path intro anonymous sensitive public case_review support keywords kind_question"
)
QUESTION = "page label hint type required options shown_by shown_value"
RULE = "when team also priority target_amount target_unit handover restricted reasons"
TOPIC = (
    "webinar title question theme status next_step report_category support_page related keywords "
    "review_by owner"
)

SHELVES = (
    Shelf(
        kind="council",
        model=Council,
        columns=tuple(COUNCIL.split()),
        items=_council,
        name=lambda row: "council",
        later={"case_review_threshold": 3, "case_review_days": 28, "question_days": 730},
    ),
    plain("organisation", Organisation, "organisations", "name role aliases"),
    plain(
        "support page",
        SupportPage,
        "support",
        "title summary body keywords urgent quick_exit checked_on",
        ordered=True,
    ),
    plain("team", Team, "teams", "name description email partner"),
    Shelf(
        kind="handover",
        model=Handover,
        columns=tuple(HANDOVER.split()),
        items=_handovers,
        references={"support_page": "support page"},
        later={"keywords": []},
    ),
    plain("priority", Priority, "priorities", "name working_days", key="code"),
    plain(
        "category",
        Category,
        "categories",
        CATEGORY,
        many={"support": "support page"},
        ordered=True,
        later={"public": False, "case_review": False, "support": []},
    ),
    Shelf(
        kind="kind",
        model=Kind,
        columns=("category", "name", "hint", "sensitive", "support", "keywords"),
        items=_kinds,
        references={"category": "category"},
        many={"support": "support page"},
        later={"support": [], "keywords": []},
        parent="category",
        nested=True,
        ordered=True,
    ),
    Shelf(
        kind="page",
        model=QuestionPage,
        columns=("category", "title", "why", "kinds"),
        items=_pages,
        references={"category": "category"},
        parent="category",
        nested=True,
        ordered=True,
        goes=True,
    ),
    Shelf(
        kind="question",
        model=Question,
        columns=tuple(QUESTION.split()),
        items=_questions,
        name=attrgetter("code"),
        references={"page": "page"},
        parent="page",
        nested=True,
        ordered=True,
        goes=True,
    ),
    Shelf(
        kind="rule",
        model=RoutingRule,
        columns=tuple(RULE.split()),
        items=_rules,
        references={"team": "team", "priority": "priority", "handover": "handover"},
        many={"also": "team"},
        ordered=True,
        goes=True,
    ),
    Shelf(
        kind="policy on unknown",
        model=UnknownPolicy,
        columns=("sentence",),
        items=_unknown,
        name=lambda row: f"{row.fact}/{row.value}",
        goes=True,
    ),
    Shelf(
        kind="ward",
        model=Ward,
        columns=("name", "gss", "latitude", "longitude"),
        items=_wards,
    ),
    plain("neighbour", Neighbour, "neighbours", "name url", key="gss"),
    plain("webinar", Webinar, "webinars", "title held_on held_label intro"),
    plain("theme", Theme, "themes", "name", ordered=True),
    Shelf(
        kind="topic",
        model=Topic,
        columns=tuple(TOPIC.split()),
        items=_topics,
        references={
            "webinar": "webinar",
            "theme": "theme",
            "report_category": "category",
            "support_page": "support page",
            "owner": "team",
        },
        many={"related": "topic"},
        parent="webinar",
        ordered=True,
    ),
    Shelf(
        kind="answer",
        model=Response,
        columns=("topic", "organisation", "body", "is_summary", "answered_on"),
        items=_responses,
        name=lambda row: row.organisation.slug if row.organisation else UNATTRIBUTED,
        references={"topic": "topic", "organisation": "organisation"},
        parent="topic",
        nested=True,
        ordered=True,
    ),
    Shelf(
        kind="mail",
        model=EmailTemplate,
        columns=("subject", "content"),
        items=_mails,
        name=attrgetter("name"),
        only=Q(language="", default_template=None),
    ),
)
