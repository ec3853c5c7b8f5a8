"""The back office: Django's admin under the council's name, entered through allauth."""

from functools import partial

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import include, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst

from safety_site import council


def _app(label):
    """Return an app without any lists, as Django's table of contents holds it."""
    url = reverse("admin:app_list", kwargs={"app_label": label})
    name = apps.get_app_config(label).verbose_name
    return {"name": name, "app_label": label, "app_url": url, "models": []}


class SafetyAdminSite(admin.AdminSite):
    """Django's admin with the council's name on it and allauth's sign-in before it."""

    site_title = "Community safety"
    index_title = "Back office"
    enable_nav_sidebar = True

    def __init__(self, name="admin"):
        super().__init__(name)
        self._further = {}
        self._parts = {}

    def add_part(self, place, part):
        """Put something of an app's on the front page, in the order of the places.

        `part(request)` returns what its template needs and the template itself under `template`,
        or None where it has nothing for this person.
        """
        self._parts[place] = part

    def index(self, request, extra_context=None):
        """Show each person their own day, and below it the table of contents."""
        context = self.each_context(request)
        apps_listed = context["available_apps"]
        context |= {
            "title": self.index_title,
            "subtitle": None,
            "app_list": apps_listed,
            "further": [
                entry for app in apps_listed for entry in app["models"] if entry.get("further")
            ],
            "parts": [found for _, part in sorted(self._parts.items()) if (found := part(request))],
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/index.html", context)

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
        """List what somebody may do, once a page shows it: counting what waits takes queries."""
        return SimpleLazyObject(partial(self._listed, request, app_label))

    def _listed(self, request, app_label):
        """List further lists among the others of their app, or alone for who sees no others."""
        listed = {app["app_label"]: app for app in super().get_app_list(request, app_label)}
        for each in self._further.values():
            label = each.opts.app_label
            entry = each.entry(request) if app_label in (None, label) else None
            if entry:
                listed.setdefault(label, _app(label))["models"].append(entry | {"further": True})
        for app in listed.values():
            for entry in app["models"]:
                if shown := self._registry.get(entry.get("model")):
                    entry["name"] = capfirst(shown.opts.verbose_name_plural)
            app["models"].sort(key=lambda entry: entry["name"])
        return sorted(listed.values(), key=lambda app: app["name"].lower())

    def login(self, request, extra_context=None):
        """Lead to allauth, never to Django's own form, which knows no second factor."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return redirect_to_login(wanted, reverse("account_login"))

    def password_change(self, request, extra_context=None):
        """Lead to allauth's page: it lists and ends sessions, and must know of the new one."""
        return redirect("account_change_password")

    def each_context(self, request):
        """Name the council in every header."""
        return super().each_context(request) | {"site_header": council.current().site_name}
