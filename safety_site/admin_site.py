"""The back office: Django's admin under the council's name, entered through allauth."""

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse

from safety_site import council


class SafetyAdminSite(admin.AdminSite):
    """Django's admin with the council's name on it and allauth's sign-in before it."""

    site_title = "Community safety"
    index_title = "Back office"
    enable_nav_sidebar = True

    def __init__(self, name="admin"):
        super().__init__(name)
        self._further = {}

    def add_list(self, route, model_admin):
        """Add a second list of rows that have one already, with addresses of its own.

        `model_admin.entry(request)` names it in the table of contents, or is None.
        """
        self._further[route] = model_admin

    def get_urls(self):
        """Put further lists first: Django's own end with one that takes whatever is left."""
        own = [path(route, include(each.get_urls())) for route, each in self._further.items()]
        on_site = path("r/<int:kind>/<path:key>/", self.admin_view(self.on_site))
        return [*own, on_site, *super().get_urls()]

    def on_site(self, request, kind, key):
        """Lead to a page on the site, but nobody to one that they may not read here."""
        model = get_object_or_404(ContentType, pk=kind).model_class()
        admin_of = self._registry.get(model)
        if not (admin_of and admin_of.view_on_site and admin_of.has_view_permission(request)):
            raise Http404
        return shortcut(request, kind, key)

    def get_app_list(self, request, app_label=None):
        """List further lists among the others of their app."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            lists = [a for a in self._further.values() if a.opts.app_label == app["app_label"]]
            app["models"] += filter(None, (each.entry(request) for each in lists))
            app["models"].sort(key=lambda entry: entry["name"])
        return apps

    def login(self, request, extra_context=None):
        """Lead to allauth, never to Django's own form, which knows no second factor."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return redirect_to_login(wanted, reverse("account_login"))

    def each_context(self, request):
        """Name the council in every header."""
        return super().each_context(request) | {"site_header": council.current().site_name}
