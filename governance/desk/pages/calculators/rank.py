"""A selection on numbers: criteria in words, applicants by a number, their points, ranks and places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge
from governance.desk.base.fields import WholeField, text_field
from governance.desk.base.format import figure
from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.editors.criteria.numbers import NumberField
from governance.desk.editors.rows import RowsEditor
from governance.desk.pages.calculators.page import COUNT, Calculator, named_in
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.ranking import Outcome, Ranked, rank, read_applicants
from governance.documents.law.validation import LONGEST_WORD

MOST_APPLICANTS = 200
OUTCOMES = {
    Outcome.RECOMMENDED: Badge("force", pgettext_lazy("trial", "gets a place")),
    Outcome.TIED: Badge("due", pgettext_lazy("trial", "an additional test decides")),
    Outcome.RESERVE: Badge("held", pgettext_lazy("trial", "in reserve")),
    Outcome.NOT_RECOMMENDED: Badge("quiet", pgettext_lazy("trial", "not recommended")),
}
# A code as the name of a field, whatever signs it has.
VALUE, FLAG, KEY = "v", "f", "k"
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y"]


def field_of(sort: str, code: str) -> str:
    return f"{sort}{code.encode().hex()}"


class PlacesForm(forms.Form):
    places = WholeField(
        label=gettext_lazy("Places in the class"),
        min_value=0,
        max_value=999,
        said=gettext_lazy("Give the number of places, for example 25."),
    )


class ApplicantForm(forms.Form):
    """One applicant: a number or a code, the results, the circumstances."""

    name = text_field(
        gettext_lazy("Number or code"), LONGEST_WORD, missing=gettext_lazy("Give each a number or a code.")
    )

    def __init__(
        self, *args: Any, sheet: CriteriaSheet | None, flags: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for criterion in sheet.criteria if sheet else ():
            name = field_of(VALUE, criterion.code)
            self.fields[name] = NumberField(label=criterion.name, required=False)
        for key in sheet.keys if sheet else ():
            self.fields[field_of(KEY, key)] = forms.DateTimeField(
                label=_("Application handed in"),
                required=False,
                input_formats=MOMENTS,
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENTS[0]),
                error_messages={"invalid": _("Give day and time, for example 20.06.2012 14:30.")},
            )
        for code, title in flags.items():
            self.fields[field_of(FLAG, code)] = forms.BooleanField(label=title, required=False)

    def entry(self) -> dict[str, Any]:
        """What `rank` takes of an applicant. Only after `is_valid`."""
        given, codes = (
            self.cleaned_data,
            {name: bytes.fromhex(name[1:]).decode() for name in self.fields if name != "name"},
        )
        return {
            "id": given["name"],
            "values": {
                code: f"{given[name]:%Y%m%d%H%M%S}" if name[0] == KEY else given[name]
                for name, code in codes.items()
                if name[0] in (VALUE, KEY) and given[name]
            },
            "flags": [code for name, code in codes.items() if name[0] == FLAG and given[name]],
        }


class ApplicantsEditor(RowsEditor):
    """Rows whose fields follow from the criteria: what was typed into them stays when one criterion more is added."""

    def _initial(self, key: int) -> Mapping[str, Any]:
        start = f"{self.stem}-{key}-"
        return {
            name.removeprefix(start): value
            for name, value in (self.sent or {}).items()
            if name.startswith(start)
        }


@dataclass(frozen=True)
class ApplicantShown:
    ranked: Ranked
    # «математика: 80,65», for each criterion that gave points.
    why: Sequence[str]

    @property
    def points(self) -> str:
        return figure(self.ranked.standing.score.points)

    @property
    def badge(self) -> Badge:
        return OUTCOMES[self.ranked.outcome]

    @property
    def reason(self) -> str:
        return self.ranked.reason()


class RankCalculator(Calculator):
    title = gettext_lazy("A selection")
    lead = gettext_lazy(
        "Ratings of admissions are computed by the same law. Do not type names: numbers or codes do."
    )
    template = "governance/calculators/rank.html"
    shows = ("answer", "editor", "applicants")

    form: PlacesForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        campaign = campaign_of(request)
        standing = campaign.criteria if campaign is not None else {}
        circumstances = campaign.circumstances if campaign is not None else ()
        self.editor = CriteriaEditor(standing, self.data, circumstances=circumstances)
        whole = bool(self.editor.sheet) and self.editor.is_valid()
        self.sheet = CriteriaSheet.from_json(self.editor.sheet) if whole else None
        self.applicants = ApplicantsEditor(
            "applicant",
            ApplicantForm,
            [],
            self.data,
            blank=0,
            least=3,
            most=MOST_APPLICANTS,
            saved_by=[COUNT],
            sheet=self.sheet,
            flags=self.flags,
        )
        self.pressed = self.editor.pressed or self.applicants.pressed
        self.form = PlacesForm(
            None if self.pressed else self.data,
            initial={"places": 25} if self.data is None else dict(self.data.items()),
        )

    @property
    def flags(self) -> dict[str, str]:
        """The circumstances that the sheet weighs, by their codes."""
        if self.sheet is None:
            return {}
        titles = {one["code"]: one["title"] for one in self.editor.circumstances}
        return {code: titles.get(code, code) for code in sorted(self.sheet.flags)}

    def is_valid(self) -> bool:
        valid = [self.editor.is_valid(), self.form.is_valid(), self.applicants.is_valid()]
        if all(valid) and not self.applicants.begun:
            self.form.add_error(None, _("Enter at least one applicant under the criteria."))
            return False
        return all(valid)

    def worked_out(self) -> Sequence[ApplicantShown]:
        sheet = CriteriaSheet.from_json(self.editor.sheet)
        entries = read_applicants(sheet, [row.entry() for row in self.applicants.begun])
        names = {criterion.code: criterion.name for criterion in sheet.criteria}
        return [
            ApplicantShown(ranked, why_of(ranked, names))
            for ranked in rank(sheet, self.form.cleaned_data["places"], entries)
        ]


def why_of(ranked: Ranked, names: Mapping[str, str]) -> list[str]:
    lines = ranked.standing.score.why()
    return [f"{names.get(line['code'], line['code'])}: {figure(line['points'])}" for line in lines]


def campaign_of(request: SignedInRequest) -> Campaign | None:
    """The admission whose criteria the address names. Raises Http404 for one that this person may not see."""
    key = named_in(request, "campaign")
    if key is None:
        return None
    campaign = Campaign.objects.visible_to(request.user, request.pairs).filter(pk=key).first()
    if campaign is None:
        raise Http404
    return campaign
