"""The newsletter and who gets it."""
