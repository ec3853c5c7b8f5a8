"""The order of a report form's pages."""

from hypothesis import given
from hypothesis import strategies as st

from reporting.journey import steps
from reporting.journey.steps import Outline, Page


def page(slug, *kinds, codes=()):
    return Page(slug, frozenset(kinds), frozenset(codes))


OUTLINE = Outline(
    has_kinds=True,
    pages=(page("what", codes=["description"]), page("tenure", "drugs", codes=["tenure"])),
)


def chosen(kind):
    return {"kind": {"kind": kind}}


def test_the_kind_comes_first_and_the_check_last():
    assert OUTLINE.steps(chosen("drugs")) == (
        "kind",
        "what",
        "tenure",
        "where",
        "photo",
        "about-you",
        "check",
    )


def test_a_page_for_one_kind_is_not_asked_of_another():
    assert "tenure" not in OUTLINE.steps(chosen("group"))


def test_a_category_without_kinds_begins_with_its_own_pages():
    assert Outline(has_kinds=False, pages=OUTLINE.pages).steps({})[0] == "what"


def test_nobody_may_jump_over_an_unanswered_page():
    order = OUTLINE.steps(chosen("group"))
    assert steps.may_visit(order, {"kind"}, "what")
    assert not steps.may_visit(order, {"kind"}, "where")
    assert not steps.may_visit(order, {"kind"}, "no-such-page")


def test_after_a_change_the_resident_returns_to_the_check():
    order = OUTLINE.steps(chosen("group"))
    answered = set(order) - {"check"}
    assert steps.after(order, answered, "what", changing=True) == "check"
    assert steps.after(order, answered, "what", changing=False) == "where"


def test_a_change_that_opens_a_new_page_leads_there_first():
    order = OUTLINE.steps(chosen("drugs"))
    answered = set(order) - {"check", "tenure"}
    assert steps.after(order, answered, "kind", changing=True) == "tenure"


def test_answers_to_pages_of_another_kind_do_not_count():
    answers = {"kind": {"kind": "group"}, "tenure": {"tenure": "council"}}
    assert steps.flat_answers(OUTLINE, answers) == {}
    answers["kind"]["kind"] = "drugs"
    assert steps.flat_answers(OUTLINE, answers) == {"tenure": "council"}


def test_questions_of_pages_still_to_come_are_open():
    assert steps.open_codes(OUTLINE, "drugs", {"what"}) == {"tenure"}
    assert steps.open_codes(OUTLINE, "group", {"what"}) == set()


@given(answered=st.sets(st.sampled_from(OUTLINE.steps(chosen("drugs")))))
def test_the_furthest_step_may_always_be_visited_and_everything_before_it(answered):
    order = OUTLINE.steps(chosen("drugs"))
    furthest = steps.furthest(order, answered)
    for step in order[: order.index(furthest) + 1]:
        assert steps.may_visit(order, answered, step)
    for step in order[order.index(furthest) + 1 :]:
        assert not steps.may_visit(order, answered, step)


@given(step=st.sampled_from(OUTLINE.steps(chosen("drugs"))))
def test_back_undoes_on(step):
    order = OUTLINE.steps(chosen("drugs"))
    previous = steps.before(order, step)
    if previous is None:
        assert step == order[0]
    else:
        assert steps.after(order, set(order), previous, changing=False) == step


TELLING = Outline(
    has_kinds=False,
    pages=(
        Page(
            "waste",
            kinds=frozenset(),
            codes=frozenset({"waste", "hazardous"}),
            tells={("waste", "asbestos"): "hazardous"},
        ),
        Page(
            "land",
            kinds=frozenset(),
            codes=frozenset({"true_here", "hazardous", "witnessed"}),
            tells={("true_here", "a"): "hazardous", ("true_here", "b"): "witnessed"},
            stops={("lamp", "signal"): "tfl"},
        ),
    ),
)


def told(waste, true_here):
    answers = {"waste": {"waste": waste}, "land": {"true_here": true_here}}
    flat = steps.flat_answers(TELLING, answers)
    return flat["hazardous"], flat["witnessed"]


def test_a_chosen_option_tells_a_yes_and_one_left_a_no():
    assert told(["tyres"], ["b"]) == ("no", "yes")
    assert told(["tyres"], ["a", "b"]) == ("yes", "yes")


