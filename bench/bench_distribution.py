"""Distributing two pools among 2,000 and 20,000 teachers as the `distribute` command does.

Run: python bench/bench_distribution.py. Ends with 1 if ten times the teachers cost more than 12 times the seconds.
"""

import json
import os
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from bench.growth import measure
from governance.documents.law.distribution import Funds, distribute

FEW = 2_000
LIMIT = 12.0


def teachers(number: int) -> dict:
    random = Random(number)
    return {
        "pools": [
            {"code": "teachers", "amount": f"{number * 2000}.00"},
            {"code": "administration", "amount": f"{number * 100}.00"},
        ],
        "rounding": "down_rouble",
        "cap_per_person": "4000.00",
        "awards": [
            {
                "id": f"t{index:05}",
                "pool": random.choices(["teachers", "administration"], [95, 5])[0],
                "points": f"{random.randint(0, 400) / 10:.1f}",
                "share": random.choice(["1", "1", "1", "0.5", "0.333333"]),
            }
            for index in range(number)
        ],
    }


def as_the_command(given: dict) -> str:
    return json.dumps(distribute(Funds.from_json(given)).to_json(), ensure_ascii=False)


def main() -> int:
    return measure("distribute", as_the_command, teachers, FEW, LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
