"""Topics in the back office: the list, the page, preview, publishing and what is due for review."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faq import queries, services
from faq.admin.parts import ResponseInline, UpdateNoteInline
from faq.admin_forms import TopicForm
from faq.asked_queries import topics_with_questions
from faq.models import NEWEST_FIRST, Response, Topic, UpdateNote
from safety_site.content_admin import ContentAdmin, OrderedList

ASKED_HERE = gettext_lazy("Asked on this site")
WORDS = {"organisation", "answered_on", "is_summary", "body"}


@dataclass(frozen=True)
class StatusChange:
    """A change of status as a button on a topic's page; the list has the same as an action."""

    name: str
    service: Callable[..., services.Outcome]
    button: str
    done: str
    offered: tuple[Topic.Status, ...]  # where the page of one topic has the button


PUBLISH = StatusChange(
    "publish",
    services.publish_topics,
    gettext_lazy("Save and publish"),
    gettext_lazy("Published: %(topics)s."),
    (Topic.Status.DRAFT, Topic.Status.WITHDRAWN),
)
WITHDRAW = StatusChange(
    "withdraw",
    services.withdraw_topics,
    gettext_lazy("Save and withdraw"),
    gettext_lazy("Withdrawn: %(topics)s."),
    (Topic.Status.PUBLISHED,),
)
RETURN_TO_DRAFT = StatusChange(
    "return_to_draft",
    services.return_topics_to_draft,
    gettext_lazy("Save and return to draft"),
    gettext_lazy("Back to draft: %(topics)s."),
    (Topic.Status.WITHDRAWN,),
)
STATUS_CHANGES = (PUBLISH, WITHDRAW, RETURN_TO_DRAFT)


class ReviewFilter(admin.SimpleListFilter):
    """Answers that somebody should look at again."""

    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("due", _("Due for review")), ("none", _("No review date"))]

    def queryset(self, request, queryset):
        match self.value():
            case "due":
                return queryset.due_for_review(timezone.localdate())
            case "none":
                return queryset.filter(review_by=None)
        return queryset


