"""People on the staff: what they are called, what they may do, whose reports they see."""

from allauth.account.forms import ResetPasswordForm
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone

from reporting.models import Team
from reporting.permissions import Role
from safety_site.accounts import staff
from safety_site.admin.lost_phone import LostPhone
from safety_site.admin.names import PlainNames
from safety_site.admin.several import Several
from safety_site.content_admin import DeclaredFilters

admin.site.unregister(User)


class PersonForm(forms.ModelForm):
    """Somebody on the staff, as another administrator changes them."""

    roles = Several(
        queryset=Group.objects.none(),
        help_text="“Cleared for restricted reports” is added to another role, to people by name.",
    )
    teams = Several(
        queryset=Team.objects.none(),
        help_text="Case officers and team leaders see the reports of these teams.",
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active"]
        help_texts = {
            "username": "They sign in with it or with their email address.",
            "email": "Gets mail about work, and the link that sets a password.",
            "is_active": "Untick when somebody leaves. What they did stays, and they are signed"
            " out at once.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = Group.objects.filter(name__in=list(Role)).order_by("name")
        self.fields["teams"].queryset = Team.objects.order_by("name")
        if self.instance.pk:
            self.initial["roles"] = list(self.instance.groups.all())
            self.initial["teams"] = list(self.instance.teams.all())
        if "email" in self.fields:
            self.fields["email"].required = True

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Somebody else has this address. Type another one.")
        return email

    def clean(self):
        """Say before anything is saved what nobody may do, themselves least of all."""
        cleaned = super().clean()
        if not self.errors:
            reason = staff.why_not(
                by=self.by,
                person=self.instance,
                roles=cleaned["roles"],
                teams=cleaned["teams"],
                active=cleaned["is_active"],
            )
            if reason:
                self.add_error("roles", reason)
        return cleaned


class RoleFilter(admin.SimpleListFilter):
    """By what people may do."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.name.lower(), role.value) for role in Role]

    def queryset(self, request, people):
        names = {role.name.lower(): role.value for role in Role}
        return people.filter(groups__name=names[self.value()]) if self.value() in names else people


@admin.register(User)
class PersonAdmin(LostPhone, PlainNames, DeclaredFilters, admin.ModelAdmin):
    """Accounts of staff; nobody is deleted, as their name stands under what they did."""

    names = "person", "people"
    form = PersonForm
    change_form_template = "admin/auth/person.html"
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "is_active"]}),
        ("What they may do", {"fields": ["roles", "teams"]}),
    ]
    list_display = ["username", "called", "email", "may", "of_teams", "state", "last_login"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    empty_value_display = ""
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description="Name")
    def called(self, person):
        return person.get_full_name()

    @admin.display(description="Roles")
    def may(self, person):
        if person.is_superuser:
            return "Looks after the site as a whole"
        return ", ".join(group.name for group in person.groups.all())

    @admin.display(description="Teams")
    def of_teams(self, person):
        return ", ".join(team.name for team in person.teams.all())

    @admin.display(description="Account")
    def state(self, person):
        return "On" if person.is_active else "Switched off"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "teams")

    def get_readonly_fields(self, request, obj=None):
        return ["username", "may", "of_teams"] if obj else []

    def get_fieldsets(self, request, obj=None):
        """Show what a superuser has in words: there is nothing to choose."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return [self.fieldsets[0], ("What they may do", {"fields": ["may", "of_teams"]})]

    def get_form(self, request, obj=None, **kwargs):
        """Let the form know who asks."""
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """Leave a superuser's account to its owner."""
        theirs = obj is None or not obj.is_superuser or obj == request.user
        return theirs and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Hand over to the service, which also writes the history."""
        staff.save_person(
            person=obj,
            roles=form.cleaned_data["roles"],
            teams=form.cleaned_data["teams"],
            by=request.user,
            at=timezone.now(),
        )

    def log_addition(self, request, obj, message):
        """Keep out Django's own entry, which knows no values."""

    def log_change(self, request, obj, message):
        """Keep out Django's own entry, which knows no values."""

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the person's page: it has the button that sends the link."""
        messages.success(request, "The account is made. Now send the link that sets a password.")
        return redirect("admin:auth_user_change", obj.pk)

    def get_urls(self):
        link = self.admin_site.admin_view(self.send_link)
        return [path("<int:pk>/link/", link, name="auth_user_link"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["takes_link"] = obj is not None and takes_link(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def send_link(self, request, pk):
        """Mail somebody a link that sets their password; no administrator ever knows one."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        person = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        form = ResetPasswordForm({"email": person.email})
        if takes_link(person) and form.is_valid():
            form.save(request)
            messages.success(request, f"The link is on its way to {person.email}.")
        else:
            messages.error(
                request,
                "No link was sent: the account is off, has no email address, or signs in through"
                " the council’s directory.",
            )
        return redirect("admin:auth_user_change", person.pk)


def takes_link(person) -> bool:
    """Say whether somebody signs in with a password of this site."""
    directory = SocialAccount.objects.filter(user=person)
    return bool(person.is_active and person.email and not directory.exists())
