"""What a pack says, as rows of the database: of each kind one function."""

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings

from faq.models import Topic
from safety_site.packs.checks import UNATTRIBUTED
from safety_site.packs.pack import Pack
from safety_site.packs.shelf import Item

# An answer counts as published on the morning of its webinar.
PUBLISHING_HOUR = time(9)


def council(pack: Pack) -> Iterator[Item]:
    values = pack.council.model_dump() | {
        "working_day_ends": time.fromisoformat(pack.council.working_day_ends),
        "digest_from": time.fromisoformat(pack.council.digest_from),
        "police_name": pack.police.name,
        "police_website": pack.police.website,
    }
    yield Item("council", values, {"pk": 1})


def handovers(pack: Pack) -> Iterator[Item]:
    for handover in pack.handovers:
        values = handover.model_dump(exclude={"slug", "support"})
        values["support_page"] = handover.support or None
        yield Item(handover.slug, values, {"slug": handover.slug})


def kinds(pack: Pack) -> Iterator[Item]:
    for category in pack.categories:
        for kind in category.kind:
            values = kind.model_dump(include={"name", "hint", "sensitive", "support", "keywords"})
            yield Item(kind.slug, {"category": category.slug, **values}, {"slug": kind.slug})


def pages(pack: Pack) -> Iterator[Item]:
    for category in pack.categories:
        for page in category.page:
            values = page.model_dump(include={"title", "why", "kinds"})
            yield Item(page.slug, {"category": category.slug, **values}, {"slug": page.slug})


def questions(pack: Pack) -> Iterator[Item]:
    for category in pack.categories:
        for page in category.page:
            for question in page.question:
                values = question.model_dump(exclude={"code"})
                values["page"] = f"{category.slug}/{page.slug}"
                yield Item(question.code, values, {"code": question.code})


def rules(pack: Pack) -> Iterator[Item]:
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


def unknown(pack: Pack) -> Iterator[Item]:
    for policy in pack.unknown:
        fact = policy.name_in_pack
        for value, sentence in policy.sentences().items():
            first = {"fact": fact, "value": value}
            yield Item(f"{fact}/{value}", {"sentence": sentence}, first)


def risk_factors(pack: Pack) -> Iterator[Item]:
    for factor in pack.risk_factors:
        values = factor.model_dump(exclude={"code"})
        yield Item(factor.code, values, {"code": factor.code})


def wards(pack: Pack) -> Iterator[Item]:
    for ward in pack.wards:
        values = {
            "name": ward.name,
            "gss": ward.gss,
            "latitude": Decimal(f"{ward.latitude:.5f}"),
            "longitude": Decimal(f"{ward.longitude:.5f}"),
            "population": ward.population,
        }
        yield Item(ward.slug, values, {"slug": ward.slug})


def topics(pack: Pack) -> Iterator[Item]:
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


def responses(pack: Pack) -> Iterator[Item]:
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


def mails(pack: Pack) -> Iterator[Item]:
    for mail in pack.mails:
        values = {"subject": mail.subject, "content": mail.content}
        yield Item(mail.name, values, {"name": mail.name})
