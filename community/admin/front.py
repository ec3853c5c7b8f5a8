"""What waits of panels, for the front page."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community import meeting_queries
from community.models import PanelTopic


def panels_waiting(request):
    """Count wards without a next meeting, and topics that nobody has seen to; who may see which."""
    lines = []
    if request.user.has_perm("community.add_panelmeeting"):
        number = meeting_queries.without_next(timezone.now()).count()
        url = reverse("admin:wards_without_a_meeting")
        lines.append((_("Wards without a next meeting"), url, number))
    if request.user.has_perm("community.change_paneltopic"):
        number = PanelTopic.objects.filter(handled_at=None).count()
        url = reverse("admin:community_paneltopic_changelist")
        lines.append((_("Topics from residents, not handled"), url, number))
    if not lines:
        return None
    return {"template": "admin/community/front.html", "title": _("My work"), "lines": lines}


admin.site.add_part(35, panels_waiting)
