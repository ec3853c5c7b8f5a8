"""Addresses under /get-involved/."""

from django.urls import path

from community import get_involved_views

app_name = "get_involved"
urlpatterns = [
    path("", get_involved_views.index, name="index"),
    path("<slug:slug>/", get_involved_views.opportunity, name="opportunity"),
    path("<slug:slug>/thank-you/", get_involved_views.registered, name="registered"),
]
