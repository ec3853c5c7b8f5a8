"""Pictures of the main pages, wide and narrow, in var/screenshots; two of them in docs/ too."""

import re
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from scripts.chromium import HOW_TO_GET, launch_options
from scripts.temporary_site import free_port, manage, run, served, settings

FOLDER = Path("var/screenshots")
WIDTHS = (1280, 320)
STAFF_WIDTHS = (1280, 390)
OFFICER = "caseworker"  # among the demo staff


class Camera:
    """Walks one browser through the site and takes each page at every width."""

    def __init__(self, page):
        self.page = page

    def take(self, name):
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})

    def visit(self, path, name):
        self.page.goto(path)
        self.take(name)

    def look(self, path, name):
        """Open a page of the back office anew at each width, since what is folded depends on it."""
        for width in STAFF_WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if not self.page.goto(path).ok:
                sys.exit(f"{path} does not open.")
            self.page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)

    def press(self, label="Continue"):
        self.page.get_by_role("button", name=label, exact=True).click()

    def answer(self, *labels):
        """Choose an option in each group of the page, in their order, and go on."""
        groups = self.page.get_by_role("group")
        for number, label in enumerate(labels):
            groups.nth(number).get_by_label(label, exact=True).check()
        self.press()


def wall(path):
    """Paint a wall with a red tag on it, for the report's photo."""
    picture = Image.new("RGB", (1200, 800), "#b98b6d")
    draw = ImageDraw.Draw(picture)
    for row in range(16):
        for column in range(-1, 12):
            left = column * 110 + (row % 2) * 55
            draw.rectangle((left, row * 50, left + 104, row * 50 + 44), fill="#9c5b41")
    draw.line(
        [(220, 560), (380, 240), (470, 580), (600, 260), (700, 560), (960, 300)],
        fill="#c4122f",
        width=34,
        joint="curve",
    )
    picture.save(path)


def report_graffiti(camera):
    """Make a report as a resident would, with a picture of each step."""
    page = camera.page
    camera.visit("/report/", "report")
    camera.visit("/report/graffiti/", "report-graffiti")
    camera.press("No, go on")
    camera.take("question")
    camera.answer("Yes", "No")
    camera.answer("A council building")
    page.get_by_label("Up to the size of a door").check()
    page.get_by_label("Brick, stone or concrete").check()
    camera.press()
    camera.take("where")
    page.get_by_label("Postcode, address").fill("The library, by the side door")
    page.get_by_label("Part of").select_option("Hoe Street")
    camera.press()
    photo = FOLDER / "wall.jpg"
    wall(photo)
    page.locator("input[type=file]").set_input_files(photo)  # which sends it
    page.get_by_role("heading", name="1 photo added").wait_for()
    camera.take("photo")
    camera.press()
    page.get_by_label("Your name").fill("Amina Example")
    page.get_by_label("Email address").fill("amina@example.com")
    camera.take("about-you")
    camera.press()
    camera.take("check")
    camera.press("Send report")
    camera.take("receipt")


def report_harassment(camera):
    """Report something about people, with a picture of each page that cares for the reporter."""
    page = camera.page
    camera.visit("/report/street-harassment/", "report-harassment")
    camera.press("No, go on")
    page.get_by_label("Being followed").check()
    camera.press()
    camera.take("leaving")
    camera.press()
    page.get_by_label("What happened?").fill("A man followed me from the bus stop")
    camera.press()
    page.get_by_label("I don’t know when").check()
    camera.press()
    page.get_by_label("A street, or a bus or bus stop").check()
    camera.press()
    camera.answer("No")
    camera.press()
    page.get_by_label("Postcode, address").fill("Hoe Street")
    camera.press()
    camera.press()
    page.get_by_label("To me, or I saw it happen").check()
    camera.take("for-whom")
    camera.press()
    camera.take("contact")
    page.get_by_label("I want to stay anonymous").check()
    camera.press()
    camera.press("Send report")


def follow_it(camera):
    """Follow the report from its receipt, and keep a diary."""
    page = camera.page
    camera.visit("/track/", "track")
    page.go_back()
    camera.press("Follow your report")
    camera.take("tracking")
    camera.press("Start a diary")
    camera.take("diary")


def work_on_it(camera, password, case):
    """Look at the day of an officer with sixty cases, and at one of them."""
    page = camera.page
    camera.visit("/accounts/login/", "sign-in")
    page.get_by_label("Username or email address").fill(OFFICER)
    page.get_by_label("Password").fill(password)
    camera.press("Sign in")
    page.wait_for_load_state()
    camera.look("/admin/", "my-work")
    camera.look("/admin/reporting/report/", "queue")
    camera.look(f"/admin/reporting/report/{case}/change/?pile=mine", "case")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    # DEBUG lets the demo staff in without a second factor.
    with settings(DEBUG="1", SITE_URL=address) as site, sync_playwright() as play:
        options = launch_options(play.chromium)
        if options is None:
            sys.exit(HOW_TO_GET)
        for command in ("migrate", "load_council"):
            manage(site, command)
        password = re.search(r"password (\S+)", manage(site, "make_demo_staff"))[1]
        case = run(site, "-m", "scripts.demo_cases").split()[-1]
        with served(site, port=port), play.chromium.launch(**options) as browser:
            camera = Camera(browser.new_page(base_url=address, locale="en-GB"))
            camera.page.set_default_timeout(10_000)
            camera.visit("/", "home")
            camera.visit("/answers/", "answers")
            camera.visit("/answers/graffiti/", "topic")
            camera.visit("/find/?q=someone sprayed paint on our wall", "find")
            camera.visit("/support/", "support")
            report_graffiti(camera)
            report_harassment(camera)
            follow_it(camera)
            work_on_it(camera, password, case)
    shutil.copy(FOLDER / f"home-{WIDTHS[0]}.png", "docs/home.png")
    shutil.copy(FOLDER / f"my-work-{STAFF_WIDTHS[0]}.png", "docs/officer.png")


if __name__ == "__main__":
    main()
