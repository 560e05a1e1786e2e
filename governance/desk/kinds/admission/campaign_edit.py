"""Filling in an admission: title, days, classes, criteria, commissions and texts on one page, saved half done too."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.fields import text_field
from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.kinds.admission.campaign_classes import ClassesEditor
from governance.desk.kinds.admission.campaign_days import day_of
from governance.desk.kinds.admission.campaign_gaps import gaps_of
from governance.desk.kinds.admission.campaign_members import MembersEditor
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS, LONGEST_CONSENT

FIELDS = ("title", "year", *DAYS, "consent_text", "rules_source")


def year_field(present: int | None = None) -> forms.TypedChoiceField:
    """The school year by both its years; the one that stands may lie in the past."""
    this = clock.today().year
    years = sorted({this - 1, this, this + 1, this + 2, present or this})
    return forms.TypedChoiceField(
        label=_("School year"),
        coerce=int,
        choices=[(year, f"{year}/{year + 1}") for year in years],
        error_messages={"invalid_choice": _("Choose the school year from the list.")},
    )


class CampaignForm(SeenForm):
    """What stands around the classes, the criteria and the commissions."""

    title = text_field(
        gettext_lazy("Title"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
    )
    consent_text = text_field(
        gettext_lazy("Text of the consent to the processing of personal data"),
        LONGEST_CONSENT,
        lines=12,
        required=False,
        help_text=gettext_lazy("Parents give it as a separate paper. Needed before the approval."),
    )
    rules_source = text_field(
        gettext_lazy("Where the rules of the commission are written"),
        300,
        required=False,
        help_text=gettext_lazy(
            "For example: Положение о приёмной комиссии. If left empty, the order is named."
        ),
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = year_field(year)
        for name in DAYS:
            self.fields[name] = day_of(name)

    @property
    def days(self) -> list[BoundField]:
        return [self[name] for name in DAYS]


class CampaignPage(WritePage[Campaign]):
    """The whole admission: as it stands, as it was typed, or rearranged by a small button; saved half done too."""

    form_class = CampaignForm
    template = "governance/admission/campaign_edit.html"
    label = gettext_lazy("Fill in the admission")
    said = gettext_lazy("The admission is saved.")
    unsaved = gettext_lazy("Nothing has been saved yet: correct what is marked below.")
    address, name = "papers/<int:pk>/campaign/", "campaign_edit"
    shows = ("document", "gaps")

    def prepare(self) -> None:
        document, sent = self.document, self.data
        self.classes = ClassesEditor(document.classes, sent)
        self.members = MembersEditor(document, sent)
        self.criteria = CriteriaEditor(document.criteria, sent, circumstances=document.circumstances)
        self.has_criteria = self.criteria.is_begun or bool(document.criteria)
        self.editors = [self.classes, self.members]
        if self.has_criteria or self.criteria.pressed:
            self.editors.append(self.criteria)
        else:
            # A table that nobody has begun hinders no saving, so nothing is said of it.
            self.criteria = CriteriaEditor({})

    @property
    def gaps(self) -> dict[str, str]:
        return gaps_of(self.document) if self.data is None else {}

    def get_initial(self) -> Facts:
        return {name: getattr(self.document, name) for name in FIELDS}

    def get_form_options(self) -> Facts:
        return {"year": self.document.year}

    def facts(self) -> Facts:
        """What is not there yet is left out."""
        found = super().facts() | {"members": self.members.members()}
        if self.classes.classes:
            found["classes"] = self.classes.classes
        if self.has_criteria:
            found |= {"criteria": self.criteria.sheet, "circumstances": self.criteria.circumstances}
        return found
