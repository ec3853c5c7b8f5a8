"""Finds a Chromium for the browser tests and the screenshots."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET = (
    "No Chromium here. Install one (Debian, Ubuntu: apt-get install chromium), "
    "let Playwright fetch its own (.venv/bin/playwright install chromium) "
    "or name one in CHROMIUM."
)


def launch_options(browser_type):
    """Return what Playwright needs to start Chromium here; None where there is no Chromium."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None and os.path.exists(browser_type.executable_path):
        program = browser_type.executable_path
    if program is None:
        return None
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": program, "chromium_sandbox": not root}
