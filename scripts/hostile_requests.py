"""Requests to the photo page that no browser makes: odd names, broken bodies, cut connections."""

from scripts.hostile_files import HTML, encoded, picture

EDGE = "----edge"
END = f"\r\n--{EDGE}--\r\n".encode()
ACCEPTED_OR_REFUSED = (200, 302)
NAMES = {
    "../../../etc/SECRET.jpg": ACCEPTED_OR_REFUSED,
    "..\\..\\SECRET.jpg": ACCEPTED_OR_REFUSED,
    "/etc/passwd": ACCEPTED_OR_REFUSED,
    "..": ACCEPTED_OR_REFUSED,
    "SECRET\0.php.jpg": ACCEPTED_OR_REFUSED,
    "SECRET‮gpj.exe": ACCEPTED_OR_REFUSED,
    "SECRET.php": ACCEPTED_OR_REFUSED,
    "SECRET.svg": ACCEPTED_OR_REFUSED,
    "CON": ACCEPTED_OR_REFUSED,
    "SECRET😀.jpg": ACCEPTED_OR_REFUSED,
    "SECRET';DROP TABLE reporting_photo;--.jpg": ACCEPTED_OR_REFUSED,
    "<img src=x onerror=alert('SECRET')>.jpg": ACCEPTED_OR_REFUSED,
    "SECRET" * 40 + ".jpg": ACCEPTED_OR_REFUSED,
    "x" * 5000 + ".jpg": (400,),
}


def part(content, name="photo.jpg", field="photos", kind="image/jpeg", more=""):
    """Write one file of a multipart body."""
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
    kind = f"Content-Type: {kind}\r\n" if kind else ""
    return f"{head}{kind}{more}\r\n".encode() + content


def field(name, value):
    """Write one plain field of a multipart body."""
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return f"{head}{value}\r\n".encode()


def form(token, *files, button="add"):
    """Write the whole form as a browser would."""
    files = b"\r\n".join(files)
    return field("csrfmiddlewaretoken", token) + field(button, "") + files + END


def odd_forms(token):
    """Yield what a form may hold that ours does not send: label, body, statuses that are fine."""
    good = encoded(picture())
    for name, statuses in NAMES.items():
        label = f"named {name[:12]!r}"
        yield label, form(token, part(good, name)), statuses
    yield "two files", form(token, part(good), part(good)), (302,)
    yield "a good file and a bad one", form(token, part(good), part(HTML)), (200,)
    yield "seven files", form(token, *[part(good)] * 7), (200,)
    yield "21 files", form(token, *[part(good)] * 21), (400,)
    yield "21 files in other fields", form(token, *[part(good, field="a")] * 21), (400,)
    yield "600 fields", form(token, field("a", "b").rstrip() + b"\r\n" * 2) * 600, (400, 302)
    yield "a field of 2 MB", form(token, field("a", "x" * (2 << 20)).rstrip()), (400,)
    yield "the photo as text", form(token, field("photos", "SECRET").rstrip()), (302,)
    yield "another number", form(token, field("number", "99").rstrip(), part(good)), (302,)
    yield "a number that is none", form(token, field("number", "\0"), part(good)), (302,)
    for kind in ("text/html", "image/svg+xml", "application/x-php", "multipart/mixed", "", "\0"):
        yield f"a part of type {kind!r}", form(token, part(good, kind=kind)), ACCEPTED_OR_REFUSED
    base64 = "Content-Transfer-Encoding: base64\r\n"
    yield "a part in bad base64", form(token, part(b"\xff!", more=base64)), (200, 302, 400)
    long = f"X-SECRET: {'x' * 20_000}\r\n"
    yield "a part with endless headers", form(token, part(good, more=long)), (400,)
    yield "no end", form(token, part(good))[: -len(END)], (200, 302, 400)
    yield "cut in the middle of a file", form(token, part(good))[: -len(END) - 300], (200, 302, 400)
    yield "cut in the middle of a header", form(token, part(good))[:300], (200, 302, 400)
    yield "nothing at all", b"", (400, 403)
    yield "no token", form("", part(good)), (403,)
    yield "noise", bytes(range(256)) * 200, (400, 403)


def odd_heads(token):
    """Yield bodies under a head that does not fit them: label, head, body, statuses."""
    body = form(token, part(encoded(picture())))
    kind = "multipart/form-data"
    right = f"{kind}; boundary={EDGE}"
    yield "no boundary", {"Content-Type": kind}, body, (400,)
    yield "another boundary", {"Content-Type": f"{kind}; boundary=x"}, body, (400, 403)
    yield (
        "an endless boundary",
        {"Content-Type": f"{kind}; boundary={'x' * 3000}"},
        body,
        (400, 403),
    )
    yield "JSON", {"Content-Type": "application/json"}, body, (403,)
    plain = {"Content-Type": "application/x-www-form-urlencoded"}
    yield "a plain form", plain, body[: 1 << 10], (403,)
    yield "no type", {}, body, (403,)
    yield "a charset that is none", {"Content-Type": f"{right}; charset=hex"}, body, (302,)
    packed = {"Content-Type": right, "Content-Encoding": "gzip"}
    yield "said to be packed", packed, body, (302, 400, 415)
    yield "too long", {"Content-Type": right, "Content-Length": str(101 << 20)}, None, (413,)
    yield "a length below zero", {"Content-Type": right, "Content-Length": "-1"}, None, (400,)
    yield "a length that is none", {"Content-Type": right, "Content-Length": "x"}, None, (400,)
    pieces = {"Content-Type": right, "Transfer-Encoding": "chunked"}
    yield "in pieces", pieces, b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), (302, 400, 403)
    yield "in broken pieces", pieces, b"zz\r\n" + body, (400, 403)
