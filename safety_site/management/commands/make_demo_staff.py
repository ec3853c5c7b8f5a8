"""Sign-ins to try the back office with: one for each staff role."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from reporting.models import Team
from reporting.permissions import Role

PASSWORD = "try-the-back-office"  # noqa: S105 - no secret: the command runs with DEBUG on only
STAFF = {
    # username: its roles, and the teams whose reports it sees
    "editor": ([Role.CONTENT_EDITOR], []),
    "police": ([Role.POLICE_CONTRIBUTOR], ["met-police"]),
    "officer": ([Role.CASE_OFFICER], ["neighbourhoods"]),
    "caseworker": ([Role.CASE_OFFICER, Role.CLEARED], ["asb", "environmental-protection"]),
    "leader": ([Role.TEAM_LEADER, Role.CLEARED], ["neighbourhoods", "asb"]),
    "manager": ([Role.SAFETY_MANAGER, Role.CLEARED], []),
    "dpo": ([Role.DATA_PROTECTION_OFFICER], []),
    "admin": ([Role.ADMINISTRATOR], []),
}


class Command(BaseCommand):
    help = "Make one sign-in for each staff role and print them. Only with DEBUG on."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Demo sign-ins have a known password: they are for DEBUG=1 only.")
        self.stdout.write(f"Sign in with the password {PASSWORD} as:")
        for username, (roles, teams) in STAFF.items():
            make_staff(username, roles, teams)
            sees = f"; teams: {', '.join(teams)}" if teams else ""
            self.stdout.write(f"  {username:<11} {', '.join(roles)}{sees}")


def make_staff(username, roles, teams):
    """Make or renew one sign-in with exactly these roles."""
    email = f"{username}@staff.example"
    user, _ = get_user_model().objects.update_or_create(
        username=username, defaults={"email": email, "is_staff": True, "is_active": True}
    )
    if not user.check_password(PASSWORD):  # a new hash would end the sessions of the last run
        user.set_password(PASSWORD)
        user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    user.teams.set(Team.objects.filter(slug__in=teams))
