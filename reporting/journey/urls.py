"""Addresses of the report form."""

from django.urls import path

from reporting.journey import photo_views, views

app_name = "reporting"
urlpatterns = [
    path("", views.start, name="start"),
    path("received/<slug:key>/", views.received, name="received"),
    path("<slug:category>/", views.begin, name="begin"),
    path("<slug:category>/danger/", views.danger, name="danger"),
    path("<slug:category>/<slug:key>/handover/", views.handover, name="handover"),
    path("<slug:category>/<slug:key>/where/", views.where, name="where"),
    path("<slug:category>/<slug:key>/photo/", photo_views.page, name="photo"),
    path(
        "<slug:category>/<slug:key>/photo/<int:pk>/", photo_views.thumbnail, name="photo_thumbnail"
    ),
    path(
        "<slug:category>/<slug:key>/photo/<int:pk>/remove/", photo_views.remove, name="photo_remove"
    ),
    path("<slug:category>/<slug:key>/check/", views.check, name="check"),
    path("<slug:category>/<slug:key>/<slug:step>/", views.step, name="step"),
]
