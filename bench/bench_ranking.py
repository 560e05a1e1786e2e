"""Ranking 1,000 and 10,000 applications as the `rank` command does, and giving the places of three profiles by wishes.

Run: python bench/bench_ranking.py. Ends with 1 if ten times the applications cost more than 15 times the seconds.
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
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.ranking import (
    ClassList,
    RankingEntry,
    honour_wishes,
    rank,
    read_applicants,
    standings,
)

FEW = 1_000
LIMIT = 15.0
SHEET = CriteriaSheet.from_json(
    {
        "criteria": [
            {"code": "math", "kind": "ratio", "max_value": "31", "points": "100", "minimum": "8"},
            {"code": "physics", "kind": "ratio", "max_value": "45", "points": "100"},
            {"code": "informatics", "kind": "ratio", "max_value": "21", "points": "100"},
            {"code": "certificate", "kind": "per_unit", "points": "20"},
            {"code": "olympiad_prize", "kind": "per_unit", "points": "10", "cap": "30"},
            {"code": "honours", "kind": "once", "points": "3"},
        ],
        "best_of": [{"codes": ["physics", "informatics"], "take": 1}],
        "required": ["math"],
        "guarantee": ["federal_winner"],
        "ahead_of_all": ["gold_medal"],
        "tie_break": ["certificate", "math"],
    }
)
PROFILES = ["physics", "biology", "general"]


def applications(number: int) -> list[dict]:
    random = Random(number)
    return [
        {
            "id": f"{index:05}",
            "values": {
                "math": str(random.randint(5, 31)),
                random.choice(["physics", "informatics"]): str(random.randint(5, 21)),
                "certificate": f"{random.randint(300, 500) / 100:.2f}",
                "olympiad_prize": str(random.choice([0, 0, 0, 1, 2, 5])),
                "honours": str(random.randint(0, 1)),
            },
            "flags": random.choices([[], ["federal_winner"], ["gold_medal"]], [96, 2, 2])[0],
        }
        for index in range(number)
    ]


def as_the_command(given: list[dict]) -> str:
    ranking = rank(SHEET, len(given) // 3, read_applicants(SHEET, given))
    return json.dumps([ranked.to_json() for ranked in ranking], ensure_ascii=False)


def wished(number: int) -> tuple[list[RankingEntry], dict[str, list[str]]]:
    random = Random(number)
    applicants = read_applicants(SHEET, applications(number))
    return applicants, {applicant.id: random.sample(PROFILES, 3) for applicant in applicants}


def as_a_campaign(given: tuple[list[RankingEntry], dict[str, list[str]]]) -> None:
    applicants, wishes = given
    ordered = standings(SHEET, applicants)
    honour_wishes({profile: ClassList(len(wishes) // 4, ordered) for profile in PROFILES}, wishes)


def main() -> int:
    over = measure("rank", as_the_command, applications, FEW, LIMIT)
    return over | measure("rank and honour three wishes", as_a_campaign, wished, FEW, LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
