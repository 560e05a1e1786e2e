"""Filling in an admission: title, days, classes, criteria, commissions and texts on one page, saved half done too."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.forms import BoundField, DateField
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.fields import day_field, text_field, title_field
from governance.desk.base.format import day
from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.kinds.admission.campaign_rows import ClassesEditor, commissions_of
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.calendar import LABELS
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import DAYS, LONGEST_CONSENT
from governance.documents.settings.admission import ANNOUNCED, APPEAL, INTAKE_CLOSED
from governance.documents.settings.calendar import last_day, latest_start

# --- the days and the year --------------------------------------------------------------------------------------------


def term_of(name: str, district: int, selection: date | None, results: date | None) -> str:
    """What a day has to keep to, in a sentence, with the day that follows from the others where those are given."""
    terms = {
        "intake_from": _("The first day on which parents can apply."),
        "selection_on": _("The day on which the commission decides on the list."),
        "results_on": _("The list is published by code, without names."),
    }
    sentences = {
        "announced_by": (ANNOUNCED, _("At least %(term)s before the selection.")),
        "intake_until": (
            INTAKE_CLOSED,
            _("The last day of the intake, at least %(term)s before the selection."),
        ),
        "appeals_until": (APPEAL, _("At least %(term)s after the results are published.")),
    }
    if name not in sentences:
        return terms[name]
    setting, sentence = sentences[name]
    said = sentence % {"term": setting.on(district)}
    if setting is APPEAL and results is not None:
        return f"{said} {_('Not before %(day)s.') % {'day': day(last_day(setting, district, results))}}"
    if setting is not APPEAL and selection is not None:
        return f"{said} {_('Not after %(day)s.') % {'day': day(latest_start(setting, district, selection))}}"
    return said


def day_of(name: str, *, required: bool = False) -> DateField:
    """The field of one day; `say_terms` tells what it has to keep to."""
    return day_field(
        capfirst(LABELS[name]), required=required, error_messages={"required": gettext_lazy("Give the day.")}
    )


def say_terms(
    form: forms.Form, district: int, selection: date | None = None, results: date | None = None
) -> None:
    """Write beside each day what it has to keep to in a district."""
    for name in DAYS:
        if name in form.fields:
            form.fields[name].help_text = term_of(name, district, selection, results)


def year_field(present: int | None = None) -> forms.TypedChoiceField:
    """The school year by both its years; the one that stands may lie in the past."""

    def years() -> list[tuple[int, str]]:
        this = clock.today().year
        known = sorted({this - 1, this, this + 1, this + 2, present or this})
        return [(year, f"{year}/{year + 1}") for year in known]

    return forms.TypedChoiceField(
        label=gettext_lazy("School year"),
        coerce=int,
        choices=years,
        error_messages={"invalid_choice": gettext_lazy("Choose the school year from the list.")},
    )


# --- the page ---------------------------------------------------------------------------------------------------------


class CampaignForm(SeenForm):
    """What stands around the classes, the criteria and the commissions."""

    title = title_field()
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

    year = year_field()
    announced_by = day_of("announced_by")
    intake_from = day_of("intake_from")
    intake_until = day_of("intake_until")
    selection_on = day_of("selection_on")
    results_on = day_of("results_on")
    appeals_until = day_of("appeals_until")

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
    address, name = "papers/<key:pk>/campaign/", "campaign_edit"
    shows = ("document", "gaps")

    def prepare(self) -> None:
        document, sent = self.document, self.data
        self.classes = ClassesEditor(document.classes, sent, document.listed_profiles)
        self.commissions = commissions_of(document, sent)
        self.criteria = CriteriaEditor(document.criteria, sent, circumstances=document.circumstances)
        self.has_criteria = self.criteria.is_begun or bool(document.criteria)
        self.editors = [self.classes, *self.commissions]
        if self.has_criteria or self.criteria.pressed:
            self.editors.append(self.criteria)
        else:
            # A table that nobody has begun hinders no saving, so nothing is said of it.
            self.criteria = CriteriaEditor({})

    @property
    def gaps(self) -> dict[str, str]:
        return gaps_of(self.document) if self.data is None else {}

    def get_form(self) -> SeenForm:
        form = super().get_form()
        form.fields["year"] = year_field(self.document.year)
        document = self.document
        say_terms(form, document.district_id, document.selection_on, document.results_on)
        return form

    def facts(self) -> Facts:
        """What is not there yet is left out."""
        members = [member for commission in self.commissions for member in commission.members]
        facts = super().facts() | {"members": members}
        if self.classes.classes:
            facts["classes"] = self.classes.classes
        if self.has_criteria:
            facts |= {"criteria": self.criteria.sheet, "circumstances": self.criteria.circumstances}
        return facts


# --- what it still lacks ----------------------------------------------------------------------------------------------


def gaps_of(campaign: Campaign) -> dict[str, str]:
    """What it lacks before it can be put up for approval: the first sentence on each part; one query."""
    no_criteria = _("Write the criteria of the selection first.")
    no_consent = _("Write the text of the consent: parents sign it as a separate paper.")
    gaps = {
        "days": refusal_of(lambda: campaign.calendar.check(campaign.district_id)),
        "classes": refusal_of(lambda: campaign.offers),
        "criteria": "" if campaign.criteria else no_criteria,
        "members": refusal_of(campaign.check_members),
        "consent": "" if campaign.consent_text.strip() else no_consent,
    }
    return {part: gap for part, gap in gaps.items() if gap}


def refusal_of(check: Callable[[], object]) -> str:
    """The sentence with which a check refuses; nothing if it passes."""
    try:
        check()
    except NotLegal as refusal:
        return str(refusal)
    return ""
