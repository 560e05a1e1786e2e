"""One paper: its page, its parts, the decision on it."""
