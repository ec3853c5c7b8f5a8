"""What an administrator does for somebody who lost the phone that gives their codes."""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.wording import name_of
from safety_site.accounts import second_factor
from safety_site.accounts.staff import Refused


class SpokenForm(forms.Form):
    """Asks whether it was really they who asked: whoever has their password could have written."""

    spoken = forms.BooleanField(
        label=gettext_lazy("I have spoken with them, and I am sure it was them."),
        help_text=gettext_lazy("A mail or a message is not enough: somebody else may write it."),
        error_messages={"required": gettext_lazy("Speak with them first. Then tick this box.")},
    )


class LostPhone:
    """Mixin: the page of a person leads to one that takes their second factor away."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.second_factor_view)
        address = path("<int:pk>/second-factor/", page, name="auth_user_second_factor")
        return [address, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["takes_factor_away"] = (
            obj is not None
            and self.has_change_permission(request)
            and not second_factor.why_not(by=request.user, person=obj)
        )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def second_factor_view(self, request, pk):
        """Say what will happen, ask whether they have spoken; then do it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = get_object_or_404(User, pk=pk)
        form = SpokenForm(request.POST or None)
        reason = second_factor.why_not(by=request.user, person=person)
        if reason:
            return self._back(request, person, messages.ERROR, reason)
        if request.method == "POST" and form.is_valid():
            return self._take_away(request, person)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Let %(name)s set up their second factor anew?") % {"name": name_of(person)},
            "row": person,
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/auth/second_factor.html", context, status=status)

    def _take_away(self, request, person):
        try:
            second_factor.take_away(person=person, by=request.user, at=timezone.now())
        except Refused as refused:  # another administrator was faster
            return self._back(request, person, messages.ERROR, str(refused))
        done = _("Done. %(name)s sets up a new second factor at their next sign-in.")
        return self._back(request, person, messages.SUCCESS, done % {"name": name_of(person)})

    def _back(self, request, person, level, text):
        messages.add_message(request, level, text)
        return redirect("admin:auth_user_change", person.pk)
