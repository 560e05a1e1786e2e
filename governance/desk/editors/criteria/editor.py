"""The editor of a criteria sheet: what a page sent is read, checked, rearranged and shown again.

Every criterion is a form of its own, and the order of the forms is the order of the sheet. The small buttons (of
`RowKeys`, and «look») only show the page anew, with all that was typed; the page itself saves, by a move. Codes are
given once and carried along unseen, for values, rankings and protocols name criteria by them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import Circumstance, CriteriaDescription, describe_sheet
from governance.documents.law.validation import ImpossibleInput

from .checks import check_caps, check_group, check_ties, check_titles
from .forms import CircumstanceForm, CriterionForm, GroupForm, PartForm, RoundingForm, filled
from .initial import SheetJson, fields_of
from .lines import CriterionLines, Lines

LOOK = "look_at_criteria"


@dataclass(frozen=True)
class FieldError:
    """An error of one field, with a link to it."""

    href: str
    label: str


class CriteriaEditor:
    """A sheet as it stands, or as it was typed. Show it by templates/governance/components/criteria.html.

    `standing` is the sheet as stored, {} for a new one; `data` the POST of a page with the editor on it;
    `circumstances` what the flags of the sheet are called, kept beside it. Afterwards `is_valid()` says whether
    everything was understood, `sheet` and `circumstances` are what is to be stored (those that stand, while something
    is wrong), `words` says them in Russian, and `pressed` that a small button asks for nothing but to show the page
    again. Without `with_places` a sheet only counts points and ranks nobody: there are no circumstances, nothing is
    required, no ties are broken.
    """

    def __init__(
        self,
        standing: SheetJson,
        data: QueryDict | None = None,
        *,
        circumstances: Sequence[Circumstance] = (),
        with_places: bool = True,
    ) -> None:
        self.with_places = with_places
        self.sheet: SheetJson = CriteriaSheet.from_json(standing).to_json() if standing else {}
        self.circumstances: list[Circumstance] = list(circumstances)
        self.words: CriteriaDescription | None = None
        self.refusal = ""
        self._stood = (self.sheet, self.circumstances)
        self._is_sent = data is not None
        typed = fields_of(standing, circumstances)
        if data is not None:
            typed = {name: str(value) for name, value in data.items()}
        self._typed = typed
        self._criteria = CriterionLines(typed, with_places=with_places)
        self._flags = Lines("circumstance", CircumstanceForm, typed if with_places else {})
        press = "" if data is None else data.get("do", "")
        self.pressed = press == LOOK or self._criteria.press(press) or self._flags.press(press)
        self._shows_errors = self._is_sent and (press == LOOK or not self.pressed)
        if not self._criteria.keys:
            self._criteria.keys.append(0)
        self._check()

    def is_valid(self) -> bool:
        """Whether the sheet may be stored; otherwise each reason stands beside its field, or over the table."""
        return not self.refusal and not any(form.errors for _name, form in self._parts())

    @property
    def is_begun(self) -> bool:
        """Whether anything was entered: an empty table need not be stored."""
        return bool(self._criteria.begun or self._flags.begun)

    @property
    def is_changed(self) -> bool:
        """Whether what was sent differs from the stored sheet and circumstances."""
        return self._is_sent and (not self.is_valid() or (self.sheet, self.circumstances) != self._stood)

    # --- what is wrong with it --------------------------------------------------------------------------------------

    def _check(self) -> None:
        """Read and validate the whole sheet; errors go to their fields, or into `refusal`."""
        self._criteria.check()
        self._flags.check()
        self.rounding = filled(RoundingForm, "criteria", self._typed, checked=True)
        self._chosen = {
            number: filled(GroupForm, f"group-{number}", self._typed, checked=True)
            for number in self._criteria.groups
            if self._criteria.members(number)
        }
        criteria = self._begun
        check_titles(criteria)
        check_titles([*self._flags.begun.values()])
        check_ties(criteria)
        if self.rounding.is_valid():
            check_caps(criteria, self.rounding.cleaned_data["decimals"])
        for number, form in self._chosen.items():
            check_group(form, self._criteria.members(number))
        if not criteria:
            self.refusal = _(
                "There is no criterion yet: say at least of one what counts and for how many points."
            )
        elif self.is_valid():
            self._take_over()

    @property
    def _begun(self) -> list[CriterionForm]:
        return [*self._criteria.begun.values()]

    def _take_over(self) -> None:
        circumstances = [form.line() for form in self._flags.begun.values()]
        try:
            sheet = CriteriaSheet.from_json(self._as_stored())
        except ImpossibleInput as problem:
            self.refusal = str(problem)
            return
        self.sheet, self.circumstances = sheet.to_json(), circumstances
        self.words = describe_sheet(sheet, circumstances)

    def _as_stored(self) -> SheetJson:
        criteria = [form.cleaned_data for form in self._begun]
        flags = [form.cleaned_data for form in self._flags.begun.values()]
        ties = sorted(
            (criterion for criterion in criteria if criterion.get("tie_break")),
            key=lambda criterion: int(criterion["tie_break"]),
        )
        return {
            "criteria": [form.line() for form in self._begun],
            "best_of": [
                {
                    "codes": [
                        *(form.cleaned_data["code"] for form in self._criteria.members(number)),
                        *group.cleaned_data["others"].splitlines(),
                    ],
                    "take": group.cleaned_data["take"],
                }
                for number, group in self._chosen.items()
            ],
            "required": [criterion["code"] for criterion in criteria if criterion.get("required")],
            "tie_break": [criterion["code"] for criterion in ties],
            "guarantee": [flag["code"] for flag in flags if flag["guarantee"]],
            "ahead_of_all": [flag["code"] for flag in flags if flag["ahead_of_all"]],
            "round": self.rounding.cleaned_data["decimals"],
        }

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[tuple[str, PartForm]]:
        """The validated forms in the order of the page, each with its name there."""
        for place, key in enumerate(self._criteria.keys, start=1):
            if key in self._criteria.begun:
                yield _("Criterion %(n)d") % {"n": place}, self._criteria.begun[key]
        for number, group in self._chosen.items():
            yield _("Group %(n)d") % {"n": number}, group
        for place, key in enumerate(self._flags.keys, start=1):
            if key in self._flags.begun:
                yield _("Circumstance %(n)d") % {"n": place}, self._flags.begun[key]
        yield _("Rounding"), self.rounding

    @property
    def errors(self) -> list[FieldError]:
        """The errors of all fields."""
        if not self._shows_errors:
            return []
        return [
            FieldError(f"#{form[field].id_for_label}", f"{name}, {form[field].label}: {sentence}")
            for name, form in self._parts()
            for field, sentences in form.errors.items()
            for sentence in sentences
        ]

    @property
    def complaint(self) -> str:
        """What is wrong with the sheet as a whole, if errors are to be shown."""
        return self.refusal if self._shows_errors else ""

    @property
    def criteria_lines(self) -> list[CriterionForm]:
        return self._criteria.shown(with_errors=self._shows_errors)

    @property
    def circumstance_lines(self) -> list[CircumstanceForm]:
        return self._flags.shown(with_errors=self._shows_errors)

    @property
    def groups(self) -> list[GroupForm]:
        """The groups that may be chosen; the last one is still empty."""
        forms = []
        for number in self._criteria.groups:
            form = self._chosen.get(number) if self._shows_errors else None
            form = form or filled(GroupForm, f"group-{number}", self._typed, checked=False)
            form.number = number
            form.members = [member["title"].data for member in self._criteria.members(number)]
            forms.append(form)
        return forms
