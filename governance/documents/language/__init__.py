"""Pure text: Russian phrases, clauses, differences, search, canonical JSON."""
