"""What the six schools give for the monitoring: two years of figures, by the order of the sources."""

from collections.abc import Mapping
from decimal import Decimal

# The codes of data/indicators.json, by school: before, and the year that is played.
CODES = (
    "старшие", "профиль", "всего", "олимпиады", "призёры", "девятые", "элективы", "допущены", "сдавали", "балл",
    "сетевые", "педагоги", "категория", "молодые", "курсы", "чужие", "ставки", "вакансии", "опрошены", "довольны",
)  # fmt: skip
BEFORE = {
    "base": (96, 71, 402, 150, 31, 68, 52, 67, 50, "3.7", 0, 41, 27, 6, 35, 4, 43, 2, 160, 134),
    "second": (58, 35, 310, 104, 14, 51, 36, 50, 33, "3.6", 0, 33, 18, 5, 27, 5, 34, 1, 120, 98),
    "lalsk": (34, 15, 188, 61, 8, 27, 19, 27, 15, "3.5", 0, 24, 12, 3, 20, 5, "24.5", 1, 80, 66),
    "fabrichnaya": (0, 0, 74, 20, 2, 13, 6, 12, 6, "3.4", 0, 13, 4, 1, 10, 4, 13, 1, 40, 31),
    "zhivotovo": (0, 0, 41, 11, 1, 7, 3, 7, 3, "3.3", 0, 10, 3, 1, 8, 4, 10, 0, 25, 20),
    "kulikovo": (0, 0, 38, 9, 0, 6, 2, 6, 2, "3.5", 0, 9, 2, 0, 7, 3, 9, 1, 22, 18),
}
NOW = {
    "base": (98, 86, 398, 176, 37, 70, 66, 70, 55, "3.9", 42, 41, 28, 7, 39, 3, 43, 1, 170, 151),
    "second": (55, 46, 305, 121, 17, 49, 45, 49, 36, "3.8", 31, 33, 19, 6, 31, 4, 34, 1, 118, 103),
    "lalsk": (36, 26, 185, 74, 9, 25, 22, 25, 18, "3.6", 24, 24, 13, 3, 23, 4, "24.5", 0, 84, 73),
    "fabrichnaya": (0, 0, 72, 25, 3, 12, 10, 12, 8, "3.5", 11, 13, 5, 1, 12, 3, 13, 1, 38, 31),
    "zhivotovo": (0, 0, 39, 13, 1, 7, 6, 7, 4, "3.4", 7, 10, 3, 1, 9, 3, 10, 0, 24, 21),
    "kulikovo": (0, 0, 36, 10, 1, 6, 5, 5, 3, "3.6", 6, 9, 3, 0, 8, 2, 9, 1, 20, 17),
}
NEWLY_NETWORKED = "сетевое обучение начато в этом году"


def given(school: str, year: Mapping[str, tuple[object, ...]]) -> dict[str, str]:
    """Numbers as they are typed, by the codes of their inputs."""
    return {code: str(number) for code, number in zip(CODES, year[school], strict=True)}


def notes(school: str) -> dict[str, str]:
    """What explains the sudden changes of the year that is played."""
    now, then = given(school, NOW), given(school, BEFORE)
    changed = {
        code
        for code in CODES
        if abs(Decimal(now[code]) - Decimal(then[code])) >= 3
        and abs(Decimal(now[code]) - Decimal(then[code])) * 100 > 30 * Decimal(then[code])
    }
    words = {
        "сетевые": NEWLY_NETWORKED,
        "профиль": "открыта профильная группа",
        "элективы": "новые элективные курсы",
    }
    return {code: words.get(code, "уточнено по отчётности школы") for code in CODES if code in changed}
