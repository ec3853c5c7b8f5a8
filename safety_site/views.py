"""The home page, standing pages, health checks and error pages."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from faq import index
from faq.models import Topic
from reporting.models import Category
from safety_site import council
from safety_site.accounts import lost_words
from safety_site.accounts.middleware import is_back_office
from safety_site.public_pages import public_page

HOME_TOPICS = 3


@require_safe
@public_page
def home(request):
    """What this site is, the one box, the report tiles and the latest answers."""
    topics = Topic.objects.published().for_lists().newest_first()
    return render(
        request,
        "home.html",
        {"categories": Category.objects.offered(), "topics": topics[:HOME_TOPICS]},
    )


@require_safe
@public_page
def about(request, page):
    """A standing page about the site itself."""
    return render(request, f"about/{page}.html")


@require_safe
@public_page
def robots(request):
    """Tell crawlers to leave forms, receipts and staff pages alone."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /report/received/",
        "Disallow: /track/",
        "Disallow: /diary/",
        "Disallow: /following/",
        "Disallow: /answers/ask/mine/",
        "Disallow: /answers/ask/confirm/",
        "Disallow: /newsletter/mine/",
        "Disallow: /newsletter/leave/",
        "Disallow: /newsletter/confirm/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
@public_page
def security_txt(request):
    """Tell security researchers whom to write to (RFC 9116)."""
    expires = timezone.now() + timedelta(days=180)
    lines = [
        f"Contact: mailto:{council.current().email}",
        f"Expires: {expires.isoformat(timespec='seconds')}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def healthz(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """The database answers, is migrated, and the cache keeps what it is given.

    Whether the one box has its index is said and no more: without one a plain search answers, and
    to take the site away for it would be worse.
    """
    needed = {"database": _database_is_ready(), "cache": _cache_is_ready()}
    ready = all(needed.values())
    checks = needed | {"search": ready and index.is_ready()}
    return JsonResponse(checks, status=200 if ready else 503)


def _database_is_ready():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _cache_is_ready():
    try:
        cache.set("readyz", "ok", 10)
        return cache.get("readyz") == "ok"
    except Exception:  # each cache has errors of its own; all mean "not ready"
        return False


def not_found(request, exception):
    return _error(request, 404)


def forbidden(request, exception):
    return _error(request, 403)


def bad_request(request, exception):
    """Say that we could not read what came; it is not worth asking the database for anything."""
    html = render_to_string("400.html", {"council": council.packaged()})
    return HttpResponse(html, status=400)


def server_error(request):
    """Say that something broke, without asking the database or the cache for anything."""
    context = {"council": council.packaged()}
    with suppress(Exception):  # to read what was sent may be what broke
        context |= lost_words.words_of(request)
    return HttpResponse(render_to_string("500.html", context), status=500)


def too_many_requests(request):
    """Ask somebody to wait, and give back what they typed."""
    return render(request, "429.html", lost_words.words_of(request), status=429)


def csrf_failure(request, reason=""):
    """Explain that the form needs a cookie, the usual reason for a missing token.

    What was typed is given back if it came from a page of ours.
    """
    ours = request.headers.get("sec-fetch-site") == "same-origin"
    if ours and is_back_office(request) and (page := lost_words.page(request)):
        return page
    words = lost_words.words_of(request) if ours else {}
    return render(request, "403_csrf.html", words, status=403)


def _error(request, status):
    return render(request, f"{status}.html", status=status)
