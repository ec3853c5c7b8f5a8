"""What search engines are told of; every address is built on SITE_URL."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from faq import queries
from faq.models import Theme, Webinar
from reporting.models import SupportPage


class PublicSitemap(Sitemap):
    """Names the site by SITE_URL, whatever host the request came by."""

    @property
    def protocol(self):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class StandingPages(PublicSitemap):
    """Pages that are always there."""

    def items(self):
        return [
            "home",
            "faq:index",
            "faq:asked",
            "faq:ask",
            "reporting:start",
            "support:index",
            "about:accessibility",
            "about:privacy",
            "about:cookies",
        ]

    def location(self, item):
        return reverse(item)


class Topics(PublicSitemap):
    """Published questions."""

    def items(self):
        return list(queries.topics_in_sitemap())

    def lastmod(self, item):
        return item.updated_at


class Webinars(PublicSitemap):
    """Webinars with published questions."""

    def items(self):
        return list(queries.with_published_topics(Webinar))

    def lastmod(self, item):
        return item.edited


class Themes(PublicSitemap):
    """Themes with published questions."""

    def items(self):
        return list(queries.with_published_topics(Theme))

    def location(self, item):
        return reverse("faq:theme", args=[item.slug])

    def lastmod(self, item):
        return item.edited


class SupportPages(PublicSitemap):
    """Help beside or instead of a report."""

    def items(self):
        return list(SupportPage.objects.only("slug", "checked_on"))

    def lastmod(self, item):
        return item.checked_on


SITEMAPS = {
    "pages": StandingPages,
    "topics": Topics,
    "webinars": Webinars,
    "themes": Themes,
    "support": SupportPages,
}
