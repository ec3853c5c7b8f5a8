"""How the queue is listed: in an order that an index serves, and never counted to the end."""

from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR, ChangeList
from django.core.paginator import Paginator

from reporting import searching
from reporting.admin.desk import remember_list
from reporting.admin.filters import StateFilter, StatusFilter
from reporting.models import Report
from safety_site import council

MOST_COUNTED = 150  # rows; nobody pages through more, and to count all reads them all
# What the table shows: the rest, a resident's words above all, is long and nobody sees it here.
SHOWN = (
    "reference",
    "status",
    "next_at",
    "next_step",
    "snoozed_until",
    "risk",
    "restricted",
    "location",
    "received_at",
    "priority__code",
    "priority__name",
    "category__name",
    "kind__name",
    "officer__username",
    "officer__first_name",
    "officer__last_name",
    "team__name",
)
NEWEST, OLDEST = "newest", "oldest"
ORDERS = {NEWEST: ["-received_at", "-pk"], OLDEST: ["received_at", "pk"]}


class BoundedPaginator(Paginator):
    """Reads the keys of as many rows as anybody pages through, and counts those."""

    def __init__(self, object_list, per_page, *options):
        keys = list(object_list.values_list("pk", flat=True)[: MOST_COUNTED + 1])
        self.has_more = len(keys) > MOST_COUNTED
        super().__init__(keys[:MOST_COUNTED], per_page, *options)


class Queue(ChangeList):
    """The reports that somebody may see, filtered, searched and put in order.

    `found`: what the search has found; `too_long`: more was typed than can be searched for.
    """

    def get_queryset(self, request, exclude_parameters=None):
        self.request = request
        typed, self.query = self.query.strip(), ""  # Django's own search looks into columns
        reports = super().get_queryset(request, exclude_parameters)
        for spec in self.refused:  # no link leads to it again
            del self.params[spec.parameter_name], self.filter_params[spec.parameter_name]
        self.too_long = len(typed) > searching.MOST_TYPED
        self.query = typed[: searching.MOST_TYPED]
        self.found = None
        if not typed or self.too_long:
            return reports
        self.found = searching.find(reports, typed, council.current().reference_prefix)
        return reports.filter(pk__in=self.found.pks)

    def get_ordering(self, request, queryset):
        """Offer what an index serves, and nothing else; what has ended has no next step."""
        ended = self.state.value() == "ended" or self.asked(StatusFilter) in Report.ENDED
        self.order = self.params.get(ORDER_VAR) or (NEWEST if ended else None)
        return ORDERS.get(self.order) or self._get_deterministic_ordering(self.model_admin.ordering)

    def get_results(self, request):
        """Read one page; a page that is not there is the last one.

        First the keys, for which an index is enough, then the rows with what belongs to them:
        both at once, PostgreSQL might put a million rows together before it filters them.
        """
        self.paginator = BoundedPaginator(self.queryset, self.list_per_page)
        remember_list(request, self.paginator.object_list)
        page = self.paginator.get_page(self.page_num)
        self.page_num = page.number
        rows = self.apply_select_related(self.root_queryset.filter(pk__in=page.object_list))
        found = rows.only(*SHOWN).in_bulk()
        self.result_list = [found[key] for key in page.object_list if key in found]
        self.result_count = self.paginator.count
        self.multi_page = self.paginator.num_pages > 1
        self.full_result_count, self.show_full_result_count = None, False
        self.can_show_all = False

    @property
    def state(self):
        return next(spec for spec in self.filter_specs if isinstance(spec, StateFilter))

    def asked(self, kind):
        """Return what was chosen of a filter."""
        return next(spec.value() for spec in self.filter_specs if isinstance(spec, kind))

    @property
    def selects(self):
        """Return the filters beside the list; the state stands above it."""
        offered = (spec for spec in self.filter_specs if spec.lookup_choices)
        return [spec for spec in offered if spec is not self.state]

    @property
    def states(self):
        """Return each state with its address."""
        return [
            {
                "code": code,
                "name": name,
                "query": self.get_query_string({self.state.parameter_name: code}),
            }
            for code, name in self.state.lookup_choices
        ]

    @property
    def chips(self):
        """Return what was chosen, each with the address of the list without it."""
        return [
            {
                "title": spec.title,
                "name": spec.chip,
                "query": self.get_query_string({spec.parameter_name: None}),
            }
            for spec in self.selects
            if spec.chosen
        ]

    @property
    def refused(self):
        """Return the filters that were asked for something they do not offer."""
        return [spec for spec in self.filter_specs if spec.is_refused]

    @property
    def orders(self):
        """Return the addresses of the orders that the columns offer."""
        other = OLDEST if self.order == NEWEST else NEWEST
        return {
            "due": self.get_query_string({ORDER_VAR: None}),
            "received": self.get_query_string({ORDER_VAR: other}),
        }

    @property
    def beside(self):
        """Return what a form that changes the filters keeps: the search, state and order."""
        kept = (SEARCH_VAR, self.state.parameter_name, ORDER_VAR)
        return [(name, self.params[name]) for name in kept if name in self.params]

    @property
    def beyond(self):
        """Return what the search keeps: the filters."""
        return [pair for pair in self.params.items() if pair[0] != SEARCH_VAR]

    @property
    def kept(self):
        """Return what the address of each report keeps of this list, to come back to it."""
        return (
            f"?{self.model_admin.get_preserved_filters(self.request)}" if self.request.GET else ""
        )

    @property
    def unsearched(self):
        return self.get_query_string({SEARCH_VAR: None})

    @property
    def pages(self):
        return self.paginator.get_elided_page_range(self.page_num)

    @property
    def everywhere(self):
        """Return the address of the same search without any filter."""
        return self.get_query_string({spec.parameter_name: None for spec in self.filter_specs})
