"""The opinion of the employees' body on a local act: asked, entered from its paper, or noted as missing."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import Facts, FactsForm
from governance.documents.kinds.approved.staff_opinion import (
    LONGEST_REASONS,
    StaffOpinion,
    bodies_of,
    protocols_of,
)
from governance.documents.printing.citation import cited
from governance.documents.settings.calendar import last_day, with_last_day
from governance.documents.settings.catalogue import STAFF_OPINION

ANSWERS: list[tuple[object, Words]] = [
    ("", "—"),
    ("yes", gettext_lazy("agrees")),
    ("no", gettext_lazy("does not agree")),
]


class AskForm(FactsForm[StaffOpinion]):
    heard = forms.TypedChoiceField(
        label=gettext_lazy("Body of the school"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("It meets here, and its protocol is its answer. Another body is named below."),
    )
    body = text_field(
        gettext_lazy("Whose opinion, in the genitive"),
        300,
        required=False,
        help_text=gettext_lazy("For example: первичной профсоюзной организации КОГОКУ СОШ г. Лузы."),
    )

    def prepare(self) -> None:
        self.initial["body"] = self.document.body
        bodies = [(body.pk, str(body)) for body in bodies_of(self.document)]
        choose_from(self, "heard", [("", "—"), *bodies])
        if not bodies:
            del self.fields["heard"]

    def grounds(self) -> list[str]:
        district = self.document.district_id
        term = with_last_day(STAFF_OPINION.on(district), last_day(STAFF_OPINION, district))
        return [_("Asked today, the body has for its answer: %(term)s.") % {"term": term}]


class OpinionForm(ScanFacts[StaffOpinion]):
    """What the body wrote."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What the body says"),
        error_messages={"required": gettext_lazy("Choose what the body says.")},
    )
    protocol_number = text_field(
        gettext_lazy("Number of its protocol"),
        40,
        missing=gettext_lazy("Give the number of the protocol by which the body decided."),
    )
    protocol_date = day_field(
        gettext_lazy("Date of its protocol"),
        missing=gettext_lazy("Give the date of the protocol of the body."),
    )
    reasons = text_field(
        gettext_lazy("Reasons and proposals"),
        LONGEST_REASONS,
        lines=4,
        required=False,
        help_text=gettext_lazy("Required where the body does not agree."),
    )

    field_order = ("answer", "protocol_number", "protocol_date", "reasons", "file")

    def prepare(self) -> None:
        choose_from(self, "answer", ANSWERS)

    def facts(self) -> Facts:
        facts = super().facts()
        return {**facts, "agrees": facts.pop("answer") == "yes"}


class ProtocolForm(FactsForm[StaffOpinion]):
    """What the body decided at a sitting here."""

    protocol = forms.TypedChoiceField(
        label=gettext_lazy("Protocol of the body"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the protocol by which the body decided.")},
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("What the body says"),
        error_messages={"required": gettext_lazy("Choose what the body says.")},
    )
    reasons = text_field(
        gettext_lazy("Reasons and proposals"),
        LONGEST_REASONS,
        lines=4,
        required=False,
        help_text=gettext_lazy("Required where the body does not agree."),
    )

    def prepare(self) -> None:
        choose_from(self, "answer", ANSWERS)
        protocols = protocols_of(self.document) if self.document.asked_on else ()
        choose_from(self, "protocol", [("", "—"), *((one.pk, cited(one)) for one in protocols)])

    def facts(self) -> Facts:
        facts = super().facts()
        return {**facts, "agrees": facts.pop("answer") == "yes"}


class ConsultForm(FactsForm[StaffOpinion]):
    result = text_field(
        gettext_lazy("Result of the consultations"),
        LONGEST_REASONS,
        lines=4,
        missing=gettext_lazy("Write what the consultations came to."),
        help_text=gettext_lazy("Without agreement: the protocol of disagreements with its date."),
    )


enter(
    StaffOpinion,
    begin=Elsewhere("It is drafted by itself, when a local act is put up that needs it."),
    writes={
        "ask": AskForm,
        "answer": OpinionForm,
        "answer_by_protocol": ProtocolForm,
        "consult": ConsultForm,
    },
    effects={
        "ask": gettext_lazy("The term for the answer runs from today."),
        "answer": gettext_lazy("If the body agrees, the order on the act is drafted at once."),
        "answer_by_protocol": gettext_lazy("The stamp on the act names this protocol."),
        "consult": gettext_lazy("The order on the act is drafted; the reasons stay on the sheet."),
        "note_silence": gettext_lazy("The order on the act is drafted, without the stamp of the body."),
    },
)
