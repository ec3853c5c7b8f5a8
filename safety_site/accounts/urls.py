"""Addresses of sign-in: our own, then allauth's; of its providers only the council's directory."""

from django.urls import include, path

from safety_site.accounts import directory, views

urlpatterns = [
    path("sessions/", views.own_sessions, name="account_sessions"),
    path("sessions/end/", views.end_sessions, name="account_end_sessions"),
    path("sign-ins/", views.own_sign_ins, name="account_sign_ins"),
    path("directory/", directory.sign_in, name="directory_sign_in"),
    path("directory/callback/", directory.callback, name="directory_callback"),
    # An address that somebody gives themselves could be another's; a password of their own would
    # outlive their place in the directory.
    path("email/", views.looked_after, name="account_email"),
    path("password/set/", views.looked_after, name="account_set_password"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