class WebinarFilter(admin.RelatedFieldListFilter):
    """Topics by webinar, and those of no webinar under words of their own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = ASKED_HERE


@admin.register(Topic)
class TopicAdmin(OrderedList, ContentAdmin):
    """Topics; what residents can see changes through the services only."""

    form = TopicForm
    inlines = [ResponseInline, UpdateNoteInline]
    list_display = ["title", "state", "review", "owner", "theme", "held", "position"]
    list_filter = [
        "status",
        ReviewFilter,
        ("webinar", WebinarFilter),
        "theme",
        ("owner", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["webinar", "theme", "owner"]
    ordering = NEWEST_FIRST
    search_fields = ["title", "question", "responses__body"]
    readonly_fields = ["state", "published_at", "helped", "asked"]
    actions = ["publish", "withdraw", "return_to_draft"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "question", "state", "published_at"]}),
        (
            gettext_lazy("Where it stands"),
            {"fields": ["webinar", "position", "theme", "keywords"]},
        ),
        (gettext_lazy("Related topics"), {"fields": ["related"], "classes": ["collapse"]}),
        (
            gettext_lazy("What a reader can do next"),
            {"fields": ["next_step", "report_category", "support_page"]},
        ),
        (gettext_lazy("Review"), {"fields": ["review_by", "owner", "helped"]}),
    ]

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, topic):
        label = topic.get_status_display()
        return format_html('<span class="cs-chip cs-chip--{}">{}</span>', topic.status, label)

    @admin.display(description=gettext_lazy("review by"), ordering="review_by")
    def review(self, topic):
        """The date, marked where it has come for something that residents can see."""
        if topic.review_by is None:
            return _("No date")
        text = date_format(topic.review_by, "j M Y")
        if topic.is_due_for_review(timezone.localdate()):
            due = _("Due for review")
            return format_html('{} <strong class="cs-chip cs-chip--overdue">{}</strong>', text, due)
        return text

    @admin.display(description=gettext_lazy("webinar"), ordering="webinar__held_on")
    def held(self, topic):
        return topic.webinar.held_label if topic.webinar else ASKED_HERE

    @admin.display(description=gettext_lazy("questions published in it"))
    def asked(self, topic):
        links = (
            (reverse("admin:faq_residentquestion_change", args=[question.pk]), question)
            for question in topic.questions.order_by("pk").only("pk")
        )
        return format_html_join(", ", '<a href="{}">{}</a>', links) or _("None")

    @admin.display(description=gettext_lazy("did it help?"))
    def helped(self, topic):
        yes = Count("pk", filter=Q(helpful=True))
        counts = topic.feedback.aggregate(yes=yes, no=Count("pk") - yes)
        return _("Yes: %(yes)s. No: %(no)s.") % counts

    def has_publish_permission(self, request):
        return request.user.has_perm("faq.publish_topic")

    def get_readonly_fields(self, request, obj=None):
        """A published address stays, since people have kept and shared it."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj and obj.published_at else fields

    def get_fieldsets(self, request, obj=None):
        """Show which questions were published into it to those who may read them."""
        fieldsets = super().get_fieldsets(request, obj)
        if not obj or not request.user.has_perm("faq.view_residentquestion"):
            return fieldsets
        (name, first), *others = fieldsets
        return [(name, first | {"fields": [*first["fields"], "asked"]}), *others]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def view_on_site(self, topic):
        return topic.get_absolute_url() if topic.status == Topic.Status.PUBLISHED else None

    def get_ordering(self, request):
        """What is due longest comes first among what is due."""
        return (
            ["review_by"] if request.GET.get("review") == "due" else super().get_ordering(request)
        )

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", preview, name="faq_topic_preview"), *super().get_urls()]

    def preview_view(self, request, pk):
        """Show the public page of a topic as it is stored, whatever its status."""
        topic = get_object_or_404(topics_with_questions(self.get_queryset(request)), pk=pk)
        if not self.has_view_permission(request, topic):
            raise PermissionDenied
        context = {"topic": topic, "beside": queries.both_short(topic)}
        return TemplateResponse(request, "admin/faq/topic/preview.html", context)

    def changelist_view(self, request, extra_context=None):
        due = self.get_queryset(request).due_for_review(timezone.localdate()).count()
        return super().changelist_view(request, {"due": due, **(extra_context or {})})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Offer the changes of status that this topic and this editor allow, and name new words."""
        if obj and request.user.has_perm("faq.change_response"):
            context["proposals"] = obj.responses.proposed().select_related("organisation")
        if (
            obj
            and self.has_publish_permission(request)
            and self.has_change_permission(request, obj)
        ):
            context["status_changes"] = [
                change for change in STATUS_CHANGES if obj.status in change.offered
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_related(self, request, form, formsets, change):
        """Remind the editor that what was said in public is not silently rewritten."""
        super().save_related(request, form, formsets, change)
        if form.instance.status == Topic.Status.PUBLISHED and _rewrites_words(formsets):
            warning = _(
                "You changed the words of a published answer. Readers may have relied on the old "
                "ones: add an update note that says what is different."
            )
            self.message_user(request, warning, messages.WARNING)

    def response_change(self, request, obj):
        """After saving, do what the button says besides: change the status, or show a preview."""
        for change in STATUS_CHANGES:
            if f"_{change.name}" in request.POST:
                self._change_status(request, [obj], change)
                return redirect("admin:faq_topic_change", obj.pk)
        if "_preview" in request.POST:
            return redirect("admin:faq_topic_preview", obj.pk)
        return super().response_change(request, obj)

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        self._change_status(request, queryset, PUBLISH)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset):
        self._change_status(request, queryset, WITHDRAW)

    @admin.action(description=gettext_lazy("Return to draft"), permissions=["publish"])
    def return_to_draft(self, request, queryset):
        self._change_status(request, queryset, RETURN_TO_DRAFT)

    def _change_status(self, request, topics, change):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        outcome = change.service(topics, by=request.user, at=timezone.now())
        for sentence in outcome.refused:
            self.message_user(request, sentence, messages.ERROR)
        if outcome.changed:
            names = ", ".join(str(topic) for topic in outcome.changed)
            self.message_user(request, change.done % {"topics": names}, messages.SUCCESS)
        elif not outcome.refused:
            nothing = _("Nothing changed: no chosen topic has a status that allows this.")
            self.message_user(request, nothing, messages.WARNING)


def _rewrites_words(formsets):
    """Whether stored answers were changed or deleted, and no update note was added with it."""
    if any(formset.new_objects for formset in formsets if formset.model is UpdateNote):
        return False
    return any(
        formset.deleted_objects or any(WORDS & set(names) for _, names in formset.changed_objects)
        for formset in formsets
        if formset.model is Response
    )
