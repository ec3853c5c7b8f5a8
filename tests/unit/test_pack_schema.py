"""The schema of packs and the columns of the database agree: what is read can be stored."""

import pytest
from annotated_types import MaxLen
from django.db import models

from community.models import ActionCount, Channel, Opportunity, WardTeam
from faq.models import Organisation, Theme, Topic, Webinar
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
from safety_site.packs import answers_schema, community_schema, documents, routing_schema, schema
from safety_site.packs.shelves import SHELVES

PAIRS = [
    (schema.Identity, Council, {}),
    (schema.Police, Council, {"name": "police_name", "website": "police_website"}),
    (schema.Organisation, Organisation, {}),
    (schema.Team, Team, {}),
    (schema.Handover, Handover, {}),
    (schema.Category, Category, {}),
    (schema.Kind, Kind, {}),
    (schema.Page, QuestionPage, {}),
    (schema.Question, Question, {}),
    (schema.SupportPage, SupportPage, {}),
    (schema.Ward, Ward, {}),
    (schema.Neighbour, Neighbour, {}),
    (routing_schema.Priority, Priority, {}),
    (routing_schema.Rule, RoutingRule, {"id": "slug"}),
    (routing_schema.Unknown, UnknownPolicy, {"blank": "sentence", "dont_know": "sentence"}),
    (answers_schema.Webinar, Webinar, {}),
    (answers_schema.Theme, Theme, {}),
    (answers_schema.TopicHead, Topic, {}),
    (community_schema.Channel, Channel, {}),
    (community_schema.Opportunity, Opportunity, {}),
    (community_schema.Count, ActionCount, {}),
    (community_schema.WardTeam, WardTeam, {}),
]
# Their form, not a number, keeps these within their columns.
BOUND_BY_FORM = {"gss", "reference_prefix"}


@pytest.mark.parametrize(("table", "model", "names"), PAIRS)
def test_no_text_can_be_longer_than_its_column(table, model, names):
    columns = {field.name: field for field in model._meta.fields}
    compared = 0
    for key, field in table.model_fields.items():
        column = columns.get(names.get(key, key))
        if (
            column is None
            or field.annotation is not str
            or not isinstance(column, models.CharField)
        ):
            continue
        if key in BOUND_BY_FORM:
            continue
        (longest,) = [limit.max_length for limit in field.metadata if isinstance(limit, MaxLen)]
        assert longest <= column.max_length, f"{table.__name__}.{key}"
        compared += 1
    assert compared


def test_no_topic_or_mail_can_be_longer_than_its_column():
    assert Topic._meta.get_field("slug").max_length == documents.LONGEST_SLUG
    (mail,) = [shelf.model for shelf in SHELVES if shelf.kind == "mail"]
    assert mail._meta.get_field("subject").max_length == documents.LONGEST_SUBJECT


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.kind)
def test_each_shelf_names_columns_that_there_are(shelf):
    known = {field.name for field in shelf.model._meta.get_fields()}
    assert {*shelf.columns, *shelf.references, *shelf.many} <= known
    assert {*shelf.references, *shelf.many} <= set(shelf.columns)


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.kind)
def test_a_shelf_refers_only_to_shelves_that_are_filled_before(shelf):
    kinds = [other.kind for other in SHELVES]
    before = kinds[: kinds.index(shelf.kind)]
    assert set(shelf.references.values()) <= set(before)
    assert set(shelf.many.values()) <= {*before, shelf.kind}


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.kind)
def test_every_reference_of_a_shelf_is_followed(shelf):
    """A column that refers to another table must not be written as if it were text."""
    columns = {f.name for f in shelf.model._meta.get_fields() if f.is_relation}
    assert columns & set(shelf.columns) == {*shelf.references, *shelf.many}
