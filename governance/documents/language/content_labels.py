"""What the keys of a paper's content are called, for people who compare two versions of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Those that several kinds use.
LABELS = {
    "agenda": _("Agenda"),
    "amount": _("Amount"),
    "applicant": _("Hash of the personal data"),
    "application": _("Application"),
    "author": _("Worked out by"),
    "clauses": _("Clauses"),
    "code": _("Criterion"),
    "criteria": _("Criteria"),
    "criteria_hash": _("Hash of the criteria"),
    "day": _("of the day"),
    "edition": _("Edition"),
    "end": _("Last day"),
    "ends_on": _("Last day"),
    "grades": _("Grades"),
    "hours": _("Hours a week"),
    "invited": _("Invited"),
    "legal_basis": _("Legal basis"),
    "measure": _("Measure"),
    "name": _("Name"),
    "nomination": _("Nomination"),
    "notice": _("Term of notice"),
    "number": _("Number"),
    "period": _("Period"),
    "place": _("Place"),
    "places": _("Places"),
    "points": _("Points"),
    "pools": _("Pools"),
    "position": _("Position"),
    "rows": _("Rows"),
    "sections": _("Sections"),
    "share": _("Share of the period"),
    "since": _("First day"),
    "start": _("First day"),
    "starts_on": _("First day"),
    "teacher": _("Teacher"),
    "text": _("Text"),
    "title": _("Title"),
    "until": _("Last day"),
    "value": _("Value"),
    "version": _("Version"),
    "was": _("Amount before"),
}


def labelled(keys: str, **own: Any) -> dict[str, Any]:
    """The labels of the keys, in the order of the text; `own` are those that this kind alone uses or calls so."""
    return {key: own.get(key) or LABELS[key] for key in keys.split()}
