"""What residents want panels to discuss, for the staff who prepare the meetings."""

from urllib.parse import quote

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.models import PanelTopic
from community.services import meetings as services
from reporting.wording import moment_in_words, name_of
from safety_site.content_admin import DeclaredFilters

FIRST_WORDS = 200  # characters of a topic in the list


class HandledFilter(admin.SimpleListFilter):
    """Topics that nobody has seen to first: that is what staff come for."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("handled", _("Handled")), ("all", _("All"))]

    def choices(self, changelist):
        choices = list(super().choices(changelist))
        choices[0]["display"] = _("Not handled")
        return choices

    def queryset(self, request, queryset):
        match self.value():
            case "handled":
                return queryset.filter(handled_at__isnull=False)
            case "all":
                return queryset
        return queryset.filter(handled_at=None)


@admin.register(PanelTopic)
class PanelTopicAdmin(DeclaredFilters, admin.ModelAdmin):
    """Topics are read and seen to; nobody writes or changes one here."""

    list_display = ["text", "ward", "sent", "handled"]
    list_filter = [HandledFilter, "ward"]
    list_select_related = ["ward", "handled_by"]
    list_per_page = 50
    search_fields = ["words", "email"]
    ordering = ["at", "pk"]
    actions = ["handle"]
    fields = readonly_fields = ["ward", "text_in_full", "answer_to", "sent", "handled"]
    change_form_template = "admin/community/paneltopic/topic.html"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Call the page what it shows, as nothing on it is changed."""
        context = {"title": _("Topic for a panel"), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("What should be discussed"))
    def text(self, topic):
        return Truncator(topic.words).chars(FIRST_WORDS)

    @admin.display(description=gettext_lazy("What should be discussed"))
    def text_in_full(self, topic):
        return format_html('<div class="cs-own-words" dir="auto">{}</div>', topic.words)

    @admin.display(description=gettext_lazy("Email address"))
    def answer_to(self, topic):
        if not topic.email:
            return _("None given")
        # An address may hold “?” and “&”, which would name other addressees.
        return format_html('<a href="mailto:{}">{}</a>', quote(topic.email, safe="@"), topic.email)

    @admin.display(description=gettext_lazy("Sent"), ordering="at")
    def sent(self, topic):
        return date_format(timezone.localtime(topic.at), "j M Y, H:i")

    @admin.display(description=gettext_lazy("Handled"), ordering="handled_at")
    def handled(self, topic):
        if topic.handled_at is None:
            return _("Not yet")
        when = moment_in_words(topic.handled_at)
        if topic.handled_by is None:
            return when
        return _("%(name)s, %(when)s") % {"name": name_of(topic.handled_by), "when": when}

    @admin.action(description=gettext_lazy("Mark as handled"), permissions=["change"])
    def handle(self, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True))
        number = services.handle_topics(topics=chosen, by=request.user, at=timezone.now())
        text = ngettext(
            "%s topic is marked as handled.", "%s topics are marked as handled.", number
        )
        messages.success(request, text % number)

    def save_model(self, request, obj, form, change):
        """Its page has one button, which says that it was seen to."""
        services.handle_topics(topics=[obj.pk], by=request.user, at=timezone.now())

    def response_change(self, request, obj):
        messages.success(request, _("The topic is marked as handled."))
        return redirect("admin:community_paneltopic_changelist")
