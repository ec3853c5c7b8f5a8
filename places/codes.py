"""GSS codes, by which national files name places (pure)."""

import re

# Wards and authorities of England, Northern Ireland, Scotland and Wales.
WARD = re.compile(r"(?:E05|N08|S13|W05)[0-9]{6}")
AUTHORITY = re.compile(r"(?:E0[6-9]|N09|S12|W06)[0-9]{6}")
