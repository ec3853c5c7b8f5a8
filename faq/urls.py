"""Addresses under /answers/."""

from django.urls import path
from django.views.decorators.http import require_safe

from faq import asked_views, asking_views, feedback_views, views
from faq.feeds import LatestAnswers
from safety_site.public_pages import public_page

app_name = "faq"
urlpatterns = [
    path("", views.index, name="index"),
    path("feed/", require_safe(public_page(LatestAnswers())), name="feed"),
    path("ask/", asking_views.ask, name="ask"),
    path("ask/suggestions/", asking_views.suggestions, name="ask_suggestions"),
    path("ask/mine/<slug:key>/", asking_views.my_question, name="my_question"),
    path("ask/confirm/<str:token>/", asking_views.confirm_question, name="confirm_question"),
    path("asked/", asked_views.asked, name="asked"),
    path("asked/<int:pk>/want-to-know/", asked_views.want_to_know, name="want_to_know"),
    path("asked/<int:pk>/thank-you/", asked_views.wanted, {"before": False}, name="wanted"),
    path("asked/<int:pk>/before/", asked_views.wanted, {"before": True}, name="wanted_before"),
    path("themes/<slug:theme>/", views.theme, name="theme"),
    path("webinars/<slug:webinar>/", views.webinar, name="webinar"),
    path("<slug:topic>/", views.topic, name="topic"),
    path("<slug:topic>/helpful/", feedback_views.helpful, name="helpful"),
    path("<slug:topic>/thank-you/", feedback_views.thanks, name="thanks"),
    path("<slug:topic>/thank-you/<str:key>/", feedback_views.comment, name="comment"),
]
