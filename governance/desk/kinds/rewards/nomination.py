"""A nomination on its paper's page: points claimed and counted, days, sums; and how each of its moves is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Fact, PageLink, known
from governance.desk.base.format import day, figure
from governance.desk.kinds.rewards.allocated import product
from governance.desk.kinds.rewards.board import rewards
from governance.desk.kinds.rewards.certificate import certificate, certificate_of
from governance.desk.kinds.rewards.completing import CompletingPage
from governance.desk.kinds.rewards.create import nomination_new
from governance.desk.kinds.rewards.lines import LineShown, lines_of
from governance.desk.kinds.rewards.objecting import ObjectionPage
from governance.desk.kinds.rewards.own_sheet import SheetPage
from governance.desk.kinds.rewards.section import OVERSEERS, REWARDS
from governance.desk.kinds.rewards.sums import WITH_SUM, sees_sum
from governance.desk.kinds.rewards.verifying import ObjectionAnswerPage, VerificationPage
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import enter
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination, objection_is_open
from governance.documents.language.phrases import roubles


@dataclass(kw_only=True)
class NominationContext(PaperContext):
    lines: Sequence[LineShown]


def context(request: SignedInRequest, document: Nomination) -> NominationContext:
    """The lines and what they come to; the sum for those alone who see it."""
    with_decision(document)
    return NominationContext(
        lines=lines_of(document),
        standing=facts(request, document),
        notices=notices(request, document),
    )


def notices(request: SignedInRequest, document: Nomination) -> list[Banner]:
    """Until when one may object, the own sum, the objection and the answer to it."""
    is_own = document.teacher_id == request.user.pk
    found = []
    if document.state == State.VERIFIED and objection_is_open(document):
        said = _("You may object until %(day)s.") if is_own else _("The teacher may object until %(day)s.")
        text = said % {"day": day(document.objection_until)}
        found.append(Banner(meaning="due", title=_("The points are verified"), text=text))
    if is_own and has_sum(document):
        found.append(Banner(meaning="force", title=_("Your sum, roubles"), text=sum_text(document)))
    if document.objection:
        found.append(Banner(meaning="held", title=_("Objection of the teacher"), text=document.objection))
        answered = document.quoted.get("answer_objection")
        if answered is not None and document.state != State.OBJECTED:
            found.append(Banner(meaning="held", title=_("Answer to the objection"), text=answered.reason))
    return found


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


def facts(request: SignedInRequest, nomination: Nomination) -> list[Fact]:
    period = nomination.reward_period
    measures = {measure.code: measure.title for measure in period.system.all_measures}
    pools = {pool["code"]: pool["title"] for pool in period.pools}
    found = [
        Fact(_("Teacher"), nomination.teacher),
        Fact(_("Period"), period.title),
        Fact(_("Measure"), measures.get(nomination.measure, "")),
        Fact(_("Category"), pools.get(nomination.pool, "")),
        Fact(_("Share of the period"), figure(nomination.share) if nomination.share != 1 else ""),
        Fact(_("Years of experience"), nomination.experience),
        Fact(_("Qualification category"), nomination.category),
    ]
    if has_sum(nomination) and sees_sum(request, nomination):
        found.append(Fact(_("Sum, roubles"), roubles(nomination.amount)))
    return known(found)


def has_sum(nomination: Nomination) -> bool:
    return bool(nomination.amount) and nomination.state in WITH_SUM


def to_certificate(request: SignedInRequest, document: Nomination) -> PageLink | None:
    address = certificate_of(document)
    return PageLink(label=_("Certificate, PDF"), href=address) if address else None


enter(
    Nomination,
    section=REWARDS,
    writes={
        "fill": SheetPage,
        "hand_in": SheetPage,
        "revise": CompletingPage,
        "nominate": CompletingPage,
        "verify": VerificationPage,
        "object_to": ObjectionPage,
        "answer_objection": ObjectionAnswerPage,
    },
    effects={
        "put_up": gettext_lazy(
            "The points are frozen; the nomination stands in the allocation and before the council."
        ),
        "send_back": gettext_lazy(
            "The sheet goes back to the teacher with your words; "
            "until the last day of the sheets it can be handed in again."
        ),
    },
    further=[to_certificate],
    context=context,
    overseers=OVERSEERS,
    addresses=[
        path("papers/<int:pk>/sheets/new/", nomination_new, name="nomination_new"),
        path("papers/<int:pk>/certificate/", certificate, name="certificate"),
        path("rewards/", rewards, name="rewards"),
    ],
    readings={
        "certificate": gettext_lazy("certificate"),
        "rewards": gettext_lazy("list of the sheets"),
    },
)
