"""Small files of wards and postcodes, as councils and the national offices publish them."""

import json
from io import StringIO

from django.core.management import call_command

# Two wards side by side, each about 1.4 km wide and 2.2 km high, of one authority.
NORTH = (-0.02, 51.59, 0.0, 51.61)
SOUTH = (-0.02, 51.57, 0.0, 51.59)
AUTHORITY = "E09000031"


def box(west, south, east, north):
    """Return the rings of a rectangle."""
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(coordinates, kind="Polygon", **properties):
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def ward(gss, name, corners, authority=AUTHORITY):
    """Return a ward with the properties of the Office for National Statistics."""
    codes = {"WD22CD": gss, "WD22NM": name, "LAD22CD": authority, "LAD22NM": "Anytown"}
    return feature(box(*corners), **codes, method="as drawn")


WARDS = [ward("E05000001", "North", NORTH), ward("E05000002", "South", SOUTH)]


def geojson(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


ONSPD = "pcd,pcds,dointr,doterm,oslaua,osward,lat,long"


def onspd(*rows):
    """Return a file of rows: postcode, authority, ward, latitude, longitude[, ended]."""
    lines = [
        f"{code},{code},198001,{ended[0] if ended else ''},{district},{gss},{latitude},{longitude}"
        for code, district, gss, latitude, longitude, *ended in rows
    ]
    return "\n".join([ONSPD, *lines, ""])


def imported(command, path, content):
    """Write a file, import it with a command and return what that prints."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = StringIO()
    call_command(command, str(path), stdout=out, stderr=StringIO())
    (line,) = out.getvalue().splitlines()
    return json.loads(line)
