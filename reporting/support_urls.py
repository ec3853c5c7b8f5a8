"""Addresses under /support/."""

from django.urls import path

from reporting import support_views

app_name = "support"
urlpatterns = [
    path("", support_views.index, name="index"),
    path("<slug:page>/", support_views.page, name="page"),
]
