"""Which files of crime figures were imported."""
