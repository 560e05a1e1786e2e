"""What the page of a plan has besides that of any paper: links to its larger work, its execution, open questions."""

from dataclasses import dataclass

from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.base.rights import may
from governance.desk.kinds.plan.create import ImportPage, plan_new
from governance.desk.kinds.plan.editing import plan_edit
from governance.desk.kinds.plan.execution import FOLLOWED, plan_execution, sentence
from governance.desk.kinds.plan.followed_row import plan_follow
from governance.desk.kinds.plan.head import plan_head, plan_section
from governance.desk.kinds.plan.row import plan_row, plan_row_new
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BegunAt
from governance.desk.papers.declaration import OwnPage, enter
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.plan.execution import execution
from governance.documents.kinds.plan.plan import Plan
from governance.roles.rights import Right


@dataclass(frozen=True)
class Glance:
    """How far a plan is carried out, in one line."""

    percent: int
    sentence: str
    href: str


@dataclass(kw_only=True)
class PlanContext(PaperContext):
    """templates/governance/papers/plan.html: its execution at a glance, or how many questions are open."""

    glance: Glance | None = None
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
        href = reverse("plan_execution", args=[document.pk])
        return PlanContext(glance=Glance(whole.percent_done, sentence(whole), href))
    drafts = may(request, Right.DRAFT_PAPER, document.unit_id)
    if document.state in (ApprovalState.DRAFT, ApprovalState.REWORK) and drafts:
        return PlanContext(questions=len(document.open_doubts(document.keep_table())))
    return None


enter(
    Plan,
    begin=BegunAt("plan_new"),
    writes={
        "revise": OwnPage("plan_edit", gettext_lazy("Correct the plan")),
        "mark_row_done": OwnPage("plan_execution", gettext_lazy("Mark what has been done")),
    },
    effects={
        "submit": gettext_lazy(
            "The text is frozen as a version, and the secretary puts the plan on the agenda of the council."
        ),
        "withdraw": gettext_lazy("The plan comes back to you; the changed text needs a new vote."),
        "publish": gettext_lazy("Everybody can read the plan and its PDF without signing in."),
        "reopen": gettext_lazy("The council's agreement is given up; the changed text needs a new vote."),
        "complete": gettext_lazy("The year is closed; rows can be marked no more."),
    },
    tabs=[execution_tab],
    context=context,
    addresses=[
        path("papers/new/plan/", plan_new, name="plan_new"),
        path("papers/<int:pk>/import/", ImportPage.view(["plan"]), name="plan_import"),
        path("papers/<int:pk>/plan/", plan_edit, name="plan_edit"),
        path("papers/<int:pk>/plan/head/", plan_head, name="plan_head"),
        path("papers/<int:pk>/plan/sections/new/", plan_section, name="plan_section_new"),
        path("papers/<int:pk>/plan/sections/<int:section>/", plan_section, name="plan_section"),
        path("papers/<int:pk>/plan/sections/<int:section>/new/", plan_row_new, name="plan_row_new"),
        path("papers/<int:pk>/plan/rows/<int:row>/", plan_row, name="plan_row"),
        path("papers/<int:pk>/execution/", plan_execution, name="plan_execution"),
        path("papers/<int:pk>/execution/<int:row>/", plan_follow, name="plan_follow"),
    ],
)
