"""What search engines are told of: wards, ways to take part, newsletters that were sent, forms."""

from django.db.models import CharField, Value
from django.urls import reverse

from community.models import NewsletterIssue, Opportunity
from faq.sitemaps import PublicSitemap
from places.models import Ward
from reporting.models import Category


class NamedPages(PublicSitemap):
    """Pages that are always there, and those that have an address by slug, and no day."""

    def items(self):
        """Name each page by its address and slug; in one query, as all sitemaps make one page."""
        standing = [
            "wards:index",
            "wards:area_crime",
            "get_involved:index",
            "newsletter:subscribe",
            "what_we_did",
            "places_that_help",
        ]
        sent = NewsletterIssue.objects.filter(status=NewsletterIssue.Status.SENT)
        first, *others = (
            _named("reporting:begin", Category.objects.taken()),
            _named("wards:ward", Ward.objects),
            _named("get_involved:opportunity", Opportunity.objects),
            _named("newsletter:issue", sent),
        )
        return [(name,) for name in standing] + sorted(first.union(*others, all=True))

    def location(self, item):
        name, *slug = item
        return reverse(name, args=slug)


def _named(address, rows):
    name = Value(address, output_field=CharField())
    return rows.order_by().values_list(name, "slug")


SITEMAPS = {"named": NamedPages}
