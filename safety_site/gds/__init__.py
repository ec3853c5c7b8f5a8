"""Form fields as GOV.UK Frontend draws them, through the crispy template pack `gds`.

Label and help text are Django's own. A form that wants more says so by field name:

    class ContactForm(GdsFormMixin, forms.Form):
        gds = {"channel": {"heading": True, "reveals": {"email": ["address"]}}}

Options: `heading` (the label is the page's h1), `label_size` (s, m, l, xl), `why` (why we ask, one
line under the label), `inline` (options side by side), `option_hints` (a hint by value),
`set_apart` (the value before which "or" stands; a checkbox of that value clears the others),
`reveals` (names of fields by the value that shows them), `width` (2, 3, 4, 5, 10, 20 or 30
characters). A textarea with a max_length counts down to it.
"""

from safety_site.gds.fields import (
    ClockField,
    DatePartsField,
    DatePartsInput,
    LongTextField,
    TextField,
    YesNoField,
)
from safety_site.gds.forms import GdsFormMixin

__all__ = [
    "ClockField",
    "DatePartsField",
    "DatePartsInput",
    "GdsFormMixin",
    "LongTextField",
    "TextField",
    "YesNoField",
]
