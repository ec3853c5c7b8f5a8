"""Markdown of answers and support pages, made into HTML that is safe to show."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
_TAGS = {"a", "blockquote", "br", "em", "h3", "h4", "hr", "li", "ol", "p", "strong", "ul"}


def _lower_headings(tokens) -> None:
    """Editors write # for the first heading; on a page that level is h3."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"


def render(text: str) -> SafeString:
    """Render CommonMark; raw HTML and unsafe links are left out."""
    tokens = _parser.parse(text)
    _lower_headings(tokens)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "sms", "tel"},
        link_rel="noopener",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3 in the line above
