"""The views of the queue that staff keep under a name."""

from django.contrib.auth.models import User
from django.db import transaction

from reporting.models import SavedFilter
from reporting.services.common import Refused

MOST_FILTERS = 30


@transaction.atomic
def save_filter(*, name: str, query: str, by: User) -> SavedFilter:
    """Keep a view of the queue for the person who made it; `query` has been checked."""
    if by.filters.count() >= MOST_FILTERS:
        raise Refused(f"You keep {MOST_FILTERS} filters already. Delete one on your front page.")
    saved, is_new = SavedFilter.objects.get_or_create(user=by, name=name, defaults={"query": query})
    if not is_new:
        raise Refused("You have a filter with this name already. Choose another name.")
    return saved


@transaction.atomic
def delete_filter(*, pk: int, by: User) -> bool:
    """Forget one of a person's own filters; return whether there was one."""
    return bool(SavedFilter.objects.filter(pk=pk, user=by).delete()[0])
