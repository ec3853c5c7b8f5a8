"""The back office of the site itself: the council, its staff, how they sign in."""

from safety_site.admin import council, directory, people, roles, sign_ins

__all__ = ["council", "directory", "people", "roles", "sign_ins"]
