"""How a resident asks a question, and follows it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faq import asking, asking_queries, question_mails, services
from faq.asking_forms import SendForm, WordingForm
from faq.models import ResidentQuestion, Topic
from reporting import queries, signs
from safety_site.public_pages import is_from_another_site, public_page

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


# Nobody is signed in here and no cookie is needed: a forged request could only send a question of
# its own, which anybody may send. What browsers say another site sent is not taken all the same.
@csrf_exempt
@page_with_form
def ask(request):
    """Ask for the words; then, before they are sent, show what may answer them already."""
    if request.method == "POST":
        if is_from_another_site(request):
            return redirect("faq:ask")
        unsent = asking.read_token(request.POST.get("token", ""))
        return _send(request, unsent) if unsent else _look_again(request)
    return _prefilled(request) if "q" in request.GET else _blank(request)


@public_page
def _blank(request):
    return render(request, "faq/ask.html", {"form": WordingForm()})


@cache_control(private=True, max_age=60)
def _prefilled(request):
    form = WordingForm(initial={"wording": request.GET["q"].replace("\0", "").strip()})
    response = render(request, "faq/ask.html", {"form": form})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _look_again(request):
    first = WordingForm(request.POST)
    if not first.is_valid():
        return render(request, "faq/ask.html", {"form": first})
    form = SendForm(initial=request.POST.dict())
    return _before_sending(request, form, asking.new_token(timezone.now()))


def _send(request, unsent):
    form, now = SendForm(request.POST), timezone.now()
    if not form.is_valid():
        return _before_sending(request, form, request.POST["token"])
    told = form.cleaned_data
    key = unsent.key(told["wording"], told["name"], told["email"])
    sending = signs.Sending(
        kind="question",
        key=key,
        began_at=unsent.began_at,
        text=told["wording"],
        addresses=(told["email"], unsent.code),  # nor may one page send without end
    )
    suspicions = signs.suspicions(request, sending, now)
    return redirect(services.ask(key=key, at=now, suspicions=suspicions, **told))


def _before_sending(request, form, token):
    context = {"form": form, "token": token, "suggestions": asking.suggestions(form.typed)}
    return render(request, "faq/ask_check.html", context)


# Sent in the body, not in the address: proxies write addresses down, and what somebody is still
# typing may be private. It changes nothing, and the page it belongs to is served without a token.
@csrf_exempt
@require_POST
def suggestions(request):
    """What may answer a question that is still being typed, as a part of its page."""
    context = {"suggestions": asking.suggestions(WordingForm(request.POST).typed)}
    return render(request, "faq/_suggestions.html", context)


@require_safe
def my_question(request, key):
    """The private page of a question: where it stands, and the replies."""
    question = asking_queries.question_with_key(key)
    if question is None:
        raise Http404
    standing = asking_queries.standing_of(question)
    topic = standing.topic
    context = {
        "question": question,
        "standing": standing,
        "late": asking_queries.is_late(standing, timezone.now(), queries.calendar()),
        "topic": topic if topic and topic.status == Topic.Status.PUBLISHED else None,
    }
    return render(request, "faq/my_question.html", context)


# Without a token: who has the link got the mail, and all that it can do is to say so.
@csrf_exempt
@page_with_form
def confirm_question(request, token):
    """Confirm an address by one button: programs that look through mail open its links."""
    pk = question_mails.question_of(token)
    question = ResidentQuestion.objects.filter(pk=pk).first()
    if question is None:
        return render(request, "faq/confirm_broken.html", status=404)
    if request.method == "POST":
        services.confirm_email(question=question, at=timezone.now())
        return redirect(question)
    return render(request, "faq/confirm_question.html")
