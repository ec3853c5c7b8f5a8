"""Addresses of the report form."""

from django.urls import path

from reporting.journey import (
    case_review_start,
    complaint_views,
    leave_views,
    nearby_views,
    photo_views,
    views,
)

app_name = "reporting"
urlpatterns = [
    path("", views.start, name="start"),
    path("leave/", leave_views.leave, name="leave"),
    path("received/<slug:key>/", views.received, name="received"),
    path("<slug:category>/", views.begin, name="begin"),
    path("<slug:category>/danger/", views.danger, name="danger"),
    path("<slug:category>/carry-on/", case_review_start.carry_on, name="carry_on"),
    path("<slug:category>/<slug:key>/complaints/", complaint_views.page, name="complaints"),
    path(
        "<slug:category>/<slug:key>/complaints/<int:number>/remove/",
        complaint_views.remove,
        name="complaint_remove",
    ),
    path("<slug:category>/<slug:key>/handover/", views.handover, name="handover"),
    path("<slug:category>/<slug:key>/handover/tell-too/", views.tell_too, name="tell_too"),
    path("<slug:category>/<slug:key>/where/", views.where, name="where"),
    path(
        "<slug:category>/<slug:key>/already-reported/", nearby_views.page, name="already-reported"
    ),
    path(
        "<slug:category>/<slug:key>/already-reported/<int:pk>/", nearby_views.follow, name="follow"
    ),
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
