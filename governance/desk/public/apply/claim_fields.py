"""The part of the form that follows from the campaign's criteria and circumstances: value, note and file of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from governance.desk.base.fields import text_field
from governance.desk.papers.forms import Facts
from governance.documents.approval.claimed_value import LONGEST_NOTE, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.claims import Claim
from governance.documents.law.criteria import Kind
from governance.documents.law.criteria.description import (
    CircumstanceLine,
    CriterionLine,
    describe_sheet,
    number,
)
from governance.documents.law.validation import plain


@dataclass(frozen=True)
class Asked:
    """A criterion or circumstance that the form asks about; `line`: how people read it. `ticked`: a yes, no number."""

    code: str
    line: CriterionLine | CircumstanceLine
    ticked: bool
    is_circumstance: bool = False
    largest: str = ""

    @property
    def value(self) -> str:
        return f"value-{self.code}"

    @property
    def note(self) -> str:
        return f"note-{self.code}"

    @property
    def file(self) -> str:
        return f"file-{self.code}"


def asked_by(campaign: Campaign) -> list[Asked]:
    """The criteria in their order without the additional test, then the circumstances."""
    words = describe_sheet(campaign.sheet, campaign.circumstances)
    criteria = [
        Asked(
            criterion.code,
            line,
            ticked=criterion.kind is Kind.ONCE,
            largest=number(criterion.max_value) if criterion.max_value is not None else "",
        )
        for criterion, line in zip(campaign.sheet.criteria, words["lines"], strict=True)
        if criterion.code != TEST
    ]
    circumstances = [
        Asked(entry["code"], line, ticked=True, is_circumstance=True)
        for entry, line in zip(campaign.circumstances, words["circumstances"], strict=True)
    ]
    return criteria + circumstances


def fields_for(asked: Iterable[Asked]) -> dict[str, forms.Field]:
    """The fields of the form, by name."""
    fields: dict[str, forms.Field] = {}
    for question in asked:
        if question.ticked:
            fields[question.value] = forms.BooleanField(label=_("Yes, there is"), required=False)
        else:
            bounded = _("A number, at most %(largest)s.") % {"largest": question.largest}
            fields[question.value] = forms.CharField(
                label=_("Result or quantity"),
                help_text=bounded if question.largest else _("A number."),
                max_length=20,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
        fields[question.note] = text_field(
            _("What confirms it: name, number, date"), LONGEST_NOTE, required=False
        )
        fields[question.file] = forms.FileField(label=_("File"), required=False)
    return fields


def initial_of(asked: Iterable[Asked], claims: Iterable[Claim]) -> Facts:
    """The initial values of the fields from the claims so far."""
    questions = {question.code: question for question in asked}
    initial: Facts = {}
    for claim in claims:
        if question := questions.get(claim.code):
            typed = plain(claim.value).replace(".", ",")
            initial |= {
                question.value: bool(claim.value) if question.ticked else typed,
                question.note: claim.note,
            }
    return initial


def check_value(campaign: Campaign, question: Asked, typed: str) -> str:
    """Why this value does not fit its criterion; an empty text if it does."""
    if not typed:
        return ""
    try:
        typed_value(campaign.sheet, question.code, typed)
    except NotLegal as refusal:
        return str(refusal)
    return ""
