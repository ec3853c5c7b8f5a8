"""The back office of the site itself: the council, its staff, how they sign in."""

from safety_site.admin import council, directory, mails, people, roles, sign_ins

__all__ = ["council", "directory", "mails", "people", "roles", "sign_ins"]
