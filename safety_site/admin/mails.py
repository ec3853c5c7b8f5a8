"""Mails: their wording, by names that the code sends them by, and which of them did not leave."""

from django.contrib import admin
from post_office.admin import EmailTemplateAdmin, LogInline, requeue
from post_office.models import Attachment, Email, EmailTemplate, Log

from safety_site.admin.names import PlainNames
from safety_site.content_admin import DeclaredFilters, LookOnly, OldAndNew

for each in (Attachment, Email, EmailTemplate, Log):
    admin.site.unregister(each)


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


@admin.register(Email)
class SentMailAdmin(PlainNames, LookOnly, admin.ModelAdmin):
    """Whom a mail went to, and why it did not leave.

    Its words are for whoever gets it: a link in it opens a case, or sets the password of somebody
    who is cleared, as the superuser who looks here is not.
    """

    names = "sent mail", "sent mails"
    change_form_template = "admin/change_form.html"  # instead of post_office's, with the words
    list_display = ["created", "to", "status", "last_updated"]
    fields = ["to", "status", "created", "last_updated", "number_of_retries"]
    list_filter = ["status"]
    search_fields = ["to"]
    ordering = ["-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    inlines = [LogInline]
    actions = [admin.action(requeue, description="Send again", permissions=["view"])]
