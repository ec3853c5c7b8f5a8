"""What somebody typed is given back where their session ended before it reached us."""

import re

from django.shortcuts import render
from django.urls import reverse

# Fields that no person typed, or that no page may show.
MACHINERY = re.compile(
    r"^_|password|token|secret|^(action|confirmed|index|next|seen|select_across)$"
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


def page(request):
    """Return a page with the words that came with this request, to the browser that sent them.

    None where there are none, or where another site may have sent them.
    """
    if request.method != "POST" or request.headers.get("sec-fetch-site") == "cross-site":
        return None
    texts, choices = typed(request.POST)
    if not texts and not choices:
        return None
    context = {"texts": texts, "choices": choices, "files": request.FILES, "back": _back(request)}
    return render(request, "account/lost_words.html", context, status=403)


def _back(request) -> str:
    """Return the page of the back office that the form stood on."""
    before = request.headers.get("referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    office = reverse("admin:index")
    return before.removeprefix(here) if before.startswith(here + office) else office
