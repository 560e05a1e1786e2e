"""What the page of a plan has besides that of any paper: links to its larger work, its execution, open questions."""

from dataclasses import dataclass

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.agreement.remark_replies import ANSWERED
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.base.rights import may
from governance.desk.kinds.plan.columns import ColumnsPage
from governance.desk.kinds.plan.create import BeginPlan, ImportPage
from governance.desk.kinds.plan.editing import PlanPage
from governance.desk.kinds.plan.execution import (
    FOLLOWED,
    FollowedRowPage,
    RowReportForm,
    plan_execution,
    sentence,
)
from governance.desk.kinds.plan.head import HeadPage, SectionPage
from governance.desk.kinds.plan.row import NewRowPage, RowPage
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import OwnPage, enter
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.plan.execution import execution
from governance.documents.kinds.plan.plan import Plan
from governance.roles.rights import Right


@dataclass(kw_only=True)
class PlanContext(PaperContext):
    """templates/governance/papers/plan.html: its execution at a glance, or how many questions are open."""

    percent: int | None = None
    sentence: str = ""
    questions: int | None = None


def execution_tab(document: Plan) -> Tab | None:
    """From its approval on, a plan shows how it is carried out."""
    if document.state not in FOLLOWED:
        return None
    href = reverse("plan_execution", args=[document.pk])
    return Tab(label=_("Execution"), href=href, name="execution")


def context(request: SignedInRequest, document: Plan) -> PlanContext | None:
    """Open questions for whoever corrects the plan; its execution at a glance for all."""
    if document.state in FOLLOWED:
        document.keep_table()
        whole = execution(document)
        return PlanContext(percent=whole.percent_done, sentence=sentence(whole))
    drafts = may(request, Right.DRAFT_PAPER, document.unit_id)
    if document.state in (ApprovalState.DRAFT, ApprovalState.REWORK) and drafts:
        return PlanContext(questions=len(document.open_doubts(document.keep_table())))
    return None


enter(
    Plan,
    ANSWERED,
    begin=BeginPlan,
    writes={
        "revise": PlanPage,
        "report_row": RowReportForm,
        "mark_row_done": OwnPage("plan_execution", _("Mark what has been done"), of_part="plan_follow"),
    },
    effects={
        "report_row": _("Whoever follows the plan accepts the report or returns it."),
        "submit": _(
            "The text is frozen as a version, and the secretary puts the plan on the agenda of the council."
        ),
        "withdraw": _("The plan comes back to you; the changed text needs a new vote."),
        "publish": _("Everybody can read the plan and its PDF without signing in."),
        "reopen": _("The council's agreement is given up; the changed text needs a new vote."),
        "complete": _("The year is closed; rows can be marked no more."),
    },
    tabs=[execution_tab],
    context=context,
    addresses=[
        path("papers/<key:pk>/import/", ImportPage.view(["plan"]), name="plan_import"),
        path("papers/<key:pk>/plan/columns/<key:file>/", ColumnsPage.view(["plan"]), name="plan_columns"),
        path("papers/<key:pk>/plan/head/", HeadPage.view(["plan"]), name="plan_head"),
        path("papers/<key:pk>/plan/sections/new/", SectionPage.view(["plan"]), name="plan_section_new"),
        path("papers/<key:pk>/plan/sections/<key:section>/", SectionPage.view(["plan"]), name="plan_section"),
        path(
            "papers/<key:pk>/plan/sections/<key:section>/new/", NewRowPage.view(["plan"]), name="plan_row_new"
        ),
        path("papers/<key:pk>/plan/rows/<key:row>/", RowPage.view(["plan"]), name="plan_row"),
        path("papers/<key:pk>/execution/", plan_execution, name="plan_execution"),
        path("papers/<key:pk>/execution/<key:row>/", FollowedRowPage.view(["plan"]), name="plan_follow"),
    ],
)
