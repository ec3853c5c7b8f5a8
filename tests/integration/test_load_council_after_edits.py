"""Loading a pack on a site that staff edited: their words, order and removals stand."""

import pytest

from faq.models import Organisation, Response, Topic
from reporting.models import (
    Category,
    Question,
    QuestionPage,
    RoutingRule,
    SupportPage,
    Team,
)
from safety_site.models import PackRecord
from safety_site.packs import Verdict
from safety_site.packs.memory import digest
from tests import small_pack
from tests.small_pack import LIGHTS, PAINT, ROUTING, load, named

pytestmark = pytest.mark.django_db

NEW_RULE = """\
[[rule]]
id = "graffiti-other"
category = ["graffiti"]
team = "streets"
reasons = ["Streets Team cleans it."]

[[rule]]
id = "everything-else"
"""


def rules():
    return list(RoutingRule.objects.values_list("slug", flat=True))


def test_what_staff_edited_is_kept_and_the_rest_is_updated(loaded):
    Response.objects.filter(organisation__slug="police").update(body="They patrol at night.")
    small_pack.change(loaded, LIGHTS, "They **patrol**.", "They patrol by day.")
    small_pack.change(loaded, LIGHTS, "New lamps come.", "New lamps are here.")
    result = load(loaded)
    assert named(result, Verdict.KEPT_OLDER) == ["answer lights/police"]
    assert named(result, Verdict.UPDATED) == ["answer lights/council"]
    assert Response.objects.get(organisation__slug="police").body == "They patrol at night."


def test_an_edit_is_kept_for_good(loaded):
    Team.objects.filter(slug="streets").update(email="new@anytown.example")
    assert named(load(loaded), Verdict.KEPT) == ["team streets"]
    assert named(load(loaded), Verdict.KEPT) == ["team streets"]
    assert Team.objects.get(slug="streets").email == "new@anytown.example"


def test_one_edited_question_does_not_hold_up_its_form(loaded):
    Question.objects.filter(code="offensive").update(label="Is it nasty?")
    small_pack.change(loaded, "categories.toml", 'title = "What is it on?"', 'title = "On what?"')
    result = load(loaded)
    assert named(result, Verdict.KEPT) == ["question graffiti/land/offensive"]
    assert named(result, Verdict.UPDATED) == ["page graffiti/land"]


def test_saving_a_form_unchanged_is_no_edit(loaded):
    page = SupportPage.objects.get()
    page.body = page.body.replace("\n", "\r\n") + "\r\n"  # as a browser sends it
    page.save()
    small_pack.change(loaded, "support.toml", "Call [999]", "Ring [999]")
    assert named(load(loaded), Verdict.UPDATED) == ["support page emergency"]


def test_what_staff_edited_back_is_the_packs_again(loaded):
    Team.objects.filter(slug="streets").update(name="Clean Streets")
    load(loaded)
    Team.objects.filter(slug="streets").update(name="Streets Team")
    small_pack.change(loaded, "teams.toml", "Cleans streets.", "Cleans all.")
    assert named(load(loaded), Verdict.UPDATED) == ["team streets"]


def test_what_staff_made_before_the_pack_is_kept(folder):
    Team.objects.create(slug="streets", name="Our streets", description="Ours.")
    result = load(folder)
    (kept,) = result.of(Verdict.KEPT_OLDER)
    assert str(kept) == "team streets (it was there before the pack)"
    assert Team.objects.get(slug="streets").name == "Our streets"


def test_what_staff_removed_stays_away(loaded):
    Topic.objects.get(slug="paint").delete()
    result = load(loaded)
    assert named(result, Verdict.REMOVED_BY_STAFF) == ["topic paint", "answer paint/unattributed"]
    assert not Topic.objects.get(slug="lights").related.exists()
    assert set(load(loaded).counts()) == {Verdict.UNCHANGED, Verdict.REMOVED_BY_STAFF}


def test_what_needs_something_that_staff_removed_is_left_out_with_a_reason(loaded):
    small_pack.change(loaded, ROUTING, '\nteam = "wardens"', '\nteam = "streets"')
    RoutingRule.objects.filter(slug="graffiti-offensive").update(
        team=Team.objects.get(slug="wardens")
    )
    Topic.objects.update(owner=None)
    Team.objects.get(slug="streets").delete()
    result = load(loaded)
    (left_out,) = result.of(Verdict.LEFT_OUT)
    assert str(left_out) == (
        "rule everything-else (it needs the team “streets”, which is not on the site)"
    )
    assert RoutingRule.objects.get(slug="everything-else").team.slug == "wardens"


def test_a_name_that_staff_gave_to_another_is_not_taken_from_it(folder):
    Organisation.objects.create(slug="met", name="Anytown Police", role="police")
    result = load(folder)
    assert [str(one) for one in result.of(Verdict.LEFT_OUT)] == [
        "organisation police (“met” has the same name)",
        "answer lights/police (it needs the organisation “police”, which is not on the site)",
    ]


def test_a_withdrawn_topic_stays_withdrawn(loaded):
    Topic.objects.filter(slug="paint").update(status=Topic.Status.WITHDRAWN)
    small_pack.change(loaded, PAINT, '"Paint"', '"Paint on walls"')
    load(loaded)
    assert Topic.objects.get(slug="paint").status == Topic.Status.WITHDRAWN


