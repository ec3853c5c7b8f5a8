"""Roles, to be read: the table of permissions gives each group what it may do."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.utils.html import format_html_join

from reporting.permissions import TABLE, Role, Scope
from safety_site.admin.names import PlainNames
from safety_site.content_admin import LookOnly

REACH = {
    Scope.REFERRED: " (what is referred to them)",
    Scope.TEAMS: " (of their teams)",
    Scope.ALL: "",
}

admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(PlainNames, LookOnly, admin.ModelAdmin):
    """What each role may do, and how many people have it."""

    names = "role", "roles"
    list_display = ["name", "people"]
    fields = ["name", "may"]
    readonly_fields = fields
    actions = None

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .filter(name__in=list(Role))
            .annotate(holders=Count("user", filter=Q(user__is_active=True)))
        )

    @admin.display(description="People")
    def people(self, group):
        return group.holders

    @admin.display(description="May")
    def may(self, group):
        """List the table's actions in words, with their reach."""
        lines = (
            (action.value.replace("-", " ").capitalize() + REACH[reach],)
            for action, reach in TABLE[Role(group.name)].items()
            if reach is not Scope.NONE
        )
        return format_html_join("", "<div>{}</div>", lines)
