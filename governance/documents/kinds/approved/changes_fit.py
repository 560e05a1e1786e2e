"""Whether changes fit the paper that they change as it reads now, and what hinders them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.amendable import Amendable, part_named, standing_parts
from governance.documents.approval.amendments import Action, Change, Group
from governance.documents.approval.approval import ApprovalState
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date


class Changing(Protocol):
    """What is asked of a paper on changes."""

    pk: int
    state: str
    acts_from: date | None
    changes: Any

    @property
    def amended(self) -> Amendable: ...

    @property
    def full_title(self) -> str: ...


def check_in_force(amended: Amendable) -> None:
    """Raises NotLegal unless this paper can be changed."""
    if amended.state == ApprovalState.APPROVED:
        return
    newer = amended.repealed_by
    if newer is not None and newer.kind == amended.kind:
        raise NotLegal(
            _("«%(paper)s» is no longer in force: change the edition that replaced it.")
            % {"paper": amended.full_title}
        )
    raise NotLegal(
        _("«%(paper)s» is not in force: there is nothing to change.") % {"paper": amended.full_title}
    )


def misfit(paper: Changing, others: Iterable[Changing]) -> str:
    """Why these changes do not fit as things stand now; empty if they do.

    `others`: the papers on changes of the same paper that are under way or approved.
    """
    try:
        check_in_force(paper.amended)
    except NotLegal as refusal:
        return str(refusal)
    day = paper.acts_from
    if day is not None and day < clock.today() and paper.state == ApprovalState.APPROVAL:
        return _("The changes were to act from %(day)s, and that day has passed: give them a later one.") % {
            "day": list_date(day)
        }
    done = {amendment.paper for amendment in paper.amended.all_amendments}
    waiting = {
        change["part"]: _("other changes concern it already: «%(paper)s»") % {"paper": other.full_title}
        for other in others
        if other.pk not in done
        for change in other.changes
    }
    groups = {group.key: group for group in paper.amended.edition_groups()}
    for change in paper.changes:
        if reason := _hindrance(change, groups, waiting):
            return _("%(part)s: %(reason)s.") % {
                "part": part_named(paper.amended, change["number"]),
                "reason": reason,
            }
    return ""


def _hindrance(change: Change, groups: Mapping[str, Group], waiting: Mapping[str, str]) -> str:
    """Why one change cannot be made."""
    if change["action"] == Action.ADD:
        return _hindrance_of_addition(change, groups, waiting)
    part = next(
        (part for group in groups.values() for part in group.parts if part.key == change["part"]), None
    )
    if part is not None and part.ended:
        return _("it stands no longer (%(note)s)") % {"note": part.note}
    if part is not None and part.fixed:
        return part.fixed
    if part is None or dict(part.words) != change["was"]:
        return _("it reads otherwise meanwhile, word the change anew")
    return waiting.get(part.key, "")


def _hindrance_of_addition(change: Change, groups: Mapping[str, Group], waiting: Mapping[str, str]) -> str:
    """Why nothing can be added there: the place is gone, or the number taken."""
    group = groups.get(change["group"])
    standing = standing_parts([*groups.values()])
    if group is None or (change["after"] and change["after"] not in standing):
        return _("the part behind which it was to stand is gone, choose its place anew")
    if change["number"] and any(part.number == change["number"] for part in group.parts):
        return _("the number is taken meanwhile, save the changes again")
    return ""
