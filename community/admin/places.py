"""Places that help."""
