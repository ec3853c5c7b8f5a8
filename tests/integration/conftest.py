"""What several files of integration tests start from."""

import pytest

from tests import factories, small_pack


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
