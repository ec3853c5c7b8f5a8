"""What a first visit costs a resident with little data left."""

import re
from urllib.parse import urlsplit

LIMIT = 60 * 1024


def test_every_public_page_costs_at_most_60_kilobytes_at_first_view(page):
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    arrived = []  # bytes over the wire, heads of the answers included
    network.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    sitemap = page.request.get("/sitemap.xml").text()
    paths = {urlsplit(address).path for address in re.findall("<loc>(.+?)</loc>", sitemap)}
    paths |= {"/", "/find/?q=graffiti", "/accounts/login/", "/wards/hoe-street/crime/"}
    weights = {}
    for path in sorted(paths):
        arrived.clear()
        page.goto(path)
        weights[path] = sum(arrived)
    heavy = {path: weight for path, weight in weights.items() if not 8 * 1024 < weight <= LIMIT}
    assert heavy == {}
    assert len(weights) > 30
