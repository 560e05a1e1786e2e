"""What is said of one claimed value: it counts as it is, another one counts, or none."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Required, TypedDict, Unpack

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from, text_field
from governance.documents.approval.claimed_value import LONGEST_REASON, typed_value
from governance.documents.errors import NotLegal
from governance.documents.law.criteria import CriteriaSheet


def value_field(label: Words) -> forms.CharField:
    return text_field(
        label,
        12,
        required=False,
        attrs={"inputmode": "decimal", "autocomplete": "off"},
        help_text=gettext_lazy("As the proof says."),
    )


def reason_field(who_reads: Words, missing: Words = "") -> forms.CharField:
    """Why; required if there is a sentence for a `missing` reason."""
    return text_field(
        gettext_lazy("Why"),
        LONGEST_REASON,
        lines=2,
        help_text=who_reads,
        required=bool(missing),
        missing=missing,
    )


class ClaimOptions(TypedDict, total=False):
    """Further arguments of a form about a claim: which criterion it is, and what every form takes."""

    sheet: Required[CriteriaSheet]
    code: Required[str]
    is_circumstance: Required[bool]
    prefix: str
    initial: dict[str, str]


class ClaimedValueForm(forms.Form):
    """The choice, and the other value, which has to fit its criterion; a circumstance has none."""

    # It has no small buttons.
    pressed = False
    # The field of the choice, and what is chosen there for another value.
    chosen_in: ClassVar[str] = "choice"
    another: ClassVar[str]

    value = value_field(gettext_lazy("The right value"))

    def __init__(self, data: QueryDict | None, **claim: Unpack[ClaimOptions]) -> None:
        super().__init__(data, prefix=claim.get("prefix"), initial=claim.get("initial"))
        self.sheet, self.code = claim["sheet"], claim["code"]
        if claim["is_circumstance"]:
            del self.fields["value"]

    def offer(self, *choices: tuple[str, Words], missing: Words = "") -> None:
        """Set what can be chosen; `missing`: what is said where nothing was."""
        choose_from(self, self.chosen_in, choices)
        if missing:
            self.fields[self.chosen_in].error_messages["required"] = missing

    def clean(self) -> None:
        """Report at its field what the move would refuse for the whole page."""
        given = self.cleaned_data
        if given.get(self.chosen_in) == self.another and "value" in given:
            try:
                self.check(given["value"])
            except NotLegal as refusal:
                self.add_error("value", str(refusal))

    def check(self, written: str) -> Decimal:
        """The other value. Raises NotLegal where it cannot count."""
        if not written:
            raise NotLegal(_("Write the right value."))
        return typed_value(self.sheet, self.code, written)


class ClaimVerdictForm(ClaimedValueForm):
    """The claimed value is accepted, or corrected or rejected with a reason; a subclass adds the field `reason`."""

    chosen_in, another = "outcome", "correct"
    reason_missing: ClassVar[Words]

    outcome = forms.ChoiceField(label=gettext_lazy("Your word"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        claimed: Decimal,
        outcomes: Iterable[tuple[str, Words]],
        **claim: Unpack[ClaimOptions],
    ) -> None:
        super().__init__(data, **claim)
        self.claimed = claimed
        self.offer(*outcomes, missing=gettext_lazy("Choose: accept, correct or reject."))

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("outcome", "accept") != "accept" and given.get("reason") == "":
            self.add_error("reason", str(self.reason_missing))
        super().clean()

    def check(self, written: str) -> Decimal:
        value = super().check(written)
        if value == self.claimed:
            raise NotLegal(_("This is the claimed value: accept it, or write another."))
        return value
