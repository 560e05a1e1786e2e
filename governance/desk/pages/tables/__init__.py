"""Schools and people entered from a table: a template, a trial that reports on each row, then all at once."""
