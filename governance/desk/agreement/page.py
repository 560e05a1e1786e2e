"""What is added to the page of a paper that others agree to; a kind takes it by `CONSULTED`."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.agreement.answer import AnswerPage
from governance.desk.agreement.rework import ReworkPage
from governance.desk.agreement.sheet import READ, live_opinions, since_my_answer
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.base.fields import choose_from, text_field
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import Shared
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import FactsForm
from governance.documents.approval.opinions import Consulted, Opinion, units_asked
from governance.documents.language.clauses import MAX_CLAUSE

# --- forms of answers -------------------------------------------------------------------------------------------------


class RemarksForm(FactsForm[Consulted]):
    """«Согласовать с замечаниями»: whoever decides next reads the remarks."""

    remark = text_field(
        _("Your remarks"),
        MAX_CLAUSE,
        lines=4,
        missing=_("Write the remarks, or agree without them."),
    )


class LetterForm(ScanFacts[Consulted]):
    """The answer of a unit that answered on paper."""

    unit = forms.TypedChoiceField(
        label=_("Who answers"),
        coerce=int,
        error_messages={"required": _("Choose whose letter it is.")},
    )
    outcome = forms.ChoiceField(
        label=_("The answer"),
        choices=Opinion.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: agrees, agrees with remarks, or sends back.")},
    )
    letter = text_field(
        _("Number and date of the letter"),
        200,
        help_text=_("For example: No. 12 of 03.12.2011."),
        missing=_("Name the letter by its number and date."),
    )
    remark = text_field(
        _("Remarks of the letter"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=_("Required unless the letter simply agrees."),
    )

    field_order = ("unit", "outcome", "letter", "remark", "file")

    def prepare(self) -> None:
        units = [(unit.pk, str(unit)) for unit in units_asked(self.document)]
        choose_from(self, "unit", units if len(units) == 1 else [("", "—"), *units])

    @property
    def fits(self) -> bool:
        return bool(units_asked(self.document))


# --- beside the text --------------------------------------------------------------------------------------------------


def consulted_context(request: SignedInRequest, document: Consulted) -> PaperContext:
    """The agreement sheet; on the tab of the text also what has changed since the reader's own answer."""
    changed = since_my_answer(request, document) if beside_text(request) else []
    live = live_opinions(document)
    return PaperContext(answers=live, agreed=sum(opinion.agrees for opinion in live), before=changed)


def beside_text(request: SignedInRequest) -> bool:
    """Whether the page shows the text; the other tabs do not show what has changed in it."""
    return request.GET.get("part", "text") == "text"


def rounds_tab(document: Consulted) -> Tab | None:
    """The tab of the protocol of disagreements, once there is a version.

    It shows a number only if the page has read the opinions already.
    """
    if not document.version:
        return None
    return Tab(
        label=_("Disagreements"),
        href=reverse("paper_rounds", args=[document.pk]),
        name="rounds",
        count=sum(opinion.proposed for opinion in document.__dict__.get(READ, ())),
    )


# The agreement sheet, the ways to answer, the rework and the rounds of disagreement.
CONSULTED = Shared(
    writes={
        "object_to": AnswerPage,
        "answer_proposal": ReworkPage,
        "consent_with_remarks": RemarksForm,
        "enter_answer": LetterForm,
    },
    effects={
        "consent": _(
            "The agreement is entered with your name and today's date. It goes on when everybody asked has agreed."
        ),
        "consent_with_remarks": _("It goes on as an agreement; the remarks stand on the agreement sheet."),
        "enter_answer": _("The answer stands on the agreement sheet with its scan and your name."),
    },
    tabs=[rounds_tab],
    context=consulted_context,
)
