"""The back office: Django's admin under the council's name, entered through allauth."""

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from safety_site import council


class SafetyAdminSite(admin.AdminSite):
    """Django's admin with the council's name on it and allauth's sign-in before it."""

    site_title = "Community safety"
    index_title = "Back office"
    enable_nav_sidebar = True

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
