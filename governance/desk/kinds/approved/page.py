"""What the pages of approved papers have besides those of any paper that others agree to."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from governance.desk.agreement.page import consulted, consulted_context
from governance.desk.base.access import SignedInRequest
from governance.desk.base.format import day
from governance.desk.kinds.approved.parties import DropForm, EditionOfForm, InviteForm
from governance.desk.papers.linked import named
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FORMS, FURTHER, PAGES, OwnPage
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.kinds import APPROVED_KINDS
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.route import (
    ApprovalStage,
    Asked,
    outside_parties,
    schools_of_district,
)
from governance.documents.kinds.approved.text import AT_THE_DRAFTER, Form
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

# Those whom a stage asks, in words.
WHOM: dict[Asked, Any] = {
    schools_of_district: gettext_lazy("all schools of the district"),
    outside_parties: gettext_lazy("the outside bodies that are named"),
}
BODIES: dict[UnitKind, Any] = {
    UnitKind.COUNCIL: gettext_lazy("council of the district"),
    UnitKind.METHODICAL_COUNCIL: gettext_lazy("methodical council of the district"),
}
ORDERED = gettext_lazy("by an order of the director")
BY_ITSELF = gettext_lazy("by the decision itself, without an order")


def work_label(form: Form) -> Any:
    """The words of the link to the page on which a paper is written."""
    if form.table is None:
        return gettext_lazy("Write the text")
    return gettext_lazy("Write the text and the table") if form.text else gettext_lazy("Fill in the table")


def enter(kind: type[ApprovedPaper]) -> None:
    """Give the pages of a kind what its route and its form ask for."""
    name = kind.kind_name
    if kind.route.stages:
        consulted(name)
    PAGES[name, "revise"] = OwnPage("approved_edit", work_label(kind.form))
    FORMS[name, "replace"] = EditionOfForm
    FURTHER.setdefault(name, []).append(next_edition)
    CONTEXT[name] = context
    if kind.route.stage_outside is not None:
        FORMS[name, "invite"] = InviteForm
        FORMS[name, "drop_invited"] = DropForm
        EFFECTS[name, "invite"] = gettext_lazy(
            "It is asked when its turn comes. It sees this one paper and no other of the district."
        )
        EFFECTS[name, "drop_invited"] = gettext_lazy("It is not asked, and does not see the paper any more.")
    EFFECTS[name, "submit"] = (
        gettext_lazy("The text is frozen as a version, and those who are asked get it with a term to answer.")
        if kind.route.stages
        else gettext_lazy("The text is frozen as a version, and the secretary puts it on the agenda.")
    )
    EFFECTS[name, "withdraw"] = (
        gettext_lazy("It comes back to you. If you change the text, everybody is asked anew.")
        if kind.route.stages
        else gettext_lazy("It comes back to you to be changed, and is sent again.")
    )
    EFFECTS[name, "reopen"] = gettext_lazy("The decision is given up; the changed text needs a new one.")
    EFFECTS[name, "replace"] = gettext_lazy(
        "The chosen edition loses its force on the day on which this one comes into force."
    )
    EFFECTS[name, "publish"] = gettext_lazy("Everybody can read it and its PDF without signing in.")
    EFFECTS[name, "unpublish"] = gettext_lazy("It stays in force, but is not shown to the public any more.")
    EFFECTS[name, "complete"] = gettext_lazy("It is closed: its period is over, and it stays on record.")


def next_edition(request: SignedInRequest, document: Document) -> dict[str, str] | None:
    """From a paper in force, whoever may draft begins its next edition."""
    drafts = (Right.DRAFT_PAPER.value, document.unit_id) in request.pairs
    if not drafts or document.state != ApprovalState.APPROVED:
        return None
    address = reverse(f"{document.kind}_new")
    return {"label": _("Prepare a new edition…"), "href": f"{address}?replaces={document.pk}"}


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Who has agreed, which way it goes, what takes its place; for its drafter what it lacks."""
    asked = vars(consulted_context(request, document)) if document.route.stages else {}
    return {
        **asked,
        "way": way(request, document),
        "notices": [found for found in (ended(request, document), lacking(request, document)) if found],
    }


# --- the way ----------------------------------------------------------------------------------------------------------


def way(request: SignedInRequest, paper: ApprovedPaper) -> list[dict[str, Any]]:
    """Whom this kind asks, which body decides and when, what follows; which edition it replaces."""
    found: list[tuple[str, str, Document | None]] = [
        (asked_text(place), stage_text(stage), None) for place, stage in enumerate(paper.route.stages)
    ]
    found += [
        (pgettext("way of a paper", "Decides"), decided(paper), paper.on_agenda or paper.agreed_by),
        (pgettext("way of a paper", "Approved"), approved(paper), paper.approved_by),
        (pgettext("way of a paper", "Published"), published(paper), None),
        (_("Edition"), str(paper.edition) if paper.edition > 1 else "", None),
        # The next edition counts on from the one that it replaces.
        (
            _("Takes the place of"),
            _("edition %(n)d") % {"n": paper.edition - 1} if paper.replaces else "",
            paper.replaces,
        ),
    ]
    return [
        {"name": name, "value": value, "href": link_to(request, source)}
        for name, value, source in found
        if value
    ]


def asked_text(place: int) -> str:
    return pgettext("way of a paper", "Then asked") if place else pgettext("way of a paper", "Asked")


def stage_text(stage: ApprovalStage) -> str:
    """«все школы округа, 10 дней»."""
    days = ngettext("%(n)d day", "%(n)d days", stage.days) % {"n": stage.days}
    return _("%(whom)s, %(days)s to answer") % {
        "whom": WHOM.get(stage.ask, _("others who are asked")),
        "days": days,
    }


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


def published(paper: ApprovedPaper) -> str:
    if not paper.is_public:
        return ""
    if paper.published_at is None:
        return _("after the approval")
    return day(timezone.localtime(paper.published_at).date())


def link_to(request: SignedInRequest, paper: Document | None) -> str:
    """Its address for those who read the papers of its unit; other readers get only its name."""
    if paper is None or (Right.READ.value, paper.unit_id) not in request.pairs:
        return ""
    return reverse("paper", args=[paper.pk])


# --- notices ----------------------------------------------------------------------------------------------------------


def ended(request: SignedInRequest, paper: ApprovedPaper) -> dict[str, Any] | None:
    """What took its force away: a newer edition, or an order."""
    by = paper.repealed_by
    if by is None:
        return None
    newer = by.kind == paper.kind
    return {
        "meaning": "alarm",
        "title": paper.state_label,
        "text": _("A new edition has taken its place.")
        if newer
        else _("By: %(paper)s.") % {"paper": named(by)},
        "link": link_to(request, by),
        "link_label": _("Open it"),
    }


def lacking(request: SignedInRequest, paper: ApprovedPaper) -> dict[str, Any] | None:
    """How many cells of the table have to be filled before it can be sent."""
    drafts = (Right.DRAFT_PAPER.value, paper.unit_id) in request.pairs
    if not drafts or paper.state not in AT_THE_DRAFTER or not (gaps := paper.gaps()):
        return None
    return {
        "meaning": "due",
        "title": ngettext(
            "%(n)d cell of the table is still empty", "%(n)d cells of the table are still empty", len(gaps)
        )
        % {"n": len(gaps)},
        "text": gaps[0],
        "link": reverse("approved_edit", args=[paper.pk]),
        "link_label": _("Fill it in"),
    }


for approved_kind in APPROVED_KINDS:
    enter(approved_kind)
