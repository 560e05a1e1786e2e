"""The lines of a sheet as pages show them: claimed, counted, the reason, the proof; and what the whole comes to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.format import figure
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.criteria.description import how
from governance.documents.law.validation import plain


def line_row(nomination: Nomination, line: Merit) -> dict[str, Any]:
    """One line of templates/governance/rewards/lines.html."""
    criterion = nomination.reward_period.system.sheet.by_code.get(line.code)
    return {
        "name": criterion.name if criterion else line.code,
        "how": how(criterion) if criterion else "",
        "value": figure(line.value),
        "note": line.note,
        "proof": {
            "name": line.proof.name,
            "href": reverse("paper_file", args=[nomination.pk, line.proof.pk]),
        }
        if line.proof
        else None,
        "settled": settled(line),
    }


def settled(line: Merit) -> dict[str, str] | None:
    """What counts of a line, and why it differs; None before the verification."""
    if not line.is_settled:
        return None
    if line.settled is None:
        return {"meaning": "alarm", "value": _("rejected"), "reason": line.settled_reason}
    meaning = "due" if line.is_corrected else "force"
    return {"meaning": meaning, "value": figure(line.settled), "reason": line.settled_reason}


def with_lines(sheets: Iterable[Nomination]) -> None:
    """Read the lines of many sheets; one query."""
    held = list(sheets)
    prefetch_related_objects(held, "merits")
    for sheet in held:
        sheet.__dict__["lines"] = list(sheet.merits.all())


def is_verified(nomination: Nomination) -> bool:
    return all(line.is_settled for line in nomination.lines)


def score_rows(nomination: Nomination) -> list[dict[str, str]]:
    """The points by criterion, claimed and counted, and their sum."""
    claimed = nomination.score(settled=False)
    counted = nomination.score() if is_verified(nomination) else None
    rows = [
        {
            "name": part.criterion.name,
            "claimed": figure(part.points),
            "counted": figure(counted.parts[place].points) if counted else "",
        }
        for place, part in enumerate(claimed.parts)
        if part.points or (counted and counted.parts[place].points)
    ]
    total = {
        "name": _("In all"),
        "claimed": figure(claimed.points),
        "counted": figure(counted.points) if counted else "",
    }
    return [*rows, total]


def points_now(nomination: Nomination) -> str:
    """«18» as counted, or «20 claimed» before the verification; nothing for a sheet without lines."""
    if not nomination.lines:
        return ""
    if is_verified(nomination):
        return figure(nomination.score().points)
    return _("%(points)s claimed") % {"points": figure(nomination.score(settled=False).points)}


def as_typed(line: Merit) -> dict[str, Any]:
    """A stored line as the fields of the sheet show it."""
    return {
        "code": line.code,
        "value": plain(line.value).replace(".", ","),
        "note": line.note,
        "proof": str(line.proof_id or ""),
    }
