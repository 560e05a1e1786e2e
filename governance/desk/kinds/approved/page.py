"""What the pages of approved papers have besides those of any paper that others agree to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext, pgettext, pgettext_lazy

from governance.desk.agreement.page import CONSULTED, consulted_context
from governance.desk.agreement.remark_replies import ANSWERED
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Fact, PageLink, Words, known
from governance.desk.base.format import day
from governance.desk.base.rights import may
from governance.desk.kinds.approved.changes import ADDRESSES, ChangesHeadForm, ChangesPage
from governance.desk.kinds.approved.changes_begin import BeginChanges, change_by_parts
from governance.desk.kinds.approved.create import BeginApproved
from governance.desk.kinds.approved.edit import ApprovedWritePage, work_label
from governance.desk.kinds.approved.parties import DropForm, EditionOfForm, InviteForm
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import OwnPage, Shared, enter, enter_for_all
from governance.desk.papers.editions import editions_tab
from governance.desk.papers.linked import named
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.changes_kinds import CHANGES_KINDS
from governance.documents.kinds.approved.joining import Joinable
from governance.documents.kinds.approved.kinds import APPROVED_KINDS
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.route import (
    ApprovalStage,
    Asked,
    outside_parties,
    schools_of_district,
)
from governance.documents.kinds.approved.text import AT_THE_DRAFTER
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

# Those whom a stage asks, in words.
WHOM: dict[Asked, Words] = {
    schools_of_district: _("all schools of the district"),
    outside_parties: _("the outside bodies that are named"),
}
BODIES: dict[UnitKind, Words] = {
    UnitKind.COUNCIL: _("council of the district"),
    UnitKind.METHODICAL_COUNCIL: _("methodical council of the district"),
}
ASKED = pgettext_lazy("way of a paper", "Asked")
THEN_ASKED = pgettext_lazy("way of a paper", "Then asked")
ORDERED = _("by an order of the director")
BY_ITSELF = _("by the decision itself, without an order")


def next_edition(request: SignedInRequest, document: ApprovedPaper) -> PageLink | None:
    """From a paper in force, whoever may draft begins its next edition."""
    if document.state != ApprovalState.APPROVED or not may(request, Right.DRAFT_PAPER, document.unit_id):
        return None
    address = reverse(f"{document.kind}_new")
    return PageLink(label=_("Prepare a new edition…"), href=f"{address}?replaces={document.pk}")


@dataclass(kw_only=True)
class ApprovedContext(PaperContext):
    """templates/governance/papers/approved.html: the way that the paper takes."""

    way: Sequence[Fact] = ()


def context(request: SignedInRequest, document: ApprovedPaper) -> ApprovedContext:
    """Who has agreed, which way it goes, what takes its place; for its drafter what it lacks."""
    asked = consulted_context(request, document) if document.route.stages else PaperContext()
    notices = [ended(request, document), lacking(request, document)]
    return ApprovedContext(
        answers=asked.answers,
        agreed=asked.agreed,
        before=asked.before,
        notices=[notice for notice in notices if notice is not None],
        way=way(request, document),
    )


# --- the way ----------------------------------------------------------------------------------------------------------


def way(request: SignedInRequest, paper: ApprovedPaper) -> list[Fact]:
    """Whom this kind asks, which body decides and when, what follows; which edition it replaces."""
    asked = [
        Fact(THEN_ASKED if place else ASKED, stage_text(stage, paper.district_id))
        for place, stage in enumerate(paper.route.stages)
    ]
    decision = link_to(request, paper.on_agenda or paper.agreed_by)
    # The next edition counts on from the one that it replaces.
    replaced = _("edition %(n)d") % {"n": paper.edition - 1} if paper.replaces else ""
    return known(
        [
            *asked,
            Fact(pgettext("way of a paper", "Decides"), decided(paper), decision),
            Fact(
                pgettext("way of a paper", "Approved"), approved(paper), link_to(request, paper.approved_by)
            ),
            Fact(pgettext("way of a paper", "Published"), published(paper)),
            Fact(_("Edition"), str(paper.edition) if paper.edition > 1 else ""),
            Fact(_("Takes the place of"), replaced, link_to(request, paper.replaces)),
        ]
    )


def stage_text(stage: ApprovalStage, district: int) -> str:
    """«все школы округа, 10 дней»."""
    whom = WHOM.get(stage.ask, _("others who are asked"))
    return _("%(whom)s, %(term)s to answer") % {"whom": whom, "term": stage.within.on(district)}


def decided(paper: ApprovedPaper) -> str:
    """The body, and its meeting or its protocol once there is one; empty where none decides."""
    kind = paper.route.decided_by
    if kind is None:
        return ""
    body = str(BODIES.get(kind, kind.label))
    if paper.on_agenda is not None:
        held = timezone.localtime(paper.on_agenda.whole.held_at)  # type: ignore[attr-defined]  # it is a meeting
        return _("%(body)s, meeting of %(day)s") % {"body": body, "day": day(held.date())}
    return f"{body}, {named(paper.agreed_by)}" if paper.agreed_by is not None else body


def approved(paper: ApprovedPaper) -> str:
    """By what it is or will be approved."""
    if paper.approved_by is not None:
        return named(paper.approved_by)
    return str(ORDERED if paper.route.by_order else BY_ITSELF)


def published(paper: ApprovedPaper) -> Words:
    if not paper.is_public:
        return ""
    if paper.published_at is None:
        return _("after the approval")
    return day(timezone.localtime(paper.published_at).date())


def link_to(request: SignedInRequest, paper: Document | None) -> str:
    """Its address for those who read the papers of its unit; a guest of one paper gets the words alone."""
    if paper is None or not may(request, Right.READ, paper.unit_id):
        return ""
    return reverse("paper", args=[paper.pk])


# --- notices ----------------------------------------------------------------------------------------------------------


def ended(request: SignedInRequest, paper: ApprovedPaper) -> Banner | None:
    """What took its force away: a newer edition, or an order."""
    by = paper.repealed_by
    if by is None:
        return None
    newer = by.kind == paper.kind
    return Banner(
        meaning="alarm",
        title=paper.state_label,
        text=_("A new edition has taken its place.") if newer else _("By: %(paper)s.") % {"paper": named(by)},
        link=link_to(request, by),
        link_label=_("Open it"),
    )


def lacking(request: SignedInRequest, paper: ApprovedPaper) -> Banner | None:
    """How many cells of the table have to be filled before it can be sent."""
    drafts = may(request, Right.DRAFT_PAPER, paper.unit_id)
    if not drafts or paper.state not in AT_THE_DRAFTER or not (gaps := paper.gaps()):
        return None
    title = ngettext(
        "%(n)d cell of the table is still empty", "%(n)d cells of the table are still empty", len(gaps)
    )
    return Banner(
        meaning="due",
        title=title % {"n": len(gaps)},
        text=gaps[0],
        link=reverse("approved_edit", args=[paper.pk]),
        link_label=_("Fill it in"),
    )


# --- the declarations -------------------------------------------------------------------------------------------------

COMMON = Shared(
    effects={
        "submit": _("The text is frozen as a version, and the secretary puts it on the agenda."),
        "withdraw": _("It comes back to you to be changed, and is sent again."),
        "reopen": _("The decision is given up; the changed text needs a new one."),
        "replace": _("The chosen edition loses its force on the day on which this one comes into force."),
        "publish": _("Everybody can read it and its PDF without signing in."),
        "unpublish": _("It stays in force, but is not shown to the public any more."),
        "complete": _("It is closed: its period is over, and it stays on record."),
    },
    context=context,
)
WITH_STAGES = Shared[ApprovedPaper](
    effects={
        "submit": _("The text is frozen as a version, and those who are asked get it with a term to answer."),
        "withdraw": _("It comes back to you. If you change the text, everybody is asked anew."),
    },
)
WITH_OUTSIDE = Shared[ApprovedPaper](
    writes={"invite": InviteForm, "drop_invited": DropForm},
    effects={
        "invite": _("It is asked when its turn comes. It sees this one paper and no other of the district."),
        "drop_invited": _("It is not asked, and does not see the paper any more."),
    },
)


JOINED = Shared[ApprovedPaper](
    effects={
        "join": _(
            "You agree that your confirmation in the system is your signature; your name stands on its list."
        ),
    },
)


def shared_parts(model: type[ApprovedPaper]) -> list[Shared[Any]]:
    """What the route of a kind asks for."""
    return [
        *([CONSULTED, COMMON, WITH_STAGES] if model.route.stages else [COMMON]),
        ANSWERED,
        *([WITH_OUTSIDE] if model.route.stage_outside else []),
        *([JOINED] if issubclass(model, Joinable) else []),
    ]


for approved_kind in APPROVED_KINDS:
    enter(
        approved_kind,
        *shared_parts(approved_kind),
        begin=BeginApproved,
        writes={
            "replace": EditionOfForm,
            "revise": OwnPage(ApprovedWritePage, work_label(approved_kind.form)),
        },
        further=[next_edition],
    )
for place, changes_kind in enumerate(CHANGES_KINDS):
    enter(
        changes_kind,
        *shared_parts(changes_kind),
        begin=BeginChanges,
        writes={"write_changes": ChangesPage, "revise": ChangesHeadForm},
        effects={
            "submit": _("The changes are frozen as a version and go the way of the paper that they change.")
        },
        addresses=ADDRESSES if place == 0 else (),
    )
enter_for_all(Shared(tabs=[editions_tab], further=[change_by_parts]))
