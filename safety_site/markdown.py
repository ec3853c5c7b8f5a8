"""Markdown of answers and support pages, made into HTML that is safe to show."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
_TAGS = {"a", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "ul"}


def _place_headings(tokens, level: int) -> None:
    """Let the text's own highest heading take the level that the page has for it."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(level + int(token.tag[1]) - highest, 4)}"


def render_line(text: str) -> SafeString:
    """Render one line with its links, without a paragraph around it."""
    return _clean(_parser.renderInline(text))


def render(text: str, *, level: int = 3) -> SafeString:
    """Render CommonMark with headings from `level` down; raw HTML and unsafe links are left out."""
    tokens = _parser.parse(text)
    _place_headings(tokens, level)
    return _clean(_parser.renderer.render(tokens, _parser.options, {}))


def _clean(html: str) -> SafeString:
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "sms", "tel"},
        link_rel="noopener",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3 in the line above
