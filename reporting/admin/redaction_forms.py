"""The form in which black boxes are drawn on a photo: four numbers for each box."""

from django import forms

from reporting.admin.forms import CaseForm
from reporting.models import Event
from reporting.redaction import MOST_BOXES, NOT_A_NUMBER, TOO_MANY, Box, box_faults, tidy


class SideField(forms.FloatField):
    """A length in hundredths of the picture."""

    def __init__(self):
        numbers = forms.NumberInput(attrs={"min": 0, "max": 100, "inputmode": "decimal"})
        super().__init__(
            required=False, widget=numbers, error_messages={"invalid": NOT_A_NUMBER}, step_size=None
        )


class BoxForm(forms.Form):
    """One box; a row that is left empty is none."""

    use_required_attribute = False
    left = SideField()
    top = SideField()
    width = SideField()
    height = SideField()

    def __init__(self, number, data=None, box=None):
        self.number = number
        told = {side: f"{value:g}" for side, value in box._asdict().items()} if box else None
        super().__init__(data, initial=told, auto_id=f"id_box{number}_%s", label_suffix="")

    @property
    def box(self) -> Box | None:
        """Return the box where all of it is there, right or wrong."""
        values = self.cleaned_data if self.is_bound else self.initial
        sides = [values.get(side) for side in Box._fields]
        return None if None in sides else Box(*map(float, sides))

    def clean(self):
        missing = [side for side in Box._fields if self.cleaned_data.get(side) is None]
        if not missing:
            for side, sentence in box_faults(self.box).items():
                self.add_error(side, sentence)
        elif len(missing) < len(Box._fields):
            for side in set(missing) - set(self.errors):
                self.add_error(side, NOT_A_NUMBER)


class RedactionForm(CaseForm):
    """The boxes of one photo; who is not cleared adds to those that are there.

    Each side is sent as often as there are boxes.
    """

    def __init__(self, photo, user, data=None, *, seen=0, kept=(), shown=()):
        """`kept` boxes stay whatever is sent, `shown` ones stand in the form."""
        super().__init__(photo.report, user, data, seen=seen)
        self.photo, self.kept = photo, list(kept)
        if data is None:
            self.rows = [BoxForm(number, box=box) for number, box in enumerate(shown, 1)]
        else:
            self.rows = [BoxForm(number, row) for number, row in enumerate(self._sent(), 1)]
        if not self.rows:
            self.rows = [BoxForm(1)]

    def _sent(self):
        sides = {side: self.data.getlist(side) for side in Box._fields}
        most = min(max(map(len, sides.values())), MOST_BOXES + 1)
        rows = [
            {side: values[place] for side, values in sides.items() if place < len(values)}
            for place in range(most)
        ]
        dropped = self.data.get("remove", "")
        return [row for number, row in enumerate(rows, 1) if str(number) != dropped]

    @property
    def is_being_filled(self):
        """Say whether a row was asked for or taken away, which saves nothing."""
        return "add" in self.data or "remove" in self.data

    def add_row(self):
        """Offer another box, if there may be one."""
        if "add" in self.data and len(self.rows) < MOST_BOXES:
            self.rows.append(BoxForm(len(self.rows) + 1))

    @property
    def wrong_rows(self):
        """Return the rows in which something is wrong."""
        return [row for row in self.rows if row.is_bound and row.errors]

    def is_valid(self):
        return super().is_valid() and not self.wrong_rows

    def clean(self):
        if self.wrong_rows:
            return
        if len(self.boxes) > MOST_BOXES:
            self.add_error(None, TOO_MANY)
        elif self.boxes == self.kept and not self.photo.redacted:
            self.add_error(None, "Draw at least one box over what nobody should see.")

    @property
    def boxes(self) -> list[Box]:
        """Return all boxes that the photo is to have."""
        return tidy([*self.kept, *self._own])

    @property
    def _own(self):
        return [row.box for row in self.rows if row.box]

    def after(self, events):
        """Return this form again, with what colleagues drew meanwhile beside what was drawn."""
        theirs = [
            Box(*box)
            for event in events
            if event.type == Event.Type.REDACTED and event.data["photo"] == self.photo.pk
            for box in event.data["to"]
        ]
        newest = max(event.pk for event in events)
        shown = self._own if self.kept else tidy([*self._own, *theirs])
        return RedactionForm(self.photo, self.user, seen=newest, kept=self.kept, shown=shown)
