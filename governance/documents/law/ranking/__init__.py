"""The ranking: who is recommended for a place in a class, who takes a further test, who waits in reserve.

Pure: a criteria sheet (`governance.documents.law.criteria`), the applicants and the number of places in, each
applicant's rank and outcome with the reason out. Pages, protocols and the `rank` command all ask here. What
holds under every sheet stands below; its source is docs/domain.md, "Admission", unless another is named.

Qualified. Whoever has a value for everything required and no value below its minimum. All others have no rank and
    are `not_recommended`, with the reason, whatever their points and flags: a minimum is the least with which
    the programme can be followed. They keep their right to the general class.
Rank. Qualified applicants are ranked by points; equal points by the keys of `tie_break` in their order, the
    higher value first or, with a minus, the lower (the value, not its points, so that a cap hides no
    difference; no value comes last).
    Those who are equal in all of it share a rank, and the next rank is left out: 1, 2, 2, 4. Neither the order of
    input nor an id ever decides.
Ahead of all. Whoever has a flag of `ahead_of_all` is ranked before all others, whatever their points; between
    themselves such applicants are ranked like everybody, and several such flags weigh no more than one. This
    is the strong reading of a preferential right (преимущественное право), which schools lay down in their own
    rules; no law above them says which reading holds, so the sheet does. A right among equal points only is a
    criterion of 0 points in `tie_break`. It is a rank and no place: with more such applicants than places they
    compete, and the minimum holds for them, too.
Precedence. Instead of it, classes of flags in an order: whoever has a flag of the first class is ranked before
    those of the second, and these before all others; inside a class like everybody. The best class counts.
Guarantee. Whoever has a flag of `guarantee` gets a place before everybody without one, but keeps the rank of
    their points: the list shows that the flag gave the place. Guaranteed places are counted within the
    places; more guaranteed than places compete among themselves. Source: the selection in the Vologda region,
    where a winner of the federal olympiad is enrolled without comparison.
Places. Given first to the guaranteed by rank, then to the others by rank; never more recommended than places.
    With no places everybody qualified waits in reserve.
Tied. When those who share the last rank do not all fit, none of them is recommended: all are `tied`, marked
    for an additional test. Source: the order of the Vologda region's government No. 122 of 24.02.2014, which
    tests applicants of equal points where there are fewer places. The test becomes a last key of `tie_break`.
Reserve. The qualified for whom no place is left, by rank: they move up when someone declines.
Wishes. Several lists with places of their own, as the profiles of a class are (`honour_wishes`): everybody
    wishes for some of them in order and takes one place, the highest wish that their rank reaches. A list
    holds the best of those who ask, whoever falls out asks for their next wish (deferred acceptance): no
    lower wish is lost by naming a higher one, and nobody waits for a place that a worse one got.
    While a tie at one list is open, those in it hold a place at their next wish too, in case they fail the
    test. So a recommendation given before the test stands after it, whoever passes.
"""

from .applicant import RankingEntry, read_applicants
from .order import Standing, standings
from .outcome import Ranked, rank
from .wishes import ClassList, Outcome, honour_wishes

__all__ = [
    "ClassList",
    "Outcome",
    "Ranked",
    "RankingEntry",
    "Standing",
    "honour_wishes",
    "rank",
    "read_applicants",
    "standings",
]
