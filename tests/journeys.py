"""Walks the report form as a browser without JavaScript does."""

from urllib.parse import urlsplit

ABOUT_YOU = {
    "contact_level": "contact",
    "name": "Amina Example",
    "email": "amina@example.com",
    "phone": "020 7946 0000",
}
ANONYMOUS = {"contact_level": "anonymous"}
WHERE = {"location": "Beside 12 Hoe Street", "ward": "hoe-street"}

OFFENSIVE_GRAFFITI = {
    "offensive": {"offensive": "yes", "hateful": "no"},
    "land": {"land": "council-building"},
    "surface": {"size": "medium", "surface": "brick-stone", "description": "Red paint"},
    "where": WHERE,
    "photo": {},
    "about-you": ABOUT_YOU,
}
STREET_HARASSMENT = {
    "kind": {"kind": "following"},
    "leaving-quickly": {},
    "what-happened": {"description": "A man followed me from the bus"},
    "when": {},
    "land": {"land": "highway"},
    "hate": {"hateful": "no"},
    "police": {},
    "where": WHERE,
    "photo": {},
    "for-whom": {"for_whom": "myself"},
    "contact": ANONYMOUS,
}


def begin(client, category):
    """Answer the question of danger; return the address of the first page."""
    response = client.post(f"/report/{category}/", {"danger_now": "no"})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def step_of(address):
    """Name the step that an address leads to."""
    return urlsplit(address).path.rstrip("/").rsplit("/", 1)[-1]


def fill_in(client, category, answers):
    """Answer page after page as the form leads; return the address it ends at."""
    address = begin(client, category)
    for _ in range(20):
        step = step_of(address)
        if step not in answers:
            return address
        response = client.post(address, answers[step])
        assert response.status_code == 302, response.context["form"].errors
        address = response["Location"]
    raise AssertionError("The form never ends.")


def send(client, category, answers):
    """Fill in and send a report; return the address of its receipt."""
    address = fill_in(client, category, answers)
    assert step_of(address) == "check", address
    response = client.post(address)
    assert response.status_code == 302
    return response["Location"]
