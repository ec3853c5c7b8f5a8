"""Every change of state in this app, by subject."""
