"""Pages of their own below /report/ are no categories."""

from reporting.journey.urls import urlpatterns
from safety_site.packs.checks import RESERVED_CATEGORIES


def test_no_category_can_take_the_address_of_a_page_below_report():
    first = {str(each.pattern).split("/")[0] for each in urlpatterns}
    own = {part for part in first if part and not part.startswith("<")}
    assert own == RESERVED_CATEGORIES
