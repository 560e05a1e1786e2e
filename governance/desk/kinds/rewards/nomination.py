"""A nomination and the list of an order on their papers' pages: points claimed and counted, days, sums."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.format import day, figure
from governance.desk.kinds.rewards.allocation import product
from governance.desk.kinds.rewards.certificate import certificate_of
from governance.desk.kinds.rewards.lines import line_row
from governance.desk.kinds.rewards.sums import sees_sum
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FURTHER, PAGES, OwnPage
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.verifying import objection_is_open
from governance.documents.language.phrases import roubles
from governance.documents.record.document import Document

PAGES["nomination", "fill"] = OwnPage("nomination_fill", gettext_lazy("Fill in the sheet"))
PAGES["nomination", "hand_in"] = OwnPage("nomination_fill", gettext_lazy("Fill in the sheet"))
PAGES["nomination", "revise"] = OwnPage("nomination_complete", gettext_lazy("Complete and nominate"))
PAGES["nomination", "nominate"] = OwnPage("nomination_complete", gettext_lazy("Complete and nominate"))
PAGES["nomination", "verify"] = OwnPage("nomination_verify", gettext_lazy("Verify the points"))
PAGES["nomination", "object_to"] = OwnPage("nomination_object", gettext_lazy("Object to what was found"))
PAGES["nomination", "answer_objection"] = OwnPage("nomination_answer", gettext_lazy("Answer the objection"))
EFFECTS["nomination", "put_up"] = gettext_lazy(
    "The points are frozen; the nomination stands in the allocation and before the council."
)
EFFECTS["nomination", "send_back"] = gettext_lazy(
    "The sheet goes back to the teacher with your words; until the last day of the sheets it can be handed in again."
)

WITH_SUM = (State.SUPPORTED, State.ORDERED)


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """The lines and what they come to; the sum for those alone who see it."""
    with_decision(document)
    found: dict[str, Any] = {
        "lines": [line_row(document, line) for line in document.lines],
        "standing": facts(request, document),
    }
    notices = []
    if document.state == State.VERIFIED and objection_is_open(document):
        text = _("The teacher may object until %(day)s.") % {"day": day(document.objection_until)}
        if document.teacher_id == request.user.pk:
            text = _("You may object until %(day)s.") % {"day": day(document.objection_until)}
        notices.append({"meaning": "due", "title": _("The points are verified"), "text": text})
    if document.teacher_id == request.user.pk and has_sum(document):
        notices.append({"meaning": "force", "title": _("Your sum, roubles"), "text": sum_text(document)})
    if document.objection:
        notices.append(
            {"meaning": "held", "title": _("Objection of the teacher"), "text": document.objection}
        )
        answered = document.quoted.get("answer_objection")
        if answered is not None and document.state != State.OBJECTED:
            notices.append(
                {"meaning": "held", "title": _("Answer to the objection"), "text": answered.reason}
            )
    return found | {"notices": notices}


def with_decision(nomination: Nomination) -> None:
    """Read the list with which the council supported it together with the protocol, both named on the sheet."""
    if nomination.supported_by is not None and nomination.supported_by.kind == Allocation.kind_name:
        found = Allocation.objects.select_related("approved_by").get(pk=nomination.supported_by_id)
        nomination.supported_by = found


def sum_text(nomination: Nomination) -> str:
    """The sum, and how it came about where points and the value of a point say it alone."""
    allocation: Any = nomination.supported_by
    if allocation is None or allocation.pk != nomination.allotted_by_id:
        allocation = Allocation.objects.get(pk=nomination.allotted_by_id)
    row = allocation.row_of(nomination.pk)
    value = next(pool["value"] for pool in allocation.pools if pool["code"] == row["pool"])
    if how := product(row, value):
        return _("%(sum)s = %(how)s (points × value of a point)") % {
            "sum": roubles(nomination.amount),
            "how": how,
        }
    return roubles(nomination.amount)


def facts(request: SignedInRequest, nomination: Nomination) -> list[dict[str, Any]]:
    period = nomination.reward_period
    measures = {measure.code: measure.title for measure in period.system.all_measures}
    pools = {pool["code"]: pool["title"] for pool in period.pools}
    found: list[dict[str, Any]] = [
        {"name": _("Teacher"), "value": nomination.teacher},
        {"name": _("Period"), "value": period.title},
        {"name": _("Measure"), "value": measures.get(nomination.measure, "")},
        {"name": _("Category"), "value": pools.get(nomination.pool, "")},
        {
            "name": _("Share of the period"),
            "value": figure(nomination.share) if nomination.share != 1 else "",
        },
        {"name": _("Years of experience"), "value": nomination.experience},
        {"name": _("Qualification category"), "value": nomination.category},
    ]
    if has_sum(nomination) and sees_sum(request, nomination):
        found.append({"name": _("Sum, roubles"), "value": roubles(nomination.amount)})
    return [fact for fact in found if fact["value"] not in ("", None)]


def has_sum(nomination: Nomination) -> bool:
    return bool(nomination.amount) and nomination.state in WITH_SUM


CONTEXT["nomination"] = context


def to_certificate(request: SignedInRequest, document: Document) -> dict[str, str] | None:
    address = certificate_of(document)
    return {"label": _("Certificate, PDF"), "href": address} if address else None


FURTHER.setdefault("nomination", []).append(to_certificate)


def list_context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Of the list for a school's order: what it is for."""
    text = _("The director's order approves it; names and sums stand here alone.")
    return {"notices": [{"meaning": "held", "title": "", "text": text}]}


CONTEXT["award_list"] = list_context
