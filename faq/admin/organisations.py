"""Who answers, and the headings that answers stand under."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from faq.admin_forms import OrganisationForm
from faq.models import Organisation, Theme
from safety_site.content_admin import DeclaredFilters, OldAndNew, OrderedList


@admin.register(Organisation)
class OrganisationAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """The bodies that answer, with the names that documents call them."""

    form = OrganisationForm
    list_display = ["name", "role", "other_names"]
    list_filter = ["role"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description=_("other names"))
    def other_names(self, organisation):
        return ", ".join(organisation.aliases)


@admin.register(Theme)
class ThemeAdmin(DeclaredFilters, OldAndNew, OrderedList, admin.ModelAdmin):
    """The themes of the public list, in their order."""

    list_display = ["name", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
