"""The incident diary: a private page on which a reporter writes down each time it happens."""
