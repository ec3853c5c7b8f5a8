"""What something would do, told before it is done: it is done, and undone again."""

from collections.abc import Callable

from django.db import transaction

from reporting.models import Letter


def rehearse(do: Callable[[], object]) -> list[Letter]:
    """Do something and undo it; return the mails that it would send, first to last.

    Whatever it refuses is refused here too.
    """
    with transaction.atomic():
        before = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        do()
        letters = list(Letter.objects.filter(pk__gt=before).order_by("pk"))
        transaction.set_rollback(True)
    return letters
