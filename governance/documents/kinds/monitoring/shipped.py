"""The list of indicators with which a district begins (data/indicators.json); its council changes what does not fit.

Real ones of districts and regions, in the three directions of the district's talk (docs/domain.md, "Monitoring").
"""

import json
from typing import Any

from django.conf import settings

from governance.documents.law.indicators import IndicatorSheet

FILE = settings.BASE_DIR / "data" / "indicators.json"
BASE_SCHOOL = "base"  # stands in the file for the key of the base school


def beginning(base_school: int | None) -> dict[str, list[dict[str, Any]]]:
    """The inputs and indicators of a first edition; without a base school nothing is asked of it."""
    shipped = json.loads(FILE.read_text(encoding="utf-8"))
    rows = [
        {**row, "unit": str(base_school)} if row.get("unit") == BASE_SCHOOL else row
        for row in shipped["indicators"]
        if base_school is not None or row.get("unit") != BASE_SCHOOL
    ]
    return IndicatorSheet.from_json({"inputs": shipped["inputs"], "indicators": rows}).to_json()