def test_a_new_rule_takes_its_place(loaded):
    small_pack.change(loaded, ROUTING, '[[rule]]\nid = "everything-else"\n', NEW_RULE)
    result = load(loaded)
    assert rules()[2:] == ["graffiti-other", "everything-else"]
    assert [str(one) for one in result.of(Verdict.UPDATED)] == ["rule everything-else (moved)"]


def test_an_edited_rule_keeps_its_words_and_its_place_among_new_ones(loaded):
    RoutingRule.objects.filter(slug="everything-else").update(reasons=["The wardens see to it."])
    small_pack.change(loaded, ROUTING, '[[rule]]\nid = "everything-else"\n', NEW_RULE)
    result = load(loaded)
    assert named(result, Verdict.KEPT) == ["rule everything-else"]
    assert rules()[2:] == ["graffiti-other", "everything-else"]


def test_the_order_that_staff_gave_is_kept_and_a_new_rule_fits_into_it(loaded):
    RoutingRule.objects.filter(slug="graffiti-offensive").update(position=0)
    small_pack.change(loaded, ROUTING, '[[rule]]\nid = "everything-else"\n', NEW_RULE)
    load(loaded)
    order = ["graffiti-offensive", "graffiti-other", "graffiti-railway", "everything-else"]
    assert rules() == order
    load(loaded)
    assert rules() == order


def test_a_rule_of_staff_stays_where_it_is(loaded):
    team = Team.objects.get(slug="streets")
    RoutingRule.objects.filter(position=3).update(position=9)
    RoutingRule.objects.create(slug="ours", position=5, team=team, when={}, reasons=["Ours."])
    small_pack.change(loaded, ROUTING, '[[rule]]\nid = "everything-else"\n', NEW_RULE)
    load(loaded)
    assert rules()[1:] == ["graffiti-offensive", "ours", "graffiti-other", "everything-else"]


def test_answers_follow_the_pack_when_it_orders_them_anew(loaded):
    small_pack.change(loaded, LIGHTS, "# police\n\nThey **patrol**.\n\n", "")
    small_pack.change(loaded, LIGHTS, "come.\n", "come.\n# police\n\nThey **patrol**.\n")
    load(loaded)
    order = [
        answer.organisation.slug for answer in Topic.objects.get(slug="lights").responses.all()
    ]
    assert order == ["council", "police"]


def test_what_left_the_pack_is_named_and_stays(loaded):
    (loaded / "answers" / "spring" / "02-paint.md").unlink()
    small_pack.change(loaded, LIGHTS, 'related = ["paint"]', "related = []")
    result = load(loaded)
    assert named(result, Verdict.NO_LONGER_IN_PACK) == ["answer paint/unattributed", "topic paint"]
    assert Topic.objects.filter(slug="paint").exists()


def test_a_rule_that_left_the_pack_decides_no_more(loaded):
    small_pack.change(loaded, ROUTING, '"everything-else"', '"all-the-rest"')
    result = load(loaded)
    assert named(result, Verdict.TAKEN_OUT) == ["rule everything-else"]
    assert rules() == ["graffiti-railway", "graffiti-offensive", "all-the-rest"]
    assert RoutingRule.history.filter(slug="everything-else", history_type="-").exists()


def test_a_rule_that_staff_edited_stays_though_it_left_the_pack(loaded):
    RoutingRule.objects.filter(slug="graffiti-railway").update(reasons=["Ask the railway."])
    text = (loaded / ROUTING).read_text(encoding="utf-8")
    start, end = text.index("[[rule]]"), text.index('[[rule]]\nid = "graffiti-offensive"')
    (loaded / ROUTING).write_text(text[:start] + text[end:], encoding="utf-8")
    result = load(loaded)
    assert named(result, Verdict.NO_LONGER_IN_PACK) == ["rule graffiti-railway"]
    assert rules() == ["graffiti-railway", "graffiti-offensive", "everything-else"]


def test_a_page_that_left_the_pack_is_asked_no_more_unless_staff_use_it(loaded):
    text = (loaded / "categories.toml").read_text(encoding="utf-8")
    (loaded / "categories.toml").write_text(text[: text.rindex("[[category.page]]")])
    page = QuestionPage.objects.get(slug="times")
    mine = Question.objects.create(page=page, code="since", label="Since when?", type="date")
    result = load(loaded)
    assert named(result, Verdict.TAKEN_OUT) == ["question noise/times/times"]
    assert named(result, Verdict.NO_LONGER_IN_PACK) == ["page noise/times"]
    mine.delete()
    assert named(load(loaded), Verdict.TAKEN_OUT) == ["page noise/times"]


def test_a_column_that_came_after_a_release_is_no_edit(loaded):
    row = Category.objects.get(slug="graffiti")
    columns = "name example path intro anonymous sensitive keywords kind_question"
    as_an_older_release_wrote_it = digest({name: getattr(row, name) for name in columns.split()})
    kept = PackRecord.objects.get(kind="category", key="graffiti").digest
    assert kept == as_an_older_release_wrote_it
    line = 'path = "street-scene"'
    small_pack.change(loaded, "categories.toml", line, f"{line}\npublic = true")
    assert named(load(loaded), Verdict.UPDATED) == ["category graffiti"]
