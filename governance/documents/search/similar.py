"""Stems that a mistyped one may have meant: they share runs of three letters with it and differ in a letter or two."""

from collections.abc import Iterable, Sequence

from django.db.models import Count
from rapidfuzz.distance import DamerauLevenshtein

from governance.documents.search.models import IndexTerm, IndexTrigram

# How many letters may differ, by the length of the stem: of a short word every letter counts.
FROM_LENGTH = ((7, 2), (4, 1))
# Candidates that are measured, and the nearest ones that are searched for.
MOST_CANDIDATES, MOST_SIMILAR = 400, 8


def tolerated(stem: str) -> int:
    """How many letters another stem may differ in; of a number none."""
    if stem.isdigit():
        return 0
    return next((letters for length, letters in FROM_LENGTH if len(stem) >= length), 0)


def trigrams(stem: str) -> set[str]:
    """The runs of three letters, with the beginning and the end as letters of their own."""
    padded = f" {stem} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def similar_to(stems: Iterable[str]) -> dict[str, Sequence[str]]:
    """For each stem the nearest ones of the index, the nearest first; one query.

    They come out of all papers: whoever shows one says that it occurs, so only what was found in papers that the
    reader may see is shown.
    """
    wanted = [stem for stem in stems if tolerated(stem)]
    if not wanted:
        return {}
    letters = {run for stem in wanted for run in trigrams(stem)}
    candidates = list(
        IndexTerm.objects.filter(trigrams__letters__in=letters)
        .annotate(shared=Count("pk"))
        .order_by("-shared", "pk")
        .values_list("stem", flat=True)[:MOST_CANDIDATES]
    )
    return {stem: _nearest(stem, candidates) for stem in wanted}


def _nearest(stem: str, candidates: Iterable[str]) -> Sequence[str]:
    most = tolerated(stem)
    measured = (
        (DamerauLevenshtein.distance(stem, other, score_cutoff=most), other)
        for other in candidates
        if abs(len(other) - len(stem)) <= most
    )
    return [other for apart, other in sorted(measured) if 0 < apart <= most][:MOST_SIMILAR]


def learn(stems: Iterable[str]) -> None:
    """Enter stems that a paper says; those that are known stay as they are."""
    said = set(stems)
    new = said - set(IndexTerm.objects.filter(stem__in=said).values_list("stem", flat=True))
    if not new:
        return
    IndexTerm.objects.bulk_create((IndexTerm(stem=stem) for stem in sorted(new)), ignore_conflicts=True)
    terms = IndexTerm.objects.filter(stem__in=new, trigrams=None)
    IndexTrigram.objects.bulk_create(
        IndexTrigram(letters=run, term=term) for term in terms for run in sorted(trigrams(term.stem))
    )


def unlearn(stems: Iterable[str]) -> None:
    """Remove stems that no paper says any more."""
    IndexTerm.objects.filter(stem__in=list(stems)).delete()
