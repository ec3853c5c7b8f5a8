"""The officer's day on the front page, and the filters that staff keep."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from reporting import desk, desk_counts, desk_load, desk_tallies, services
from reporting.desk import Desk
from reporting.models import Report, SavedFilter
from reporting.permissions import Action, Scope

QUEUE = "admin:reporting_report_changelist"
# In the session: the pile through which somebody goes from case to case, and the list that they
# last filtered or searched for.
ROW, LISTED = "row", "listed"
WHOLE_PILE = {"pile", "officer", "state", PAGE_VAR}  # other filters of the queue leave a part of it
LONGEST_ADDRESS = 2000
TOO_LONG = "This is too long to keep. Choose fewer filters, or search for fewer words."


def desk_of(request) -> Desk:
    return Desk(request.user, timezone.now())


def reads_reports(of: Desk) -> bool:
    """Say whether somebody has the queue: a partner has only what was referred to it."""
    return of.scope(Action.READ_REPORT) > Scope.REFERRED


def my_work(request):
    """Return an officer's day, and the load of the teams that they lead, for the front page."""
    of = desk_of(request)
    if not reads_reports(of):
        return None
    heaps = desk_counts.heaps(of)
    counted = desk_tallies.tallies(of, heaps)
    full = [tally for tally in counted if tally.number]
    return {
        "template": "admin/desk/my_work.html",
        "title": "My work",
        "works": of.may(Action.WORK_REPORT),
        "may_file": of.may(Action.FILE_REPORT),
        "of_teams": of.scope(Action.READ_REPORT) is Scope.TEAMS,
        "full": full,
        "has_own": any(tally.own for tally in full),
        "has_new": any(tally.pile.slug == "new" for tally in full),
        "empty": [tally.pile for tally in counted if not tally.number],
        "next": desk.next_for(of) if of.may(Action.WORK_REPORT) else None,
        "at": of.at,
        "filters": of.user.filters.all(),
        "load": _load(of, heaps, request.GET.get("team")) if of.may(Action.SUPERVISE) else None,
    }


def _load(of: Desk, heaps: list[desk_counts.Heap], team: str | None) -> dict:
    """Return the load of the teams that somebody leads, and of the officers of one of them."""
    teams = desk_load.of_teams(of, heaps)
    chosen = next((each for each in teams if each.key == team), None)
    if len(teams) == 1:
        chosen = teams[0]
    officers = desk_load.of_officers(of, chosen) if chosen else ()
    return {"teams": teams, "chosen": chosen, "officers": officers}


def remember_list(request, keys: list[int]) -> None:
    """Keep what somebody filtered or searched for, in the order in which they see it."""
    listed = {"query": request.GET.urlencode(), "keys": keys}
    if listed["query"] and request.session.get(LISTED) != listed:
        request.session[LISTED] = listed


def remember_row(request) -> None:
    """Keep from where a case was opened, so that the next one is found after an act too.

    A link from the queue carries the queue's own filters.
    """
    filters = request.GET.get("_changelist_filters", "")
    row = _whole_pile(request.GET if "pile" in request.GET else QueryDict(filters))
    if not row and filters and request.session.get(LISTED, {}).get("query") == filters:
        row = [LISTED, False]
    if row and request.session.get(ROW) != row:
        request.session[ROW] = row
    elif filters and not row:
        request.session.pop(ROW, None)


def _whole_pile(given: QueryDict) -> list | None:
    """Return which pile was asked for and whether only one's own of it, if nothing else was."""
    pile, officer = desk.PILES.get(given.get("pile")), given.get("officer")
    if pile is None or not set(given) <= WHOLE_PILE or officer not in (None, "me"):
        return None
    if given.get("state") != QueryDict(pile.query).get("state"):
        return None
    return [pile.slug, officer == "me"]


def row_of(request, report: Report) -> desk.Row | None:
    """Return what lies beside a case in what it was opened from, or else among one's own."""
    of = desk_of(request)
    remembered = request.session.get(ROW)
    slug, own = remembered or ("mine", True)
    if slug == LISTED:
        listed = request.session.get(LISTED, {"keys": ()})
        return desk.among(report, desk=of, **listed) if report.pk in listed["keys"] else None
    pile = desk.PILES.get(slug)
    unrelated = not remembered and report.officer_id != of.user.pk
    if unrelated or pile not in desk.piles_of(of):
        return None
    return desk.beside(report, pile, of, own=own)


class SaveFilterForm(forms.Form):
    """A name for the view of the queue that is on the screen."""

    use_required_attribute = False
    name = forms.CharField(
        max_length=SavedFilter._meta.get_field("name").max_length,
        help_text="You find it on your front page and beside the queue.",
        error_messages={
            "required": "Give the filter a name.",
            "max_length": "Use a name of 60 characters or fewer.",
        },
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, known, data=None, **kwargs):
        super().__init__(data, auto_id="id_filter_%s", label_suffix="", **kwargs)
        self.known = known

    def clean_query(self):
        """Keep what the queue filters and searches by; a page number is no filter."""
        longest, sent = SavedFilter._meta.get_field("query").max_length, self.cleaned_data["query"]
        if len(sent) > LONGEST_ADDRESS:
            raise forms.ValidationError(TOO_LONG)
        kept = [pair for pair in parse_qsl(sent) if pair[0] in self.known]
        query = urlencode(kept)
        if "%00" in query:
            raise forms.ValidationError("The search holds a sign that nobody can type.")
        if not kept:
            raise forms.ValidationError("Choose a filter in the queue or search, then save it.")
        if len(query) > longest:
            raise forms.ValidationError(TOO_LONG)
        return query


class SavedFilterAdmin(admin.ModelAdmin):
    """Addresses of saved filters; they have no list of their own beside the queue's."""

    def entry(self, request):
        """Stay out of the table of contents: they stand on the front page and in the queue."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(require_POST(self.save)), name="desk_filter_save"),
            path("<int:pk>/delete/", view(require_POST(self.delete)), name="desk_filter_delete"),
        ]

    def save(self, request):
        """Keep the view of the queue from which this was sent."""
        self._check(request)
        form = SaveFilterForm(self._known(request), request.POST)
        if form.is_valid():
            try:
                saved = services.save_filter(by=request.user, **form.cleaned_data)
            except services.Refused as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, f"Saved as “{saved.name}”.")
                return redirect(f"{reverse(QUEUE)}?{saved.query}")
        context = {**self.admin_site.each_context(request), "title": "Save this filter"}
        page = "admin/desk/save_filter.html"
        return TemplateResponse(request, page, context | {"form": form}, status=422)

    def delete(self, request, pk):
        """Forget a filter of one's own; any other does not exist here."""
        self._check(request)
        if services.delete_filter(pk=pk, by=request.user):
            messages.success(request, "Filter deleted.")
        return redirect("admin:index")

    def _check(self, request):
        if not reads_reports(desk_of(request)):
            raise PermissionDenied

    def _known(self, request):
        queue = self.admin_site.get_model_admin(Report).get_list_filter(request)
        return {each.parameter_name for each in queue} | {SEARCH_VAR, ORDER_VAR}


admin.site.add_part(10, my_work)
admin.site.add_list("desk/filters/", SavedFilterAdmin(SavedFilter, admin.site))
