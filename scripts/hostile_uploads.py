"""Sends hostile files to the production server and proves that it held.

    python -m scripts.hostile_uploads

Starts the server on a temporary site, fills in reports up to their photos, and sends files and
requests that no resident would. Exits with 1 where an answer is not what it should be, where the
server had a fault, grew too large, or stored anything but pictures that it made itself.
"""

import os
import re
import socket
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from scripts import stored_photos
from scripts.hostile_files import ACCEPTED, REFUSED, encoded, every_file, picture
from scripts.hostile_requests import EDGE, form, odd_forms, odd_heads, part
from scripts.temporary_site import manage, served, settings
from tests import journeys

MOST_MEMORY = 450  # megabytes that a process may hold at its worst: one decode, and the site
MOST_GROWTH = 60  # megabytes that a process may keep when all is over
MOST_PHOTOS = 6  # of one report
CROWD = 8  # who send the largest picture at once
MULTIPART = f"multipart/form-data; boundary={EDGE}"
FAULT = re.compile("Internal Server Error|Traceback|WORKER TIMEOUT")
HEAVIEST = "WebP, the largest taken"
SENTENCE = re.compile(r'error-message" id="id_photos-error">\s*<span[^>]*>.*?</span>\s*(.+)')
BEFORE_PHOTOS = {k: v for k, v in journeys.OFFENSIVE_GRAFFITI.items() if k != "photo"}


class Answer:
    """What the server said, as the walk through the form reads it."""

    def __init__(self, response):
        self.status_code = response.status
        self.headers = response.headers
        self.content = response.read()

    def __getitem__(self, header):
        return self.headers[header]


