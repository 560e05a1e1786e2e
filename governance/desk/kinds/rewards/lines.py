"""The lines of a sheet as pages show them: claimed, counted, the reason, the proof; and what the whole comes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.format import figure
from governance.desk.papers.forms import Facts
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.criteria.description import how
from governance.documents.law.validation import plain


@dataclass(frozen=True)
class Proof:
    """The file that confirms a line."""

    name: str
    href: str


@dataclass(frozen=True)
class Settled:
    """What counts of a line, and why it differs."""

    meaning: str
    value: str
    reason: str = ""


class LineShown:
    """One line of templates/governance/rewards/lines.html."""

    def __init__(self, nomination: Nomination, line: Merit) -> None:
        criterion = nomination.reward_period.system.sheet.by_code.get(line.code)
        self.name = criterion.name if criterion else line.code
        self.how = how(criterion) if criterion else ""
        self.value = figure(line.value)
        self.note = line.note
        self.settled = settled(line)
        self.proof = None
        if line.proof:
            address = reverse("paper_file", args=[nomination.pk, line.proof.pk])
            self.proof = Proof(line.proof.name, address)


def settled(line: Merit) -> Settled | None:
    """None before the verification."""
    if not line.is_settled:
        return None
    if line.settled is None:
        return Settled("alarm", _("rejected"), line.settled_reason)
    return Settled("due" if line.is_corrected else "force", figure(line.settled), line.settled_reason)


def lines_of(nomination: Nomination) -> list[LineShown]:
    return [LineShown(nomination, line) for line in nomination.lines]


def with_lines(sheets: Iterable[Nomination]) -> None:
    """Read the lines of many sheets; one query."""
    held = list(sheets)
    prefetch_related_objects(held, "merits")
    for sheet in held:
        sheet.__dict__["lines"] = list(sheet.merits.all())


def is_verified(nomination: Nomination) -> bool:
    return all(line.is_settled for line in nomination.lines)


@dataclass(frozen=True)
class ScoreRow:
    """The points by one criterion, or their sum."""

    name: str
    claimed: str
    counted: str


def score_rows(nomination: Nomination) -> list[ScoreRow]:
    """The points by criterion, claimed and counted, and their sum."""
    claimed = nomination.score(settled=False)
    counted = nomination.score() if is_verified(nomination) else None
    rows = [
        ScoreRow(
            part.criterion.name, figure(part.points), figure(counted.parts[place].points) if counted else ""
        )
        for place, part in enumerate(claimed.parts)
        if part.points or (counted and counted.parts[place].points)
    ]
    total = ScoreRow(_("In all"), figure(claimed.points), figure(counted.points) if counted else "")
    return [*rows, total]


def points_now(nomination: Nomination) -> str:
    """«18» as counted, or «20 claimed» before the verification; nothing for a sheet without lines."""
    if not nomination.lines:
        return ""
    if is_verified(nomination):
        return figure(nomination.score().points)
    return _("%(points)s claimed") % {"points": figure(nomination.score(settled=False).points)}


def as_typed(line: Merit) -> Facts:
    """A stored line as the fields of the sheet show it."""
    return {
        "code": line.code,
        "value": plain(line.value).replace(".", ","),
        "note": line.note,
        "proof": str(line.proof_id or ""),
    }
