"""What search engines are told of: wards, ways to take part, and newsletters that were sent."""

from django.db.models import CharField, Value
from django.urls import reverse

from community.models import NewsletterIssue, Opportunity
from faq.sitemaps import PublicSitemap
from places.models import Ward


class CommunityPages(PublicSitemap):
    """Pages that are always there, and one for each ward, opportunity and issue."""

    def items(self):
        """Name each page by its address and slug; one query, as all sitemaps make one page."""
        standing = [
            "wards:index",
            "wards:area_crime",
            "get_involved:index",
            "newsletter:subscribe",
            "what_we_did",
            "places_that_help",
        ]
        sent = NewsletterIssue.objects.filter(status=NewsletterIssue.Status.SENT)
        wards, *others = (
            _named("wards:ward", Ward.objects),
            _named("get_involved:opportunity", Opportunity.objects),
            _named("newsletter:issue", sent),
        )
        return [(name,) for name in standing] + sorted(wards.union(*others, all=True))

    def location(self, item):
        name, *slug = item
        return reverse(name, args=slug)


def _named(address, rows):
    name = Value(address, output_field=CharField())
    return rows.order_by().values_list(name, "slug")


SITEMAPS = {"community": CommunityPages}