class Visitor:
    """Somebody with cookies and a report that has come to its photos."""

    def __init__(self, port):
        self.port = port
        self.cookies = SimpleCookie()
        self.begin_again()

    def begin_again(self):
        """Fill in a report up to its photos."""
        self.page = journeys.fill_in(self, "graffiti", BEFORE_PHOTOS)

    @property
    def token(self):
        return self.cookies["csrftoken"].value if "csrftoken" in self.cookies else ""

    def post(self, path, data):
        """Send a plain form; the walk through the questions asks for this."""
        if not self.token and "drafts" in self.cookies:
            self.ask("GET", path)
        body = urlencode({"csrfmiddlewaretoken": self.token, **data}).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, body):
        return self.ask("POST", self.page, body, {"Content-Type": MULTIPART})

    def ask(self, method, path, body=b"", headers=()):
        """Send one request as it is told to; without a body, only the head of one."""
        headers = {"Cookie": self.cookies.output([], "", ";"), **dict(headers)}
        if body is not None and "Transfer-Encoding" not in headers:
            headers["Content-Length"] = str(len(body))
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with suppress(ConnectionError):  # it may answer before it has heard all
            connection.send(body or b"")
        try:
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return answer

    def hang_up(self, body, after):
        """Promise a whole form, send some of it, and go."""
        head = (
            f"POST {self.page} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {MULTIPART}\r\n"
            f"Cookie: {self.cookies.output([], '', ';')}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(head.encode() + body[:after])


class Record:
    """Counts answers and remembers each that is not as it should be."""

    def __init__(self):
        self.outcomes, self.sentences, self.faults = Counter(), Counter(), []

    def note(self, label, wanted, ask):
        """Send something and see whether the answer is the one wanted; None takes any but 5xx."""
        try:
            answer = ask()
        except (HTTPException, OSError) as fault:
            self.outcomes["no answer"] += 1
            self.faults.append(f"{label}: no answer, {fault!r}")
            return
        status = answer.status_code
        said = SENTENCE.findall(answer.content.decode(errors="replace")) if status == 200 else []
        self.sentences.update(said)
        outcome = ACCEPTED if status == 302 else REFUSED if said else str(status)
        self.outcomes[outcome] += 1
        fine = status in wanted if isinstance(wanted, tuple) else wanted in (None, outcome)
        if not fine or status >= 500 or outcome == "200":
            self.faults.append(f"{label}: answered {status} {said}, wanted {wanted}")


def send_files(port, record):
    """Send every hostile file as a browser would."""
    for number, (label, content, wanted) in enumerate(every_file()):
        if number % MOST_PHOTOS == 0:
            visitor = Visitor(port)
        body = form(visitor.token, part(content))
        record.note(label, wanted, partial(visitor.upload, body))


def send_requests(port, record):
    """Send what no browser would, and hang up in the middle."""
    visitor = Visitor(port)
    for label, body, wanted in odd_forms(visitor.token):
        visitor.begin_again()
        record.note(label, wanted, partial(visitor.upload, body))
    for label, head, body, wanted in odd_heads(visitor.token):
        visitor.begin_again()
        record.note(label, wanted, partial(visitor.ask, "POST", visitor.page, body, head))
    whole = form(visitor.token, part(encoded(picture(size=(2000, 2000)), quality=100)))
    for after in (0, 300, len(whole) // 2, len(whole) - 1):
        visitor.hang_up(whole, after)
        record.outcomes["cut off by us"] += 1


def send_crowd(port, record):
    """Let several people send the heaviest picture at once."""
    content = next(content for label, content, _ in every_file() if label == HEAVIEST)
    visitors = [Visitor(port) for _ in range(CROWD)]

    def send(visitor):
        body = form(visitor.token, part(content))
        record.note("one of a crowd", ACCEPTED, partial(visitor.upload, body))

    with ThreadPoolExecutor(CROWD) as pool:
        list(pool.map(send, visitors))


def server_processes():
    """Return the numbers of the server's processes: what descends from this one."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found - {os.getpid()})


def memory(pid, line):
    """Read one line of a process's status, in megabytes; VmRSS is now, VmHWM the most so far."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(rf"{line}:\s+(\d+)", status)[1]) // 1024


def attack(port, folder, log):
    """Send everything; return a sentence for each thing that is not as it should be."""
    record = Record()
    owner = Visitor(port)
    record.note("a photo before it all", ACCEPTED, partial(owner.upload, honest_form(owner)))
    kept = {path: path.read_bytes() for path in stored_photos.files(folder / "media")}
    before = {pid: memory(pid, "VmRSS") for pid in server_processes()}
    for send in (send_files, send_requests, send_crowd):
        send(port, record)
    record.note("a photo after it all", ACCEPTED, partial(owner.upload, honest_form(owner)))
    time.sleep(1)  # for what was cut off to be noticed
    for outcome, number in sorted(record.outcomes.items()):
        sys.stdout.write(f"{number:>5}  {outcome}\n")
    for sentence, number in record.sentences.most_common():
        sys.stdout.write(f"{number:>5}  “{sentence}”\n")
    found = record.faults
    for pid, at_first in before.items():
        now, most = memory(pid, "VmRSS"), memory(pid, "VmHWM")
        sys.stdout.write(
            f"process {pid}: {at_first} MB before, {now} MB after, {most} MB at most\n"
        )
        if most > MOST_MEMORY or now - at_first > MOST_GROWTH:
            found.append(f"process {pid} grew too large")
    if server_processes() != sorted(before):
        found.append("a process of the server ended")
    found += [f"{path.name} changed" for path, was in kept.items() if path.read_bytes() != was]
    number, faults = stored_photos.faults(folder)
    sys.stdout.write(f"{number} files stored, each looked at\n")
    logged = [line for line in log.read_text().splitlines() if FAULT.search(line)]
    return found + faults + [f"logged: {line}" for line in logged]


def honest_form(visitor):
    return form(visitor.token, part(encoded(picture())))


def main():
    started = time.monotonic()
    with ExitStack() as stack:
        site = stack.enter_context(settings())
        folder = Path(site["MEDIA_ROOT"]).parent
        uploads = folder / "uploads"
        uploads.mkdir()
        for command in (["migrate", "--verbosity", "0"], ["load_council"]):
            manage(site, *command)
        manage(site, "collectstatic", "--noinput", "--verbosity", "0")
        log = stack.enter_context((folder / "errors.log").open("w"))
        port = stack.enter_context(served(site | {"TMPDIR": str(uploads)}, stderr=log))
        found = attack(port, folder, folder / "errors.log")
    sys.stdout.write("".join(f"WRONG: {fault}\n" for fault in found))
    seconds = time.monotonic() - started
    sys.stdout.write(f"{len(found)} proofs failed, in {seconds:.0f} seconds\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
