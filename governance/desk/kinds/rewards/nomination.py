"""A nomination on its paper's page, and how each of its moves is made: verified line by line, objected to, answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Banner, Fact, PageLink, Words, known
from governance.desk.base.fields import text_field
from governance.desk.base.format import figure
from governance.desk.editors.claimed_value import ClaimVerdictForm, reason_field
from governance.desk.kinds.rewards.allocated import product
from governance.desk.kinds.rewards.board import rewards
from governance.desk.kinds.rewards.nominating import CompletingPage, nomination_new
from governance.desk.kinds.rewards.own_sheet import SheetPage
from governance.desk.kinds.rewards.section import OVERSEERS, REWARDS, NominationPage, sees_sum
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.card import LONGEST_TEXT, State
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.nomination import Nomination, objection_is_open
from governance.documents.kinds.rewards.print.certificate import certificate_data, has_certificate
from governance.documents.language.phrases import roubles
from governance.documents.law.criteria.description import number
from governance.documents.record.perform import LONGEST_REASON as LONGEST_ANSWER
from governance.documents.settings.calendar import with_last_day

# --- the verification -------------------------------------------------------------------------------------------------

OUTCOMES = (
    ("accept", pgettext_lazy("verification", "Accept")),
    ("correct", pgettext_lazy("verification", "Correct")),
    ("reject", pgettext_lazy("verification", "Reject")),
)


class LineVerdictForm(ClaimVerdictForm):
    """What is said of one line; where an objection is answered, the first word stays unless it is changed."""

    reason = reason_field(gettext_lazy("The teacher reads it."))
    reason_missing = gettext_lazy("Write the reason; the teacher reads it.")

    def __init__(self, data: QueryDict | None, line: Merit) -> None:
        super().__init__(
            data,
            sheet=line.nomination.reward_period.system.sheet,
            code=line.code,
            claimed=line.value,
            is_circumstance=False,
            outcomes=OUTCOMES,
            prefix=f"m{line.pk}",
            initial=first_word(line),
        )
        self.line = line

    def facts(self) -> Facts:
        return {"merit": self.line.pk, **self.cleaned_data}


def first_word(line: Merit) -> dict[str, str]:
    if not line.is_settled:
        return {}
    if line.settled is None:
        return {"outcome": "reject", "reason": line.settled_reason}
    if not line.is_corrected:
        return {"outcome": "accept"}
    return {"outcome": "correct", "value": number(line.settled), "reason": line.settled_reason}


class ObjectionAnswerForm(SeenForm):
    """What is answered to the objection as a whole."""

    reason = text_field(
        gettext_lazy("Answer to the teacher"),
        LONGEST_ANSWER,
        lines=4,
        missing=gettext_lazy("Write the answer; the teacher reads it."),
    )


class VerificationPage(NominationPage):
    """Each line gets its word, all at once; what is refused keeps every word."""

    template = "governance/rewards/verify.html"
    shows = ("document", "verdicts", "enter")
    label = gettext_lazy("Verify the points")
    read_as = gettext_lazy("verification of the points")
    # The word on the button.
    enter: Words = gettext_lazy("Enter the verification")
    said = gettext_lazy("The points are verified; the teacher may object now.")
    address, name = "papers/<key:pk>/verify/", "nomination_verify"

    def prepare(self) -> None:
        self.verdicts = [LineVerdictForm(self.data, line) for line in self.document.lines]
        self.editors = [*self.verdicts]

    def facts(self) -> Facts:
        return super().facts() | {"verdicts": [form.facts() for form in self.verdicts]}

    def get_lead(self) -> str:
        return f"{self.document.teacher.full_name} · {self.document.reward_period.title}"


class ObjectionAnswerPage(VerificationPage):
    """The objection, the lines with the first word on them, and the answer."""

    form_class = ObjectionAnswerForm
    label = gettext_lazy("Answer the objection")
    read_as = gettext_lazy("answer to the objection")
    enter = gettext_lazy("Enter the answer")
    said = gettext_lazy("The objection is answered.")
    address, name = "papers/<key:pk>/objection/", "nomination_answer"


class ObjectionForm(SeenForm):
    objection = text_field(
        gettext_lazy("What you object to, and why"),
        LONGEST_TEXT,
        lines=6,
        help_text=gettext_lazy("Name the line and say what the proof shows."),
        missing=gettext_lazy("Write what you object to and why."),
    )


class ObjectionPage(NominationPage):
    """The words of the teacher beside the lines with what was found of them."""

    form_class = ObjectionForm
    template = "governance/rewards/object.html"
    label = gettext_lazy("Object to what was found")
    read_as = gettext_lazy("form of the objection")
    submit = gettext_lazy("Object")
    said = gettext_lazy("The objection is entered; you will see the answer here.")
    address, name = "papers/<key:pk>/object/", "nomination_object"

    def respond(self) -> HttpResponse:
        if self.data is None and not objection_is_open(self.document):
            messages.warning(self.request, _("The term to object is over."))
            return redirect("paper", pk=self.document.pk)
        return super().respond()

    def get_lead(self) -> str:
        return _("The term to object is %(term)s.") % {"term": time_to_object(self.document)}

    def get_paper_label(self) -> str:
        return self.document.reward_period.title


def time_to_object(document: Nomination) -> str:
    """«5 рабочих дней, до 13.05.2012», by the system of the period; only while a term runs."""
    assert document.objection_until is not None, "asked while a term runs"
    return with_last_day(document.reward_period.system.term_to_object, document.objection_until)


# --- the paper's page -------------------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: Nomination) -> PaperContext:
    """What the lines come to; the sum for those alone who see it."""
    with_decision(document)
    return PaperContext(standing=facts(request, document), notices=notices(request, document))


def notices(request: SignedInRequest, document: Nomination) -> list[Banner]:
    """Until when one may object, the own sum, the objection and the answer to it."""
    is_own = document.teacher_id == request.user.pk
    banners = []
    if document.state == State.VERIFIED and objection_is_open(document):
        said = _("You may object: %(term)s.") if is_own else _("The teacher may object: %(term)s.")
        text = said % {"term": time_to_object(document)}
        banners.append(Banner(meaning="due", title=_("The points are verified"), text=text))
    if is_own and document.amount:
        banners.append(Banner(meaning="force", title=_("Your sum, roubles"), text=sum_text(document)))
    if document.objection:
        banners.append(Banner(meaning="held", title=_("Objection of the teacher"), text=document.objection))
        answer = document.quoted.get("answer_objection")
        if answer is not None and document.state != State.OBJECTED:
            banners.append(Banner(meaning="held", title=_("Answer to the objection"), text=answer.reason))
    return banners


def with_decision(nomination: Nomination) -> None:
    """Read the list with which the council supported it together with the protocol, both named on the sheet."""
    if nomination.supported_by is not None and nomination.supported_by.kind == Allocation.kind_name:
        lists = Allocation.objects.select_related("approved_by")
        nomination.supported_by = lists.get(pk=nomination.supported_by_id)


def sum_text(nomination: Nomination) -> str:
    """The sum, and how it came about where points and the value of a point say it alone."""
    allocation = nomination.supported_by
    if not isinstance(allocation, Allocation) or allocation.pk != nomination.allotted_by_id:
        allocation = Allocation.objects.get(pk=nomination.allotted_by_id)
    row = allocation.row_of(nomination.pk)
    value = next(pool["value"] for pool in allocation.pools if pool["code"] == row["pool"])
    amount, how = roubles(nomination.amount), product(row, value)
    if not how:
        return amount
    return _("%(sum)s = %(how)s (points × value of a point)") % {"sum": amount, "how": how}


def facts(request: SignedInRequest, nomination: Nomination) -> list[Fact]:
    shows_sum = nomination.amount and sees_sum(request, nomination)
    return known(
        [
            Fact(_("Teacher"), nomination.teacher),
            Fact(_("Period"), nomination.reward_period.title),
            Fact(_("Measure"), nomination.reward.title if nomination.reward else ""),
            Fact(_("Category"), nomination.pool_title),
            Fact(_("Share of the period"), figure(nomination.share) if nomination.share != 1 else ""),
            Fact(_("Years of experience"), nomination.experience),
            Fact(_("Qualification category"), nomination.category),
            Fact(_("Sum, roubles"), roubles(nomination.amount) if shows_sum else ""),
        ]
    )


@of_paper("nomination", "reward_period__system", "teacher", "employment__unit")
def certificate(request: SignedInRequest, document: Nomination) -> HttpResponse:
    """As PDF, once the order is signed and if the measure has one; else 404."""
    if not has_certificate(document):
        raise Http404
    return pdf(request, "certificate", certificate_data(document), "certificate")


def to_certificate(request: SignedInRequest, document: Nomination) -> PageLink | None:
    if not has_certificate(document):
        return None
    return PageLink(label=_("Certificate, PDF"), href=reverse("certificate", args=[document.pk]))


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
        path("papers/<key:pk>/sheets/new/", nomination_new, name="nomination_new"),
        path("papers/<key:pk>/certificate/", certificate, name="certificate"),
        path("rewards/", rewards, name="rewards"),
    ],
    readings={
        "certificate": gettext_lazy("certificate"),
        "rewards": gettext_lazy("list of the sheets"),
    },
)
