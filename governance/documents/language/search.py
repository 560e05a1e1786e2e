"""One normal form for searching Cyrillic alike on SQLite and PostgreSQL (their lower() differ)."""

import re

SPACES = re.compile(r"\s+")


def searchable(text: str) -> str:
    """Lower case, Ё as Е, single spaces."""
    return SPACES.sub(" ", text.lower().replace("ё", "е")).strip()
