"""Settings by subject; `safety_site.settings` puts them together."""
