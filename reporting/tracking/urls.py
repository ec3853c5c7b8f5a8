"""Addresses under which a reporter follows a report."""

from django.urls import path

from reporting.diary import track_view
from reporting.journey import case_review_start
from reporting.tracking import views

app_name = "tracking"
urlpatterns = [
    path("", views.find, name="find"),
    path("sent/", views.sent, name="sent"),
    path("from-receipt/<slug:key>/", views.from_receipt, name="from_receipt"),
    path("<str:token>/", views.report, name="report"),
    path("<str:token>/add/", views.add, name="add"),
    path("<str:token>/not-fixed/", views.not_fixed, name="not_fixed"),
    path("<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:token>/diary/", track_view.make_link, name="diary"),
    path("<str:token>/case-review/", case_review_start.start, name="case_review"),
    path("<str:token>/my-data/", views.my_data, name="my_data"),
]
