"""The map of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from community.action_views import what_we_did
from community.help_views import places_that_help
from community.sitemaps import SITEMAPS as COMMUNITY_SITEMAPS
from faq.sitemaps import SITEMAPS
from faq.views import find, find_suggestions
from safety_site import views
from safety_site.public_pages import public_page

ABOUT_PAGES = ("accessibility", "privacy", "cookies")

urlpatterns = [
    path("", views.home, name="home"),
    path("find/", find, name="find"),
    path("find/suggestions/", find_suggestions, name="find_suggestions"),
    path("answers/", include("faq.urls")),
    path("report/", include("reporting.journey.urls")),
    path("track/", include("reporting.tracking.urls")),
    path("following/", include("reporting.following_urls")),
    path("diary/", include("reporting.diary.urls")),
    path("support/", include("reporting.support_urls")),
    path("wards/", include("community.ward_urls")),
    path("newsletter/", include("community.newsletter_urls")),
    path("get-involved/", include("community.get_involved_urls")),
    path("what-we-did/", what_we_did, name="what_we_did"),
    path("places-that-help/", places_that_help, name="places_that_help"),
    path(
        "about/",
        include(
            (
                [path(f"{page}/", views.about, {"page": page}, name=page) for page in ABOUT_PAGES],
                "about",
            )
        ),
    ),
    path(
        "sitemap.xml",
        require_safe(public_page(sitemap)),
        {"sitemaps": SITEMAPS | COMMUNITY_SITEMAPS},
        name="sitemap",
    ),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_txt),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("accounts/", include("safety_site.accounts.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "safety_site.views.bad_request"
handler403 = "safety_site.views.forbidden"
handler404 = "safety_site.views.not_found"
handler429 = "safety_site.views.too_many_requests"  # allauth asks for it
handler500 = "safety_site.views.server_error"
