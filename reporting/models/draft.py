"""A report being filled in."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from reporting.models.catalogue import Category
from reporting.models.keys import new_key


class Draft(models.Model):
    """A report being filled in; kept in the database so that nothing typed is lost."""

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    category = models.ForeignKey(Category, models.PROTECT)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        help_text="Who of the staff fills it in for a caller; empty: the resident.",
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self):
        return f"Draft of {self.created_at:%d %B %Y}"
