"""The Atom feed: every published answer in full, newest first."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from faq import queries
from safety_site import council

# XML has no way to write them; they come with text pasted from word processors.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class FullAtomFeed(Atom1Feed):
    """Atom with the whole answer in each entry, as HTML."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class LatestAnswers(Feed):
    """Addresses are built on SITE_URL, so that they hold by whatever host the feed was fetched."""

    feed_type = FullAtomFeed

    def title(self):
        return _("Answers: %(site)s") % {"site": council.current().site_name}

    def author_name(self):
        return council.current().name

    def link(self):
        return settings.SITE_URL + reverse("faq:index")

    def feed_url(self):
        return settings.SITE_URL + reverse("faq:feed")

    def feed_guid(self):
        return self.feed_url()

    def items(self):
        return queries.newest()

    def item_title(self, item):
        return CONTROL_CHARACTERS.sub("", item.question)

    def item_description(self, item):
        """No summary beside the whole content."""

    def item_extra_kwargs(self, item):
        html = render_to_string("faq/feed_item.html", {"topic": item})
        html = html.replace('href="/', f'href="{settings.SITE_URL}/')  # readers show it elsewhere
        return {"content": CONTROL_CHARACTERS.sub("", html)}

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item):
        """Stays the same when an editor changes the question or its address."""
        return f"{self.link()}#{item.pk}"

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at
