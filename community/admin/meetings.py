"""Panel meetings, priorities and teams."""
