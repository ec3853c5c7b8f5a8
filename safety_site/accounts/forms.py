"""The forms of sign-in."""

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safety_site.accounts.history import record_sign_in


class SignInForm(LoginForm):
    """Asks for what staff know; labels stand above the fields, not inside them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        self.directory_name = settings.OIDC_NAME if settings.OIDC_URL else ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class CodeForm(AuthenticateForm):
    """Asks for the code, and writes down a wrong one: whoever typed it knew the password."""

    def clean_code(self):
        try:
            return super().clean_code()
        except forms.ValidationError:
            record_sign_in(
                user=self.user,
                succeeded=False,
                method="Code",
                request=context.request,
                at=timezone.now(),
            )
            raise
