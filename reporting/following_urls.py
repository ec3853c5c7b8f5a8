"""Addresses for those who follow a public report."""

from django.urls import path

from reporting import following_views

app_name = "following"
urlpatterns = [
    path("told/", following_views.told, {"news": False}, name="told"),
    path("told/news/", following_views.told, {"news": True}, name="told_with_news"),
    path("<str:token>/", following_views.stop, name="stop"),
]
