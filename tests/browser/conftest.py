"""Chromium against a live server that starts from the council's pack."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from scripts.chromium import HOW_TO_GET, launch_options
from tests import factories
from tests.browser.mail_folder import MailFolder
from tests.conftest import skip_without

WIDTHS = (1280, 320)
RUN_AXE = "options => axe.run(document, options).then(result => result.violations)"
# To preload, axe writes imported stylesheets into the page, which our security policy stops.
AXE = {"resultTypes": ["violations"], "preload": False}


@pytest.fixture(scope="session", autouse=True)
def _database_beside_playwright():
    """Playwright keeps an event loop in this thread, in which Django would refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type):
    return skip_without(launch_options(browser_type), HOW_TO_GET)


@pytest.fixture(scope="session")
def live_server():
    """Serve static files as production does: pytest-django's own handler knows no hashed names."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda application: application
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser_context_args(live_server):
    return {
        "base_url": live_server.url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": WIDTHS[0], "height": 900},
    }


@pytest.fixture(autouse=True)
def site(live_server, pack):
    """Serve the site as it is after `migrate` and `load_council`."""
    return live_server


@pytest.fixture
def context(context):
    """Watch every page: a script that fails or that the security policy stops fails the test."""
    complaints = []
    context.on("weberror", lambda fault: complaints.append(str(fault.error)))
    context.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield context
    assert complaints == []


@pytest.fixture
def plain_page(new_context):
    """Open a page without JavaScript, as a script that fails to arrive would leave it."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def accessibility_faults():
    """Give a function that lists what axe finds on a page, wide and narrow, and side scrolling."""
    if connection.vendor == "postgresql":
        return lambda page: []  # the same pages as on SQLite, where each is looked at
    script = Axe().axe_script

    def faults(page):
        found = []
        page.evaluate(script)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for violation in page.evaluate(RUN_AXE, AXE):
                places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
                found.append(f"{width} px: {violation['help']}: {', '.join(places)}")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{width} px: the page scrolls sideways")
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        return found

    return faults


@pytest.fixture
def sign_in_as(live_server, settings):
    """Give a function that signs a browser in as a member of staff."""
    settings.SECOND_FACTOR_REQUIRED = False

    def sign_in(context, user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
        context.add_cookies([cookie])

    return sign_in


@pytest.fixture
def signed_in(context, sign_in_as):
    """Give a function that signs the test's browser in as somebody with this role."""
    return lambda group, *teams: sign_in_as(context, factories.staff(group, *teams))


@pytest.fixture
def mail_folder(settings, tmp_path):
    backends = {"default": "django.core.mail.backends.filebased.EmailBackend"}
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": backends}
    settings.EMAIL_FILE_PATH = tmp_path
    return MailFolder(tmp_path)
