"""Staff accounts: administrators make them, nobody signs up, and sessions end with the browser."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class StaffAccountAdapter(DefaultAccountAdapter):
    """Closes public sign-up."""

    def is_open_for_signup(self, request):
        return False


class SignInForm(LoginForm):
    """Asks for what staff know; labels stand above the fields, not inside them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
