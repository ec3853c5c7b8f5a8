"""The codes that a diary entry is kept under, and what they mean."""

from django.utils.translation import gettext_lazy as _

# Officers judge a nuisance by how long it lasts, how often, and what it does to a life at home.
HOW_LONG = {
    "few-minutes": _("A few minutes or less"),
    "hour": _("Up to an hour"),
    "three-hours": _("One to three hours"),
    "longer": _("Longer than three hours"),
    "going-on": _("It was still going on when I wrote this"),
}
EFFECTS = {
    "sleep": _("I could not sleep, or it woke me up"),
    "children": _("It woke or upset children"),
    "rest": _("I could not rest, work or study"),
    "home": _("I could not use a room, the garden or a window"),
    "left": _("I had to leave my home, or could not go out"),
    "frightened": _("I felt frightened or threatened"),
}
