"""The editor of a criteria sheet: what a page sent is read, checked, rearranged and shown again.

Every criterion is a form of its own, and the order of the forms is the order of the sheet. The small buttons (of
`RowKeys`, and «look») only show the page anew, with all that was typed; the page itself saves, by a move. Codes are
given once and carried along unseen, for values, rankings and protocols name criteria by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import Circumstance, CriteriaDescription, describe_sheet
from governance.documents.law.validation import ImpossibleInput

from .checks import check_caps, check_group, check_precedence, check_ties, check_titles
from .forms import CircumstanceForm, CriterionForm, GroupForm, LimitForm, PartForm, SheetForm, filled
from .initial import SheetJson, fields_of
from .lines import CircumstanceLines, CriterionLines
from .stored import as_stored

# What a sheet that only counts points does not say of the whole.
UNRANKED = {"total_minimum": "", "submitted": False}
LOOK = "look_at_criteria"

N = TypeVar("N", GroupForm, LimitForm)


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
        self._flags = CircumstanceLines(typed if with_places else {})
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
        self.whole = filled(SheetForm, "criteria", self._typed, checked=True)
        self._chosen = {
            number: filled(GroupForm, f"group-{number}", self._typed, checked=True)
            for number in self._criteria.numbers("group")
            if self._criteria.members("group", number)
        }
        self._shared = {
            number: filled(LimitForm, f"limit-{number}", self._typed, checked=True)
            for number in self._criteria.numbers("limit")
            if self._criteria.members("limit", number)
        }
        criteria = self._begun
        check_titles(criteria)
        check_titles([*self._flags.begun.values()])
        check_ties(criteria)
        check_precedence([*self._flags.begun.values()])
        if self.whole.is_valid():
            limits = [form for form in self._shared.values() if form.is_valid()]
            check_caps([*criteria, *limits], self.whole.cleaned_data["decimals"])
        for number, form in self._chosen.items():
            check_group(form, self._criteria.members("group", number))
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
            sheet = CriteriaSheet.from_json(
                as_stored(
                    self._criteria,
                    [form.cleaned_data for form in self._flags.begun.values()],
                    self._chosen,
                    self._shared,
                    self.whole.cleaned_data if self.with_places else {**self.whole.cleaned_data, **UNRANKED},
                )
            )
        except ImpossibleInput as problem:
            self.refusal = str(problem)
            return
        self.sheet, self.circumstances = sheet.to_json(), circumstances
        self.words = describe_sheet(sheet, circumstances)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[tuple[str, PartForm]]:
        """The validated forms in the order of the page, each with its name there."""
        for place, key in enumerate(self._criteria.keys, start=1):
            if key in self._criteria.begun:
                yield _("Criterion %(n)d") % {"n": place}, self._criteria.begun[key]
        for number, group in self._chosen.items():
            yield _("Group %(n)d") % {"n": number}, group
        for number, limit in self._shared.items():
            yield _("Limit %(n)d") % {"n": number}, limit
        for place, key in enumerate(self._flags.keys, start=1):
            if key in self._flags.begun:
                yield _("Circumstance %(n)d") % {"n": place}, self._flags.begun[key]
        yield _("The whole sheet"), self.whole

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
        return self._numbered("group", GroupForm, self._chosen)

    @property
    def limits(self) -> list[LimitForm]:
        """The shared limits that may be chosen, likewise."""
        return self._numbered("limit", LimitForm, self._shared)

    def _numbered(self, field: str, kind: type[N], chosen: Mapping[int, N]) -> list[N]:
        forms = []
        for number in self._criteria.numbers(field):
            form = chosen.get(number) if self._shows_errors else None
            form = form or filled(kind, f"{field}-{number}", self._typed, checked=False)
            form.number = number
            form.members = [member["title"].data for member in self._criteria.members(field, number)]
            forms.append(form)
        return forms
