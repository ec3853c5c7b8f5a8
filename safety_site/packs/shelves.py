"""Where each part of a pack stands in the database, in the order in which they are loaded."""

from datetime import time
from operator import attrgetter

from django.db.models import Q
from post_office.models import EmailTemplate

from community.models import ActionCount, Channel, Opportunity, WardTeam
from faq.models import Organisation, Response, Theme, Topic, Webinar
from places.models import Neighbour, Ward
from reporting.models import (
    Category,
    Handover,
    Kind,
    Priority,
    Question,
    QuestionPage,
    RiskFactor,
    RiskLevel,
    RoutingRule,
    SupportPage,
    Team,
    UnknownPolicy,
)
from safety_site.models import Council
from safety_site.packs import items
from safety_site.packs.checks import UNATTRIBUTED
from safety_site.packs.shelf import Shelf, plain

COUNCIL = (
    "name area site_name phone phone_hours email website reference_prefix working_day_ends "
    "case_review_threshold case_review_days question_days update_days referral_days escalate_days "
    "warning_days digest_from reminder_days interest_days bounce_limit police_name police_website"
)
HANDOVER = "name summary phone phone_note url say bring_back support_page urgent keywords"
CATEGORY = (
    "name example path intro anonymous sensitive public case_review nuisance_decision support "
    "keywords kind_question"
)
QUESTION = "page label hint type required options shown_by shown_value"
RULE = "when team also priority target_amount target_unit handover restricted reasons"
TOPIC = (
    "webinar title question theme status next_step report_category support_page related keywords "
    "review_by owner"
)

OPPORTUNITY = (
    "title summary asks gives where when run_by url takes_interest closes_on is_closed checked_on"
)
COUNT = (
    "what number more_than organisation period_from period_to period_note source source_url as_at "
    "note"
)

SHELVES = (
    Shelf(
        kind="council",
        model=Council,
        columns=tuple(COUNCIL.split()),
        items=items.council,
        name=lambda row: "council",
        later={
            "case_review_threshold": 3,
            "case_review_days": 28,
            "question_days": 730,
            "update_days": 10,
            "referral_days": 10,
            "escalate_days": 2,
            "warning_days": 365,
            "digest_from": time(8),
            "reminder_days": 3,
            "interest_days": 365,
            "bounce_limit": 3,
        },
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
        items=items.handovers,
        references={"support_page": "support page"},
        later={"keywords": []},
    ),
    Shelf(
        kind="risk factor",
        model=RiskFactor,
        columns=("question", "hint", "options"),
        items=items.risk_factors,
        name=attrgetter("code"),
        ordered=True,
        goes=True,
    ),
    plain(
        "risk level",
        RiskLevel,
        "risk_levels",
        "from_points review_working_days meaning",
        key="code",
    ),
    plain("priority", Priority, "priorities", "name working_days", key="code"),
    plain(
        "category",
        Category,
        "categories",
        CATEGORY,
        many={"support": "support page"},
        ordered=True,
        later={"public": False, "case_review": False, "nuisance_decision": False, "support": []},
    ),
    Shelf(
        kind="kind",
        model=Kind,
        columns=("category", "name", "hint", "sensitive", "support", "keywords"),
        items=items.kinds,
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
        items=items.pages,
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
        items=items.questions,
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
        items=items.rules,
        references={"team": "team", "priority": "priority", "handover": "handover"},
        many={"also": "team"},
        ordered=True,
        goes=True,
    ),
    Shelf(
        kind="policy on unknown",
        model=UnknownPolicy,
        columns=("sentence",),
        items=items.unknown,
        name=lambda row: f"{row.fact}/{row.value}",
        goes=True,
    ),
    Shelf(
        kind="ward",
        model=Ward,
        columns=("name", "gss", "latitude", "longitude", "population"),
        items=items.wards,
        later={"population": None},
    ),
    plain("neighbour", Neighbour, "neighbours", "name url", key="gss"),
    plain("webinar", Webinar, "webinars", "title held_on held_label intro"),
    plain("theme", Theme, "themes", "name", ordered=True),
    Shelf(
        kind="topic",
        model=Topic,
        columns=tuple(TOPIC.split()),
        items=items.topics,
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
        items=items.responses,
        name=lambda row: row.organisation.slug if row.organisation else UNATTRIBUTED,
        references={"topic": "topic", "organisation": "organisation"},
        parent="topic",
        nested=True,
        ordered=True,
    ),
    plain("channel", Channel, "channels", "name summary url", ordered=True, place="order"),
    plain("opportunity", Opportunity, "opportunities", OPPORTUNITY, ordered=True, place="order"),
    plain("count", ActionCount, "counts", COUNT, references={"organisation": "organisation"}),
    plain(
        "ward team",
        WardTeam,
        "ward_teams",
        "organisation wards about email phone url",
        key="name",
        many={"wards": "ward"},
    ),
    Shelf(
        kind="mail",
        model=EmailTemplate,
        columns=("subject", "content"),
        items=items.mails,
        name=attrgetter("name"),
        only=Q(language="", default_template=None),
    ),
)
