"""A normal form of text for searching: `lower()` treats Cyrillic differently on SQLite and PostgreSQL."""

import re

SPACES = re.compile(r"\s+")


def searchable(text: str) -> str:
    """In lower case, with е for ё and single spaces."""
    return SPACES.sub(" ", text.lower().replace("ё", "е")).strip()
