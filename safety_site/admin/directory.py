"""Which group of the council's directory may do what here."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group

from reporting.models import Team
from reporting.permissions import Role
from safety_site.admin.several import Several
from safety_site.content_admin import DeclaredFilters
from safety_site.models import DirectoryGroup

# Settings, not rows, say which directory there is; addresses are a person's, on their page. Whoever
# adds a second factor or an account of the directory to somebody could sign in as them.
for unused in (SocialApp, SocialToken, SocialAccount, UserSession, EmailAddress, Authenticator):
    admin.site.unregister(unused)


class DirectoryGroupForm(forms.ModelForm):
    """Roles of the table only; knows what the group gave before."""

    roles = Several(
        queryset=Group.objects.none(), required=True, help_text="What its members may do."
    )
    teams = Several(queryset=Team.objects.none(), help_text="Whose reports they see.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = Team.objects.order_by("name")
        self.fields["roles"].queryset = Group.objects.filter(name__in=list(Role)).order_by("name")
        self.before = {}
        if self.instance.pk:
            roles, teams = self.instance.roles.all(), self.instance.teams.all()
            self.before = _in_words(self.instance.name, roles, teams)


def _in_words(name, roles, teams):
    """Return what a group gives, for its history."""
    names = (", ".join(sorted(each.name for each in some)) for some in (roles, teams))
    return dict(zip(("Name", "Roles", "Teams"), (name, *names), strict=True))


@admin.register(DirectoryGroup)
class DirectoryGroupAdmin(DeclaredFilters, admin.ModelAdmin):
    """The mapping that single sign-on follows, at each sign-in."""

    form = DirectoryGroupForm
    fields = ["name", "roles", "teams"]
    list_display = ["name", "gives", "of_teams"]
    search_fields = ["name"]
    actions = None
    empty_value_display = ""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("roles", "teams")

    @admin.display(description="Roles")
    def gives(self, group):
        return ", ".join(role.name for role in group.roles.all())

    @admin.display(description="Teams")
    def of_teams(self, group):
        return ", ".join(team.name for team in group.teams.all())

    def construct_change_message(self, request, form, formsets, add=False):
        """Keep in the history what the group gave and what it gives now."""
        old, new = form.before, _in_words(*(form.cleaned_data[name] for name in self.fields))
        changes = (
            f"{name}: {old.get(name) or 'nothing'} → {new[name] or 'nothing'}."
            for name in new
            if new[name] != old.get(name, "")
        )
        return " ".join(changes)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        messages.info(
            request,
            "It counts from each person’s next sign-in. If you are in this group yourself, what it"
            " adds reaches you only once another administrator has saved it.",
        )
