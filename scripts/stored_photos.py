"""Proves of every stored photo that we made it and that nothing of the upload is left in it."""

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from io import BytesIO
from pathlib import Path

from PIL import Image

OUR_NAME = re.compile(r"photos/[0-9a-f]{32}\.jpg")
LONGEST_SIDE = 2000
# Start, JFIF head, tables, frame, Huffman tables, scan, end: all that we ever write.
OUR_MARKERS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
OUR_INFO = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
OUR_TAGS = {"ExifTool", "File", "JFIF", "Composite", "SourceFile"}
SECRET = b"SECRET"


def faults(folder: Path) -> tuple[int, list[str]]:
    """Return how many files are stored and a sentence for each proof that fails."""
    stored = {str(path.relative_to(folder / "media")) for path in files(folder / "media")}
    found = [f"{name}: the name is not ours" for name in stored if not OUR_NAME.fullmatch(name)]
    found += [f"{name}: no row knows it" for name in stored - known(folder)]
    found += [f"{name}: the file of a row is missing" for name in known(folder) - stored]
    for name in sorted(stored):
        content = (folder / "media" / name).read_bytes()
        found += [f"{name}: {fault}" for fault in (*faults_of(content), *decoded(content))]
    found += tags(folder / "media")
    for path in files(folder):
        if SECRET in path.read_bytes():
            found.append(f"{path.relative_to(folder)}: holds something of an upload")
    found += [f"{path}: an upload was left behind" for path in files(folder / "uploads")]
    return len(stored), found


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def known(folder: Path) -> set[str]:
    """Return the names that the database has, thumbnails among them."""
    with closing(sqlite3.connect(folder / "site.sqlite3")) as database:
        rows = database.execute("SELECT file, thumbnail FROM reporting_photo").fetchall()
    return {name for row in rows for name in row}


def faults_of(content: bytes) -> list[str]:
    """Walk the segments of a JPEG to its end, which must be the end of the file."""
    if content[:2] != b"\xff\xd8":
        return ["does not begin as a JPEG"]
    at, found = 2, []
    while content[at] == 0xFF and (marker := content[at + 1]) != 0xDA:
        if marker not in OUR_MARKERS:
            found.append(f"has a segment FF{marker:02X}")
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    scans = content.count(b"\xff\xda")
    if scans != 1:
        found.append(f"has {scans} scans")
    if content.index(b"\xff\xd9", at) + 2 != len(content):
        found.append("has bytes after its end")
    return found


def decoded(content: bytes) -> list[str]:
    """Look at a picture as Pillow reads it."""
    with Image.open(BytesIO(content)) as image:
        image.load()
        found = [] if image.info.keys() <= OUR_INFO else [f"says {sorted(image.info)}"]
        if image.getexif():
            found.append("has EXIF")
        if (image.format, image.mode) != ("JPEG", "RGB") or max(image.size) > LONGEST_SIDE:
            found.append(f"is {image.format} {image.mode} {image.size}")
    return found


def tags(folder: Path) -> list[str]:
    """Look at all pictures as exiftool reads them, where it is installed."""
    if not shutil.which("exiftool"):
        return []
    command = ["exiftool", "-json", "-groupNames", "-recurse", "-quiet", str(folder)]
    read = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own folder
    return [
        f"{picture['SourceFile']}: exiftool reads {tag}"
        for picture in json.loads(read.stdout or "[]")
        for tag in picture
        if tag.split(":")[0] not in OUR_TAGS
    ]
