"""Turns what a resident told of a place into what a draft keeps of it."""

from places import lookup
from reporting.journey.steps import OUTSIDE
from reporting.models import Report


def placed(told: dict) -> dict:
    """Return a draft's answer to “where”: the words, the position, and the ward as far as known.

    A position says more than a postcode, and both more than a ward that was chosen from a list;
    where they leave a doubt, the chosen ward decides, and `near` names those to choose from.
    """
    chosen = told["ward"]
    answer = {
        "location": told["location"],
        "chosen": chosen,
        "ward": chosen,
        "certain": bool(chosen),
    }
    postcode = lookup.postcode_in(told["location"])
    if told["position"]:
        answer |= {name: told[name] for name in ("latitude", "longitude", "position", "accuracy")}
        place = lookup.find_point(told["latitude"], told["longitude"], told["accuracy"] or 0.0)
    elif postcode:
        place = lookup.find_postcode(postcode)
        if place.latitude is not None and place.longitude is not None:
            answer |= {
                "latitude": place.latitude,
                "longitude": place.longitude,
                "position": Report.Position.POSTCODE.value,
            }
    else:
        return answer
    if place.certain:
        ward = place.ward if place.in_borough else OUTSIDE
        return answer | {"ward": ward or "", "certain": bool(ward), "elsewhere": place.elsewhere}
    if not chosen:
        answer |= {"ward": place.ward or "", "near": list(place.near)}
    return answer
