"""What a teacher and the own school settle before the order: consent and agreement, in the system or by hand."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Fact, known
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.format import day
from governance.desk.kinds.network.page import NETWORK
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import Facts, FactsForm
from governance.documents.kinds.network.agreement import EMPLOYER, WorkAgreement
from governance.documents.kinds.network.consent import WorkConsent
from governance.documents.kinds.network.employee_paper import TEACHER, EmployeePaper
from governance.documents.kinds.network.load_text import subject_text
from governance.documents.kinds.network.school_list import SchoolList
from governance.roles.rights import Right

BY_ITSELF = Elsewhere("It is drafted by itself, as soon as the council has supported a candidate.")


def signed_on_field() -> forms.DateField:
    return day_field(
        gettext_lazy("The day beside the signature"),
        missing=gettext_lazy("Give the day that stands beside the signature."),
    )


class AnswerByHandForm(ScanFacts[WorkConsent]):
    """A sheet that the teacher has signed: they consent, or do not."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What the teacher answered"),
        error_messages={"required": gettext_lazy("Choose what the teacher answered.")},
    )
    signed_on = signed_on_field()

    field_order = ("answer", "signed_on", "file")

    def prepare(self) -> None:
        consents = [] if self.document.state == WorkConsent.State.GIVEN else [("yes", _("consents"))]
        no = _("takes the consent back") if not consents else _("refuses")
        choose_from(self, "answer", [("", "—"), *consents, ("no", no)])

    def facts(self) -> Facts:
        facts = super().facts()
        return {**facts, "consents": facts.pop("answer") == "yes"}


class AgreementForm(FactsForm[WorkAgreement]):
    """What the text needs besides the candidacy."""

    contract_number = text_field(
        gettext_lazy("Number of the contract of employment"),
        40,
        missing=gettext_lazy("Give the number of the contract; without one write: б/н."),
    )
    contract_date = day_field(
        gettext_lazy("Date of the contract of employment"),
        missing=gettext_lazy("Give the date of the contract of employment."),
    )
    pay = text_field(
        gettext_lazy("Pay for the additional work"),
        500,
        lines=2,
        missing=gettext_lazy("Write the pay on which both sides agreed."),
        help_text=gettext_lazy("For example: 3000 рублей в месяц, or 15 % должностного оклада."),
    )
    employer = forms.ChoiceField(
        label=gettext_lazy("Acts for the school"),
        error_messages={"required": gettext_lazy("Choose who signs for the school.")},
    )

    def prepare(self) -> None:
        paper = self.document
        self.initial.update(
            {
                name: value
                for name in ("contract_number", "contract_date", "pay")
                if (value := getattr(paper, name))
            }
        )
        able = paper.possible_employers()
        choose_from(
            self, "employer", [(str(held.pk), f"{held.person.name}, {held.capacity}") for held in able]
        )

    def facts(self) -> Facts:
        facts = super().facts()
        return {**facts, "employer": int(facts["employer"])}


class SignatureByHandForm(ScanFacts[WorkAgreement]):
    """Which side signed the sheet, on which day."""

    side = forms.ChoiceField(
        label=gettext_lazy("Who signed"),
        error_messages={"required": gettext_lazy("Choose who signed the sheet.")},
    )
    signed_on = signed_on_field()

    field_order = ("side", "signed_on", "file")

    def prepare(self) -> None:
        paper = self.document
        names = {
            EMPLOYER: paper.employer.person.name if paper.employer else _("the director"),
            TEACHER: paper.candidacy.teacher.name,
        }
        awaited = [(side, name) for side, name in names.items() if side in paper.awaited_sides]
        choose_from(self, "side", [("", "—"), *awaited])


def context(request: SignedInRequest, document: EmployeePaper) -> PaperContext:
    """What it is about, beside the text."""
    candidacy = document.candidacy
    facts = [
        Fact(_("Teacher"), candidacy.teacher.full_name),
        Fact(_("School"), document.unit),
        Fact(_("Term"), f"{day(candidacy.since)} – {day(candidacy.until)}"),
        *(Fact(_("Subject"), subject_text(subject)) for subject in candidacy.subjects),
    ]
    return PaperContext(standing=known(facts))


enter(
    WorkConsent,
    section=NETWORK,
    begin=BY_ITSELF,
    writes={"enter_answer": AnswerByHandForm},
    effects={
        "give": gettext_lazy("The agreement with your school follows; without it there is no order."),
        "refuse": gettext_lazy("You are not appointed; nobody has to ask why."),
        "withdraw": gettext_lazy("The order on you is not issued any more."),
        "enter_answer": gettext_lazy("For a sheet that the teacher signed by hand. The scan is kept."),
    },
    context=context,
    overseers=[Right.SIGN_ORDER],
)
enter(
    WorkAgreement,
    section=NETWORK,
    begin=BY_ITSELF,
    writes={"submit": AgreementForm, "enter_signature": SignatureByHandForm},
    effects={
        "submit": gettext_lazy("Both sides are asked to sign this very text."),
        "sign_for_school": gettext_lazy(
            "With the second signature the agreement has its number and is in force."
        ),
        "sign_as_employee": gettext_lazy(
            "With the second signature the agreement has its number and is in force."
        ),
        "enter_signature": gettext_lazy("For a sheet that was signed by hand. The scan is kept."),
        "recall": gettext_lazy("Signatures that were given bind nobody any more."),
    },
    context=context,
    overseers=[Right.SIGN_ORDER],
)
enter(
    SchoolList,
    section=NETWORK,
    begin=Elsewhere("The page of the network teachers draws it up with the list of the district."),
)
