"""How the one box ranks."""

from faq.search import MOST_OF_A_KIND, Entry, Kind, find, weigh, words


def entry(title, kind=Kind.ANSWER, *, weight=5.0):
    return Entry(kind, f"/{title}/", title, "", weigh((weight, title)))


def titles(text, entries):
    return [found.title for found in find(text, entries)]


def test_words_lose_their_case_endings_and_what_carries_no_meaning():
    assert words("The LADIES’ bikes, and a child's buses!") == ["lady", "bike", "child", "buse"]
    assert words("glass bus virus tennis") == ["glass", "bus", "virus", "tennis"]
    assert words("crashes boxes classes") == ["crash", "box", "class"]
    assert words("fly-tipping at 999, don't!") == ["fly", "tipping", "999"]


def test_a_word_counts_once_in_its_weightiest_field():
    assert weigh((1, "bins bins"), (6, "bin"), (4, "bin street")) == {"bin": 6, "street": 4}


def test_a_rare_word_counts_more_than_a_common_one():
    common = [entry(f"street {name}") for name in ("alpha", "beta", "gamma")]
    assert titles("street cuckooing", [*common, entry("cuckooing")])[0] == "cuckooing"


def test_equal_results_always_come_in_the_same_order():
    entries = [entry("bin b"), entry("bin a"), entry("bin c")]
    assert titles("bin", entries) == titles("bin", entries[::-1]) == ["bin a", "bin b", "bin c"]


def test_one_kind_does_not_crowd_out_the_others():
    entries = [entry(f"bin {number}") for number in range(9)]
    entries.append(entry("zz bin", Kind.REPORT))
    found = titles("bin", entries)
    assert len(found) == MOST_OF_A_KIND[Kind.ANSWER] + 1
    assert "zz bin" in found


def test_faint_matches_are_left_out_beside_a_good_one():
    entries = [entry("graffiti wall", weight=6.0), entry("wall", weight=0.5), entry("other")]
    assert titles("graffiti wall", entries) == ["graffiti wall"]


def test_nothing_matches_nothing():
    assert find("", [entry("bin")]) == []
    assert find("the of and", [entry("bin")]) == []
    assert find("bin", []) == []
