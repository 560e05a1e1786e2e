"""The questions with which a district begins (data/surveys); whoever prepares a survey changes what does not fit."""

import json
from functools import cache
from typing import Any

from django.conf import settings

FOLDER = settings.BASE_DIR / "data" / "surveys"
PROFILE, OPINION = "profile", "opinion"


@cache
def pattern(name: str) -> dict[str, Any]:
    """Its `title` and `questions`."""
    shipped: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return shipped
