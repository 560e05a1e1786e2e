"""The criteria sheet: what counts for a pupil or a teacher, for how many points, and why so many.

Pure: a sheet and the values of one applicant in, points with their explanation out. Admission ranks by these
points (`governance.documents.law.ranking`), rewards share a pool by them (`governance.documents.law.distribution`). A
sheet is data (`CriteriaSheet`), announced before anybody applies and kept in versions; `criteria_hash` names it.
What holds under every sheet stands below; its source is docs/domain.md, "Criteria".

Numbers. Decimals given as text, at most six digits before and six after the point; only points may be below
    zero. Nothing is rounded but the points of a criterion, and those once.
Value. What the applicant brings to a criterion: a mark, an exam's points, how many prizes. A value above
    `max_value` is a slip of the keyboard and refused. So is a value without a criterion: it would be lost in
    silence.
Kinds. Whether ten prizes are ten times the points or once the points is the sheet's decision:
    ratio: the value's part of `max_value`, times the points (25 of 31 for 100 points is 80.65);
    per_unit: the points for each unit (an average mark of 4.7 for 20 points each is 94);
    once: the points for any value above zero, however large;
    bands: the points of the highest band that the value reaches, none below all of them.
Weight. Multiplies the points; 1 unless the sheet says otherwise.
Cap. The most points that the criterion gives, the weight included ("at most 30 points for prizes").
Cap of several. The most points that several criteria give together, after caps and best-of of their own. What is
    above is taken from the last of them that has points.
Below zero. A criterion may take points away. The sum is never below zero: what that forgives is given back to the
    last negative criteria.
Least sum. Whoever stays below `total_minimum` is not recommended, whatever the flags.
Rounding. Each criterion rounds half up, towards the greater, to `round` decimals, 2 unless the sheet says
    otherwise. The sum adds what is shown, so that anybody can check it by adding.
Missing. No value gives no points. If the criterion is `required`, the applicant is not recommended; zero is
    a value and not missing.
Minimum. A value below it gives the points that it gives, and the applicant is not recommended. It judges
    values that were given: who did not sit an exam has not failed it. To ask for the exam itself, require it.
Best of. Of a group only the `take` criteria with the most points count; the others give 0. Among equals the
    earlier in the sheet counts. A minimum holds for the whole group: a failed exam stays failed. A group may
    name subjects for which the sheet has no criterion, so that one list of subjects serves several classes;
    they give nothing.
Keys. Values without points, such as the moment of the application, which only order equal points.
Zero points. A criterion of 0 points gives none, but may be required, have a minimum and break ties.
Hash. The same rules give the same hash, whatever the spelling: 1 is 1.0, what is left out is its default, and
    lists without an order have none. The order of criteria and of `tie_break` belongs to the rules. How many
    places there are does not: a place more is no other sheet.
"""

from .criterion import Band, Criterion, Kind
from .points import CriterionPoints, PointsNote, Score, TooFewPoints, Unmet, score
from .sheet import BestOf, CriteriaSheet, SumCap, TieKey
from .values import read_values

__all__ = [
    "Band",
    "BestOf",
    "CriteriaSheet",
    "Criterion",
    "CriterionPoints",
    "Kind",
    "PointsNote",
    "Score",
    "SumCap",
    "TieKey",
    "TooFewPoints",
    "Unmet",
    "read_values",
    "score",
]
