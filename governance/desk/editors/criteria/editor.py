"""The editor of a criteria sheet: what a page sent is read, checked, rearranged and shown again.

Every criterion is a form of its own, and browsers send fields in the order in which they stand on the page: so the
order of the forms is the order of the sheet. The small buttons (add, up, down, take out, look) only show the page anew,
with all that was typed; the page itself saves, by a move. Codes are given once and carried along
unseen, for values, rankings and protocols name criteria by them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import Circumstance, CriteriaDescription, describe_sheet
from governance.documents.law.validation import ImpossibleInput

from .checks import check_caps, check_group, check_ties, check_titles
from .forms import CircumstanceForm, CriterionForm, GroupForm, PartForm, RoundingForm
from .initial import fields_of
from .lines import EditorRow, Rows

NUMBER = re.compile(r"[0-9]{1,2}")
LOOK = "look_at_criteria"


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
        standing: Mapping[str, Any],
        data: QueryDict | None = None,
        *,
        circumstances: Sequence[Circumstance] = (),
        with_places: bool = True,
    ) -> None:
        self.with_places = with_places
        self.sheet: dict[str, Any] = CriteriaSheet.from_json(standing).to_json() if standing else {}
        self.circumstances: list[Circumstance] = list(circumstances)
        self.words: CriteriaDescription | None = None
        self.refusal = ""
        self._stood = (self.sheet, self.circumstances)
        self._is_sent = data is not None
        self._typed: Mapping[str, Any] = fields_of(standing, circumstances) if data is None else data
        self._rows = Rows(self._typed, with_circumstances=with_places)
        press = "" if data is None else data.get("do", "")
        self.pressed = press == LOOK or self._rows.press(press)
        self._shows_errors = self._is_sent and (press == LOOK or not self.pressed)
        self._rows.leave_room()
        self._check()

    def is_valid(self) -> bool:
        """Whether the sheet may be stored; otherwise each reason stands beside its field, or over the table."""
        return not self.refusal and not any(form.errors for _name, form in self._parts())

    @property
    def is_begun(self) -> bool:
        """Whether anything was entered: an empty table need not be stored."""
        return bool(self._begun("criterion") or self._begun("circumstance"))

    @property
    def is_changed(self) -> bool:
        """Whether what was sent differs from the stored sheet and circumstances."""
        return self._is_sent and (not self.is_valid() or (self.sheet, self.circumstances) != self._stood)

    # --- what was typed ---------------------------------------------------------------------------------------------

    def _most(self, field: str) -> int:
        """The highest number that is chosen in this field of the criteria, 0 if none is."""
        chosen = [self._typed.get(f"{row.prefix}-{field}", "") for row in self._rows.of("criterion")]
        return max((int(one) for one in chosen if NUMBER.fullmatch(one)), default=0)

    @property
    def _groups(self) -> range:
        """The numbers of the groups that may be chosen: one more than there are."""
        return range(1, self._most("group") + 2)

    def _form(self, row: EditorRow, *, checked: bool) -> Any:
        if row.what == "circumstance":
            return self._filled(CircumstanceForm, row.prefix, checked=checked, code=row.code)
        options = {
            "ties": max(len(self._rows.of("criterion")), self._most("tie_break")),
            "groups": len(self._groups),
            "with_places": self.with_places,
        }
        return self._filled(CriterionForm, row.prefix, options, checked=checked, code=row.code)

    def _filled(
        self,
        kind: type[PartForm],
        prefix: str,
        options: Mapping[str, Any] | None = None,
        *,
        checked: bool,
        **given: str,
    ) -> Any:
        """A form that was sent, with its errors; or, not checked, one that only shows what was typed into it."""
        typed = {
            name: field.widget.value_from_datadict(self._typed, {}, f"{prefix}-{name}")
            for name, field in kind.base_fields.items()
        }
        values = {
            **kind.blank,
            **{name: value for name, value in typed.items() if value is not None},
            **given,
        }
        sent = {f"{prefix}-{name}": value for name, value in values.items()}
        form = kind(sent if checked else None, prefix=prefix, initial=values, **(options or {}))
        form.full_clean()  # does nothing on an unbound form
        return form

    # --- what is wrong with it --------------------------------------------------------------------------------------

    def _check(self) -> None:
        """Read and validate the whole sheet; errors go to their fields, or into `refusal`."""
        forms = {row: self._form(row, checked=True) for row in self._rows.all}
        self._checked = {row: form for row, form in forms.items() if form.is_begun}
        self._rounding = self._filled(RoundingForm, "criteria", checked=True)
        self._chosen = {
            number: self._filled(GroupForm, f"group-{number}", checked=True)
            for number in self._groups
            if self._members(number)
        }
        criteria, circumstances = self._begun("criterion"), self._begun("circumstance")
        check_titles(criteria)
        check_titles(circumstances)
        check_ties(criteria)
        check_caps(criteria, self._rounding.cleaned_data.get("decimals"))
        for number, form in self._chosen.items():
            check_group(form, self._members(number))
        if not criteria:
            self.refusal = _(
                "There is no criterion yet: say at least of one what counts and for how many points."
            )
        elif self.is_valid():
            self._take_over()

    def _take_over(self) -> None:
        circumstances: list[Circumstance] = [form.line() for form in self._begun("circumstance")]
        try:
            sheet = CriteriaSheet.from_json(self._as_stored())
        except ImpossibleInput as problem:
            self.refusal = str(problem)
            return
        self.sheet, self.circumstances = sheet.to_json(), circumstances
        self.words = describe_sheet(sheet, circumstances)

    def _as_stored(self) -> dict[str, Any]:
        criteria = [form.cleaned_data for form in self._begun("criterion")]
        flags = [form.cleaned_data for form in self._begun("circumstance")]
        ties = sorted(
            (criterion for criterion in criteria if criterion.get("tie_break")),
            key=lambda criterion: int(criterion["tie_break"]),
        )
        return {
            "criteria": [form.line() for form in self._begun("criterion")],
            "best_of": [
                {
                    "codes": [
                        *(form.cleaned_data["code"] for form in self._members(number)),
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
            "round": self._rounding.cleaned_data["decimals"],
        }

    def _begun(self, what: str) -> list[Any]:
        return [self._checked[row] for row in self._rows.of(what) if row in self._checked]

    def _members(self, number: int) -> list[Any]:
        """The criteria that are in this group."""
        return [form for form in self._begun("criterion") if form["group"].data == str(number)]

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[tuple[str, Any]]:
        """The validated forms in the order of the page, each with its name there."""
        names = {"criterion": _("Criterion %(n)d"), "circumstance": _("Circumstance %(n)d")}
        for what in ("criterion", "circumstance"):
            for place, row in enumerate(self._rows.of(what), start=1):
                if row in self._checked:
                    yield names[what] % {"n": place}, self._checked[row]
            if what == "criterion":
                for number, form in self._chosen.items():
                    yield _("Group %(n)d") % {"n": number}, form
        yield _("Rounding"), self._rounding

    @property
    def errors(self) -> list[dict[str, str]]:
        """The errors of all fields, each with a link to its field."""
        if not self._shows_errors:
            return []
        return [
            {"href": f"#{form[field].id_for_label}", "label": f"{name}, {form[field].label}: {sentence}"}
            for name, form in self._parts()
            for field, sentences in form.errors.items()
            for sentence in sentences
        ]

    @property
    def complaint(self) -> str:
        """What is wrong with the sheet as a whole, if errors are to be shown."""
        return self.refusal if self._shows_errors else ""

    @property
    def criteria_lines(self) -> list[Any]:
        return self._lines("criterion")

    @property
    def circumstance_lines(self) -> list[Any]:
        return self._lines("circumstance")

    def _lines(self, what: str) -> list[Any]:
        forms = []
        focused, part = self._rows.focus
        for place, row in enumerate(self._rows.of(what), start=1):
            with_errors = self._shows_errors and row in self._checked
            form = self._checked[row] if with_errors else self._form(row, checked=False)
            form.place, form.key = place, row.key
            form.focus = part if row == focused else ""
            if form.focus == "text":
                form.fields["title"].widget.attrs["autofocus"] = True
            forms.append(form)
        return forms

    @property
    def groups(self) -> list[Any]:
        """The groups that may be chosen; the last one is still empty."""
        forms = []
        for number in self._groups:
            form = self._chosen.get(number)
            if form is None or not self._shows_errors:
                form = self._filled(GroupForm, f"group-{number}", checked=False)
            form.number = number
            form.members = [member["title"].data for member in self._members(number)]
            forms.append(form)
        return forms

    @property
    def rounding(self) -> Any:
        return self._rounding
