"""Markdown as plain text for mail, and text that no template takes for its own (pure)."""

import re

# Bounds keep odd texts from taking minutes.
_LINK = re.compile(r"\[((?:\\.|[^\[\]\\]){1,500})\]\((\S{1,2000}?)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SIGN = re.compile(r"([\\`*_\[\]<>#])")
_TEMPLATE = re.compile(r"\{[{%#]")
_NAMES = {"{{": "openvariable", "{%": "openblock", "{#": "opencomment"}


def plain(markdown: str) -> str:
    """Return Markdown as people read it in a mail without formatting; links with their address."""
    text = _HEADING.sub(lambda found: f"{found[1]}\n{'-' * min(len(found[1]), 60)}", markdown)
    text = _LINK.sub(r"\1 <\2>", text)
    text = _STRONG.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text).strip()


def literal(text: str) -> str:
    """Return text that stands for itself in Markdown."""
    return _SIGN.sub(r"\\\1", " ".join(text.split()))


def for_template(text: str) -> str:
    """Return text that a Django template shows as it stands: nothing in it is a tag."""
    return _TEMPLATE.sub(lambda found: f"{{% templatetag {_NAMES[found[0]]} %}}", text)


def absolute(html_or_markdown: str, site: str) -> str:
    """Return a text whose links to this site hold in a mail; `site`: without a slash at its end."""
    text = html_or_markdown.replace('href="/', f'href="{site}/')
    return text.replace("](/", f"]({site}/")