def test_one_of_several_options_is_enough_to_tell_a_fact():
    assert told(["asbestos"], []) == ("yes", "no")
    assert told(["asbestos", "tyres"], ["a"]) == ("yes", "no")


def test_options_that_were_never_shown_tell_nothing():
    assert steps.flat_answers(TELLING, {"land": {}}) == {}
    assert "hazardous" in steps.open_codes(TELLING, "", {"waste"})


def test_what_was_asked_by_itself_stands_unless_an_option_says_yes():
    outline = Outline(
        has_kinds=False,
        pages=(
            *TELLING.pages,
            Page("danger", kinds=frozenset(), codes=frozenset({"hazardous"})),
        ),
    )
    answers = {"waste": {"waste": []}, "danger": {"hazardous": "dont-know"}}
    assert steps.flat_answers(outline, answers)["hazardous"] == "dont-know"
    answers["waste"]["waste"] = ["asbestos"]
    assert steps.flat_answers(outline, answers)["hazardous"] == "yes"


def test_an_answer_that_ends_the_form_names_who_deals_with_it():
    assert steps.stop(TELLING, {"land": {"lamp": "signal"}}) == "tfl"
    assert steps.stop(TELLING, {"land": {"lamp": "post"}}) == ""
    assert steps.stop(TELLING, {}) == ""


def test_the_ward_is_asked_for_only_near_an_edge():
    assert "ward" not in OUTLINE.steps(chosen("group"))
    near = {**chosen("group"), "where": {"near": ["a", "b"]}}
    order = OUTLINE.steps(near)
    assert order[order.index("where") + 1] == "ward"


HIDDEN = Outline(
    has_kinds=False,
    pages=(
        Page(
            "land",
            kinds=frozenset(),
            codes=frozenset({"seen", "who", "witnessed"}),
            tells={("who", "a"): "witnessed"},
            stops={("who", "a"): "tfl"},
            shown={"who": ("seen", "yes")},
        ),
    ),
)


def test_a_question_that_was_not_shown_tells_nothing_and_stops_nothing():
    for ticked in (["a"], []):
        answers = {"land": {"seen": "no", "who": ticked}}
        assert steps.flat_answers(HIDDEN, answers) == {"seen": "no"}
        assert steps.stop(HIDDEN, answers) == ""
    answers = {"land": {"seen": "yes", "who": ["a"]}}
    assert steps.flat_answers(HIDDEN, answers)["witnessed"] == "yes"
    assert steps.stop(HIDDEN, answers) == "tfl"


ABOUT_PEOPLE = Outline(has_kinds=False, pages=(), about_people=True)


def test_a_report_about_people_asks_for_whom_how_far_and_how_to_reach_them_safely():
    asked = ("where", "photo", "for-whom", "contact", "about-you", "safe-contact", "check")
    assert ABOUT_PEOPLE.steps({}) == asked
    assert ABOUT_PEOPLE.steps({"contact": {"contact_level": "formal"}}) == asked


def test_who_stays_anonymous_is_not_asked_who_they_are():
    order = ABOUT_PEOPLE.steps({"contact": {"contact_level": "anonymous"}})
    assert order == ("where", "photo", "for-whom", "contact", "check")


def test_an_anonymous_report_of_a_thing_still_shows_the_page_where_that_was_chosen():
    order = OUTLINE.steps(chosen("group") | {"about-you": {"contact_level": "anonymous"}})
    assert "about-you" in order


def test_how_to_leave_is_told_once_a_kind_may_need_it_and_at_once_where_all_may():
    some = Outline(has_kinds=True, pages=(), sensitive_kinds=frozenset({"hate"}))
    assert "leaving-quickly" not in some.steps(chosen("group"))
    assert some.steps(chosen("hate"))[:2] == ("kind", "leaving-quickly")
    assert Outline(has_kinds=False, pages=(), sensitive=True).steps({})[0] == "leaving-quickly"


def test_others_reports_are_shown_only_where_some_are_near():
    assert "already-reported" not in OUTLINE.steps(chosen("group"))
    order = OUTLINE.steps(chosen("group") | {"where": {"nearby": [7]}})
    assert order[order.index("already-reported") - 1] == "where"


def test_a_case_review_lists_complaints_and_needs_neither_photos_nor_a_level():
    review = Outline(has_kinds=False, pages=(), about_people=True, case_review=True)
    assert review.steps({}) == (
        "complaints",
        "where",
        "for-whom",
        "about-you",
        "safe-contact",
        "check",
    )
