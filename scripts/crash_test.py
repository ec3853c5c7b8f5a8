"""Whether kill -9 ever loses or doubles an acknowledged report, or cuts its photo. Linux only.

Residents report, each with a photo of their own, while the processes that serve them are killed.
They do what impatient people do: send again what broke off, press "Send report" twice at once, go
back and send once more, or leave. Then a fresh server and the database tell what became of it.

The database is SQLite, or a fresh one on the PostgreSQL server that DATABASE_URL names, or with
--postgres on a throw-away server.
"""

import os
import re
import secrets
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from signal import SIGKILL
from urllib.parse import urlsplit

import django
import psycopg
from django.apps import apps
from django.core.files.base import ContentFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image, ImageChops, ImageStat

from scripts.temporary_site import manage, served, settings

REPORTS, AT_ONCE = 200, 8
PAUSE, PROGRESS = 1, 3  # seconds and reports, at least, between kills; busy machines take longer
PATIENCE = 45  # seconds for which a resident tries the same thing
START, RECEIPT = "/report/fly-tipping/", "/report/received/"
TWICE, LATER, LEAVES = "presses twice", "sends again later", "leaves when sending breaks off"
HABITS = ("sends once", TWICE, LATER, LEAVES)
WORDS, ADDRESS = "12 Hoe Street, told by resident {}", "resident-{}@example.com"
PHONE = "020 7946 0{:03}"
FORM = re.compile(r'<form[^>]* method="post".*?</form>', re.DOTALL)
FIELD = re.compile(r"<(input|textarea|select|button)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
REFERENCE = re.compile(r'id="reference">([^<]+)<')
GRAIN = Image.effect_noise((800, 600), 20)  # as heavy as a photo, unlike plain grey
ALIKE = 8  # of 255, on average: JPEG twice costs about 3, another number 17


def picture(number):
    """Draw a number below 256 as white stripes."""
    stripes = Image.frombytes("L", (8, 1), bytes(number >> bit & 1 and 255 for bit in range(8)))
    stripes = stripes.resize(GRAIN.size, Image.Resampling.NEAREST)
    return ImageChops.lighter(GRAIN, stripes).convert("RGB")


def filled_in(html, number):
    """Fill in what a page's main button sends: the first of each choice, words everywhere else."""
    for form in FORM.findall(html):
        fields, pressed = {}, None
        for tag, text in FIELD.findall(form):
            given = dict(ATTRIBUTE.findall(text))
            name, kind, looks = given.get("name"), given.get("type", tag), given.get("class", "")
            if tag == "button":
                main = "govuk-button" in looks and not re.search("--(secondary|warning)", looks)
                pressed = given if main and not pressed else pressed
            elif given.get("tabindex") == "-1":
                fields[name] = ""  # for programs: people do not see it
            elif kind == "file":
                photo = BytesIO()
                picture(number).save(photo, "JPEG", quality=90)
                fields[name] = ContentFile(photo.getvalue(), "photo.jpg")
            elif kind in ("radio", "checkbox", "hidden", "select") or "inputmode" in given:
                fields.setdefault(name, given.get("value", ""))
            else:
                words = {"email": ADDRESS, "tel": PHONE}.get(kind, WORDS)
                fields[name] = words.format(number)
        if pressed:
            return fields | ({pressed["name"]: pressed["value"]} if "name" in pressed else {})
    raise RuntimeError("there is nothing to press")


class Resident:
    """One report, from its first page to the receipt."""

    def __init__(self, number, port):
        self.number, self.port, self.habit = number, port, HABITS[number % len(HABITS)]
        self.cookies, self.happened, self.errands, self.photo_kept = {}, [], [], False
        self.receipts = {}  # every address we were sent to, with the references shown there

    def report(self):
        path, html = self.open(START)
        while RECEIPT not in path:
            fields = filled_in(html, self.number)
            press = partial(self._ask, "POST", path, encode_multipart(BOUNDARY, fields))
            times = 2 if path.endswith("/check/") and self.habit == TWICE else 1
            with ThreadPoolExecutor(times) as fingers:
                (location, _), *_ = fingers.map(lambda press: press(), [press] * times)
            if not location:
                raise RuntimeError(f"{path} does not take what was told")
            self.photo_kept |= any(isinstance(value, ContentFile) for value in fields.values())
            path, html = self.open(location)
        if self.habit == LATER:
            self.open(press()[0])

    def open(self, path):
        """Go to a page, wherever it leads; return its address and text."""
        location, html = self._ask("GET", path)
        if location:
            return self.open(location)
        if RECEIPT in path:
            self.receipts[path] |= set(REFERENCE.findall(html)) or {"nothing"}
        return path, html

    def _ask(self, method, path, body=None):
        """Ask until there is an answer; return where it leads and its text."""
        doing = f"POST {path.split('/')[-2]}" if body else "GET"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status = "broken off"
            with suppress(OSError, HTTPException):
                status, location, html = self._try(method, path, body)
            if status in (200, 302):
                if RECEIPT in location:  # from here on it is acknowledged
                    self.receipts.setdefault(location, set())
                return location, html
            self.happened.append(f"{doing}: {status}")
            if doing == "POST check" and self.habit == LEAVES:
                self.happened.append("left when sending broke off")
                raise RuntimeError(LEAVES)
            time.sleep(0.1)
        raise RuntimeError(f"{method} {path}: {status}")

    def _try(self, method, path, body):
        # Each from a network of their own: many from one, at this pace, would be held.
        home = (f"127.0.{self.number}.2", 0)
        server = HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=home)
        # Marked Secure; browsers send such cookies to their own machine without TLS too.
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": MULTIPART_CONTENT, "Connection": "close"}
        server.request(method, path, body, headers)
        answer = server.getresponse()
        for line in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: each.coded_value for name, each in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()


