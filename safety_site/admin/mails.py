"""The wording of mails: their names are what the code sends them by, so these stay."""

from django.contrib import admin
from post_office.admin import EmailTemplateAdmin
from post_office.models import EmailTemplate

from safety_site.admin.names import PlainNames
from safety_site.content_admin import DeclaredFilters, OldAndNew

admin.site.unregister(EmailTemplate)


@admin.register(EmailTemplate)
class MailAdmin(PlainNames, DeclaredFilters, OldAndNew, EmailTemplateAdmin):
    """One language and no pictures, as this site sends them."""

    names = "wording of a mail", "wording of mails"
    list_display = ["name", "subject"]
    fieldsets = [(None, {"fields": ["name", "description", "subject", "content"]})]
    readonly_fields = ["name"]
    inlines = ()
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
