"""Counts what it takes to report a fly-tip on a phone: pages, taps and fields, bytes.

Walks the form in Chromium with a phone's screen, with JavaScript and without, from its first page
to the receipt, with a place and a photo as a phone takes it. Fails above the promised numbers.
"""

import re
import sys
import time
from io import BytesIO

from PIL import Image
from playwright.sync_api import sync_playwright

from scripts.chromium import HOW_TO_GET, launch_options
from scripts.counting_proxy import counted
from scripts.temporary_site import manage, served, settings

MOST_PAGES = 9
MOST_STEPS = 12  # taps and filled fields, Continue among them
PHOTO_SIZE = (4000, 3000)  # 12 megapixels
MAKER, GPS = 0x010F, 0x8825  # EXIF tags
TALL = {"width": 360, "height": 740}


def photo():
    """Make a photo as heavy as one from a phone, with the position that phones hide in it."""
    noise = Image.effect_noise((PHOTO_SIZE[0] // 4, PHOTO_SIZE[1] // 4), 60).resize(PHOTO_SIZE)
    exif = Image.Exif()
    exif[MAKER] = "Phone"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 35.0, 2.0), 3: "W", 4: (0.0, 1.0, 11.0)})
    out = BytesIO()
    noise.convert("RGB").save(out, "JPEG", quality=90, exif=exif)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


class Thumb:
    """Uses pages as a resident does, and counts."""

    def __init__(self, page):
        self.page = page
        self.pages = self.steps = 0
        page.on("domcontentloaded", self._count_page)

    def _count_page(self, _):
        self.pages += 1

    def tap(self, role, name):
        self.steps += 1
        self.page.get_by_role(role, name=name, exact=True).click()

    def fill(self, label, text):
        self.steps += 1
        self.page.get_by_label(label).fill(text)

    def take_photo(self, file):
        self.steps += 1
        self.page.locator("input[type=file]").set_input_files(file)


def report(thumb, address, file, *, scripted):
    """Report a mattress in the street; return the reference."""
    page = thumb.page
    page.goto(address)
    thumb.tap("button", "No, go on")
    thumb.tap("checkbox", "Furniture, mattresses or other things from a home")
    thumb.tap("radio", "One thing, such as a chair")
    thumb.tap("button", "Continue")
    thumb.tap("radio", "A street or pavement")
    thumb.tap("button", "Continue")
    if scripted:
        thumb.tap("button", "Use where I am now")
        page.get_by_role("status").filter(has_text=re.compile("metres")).wait_for()
    else:
        thumb.fill("Postcode, address, street or landmark", "12 Hoe Street, E17 4QR")
    thumb.tap("button", "Continue")
    thumb.take_photo(file)
    thumb.tap("button", "Continue")
    thumb.tap("button", "Stay anonymous")
    thumb.tap("button", "Send report")
    return page.locator("#reference").inner_text()


def walk(browser, address, wire, file, *, scripted):
    """Report once on a fresh phone; print the counts and return whether they keep the promise."""
    phone = browser.new_context(
        viewport=TALL,
        is_mobile=True,
        has_touch=True,
        java_script_enabled=scripted,
        geolocation={"latitude": 51.5838, "longitude": -0.0198, "accuracy": 12},
        permissions=["geolocation"],
    )
    thumb = Thumb(phone.new_page())
    wire.restart()
    begun = time.monotonic()
    reference = report(thumb, address, file, scripted=scripted)
    seconds = time.monotonic() - begun
    phone.close()
    print(  # noqa: T201 - a script's output
        f"JavaScript {'on ' if scripted else 'off'}: {reference}, {thumb.pages} pages, "
        f"{thumb.steps} taps and fields, {wire.down / 1000:.0f} kB down, {wire.up / 1000:.0f} kB "
        f"up (photo of {len(file['buffer']) / 1000:.0f} kB), {seconds:.1f} s by machine"
    )
    return thumb.pages <= MOST_PAGES and thumb.steps <= MOST_STEPS


def main():
    with sync_playwright() as playwright:
        options = launch_options(playwright.chromium)
        if options is None:
            sys.exit(HOW_TO_GET)
        with settings() as site:
            manage(site, "migrate", "-v0")
            manage(site, "load_council")
            manage(site, "collectstatic", "--noinput", "-v0")
            with (
                served(site) as own_port,
                counted(own_port) as (port, wire),
                playwright.chromium.launch(**options) as browser,
            ):
                address = f"http://127.0.0.1:{port}/report/fly-tipping/"
                file = photo()
                kept = [walk(browser, address, wire, file, scripted=each) for each in (True, False)]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
