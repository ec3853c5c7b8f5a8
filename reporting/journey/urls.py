"""Addresses of the report form."""

from django.urls import path

from reporting.journey import views

app_name = "reporting"
urlpatterns = [
    path("", views.start, name="start"),
    path("received/<str:key>/", views.received, name="received"),
    path("<slug:category>/", views.begin, name="begin"),
    path("<slug:category>/danger/", views.danger, name="danger"),
    path("<slug:category>/<str:key>/handover/", views.handover, name="handover"),
    path("<slug:category>/<str:key>/photo/", views.photo, name="photo"),
    path("<slug:category>/<str:key>/check/", views.check, name="check"),
    path("<slug:category>/<str:key>/<slug:step>/", views.step, name="step"),
]
