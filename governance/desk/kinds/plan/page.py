"""What the page of a plan has besides that of any paper: links to its larger work, its execution, open questions."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, PAGES, TABS, OwnPage
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.plan.execution import Standing, execution
from governance.documents.record.document import Document
from governance.roles.rights import Right

PAGES["plan", "revise"] = OwnPage("plan_edit", gettext_lazy("Correct the plan"))
PAGES["plan", "mark_row_done"] = OwnPage("plan_execution", gettext_lazy("Mark what has been done"))

EFFECTS["plan", "submit"] = gettext_lazy(
    "The text is frozen as a version, and the secretary puts the plan on the agenda of the council."
)
EFFECTS["plan", "withdraw"] = gettext_lazy("The plan comes back to you; the changed text needs a new vote.")
EFFECTS["plan", "publish"] = gettext_lazy("Everybody can read the plan and its PDF without signing in.")
EFFECTS["plan", "reopen"] = gettext_lazy(
    "The council's agreement is given up; the changed text needs a new vote."
)
EFFECTS["plan", "complete"] = gettext_lazy("The year is closed; rows can be marked no more.")

FOLLOWED = (ApprovalState.APPROVED, ApprovalState.DONE, ApprovalState.REPEALED)


def execution_tab(document: Document) -> dict[str, Any] | None:
    """From its approval on, a plan shows how it is carried out."""
    if document.state not in FOLLOWED:
        return None
    return {
        "label": _("Execution"),
        "href": reverse("plan_execution", args=[document.pk]),
        "name": "execution",
    }


TABS.setdefault("plan", []).append(execution_tab)


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Open questions for whoever corrects the plan; its execution at a glance for all."""
    if document.state in FOLLOWED:
        document.keep_table()
        whole = execution(document)
        return {
            "glance": {
                "percent": whole.percent_done,
                "sentence": sentence(whole),
                "href": reverse("plan_execution", args=[document.pk]),
            }
        }
    drafts = (Right.DRAFT_PAPER.value, document.unit_id) in request.pairs
    if document.state in (ApprovalState.DRAFT, ApprovalState.REWORK) and drafts:
        return {"questions": len(document.open_doubts(document.keep_table()))}
    return {}


def sentence(whole: Standing) -> str:
    """«Выполнено: 12 из 45. Просрочены 2 строки.»"""
    said = _("Done: %(done)d of %(total)d.") % {"done": whole.done, "total": whole.total}
    if whole.overdue:
        late = ngettext("%(n)d row is overdue.", "%(n)d rows are overdue.", whole.overdue)
        said = f"{said} {late % {'n': whole.overdue}}"
    return said


CONTEXT["plan"] = context
