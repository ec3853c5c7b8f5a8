"""Public pages are kept in the server's cache under a version that every edit renews."""

import uuid
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_page
from django.views.decorators.gzip import gzip_page

VERSION_KEY = "public-content-version"
BROWSER_SECONDS = 60


class PublicContent(models.Model):
    """Marks a model whose rows stand on public pages."""

    class Meta:
        abstract = True


def content_version() -> str:
    """Name the state of all public content; changes with each edit."""
    return cache.get_or_set(VERSION_KEY, lambda: uuid.uuid4().hex, None)


def renew() -> None:
    """Let every public page be made anew, once the current transaction is committed."""
    transaction.on_commit(lambda: cache.set(VERSION_KEY, uuid.uuid4().hex, None))


def watch_edits() -> None:
    """Renew the pages whenever public content is saved, deleted or related anew."""

    def on_edit(instance, **kwargs):
        if isinstance(instance, PublicContent):
            renew()

    for number, signal in enumerate((post_save, post_delete, m2m_changed)):
        signal.connect(on_edit, weak=False, dispatch_uid=f"public-pages-{number}")


def public_page(view):
    """Serve a page that is the same for everybody from the cache, compressed."""

    @wraps(view)
    def for_browsers(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=BROWSER_SECONDS)
        return response

    @wraps(view)
    def cached(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        if request.META.get("QUERY_STRING"):
            # Our pages take no parameters; storing each that a link carries would fill the cache.
            return gzip_page(for_browsers)(request, *args, **kwargs)
        # One copy for all, however a request spells what it accepts and where it asks.
        accepts_gzip = "gzip" in request.headers.get("accept-encoding", "")
        request.META["HTTP_ACCEPT_ENCODING"] = "gzip" if accepts_gzip else ""
        request.META["HTTP_HOST"] = urlsplit(settings.SITE_URL).netloc
        keep = cache_page(settings.PUBLIC_PAGE_SECONDS, key_prefix=content_version())
        return keep(gzip_page(for_browsers))(request, *args, **kwargs)

    return cached


def is_from_another_site(request) -> bool:
    """Say whether a browser tells that another site sent this: pages for all hold no token."""
    return request.headers.get("sec-fetch-site") == "cross-site"
