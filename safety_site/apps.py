"""Start-up of the project's own app."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.contrib.auth import apps as auth_apps
from post_office import apps as mail_apps


class SafetySiteConfig(AppConfig):
    """What belongs to the site as a whole: the council's identity and its pack."""

    default = True
    name = "safety_site"
    verbose_name = "This site"

    def ready(self):
        """Let every edit of public content renew the cached pages."""
        from safety_site import public_pages

        public_pages.watch_edits()


class SafetyAdminConfig(admin_apps.AdminConfig):
    """Puts our back office in place of Django's default admin."""

    default = False
    default_site = "safety_site.admin_site.SafetyAdminSite"


class StaffConfig(auth_apps.AuthConfig):
    """Calls accounts and groups what the back office calls them."""

    default = False
    verbose_name = "Staff"


class MailConfig(mail_apps.PostOfficeConfig):
    """Calls the mail what the back office calls it."""

    default = False
    verbose_name = "Mail"
