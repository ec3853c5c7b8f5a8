"""Addresses under /wards/."""

from django.urls import path

from community import crime_views, meeting_views, ward_views

app_name = "wards"
urlpatterns = [
    path("", ward_views.index, name="index"),
    path("crime/", crime_views.area, name="area_crime"),
    path("meetings.ics", meeting_views.calendar, name="calendar"),
    path("<slug:ward>/", ward_views.ward, name="ward"),
    path("<slug:ward>/feed/", ward_views.feed, name="feed"),
    path("<slug:ward>/crime/", crime_views.ward, name="ward_crime"),
    path("<slug:ward>/meetings.ics", meeting_views.ward_calendar, name="ward_calendar"),
    path("<slug:ward>/meetings/<int:pk>/", meeting_views.meeting, name="meeting"),
    path("<slug:ward>/meetings/<int:pk>.ics", meeting_views.meeting_file, name="meeting_file"),
    path("<slug:ward>/discuss/", meeting_views.discuss, name="discuss"),
    path("<slug:ward>/discuss/thank-you/", meeting_views.discuss_sent, name="discuss_sent"),
]
