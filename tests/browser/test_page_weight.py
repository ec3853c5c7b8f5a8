"""What a first visit costs a resident with little data left."""

import re
from urllib.parse import urlsplit

LIMIT = 60 * 1024


def bytes_over_the_wire(page, network, path):
    """Open a page as if for the first time and add up all that came, heads of answers included."""
    sizes = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path)
    network.remove_all_listeners("Network.loadingFinished")
    return sum(sizes)


def test_every_public_page_costs_at_most_60_kilobytes_at_first_view(page):
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sitemap = page.request.get("/sitemap.xml").text()
    paths = {urlsplit(address).path for address in re.findall("<loc>(.+?)</loc>", sitemap)}
    paths |= {"/", "/find/?q=graffiti", "/accounts/login/"}
    weights = {path: bytes_over_the_wire(page, network, path) for path in sorted(paths)}
    heavy = {path: weight for path, weight in weights.items() if not 8 * 1024 < weight <= LIMIT}
    assert heavy == {}
    assert len(weights) > 30
