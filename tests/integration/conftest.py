"""What several files of integration tests start from."""

import pytest

from reporting.models import Team
from tests import casework, directory_server, factories, single_sign_on, small_pack


@pytest.fixture
def without_second_factor(settings):
    """Let tests of other things in without an authenticator app."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def editor():
    return factories.staff("Content editors", username="edith")


@pytest.fixture
def desk(editor, client):
    """Give a client in which the editor is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def folder(tmp_path):
    """Write a small pack; return its folder."""
    return small_pack.write(tmp_path)


@pytest.fixture
def loaded(folder):
    """Load a small pack; return its folder."""
    small_pack.load(folder)
    return folder


@pytest.fixture
def officer():
    return factories.staff("Case officers", "asb", username="bea")


@pytest.fixture
def leader():
    return factories.staff("Team leaders", "asb", username="lea")


@pytest.fixture
def case(officer):
    """Return an ASB case that an officer has from triage on."""
    return casework.make_case(officer)


@pytest.fixture(scope="module")
def directory_process():
    server = directory_server.Directory()
    yield server
    server.close()


@pytest.fixture
def directory(directory_process, settings):
    """Give a council's directory on this machine, which the site signs people in with."""
    directory_process.forget()
    settings.OIDC_URL = directory_process.url
    settings.OIDC_CLIENT_ID = directory_server.CLIENT
    settings.OIDC_CLIENT_SECRET = directory_server.SECRET
    return directory_process


@pytest.fixture
def mapping(db):
    """Map one group; the pack with all its teams would take a second for each test."""
    for slug in ("asb", "vawg"):
        Team.objects.create(slug=slug, name=slug.upper())
    return single_sign_on.mapped("Safety officers", "Case officers", teams=["asb"])
