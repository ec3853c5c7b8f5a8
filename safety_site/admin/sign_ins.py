"""Who signed in, from where, and who tried to."""

from django.contrib import admin

from reporting.wording import name_of
from safety_site.accounts import devices
from safety_site.admin.names import PlainNames
from safety_site.log_admin import DayFilter, Log
from safety_site.models import SignIn


@admin.register(SignIn)
class SignInAdmin(PlainNames, Log, admin.ModelAdmin):
    """Sign-ins of the last year, to be read by administrators and data protection."""

    names = "sign-in", "sign-ins"
    list_display = ["at", "who", "outcome", "method", "from_device", "address"]
    list_filter = [DayFilter, "succeeded"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "address"]
    search_help_text = "A name, a username or an address on the internet"

    @admin.display(description="Who")
    def who(self, sign_in):
        """Name the person; where the name typed was nobody's, it was not kept."""
        return name_of(sign_in.user) if sign_in.user else "Unknown name"

    @admin.display(description="Result")
    def outcome(self, sign_in):
        return "Signed in" if sign_in.succeeded else "Failed"

    @admin.display(description="Device")
    def from_device(self, sign_in):
        return devices.in_words(sign_in.device)
