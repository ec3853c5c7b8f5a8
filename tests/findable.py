"""Things to find with the one box, and what a resident sees of them."""

import html
import re

from model_bakery import baker

from reporting.models import Kind
from tests import public_content as make

DANGER = "Help, there is a man with a knife outside my door right now"


def make_things():
    council = make.make_council_voice()
    graffiti = make.make_category(
        "graffiti", name="Graffiti", example="For example, spray paint on walls"
    )
    baker.make(Kind, category=graffiti, slug="rude", name="Hateful <words>", keywords=["swastika"])
    baker.make(Kind, category=graffiti, slug="tag", name="A tag", keywords=["scrawl"])
    for slug in ("noise", "litter", "lamps", "benches", "trees"):
        make.make_category(slug, name=slug.title(), keywords=["peacock"])
    for number in range(6):
        answers = [(council, "We feed them in spring.")]
        make.make_topic(
            f"birds-{number}", answers, keywords=["peacock"], question=f"Bird {number}?"
        )
    make.make_topic("secret", [(council, "unicorn")], status="draft", keywords=["unicorn"])
    make.make_topic("gone", [(council, "unicorn")], status="withdrawn", keywords=["unicorn"])
    make.make_support_page("emergency", title="Get help now", keywords=["999"])
    crime = make.make_support_page("crime", title="Report a crime", keywords=["bike stolen"])
    make.make_handover("police", name="Our Police", phone="101", support_page=crime)
    make.make_handover("unnamed", name="Tip Line", phone="0800 555 111", support_page=crime)
    make.make_handover(
        "river-authority",
        name="River Authority",
        summary="The River Authority cleans the river.",
        phone="0300 12 34",
        phone_note="Day and night.",
        url="https://www.river.example",
        keywords=["dead fish"],
    )
    make.make_ward()


def find(client, text, **more):
    response = client.get("/find/", {"q": text}, **more)
    assert response.status_code == 200
    return response


def text_of(response):
    return html.unescape(response.content.decode())


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(response)).split())


def cards(page):
    """Return what stands out on a page, one by one."""
    return re.split(
        '<li class="cs-card">',
        page.partition('<ul class="cs-cards">')[2].partition("</section>")[0],
    )[1:]
