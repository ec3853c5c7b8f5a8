"""Forms as the template pack `gds` draws them, taken apart again for tests."""

from html.parser import HTMLParser

from django import forms
from django.template.loader import render_to_string

from safety_site import gds


class Page(HTMLParser):
    """The elements of a piece of HTML, in order, with their attributes."""

    VOID = {"input", "br", "img", "link", "meta"}

    def __init__(self, html):
        super().__init__()
        self.html, self.elements, self.open = html, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes, list(self.open)))
        if tag not in self.VOID:
            self.open.append(attributes.get("id"))

    def handle_endtag(self, tag):
        self.open.pop()

    def all(self, tag, **wanted):
        return [
            attributes
            for name, attributes, _ in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def by_id(self, id_):
        (found,) = [attributes for _, attributes, _ in self.elements if attributes.get("id") == id_]
        return found

    def parents(self, id_):
        (found,) = [
            parents for _, attributes, parents in self.elements if attributes.get("id") == id_
        ]
        return found


def drawn(form):
    return Page(
        render_to_string("gds/uni_form.html", {"form": form, "field_template": "gds/field.html"})
    )


def summary(form):
    return Page(render_to_string("components/_error_summary.html", {"form": form}))


def one_field(field, **options):
    return type("OneField", (gds.GdsFormMixin, forms.Form), {"it": field, "gds": {"it": options}})
