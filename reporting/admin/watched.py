"""What every page of the catalogue that touches the routing tells after a save."""

from django.contrib import messages

from reporting import queries, routing_check


class WatchedRouting:
    """Mixin: says after each save what the change does to the routing as a whole."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        policy = queries.read_policy()
        for fault in routing_check.faults(policy) or routing_check.check(policy, queries.asked()):
            messages.warning(request, fault.sentence)
