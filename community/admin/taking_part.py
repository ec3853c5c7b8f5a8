"""Opportunities, channels, and counts of what was done."""
