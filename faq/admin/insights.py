"""What residents miss: one page for editors, to read and to print."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from faq import insights
from faq.models import Feedback

PAGE = "admin:what_residents_miss"


class InsightsAdmin(admin.ModelAdmin):
    """A page of lists beside the ones of the back office; nothing on it can be changed."""

    def entry(self, request):
        """Return the line of this page in the back office's table of contents."""
        if not self.has_view_permission(request):
            return None
        return {
            "name": _("What residents miss"),
            "object_name": "WhatResidentsMiss",
            "admin_url": reverse(PAGE),
            "view_only": True,
        }

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.page))
        return [path("", view, name="what_residents_miss")]

    def page(self, request):
        """Show the lists; residents' questions only to those who may read these."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        may_read = request.user.has_perm("faq.view_residentquestion")

        def days_since(moment):
            return (today - timezone.localdate(moment)).days

        waiting = insights.questions_waiting_longest() if may_read else ()
        context = {
            **self.admin_site.each_context(request),
            "title": _("What residents miss"),
            "words": insights.missed_words(),
            "unhelpful": insights.topics_that_do_not_help(today),
            "comments": insights.comments(),
            "topics": insights.topics_to_review(today),
            "pages": insights.support_pages_to_check(today),
            "may_read": may_read,
            "waiting": [(each, days_since(each.asked_at)) for each in waiting],
            "wanted": insights.most_wanted(),
        }
        return TemplateResponse(request, "admin/faq/insights.html", context)


admin.site.add_list("faq/what-residents-miss/", InsightsAdmin(Feedback, admin.site))
