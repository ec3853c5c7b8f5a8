"""Addresses under /answers/."""

from django.urls import path
from django.views.decorators.http import require_safe

from faq import views
from faq.feeds import LatestAnswers
from safety_site.public_pages import public_page

app_name = "faq"
urlpatterns = [
    path("", views.index, name="index"),
    path("feed/", require_safe(public_page(LatestAnswers())), name="feed"),
    path("themes/<slug:theme>/", views.theme, name="theme"),
    path("webinars/<slug:webinar>/", views.webinar, name="webinar"),
    path("<slug:topic>/", views.topic, name="topic"),
    path("<slug:topic>/helpful/", views.helpful, name="helpful"),
    path("<slug:topic>/thank-you/", views.thanks, name="thanks"),
]