def kill_workers(master, errands):
    """Kill a worker every second or so until all errands end, and twice all of them at once."""
    killed, due, all_at = Counter(), 0, [REPORTS, REPORTS * 2 // 3, REPORTS // 3]
    while (ended := sum(each.done() for each in errands)) < REPORTS:
        time.sleep(PAUSE)
        if ended < due:
            continue
        due = ended + PROGRESS
        doomed = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        if ended >= all_at[-1]:
            all_at.pop()
            killed["times that all workers were killed"] += 1
        else:
            doomed = doomed[:1]  # the oldest
        for worker in doomed:
            with suppress(ProcessLookupError):  # it had ended just before
                os.kill(int(worker), SIGKILL)
                killed["workers killed"] += 1
    return killed


def storm(site, folder):
    """Let everybody report while workers die, then open every receipt on a fresh server."""
    with served(site) as port, ThreadPoolExecutor(AT_ONCE) as crowd:
        residents = [Resident(number, port) for number in range(REPORTS)]
        for resident in residents:
            resident.errands.append(crowd.submit(resident.report))
        master = int((folder / "gunicorn.pid").read_text())
        killed = kill_workers(master, [resident.errands[0] for resident in residents])
    with served(site) as port, ThreadPoolExecutor(1) as crowd:
        for resident in residents:
            resident.port = port
            resident.errands += [crowd.submit(resident.open, path) for path in resident.receipts]
    return residents, killed + Counter(each for one in residents for each in one.happened)


def unkept(residents, reports):
    """Compare what residents were told with what is stored; yield a sentence for each fault."""
    for resident in residents:
        who = f"resident {resident.number}, who {resident.habit}"
        mine = [each for each in reports if each.location == WORDS.format(resident.number)]
        stored = {report.receipt_path(): {report.reference} for report in mine}
        told, kept = resident.receipts, any(each.photos.all() for each in mine)
        if len(mine) > 1 or any(stored.get(path) != told[path] for path in told):
            yield f"{who}: told {told}, stored {stored}"
        if told and resident.photo_kept and not kept:
            yield f"{who}: the photo of {mine} is lost"
        faults = [errand.exception() for errand in resident.errands]
        yield from (f"{who}: {fault!r}" for fault in faults if fault and str(fault) != LEAVES)


def unrecorded(report, mails):
    """Yield a sentence where a report has not exactly its events and queued mails."""
    teams = 1 + len(report.also.owners())
    events = Counter((event.type, event.data.get("mail")) for event in report.events.all())
    mailed = {("mail-queued", "report_received"): 1, ("mail-queued", "report_for_team"): teams}
    if events != {("received", None): 1, ("routed", None): 1, **mailed}:
        yield f"{report} has the events {dict(events)}"
    found = [mail.to == [report.reporter_email] for mail in mails if str(report) in mail.subject]
    if sorted(found) != [False] * teams + [True]:
        yield f"{report}: {found.count(True)} receipts, {found.count(False)} mails to teams"


def fault_of(file, number=None):
    """Say what is wrong with a stored photo: missing, cut, or not what this resident sent."""
    try:
        with Image.open(file) as stored:
            stored.load()
    except OSError as fault:
        return f"cannot be read: {fault}"
    sent = stored if number is None else picture(number).resize(stored.size)
    difference = ImageStat.Stat(ImageChops.difference(stored, sent))
    return "is another picture" if max(difference.mean) > ALIKE else ""


def check(residents, folder):
    """Look at everything stored; return the counts and what is wrong."""
    model = apps.get_app_config("reporting").get_model
    reports = model("Report").objects.prefetch_related("events", "photos")
    drafts, photos = model("Draft").objects.all(), model("Photo").objects.select_related("report")
    mails = apps.get_model("post_office", "Email").objects.filter(status=2)  # queued
    wrong = [*unkept(residents, reports)]
    for report in reports:
        wrong += unrecorded(report, mails)
    keys = Counter([each.draft_key for each in reports] + [each.key for each in drafts])
    wrong += [f"draft {key} stands {times} times" for key, times in keys.items() if times > 1]
    files = {str(path) for path in (folder / "media").rglob("*") if path.is_file()}
    for photo in photos:
        number = photo.report and int(photo.report.location.split()[-1])
        for file in (photo.file.path, photo.thumbnail.path):
            files.discard(file)
            if fault := fault_of(file, number):
                wrong.append(f"{photo} of {photo.report or photo.draft} {fault}")
    told = {path for resident in residents for path in resident.receipts}
    return {
        "acknowledged": sum(bool(each.receipts) for each in residents),
        "reports stored": len(reports),
        "of these not told to the resident": sum(r.receipt_path() not in told for r in reports),
        "drafts not sent": len(drafts),
        "mails queued": len(mails),
        "photos of reports": sum(bool(photo.report) for photo in photos),
        "of these added twice": sum(max(len(r.photos.all()) - 1, 0) for r in reports),
        "files that no row names": len(files),
        "of these half-written": sum(bool(fault_of(path)) for path in files),
        "uploads left in the temporary folder": len(os.listdir(folder / "uploads")),
    }, wrong


@contextmanager
def database():
    """Yield settings with a fresh database on the server that DATABASE_URL names, if any."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    name = f"crash_test_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {"DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main():
    if "--postgres" in sys.argv and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        program = Path(__file__).with_name("test_postgres")
        here = os.environ | {"MODULE": "scripts.crash_test"}
        sys.exit(subprocess.call([program], env=here))  # noqa: S603 - ours
    with database() as changes, settings(**changes) as site:
        folder = Path(site["MEDIA_ROOT"]).parent
        (folder / "uploads").mkdir()
        # A log of its own for gunicorn, which tells of every kill.
        log = f"--pid {folder}/gunicorn.pid --error-logfile {folder}/gunicorn.log"
        site |= {"DJANGO_SETTINGS_MODULE": "safety_site.settings", "TMPDIR": f"{folder}/uploads"}
        for command in ("migrate -v0", "load_council", "collectstatic --noinput -v0"):
            manage(site, *command.split())
        os.environ.update(site)
        django.setup()
        residents, happened = storm(site | {"GUNICORN_CMD_ARGS": log}, folder)
        counts, wrong = check(residents, folder)
    rows = (*counts.items(), *sorted(happened.items()), ("broken promises", len(wrong)))
    lines = [f"{name:<44}{number:>8}" for name, number in rows]
    sys.stdout.write("\n".join([site["DATABASE_URL"].partition(":")[0], *lines, *wrong, ""]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
