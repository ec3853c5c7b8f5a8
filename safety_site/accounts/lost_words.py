"""What somebody typed is given back where it could not be taken: they need not write it again."""

import re

from django.shortcuts import render
from django.urls import reverse

# Fields that no person typed, or that no page may show.
MACHINERY = re.compile(
    r"^_|password|token|secret|^(action|code|confirmed|index|next|seen|select_across)$"
    r"|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-id$",
    re.IGNORECASE,
)


def typed(post) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what a form held, each with its name: texts first, then single words and choices."""
    texts, choices = [], []
    for name, values in post.lists():
        label = re.sub(r"[\W_]+", " ", name).strip().capitalize()
        for value in values if not MACHINERY.search(name) else []:
            if value.strip():
                (texts if re.search(r"\s", value.strip()) else choices).append((label, value))
    return texts, choices


def words_of(request) -> dict:
    """Return for a page what came with this request, to be shown to the browser that sent it.

    Nothing where nothing was typed, or where another site may have sent it.
    """
    if request.method != "POST" or request.headers.get("sec-fetch-site") == "cross-site":
        return {}
    texts, choices = typed(request.POST)
    if not texts and not choices:
        return {}
    return {"texts": texts, "choices": choices, "files": request.FILES}


def page(request):
    """Return a page of the back office with the words that came with this request, if any."""
    if words := words_of(request):
        context = words | {"back": _back(request)}
        return render(request, "account/lost_words.html", context, status=403)
    return None


def _back(request) -> str:
    """Return the page of the back office that the form stood on."""
    before = request.headers.get("referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    office = reverse("admin:index")
    return before.removeprefix(here) if before.startswith(here + office) else office
