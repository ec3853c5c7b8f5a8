"""Crime figures: reads the police's files, stores them by ward and month, and sums them up."""
