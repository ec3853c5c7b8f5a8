"""Find the ward of each postcode or point: manage.py find_ward, lines on standard input."""

import re

from django.core.management.base import BaseCommand

from places.lookup import Place, find_point, find_postcode, postcode_in
from places.management.lines import answer_lines
from places.models import Ward

POINT = re.compile(r"\s*([-+]?\d{1,3}(?:\.\d{1,20})?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d{1,20})?)\s*")


class Command(BaseCommand):
    help = "Read postcodes or lat,lon from standard input, a line each; print the ward of each."

    def handle(self, **options):
        names = dict(Ward.objects.values_list("slug", "name"))

        def answer(line):
            place = _find(line)
            return {
                "query": line,
                "ward": names.get(place.ward),
                "gss": place.gss,
                "in_borough": place.in_borough,
                "certain": place.certain,
            }

        answer_lines(self, answer)


def _find(line: str) -> Place:
    if point := POINT.fullmatch(line):
        latitude, longitude = float(point[1]), float(point[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValueError("Latitudes end at 90 and longitudes at 180 degrees.")
        return find_point(latitude, longitude)
    if not postcode_in(line):
        raise ValueError("Write a postcode such as E17 4QR, or a point such as 51.58,-0.02.")
    return find_postcode(line)
