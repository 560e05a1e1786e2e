"""Filling in an admission: title, days, classes, criteria, commissions and texts on one page, saved half done too."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.kinds.admission.campaign_classes import ClassesEditor
from governance.desk.kinds.admission.campaign_days import day_of
from governance.desk.kinds.admission.campaign_gaps import gaps_of
from governance.desk.kinds.admission.campaign_members import MembersEditor
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, is_refused, saved, work_page
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS
from governance.documents.kinds.admission.consent_text import LONGEST_CONSENT

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
    def days(self) -> list[Any]:
        return [self[name] for name in DAYS]

    def changes(self) -> dict[str, Any]:
        """The facts for `perform`. Only after `is_valid`."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class CampaignPage:
    """The whole admission: as it stands, as it was typed, or rearranged by a small button."""

    def __init__(self, document: Campaign, data: QueryDict | None) -> None:
        self.classes = ClassesEditor(document.classes, data)
        self.members = MembersEditor(document, data)
        self.criteria = CriteriaEditor(document.criteria, data, circumstances=document.circumstances)
        self.has_criteria = self.criteria.is_begun or bool(document.criteria)
        if not self.has_criteria and not self.criteria.pressed:
            # A table that nobody has begun hinders no saving, so nothing is said of it.
            self.criteria = CriteriaEditor({})
        self.pressed = self.classes.pressed or self.members.pressed or self.criteria.pressed
        standing = {"seen": document.revision, **{name: getattr(document, name) for name in FIELDS}}
        # After a small button nothing is saved, so nothing is validated.
        initial = data.dict() if data is not None and self.pressed else standing
        self.form = CampaignForm(None if self.pressed else data, initial=initial, year=document.year)

    def is_valid(self) -> bool:
        criteria = self.criteria.is_valid() or not self.has_criteria
        # Each is asked, so that each is marked.
        return all([self.form.is_valid(), self.classes.is_valid(), self.members.is_valid(), criteria])

    def save(self, request: SignedInRequest, document: Any) -> bool:
        """Make the move. Returns whether it was made; a refusal becomes an error of the form."""
        return attempt(request, document, "revise", self.form, **self.changes()) is not None

    def changes(self) -> dict[str, Any]:
        """What is not there yet is left out: half done is possible."""
        found = {**self.form.changes(), "members": self.members.members()}
        if self.classes.classes:
            found["classes"] = self.classes.classes
        if self.has_criteria:
            found |= {"criteria": self.criteria.sheet, "circumstances": self.criteria.circumstances}
        return found


@work_page("campaign", "revise")
def campaign_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """The page for writing; after a refusal it is shown again with everything that was typed."""
    page = CampaignPage(document, request.POST if request.method == "POST" else None)
    done = saved(
        request,
        document,
        page,
        said=_("The admission is saved."),
        here="campaign_edit",
        unsaved=_("Nothing has been saved yet: correct what is marked below."),
    )
    if done is not None:
        return done
    context = {
        "section": "admissions",
        "crumbs": [
            {"label": _("Admission"), "href": reverse("admissions")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Fill in the admission"),
        "document": document,
        "form": page.form,
        "page": page,
        "editor": page.criteria,
        "gaps": gaps_of(document) if request.method != "POST" else {},
        "cancel": reverse("paper", args=[document.pk]),
    }
    status = 422 if is_refused(request, page) else 200
    return render(request, "governance/admission/campaign_edit.html", context, status=status)
