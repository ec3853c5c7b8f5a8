"""The parts of a topic: its answers and update notes, on its page and with their history."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from faq.admin_forms import ResponseForm, ResponseFormSet, UpdateNoteForm
from faq.models import Response, UpdateNote
from safety_site.content_admin import ContentAdmin, PlainChoices


class PartInline(PlainChoices, admin.StackedInline):
    """A part on the page of its topic, with the way to its history."""

    extra = 1  # an empty form, so that adding needs no JavaScript
    readonly_fields = ["earlier"]

    @admin.display(description=_("earlier words"))
    def earlier(self, part):
        if part.pk is None:
            return "–"
        url = reverse(f"admin:faq_{self.opts.model_name}_history", args=[part.pk])
        return format_html('<a href="{}">{}</a>', url, _("History of this text"))


class ResponseInline(PartInline):
    """What each organisation answered, in the published order."""

    model = Response
    form = ResponseForm
    formset = ResponseFormSet
    verbose_name = _("answer")
    verbose_name_plural = _("answers")
    fields = [("organisation", "position"), ("answered_on", "is_summary"), "body", "earlier"]


class UpdateNoteInline(PartInline):
    """What has changed since the answers were given."""

    model = UpdateNote
    form = UpdateNoteForm
    fields = ["dated", "body", "earlier"]


@admin.register(Response, UpdateNote)
class PartAdmin(ContentAdmin):
    """One part by itself, to read its history; it is edited on the page of its topic."""

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
