"""Addresses of incident diaries; whatever stands in place of the key, the answer is a sentence."""

from django.urls import path

from reporting.diary import views

app_name = "diary"
urlpatterns = [
    path("", views.cut_off),
    path("<str:key>/", views.diary, name="diary"),
    path("<str:key>/print/", views.on_paper, name="print"),
]
