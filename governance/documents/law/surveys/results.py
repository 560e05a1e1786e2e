"""Counting answers, and which groups may not be told because somebody could be known by them.

A group with fewer answers than the threshold is hidden. Where the whole of several groups is told, what is hidden must
not follow by subtraction: further groups are hidden, the smallest first, until those hidden are together at least as
many as the threshold.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from governance.documents.law.surveys.questions import Answer, Question, QuestionKind


class Tally(TypedDict):
    """How many have answered, and how often each choice was made."""

    answered: int
    counts: list[int]


# The answers of one group to one question.
Given = Sequence[Answer]


def hidden_groups(sizes: Mapping[str, int], least: int) -> set[str]:
    """Of groups that make up a whole which is told; one in which nobody answered is not hidden."""
    hidden = {key for key, size in sizes.items() if 0 < size < least}
    shown = sorted((size, key) for key, size in sizes.items() if size >= least)
    while hidden and shown and sum(sizes[key] for key in hidden) < least:
        hidden.add(shown.pop(0)[1])
    return hidden


def tally(question: Question, given: Iterable[Answer]) -> Tally:
    counts = [0] * len(question.choices)
    answered = 0
    for answer in given:
        answered += 1
        for place in answer if question.kind != QuestionKind.TEXT else ():
            counts[int(place)] += 1
    return Tally(answered=answered, counts=counts)


def tallied(
    question: Question, schools: Mapping[str, Mapping[str, Given]], least: int
) -> dict[str, dict[str, Tally | None] | Tally | None]:
    """The whole, each school and each class (by key within its school); None is hidden, and stands for no number.

    The classes of a hidden school are hidden, too: they would add up to it.
    """
    of_class = {
        (school, key): tally(question, given)
        for school, groups in schools.items()
        for key, given in groups.items()
    }
    of_school = {
        school: tally(question, [answer for given in groups.values() for answer in given])
        for school, groups in schools.items()
    }
    whole = tally(
        question, [answer for groups in schools.values() for given in groups.values() for answer in given]
    )
    if 0 < whole["answered"] < least:
        return {
            "whole": None,
            "schools": dict.fromkeys(of_school),
            "classes": {key: None for _school, key in of_class},
        }
    no_schools = hidden_groups({key: one["answered"] for key, one in of_school.items()}, least)
    classes: dict[str, Tally | None] = {}
    for school, groups in schools.items():
        sizes = {key: of_class[school, key]["answered"] for key in groups}
        hidden = set(groups) if school in no_schools else hidden_groups(sizes, least)
        classes |= {key: None if key in hidden else of_class[school, key] for key in groups}
    told: dict[str, Tally | None] = {
        key: None if key in no_schools else one for key, one in of_school.items()
    }
    return {"whole": whole, "schools": told, "classes": classes}


def shares(one: Mapping[str, Any]) -> list[int]:
    """Of a hundred who answered, half up."""
    whole = one["answered"]
    return [(200 * count + whole) // (2 * whole) if whole else 0 for count in one["counts"]]
