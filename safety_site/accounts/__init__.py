"""Staff accounts: who comes in, how, for how long, and what is kept of it."""
