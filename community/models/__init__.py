"""What ties residents to their ward: meetings, figures, news, and ways to take part."""

from community.models.crime import CrimeCount, CrimeFile, CrimeMonth
from community.models.meetings import PanelMeeting, PanelPriority, PanelTopic, WardTeam
from community.models.news import ConsentRecord, NewsletterIssue, Subscriber
from community.models.places import HelpPlace
from community.models.taking_part import ActionCount, Channel, Interest, Opportunity

__all__ = [
    "ActionCount",
    "Channel",
    "ConsentRecord",
    "CrimeCount",
    "CrimeFile",
    "CrimeMonth",
    "HelpPlace",
    "Interest",
    "NewsletterIssue",
    "Opportunity",
    "PanelMeeting",
    "PanelPriority",
    "PanelTopic",
    "Subscriber",
    "WardTeam",
]
