"""The back office: Django's admin under the council's name, entered through allauth."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from safety_site import council


class SafetyAdminSite(admin.AdminSite):
    """Django's admin with the council's name on it and allauth's sign-in before it."""

    site_title = "Community safety"
    index_title = "Back office"
    enable_nav_sidebar = True

    def __init__(self, name="admin"):
        super().__init__(name)
        self.login = secure_admin_login(self.login)

    def each_context(self, request):
        """Name the council in every header."""
        return super().each_context(request) | {"site_header": council.current().site_name}
