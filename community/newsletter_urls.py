"""Addresses under /newsletter/."""

from django.urls import path

from community import newsletter_views

app_name = "newsletter"
urlpatterns = [
    path("", newsletter_views.subscribe, name="subscribe"),
    path("check-your-email/", newsletter_views.asked, name="asked"),
    path("confirm/<str:token>/", newsletter_views.confirm, name="confirm"),
    path("mine/<uuid:key>/", newsletter_views.choices, name="choices"),
    path("leave/<uuid:key>/", newsletter_views.leave, name="leave"),
    path("<slug:slug>/", newsletter_views.issue, name="issue"),
]
