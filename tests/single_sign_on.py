"""Sign-in through a council's directory, for tests."""

from django.contrib.auth.models import Group
from django.http import QueryDict

from reporting.models import Team
from safety_site.models import DirectoryGroup


def mapped(name, *roles, teams=()):
    group = DirectoryGroup.objects.create(name=name)
    group.roles.set(Group.objects.filter(name__in=roles))
    group.teams.set(Team.objects.filter(slug__in=teams))
    return group


def begin(client, directory, next_=""):
    """Follow the link to the directory; return what it is asked."""
    response = client.get("/accounts/directory/", {"next": next_} if next_ else {})
    assert response.status_code == 302, response.content
    address, _, query = response["Location"].partition("?")
    assert address == f"{directory.url}/authorize"
    asked = QueryDict(query).dict()
    directory.asked.append(asked)
    return asked


def sign_in(client, directory, next_=""):
    """Go to the directory and come back from it."""
    asked = begin(client, directory, next_)
    return client.get("/accounts/directory/callback/", {"code": "once", "state": asked["state"]})


def roles_of(user):
    return set(user.groups.values_list("name", flat=True))


def is_in(client):
    return "_auth_user_id" in client.session


def assert_refused(client, response, words, status=403):
    assert response.status_code == status
    assert words in response.content.decode()
    assert not is_in(client)
