"""The library of order forms: what the district asks before an order of a sort is begun, changed from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.format import day
from governance.desk.base.page import Page
from governance.desk.editors.rows import SAVING, RowsEditor
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.organisation.form_fields import (
    BlankForm,
    ColumnForm,
    FormPointForm,
    LibraryFormForm,
    blanks_shown,
    columns_shown,
    head_shown,
    points_shown,
)
from governance.desk.pages.organisation.settings import district_of
from governance.desk.pages.organisation.setup import SET_UP
from governance.documents.kinds.order.example import example_data
from governance.documents.printing.pdf import render
from governance.documents.settings.order_library.blanks import EXAMPLES_OF_WAYS
from governance.documents.settings.order_library.form import LibraryForm, lines
from governance.documents.settings.order_library.parts import MOST_BLANKS, MOST_COLUMNS, MOST_POINTS
from governance.documents.settings.order_library.setting import check_code, codes, setting_of
from governance.roles.acts.settings import change_setting
from governance.roles.setting import DistrictSetting, entered
from governance.roles.unit import Unit

TITLE = gettext_lazy("Forms of orders")
PREVIEW = "preview"
JUDGED = (*SAVING, PREVIEW)


@dataclass(frozen=True)
class LibraryLine:
    """A form as it holds today; `coming`: what has been decided for later."""

    code: str
    form: LibraryForm | None
    origin: str
    trouble: str
    coming: list[DistrictSetting]


@dataclass(kw_only=True)
class LibraryPage(Page):
    """The context of templates/governance/organisation/form_library.html."""

    lines: list[LibraryLine]


@signed_in
def form_library(request: SignedInRequest) -> HttpResponse:
    district = district_of(request)
    page = LibraryPage(
        title=TITLE,
        section=SET_UP.name,
        crumbs=[SET_UP.crumb],
        lines=sorted(
            (_line(district.pk, code) for code in codes(district.pk)),
            key=lambda line: line.form.name if line.form else line.code,
        ),
    )
    return page.response(request, "governance/organisation/form_library.html")


def _line(district: int, code: str) -> LibraryLine:
    setting, today = setting_of(code), clock.today()
    decided = setting.decided(district)
    trouble = ""
    if decided is not None:
        try:
            setting.from_json(decided.value)
        except ValidationError as refusal:
            trouble = _(
                "What was entered does not fit any more, papers take the words before it. %(why)s"
            ) % {"why": " ".join(refusal.messages)}
    origin = _("shipped with the program; to be checked by a lawyer of the district")
    if decided is not None:
        origin = _("since %(day)s, basis: %(basis)s") % {"day": day(decided.since), "basis": decided.basis}
    coming = [row for row in entered(district) if row.name == setting.name and row.since > today]
    return LibraryLine(code, setting.on(district), origin, trouble, coming)


class LibraryFormPage(ActPage):
    """Change a form from a day on; `code` is empty for a new one."""

    template = "governance/organisation/form_edit.html"
    section = SET_UP
    submit = gettext_lazy("Enter")
    shows = ("blanks", "points", "columns", "ways")

    form: LibraryFormForm

    def __init__(self, request: SignedInRequest, code: str = "") -> None:
        super().__init__(request)
        self.district = district_of(request)
        if code and code not in codes(self.district.pk):
            raise Http404
        self.code = code
        present = setting_of(code).on(self.district.pk) if code else None
        if code and present is None:  # decided for a later day only
            later = [row for row in entered(self.district.pk) if row.name == setting_of(code).name]
            present = setting_of(code).from_json(later[-1].value)
        self.present = present
        self.blanks = RowsEditor(
            "blank",
            BlankForm,
            blanks_shown(present),
            self.data,
            least=1,
            unseen=["type"],
            **_of(MOST_BLANKS),
        )
        self.points = RowsEditor(
            "point", FormPointForm, points_shown(present), self.data, least=1, **_of(MOST_POINTS)
        )
        self.columns = RowsEditor(
            "column", ColumnForm, columns_shown(present), self.data, **_of(MOST_COLUMNS)
        )
        self.editors = (self.blanks, self.points, self.columns)
        self.pressed = self.is_shown_again or any(editor.pressed for editor in self.editors)
        self.form = self.get_form()

    def get_form(self) -> LibraryFormForm:
        if self.data is not None and self.pressed:
            form = LibraryFormForm(initial=self.data.dict())
        else:
            form = LibraryFormForm(self.data, initial=head_shown(self.present) if self.present else {})
        if self.code:
            del form.fields["code"]
        if self.data is not None and self.data.get("do") == PREVIEW:
            # Nothing is stored, so neither day nor basis is asked for.
            del form.fields["since"], form.fields["basis"]
        return form

    @property
    def ways(self) -> list[tuple[str, str]]:
        """How blanks may be said, for whoever writes the words."""
        said = (
            _("a person: case (им, род, дат, вин, тв, пр), with the post, or «полностью»"),
            _("a school or a body in a case"),
            _("a number with its noun"),
            _("a day with the month in words"),
            _("the first day of a span, or «конец»"),
            _("a sum without its words"),
            _("words that stand only where their blank is filled"),
        )
        return list(zip(EXAMPLES_OF_WAYS, said, strict=True))

    def typed(self) -> LibraryForm | None:
        """The form as it was typed; None where something is wrong, which then stands on the page."""
        valid = all([self.form.is_valid(), *(editor.is_valid() for editor in self.editors)])
        if not valid:
            if not self.form.errors:
                self.form.add_error(None, _("Nothing has been saved yet: correct what is marked."))
            return None
        given = self.form.cleaned_data
        annexes = [
            {"title": title, "columns": [[column["head"], column["text"]] for column in columns]}
            for title, columns in groupby(self.columns.given, key=lambda column: column["annex"])
        ]
        value = {
            **{
                name: given[name]
                for name in (
                    "name",
                    "heading",
                    "grounds",
                    "series",
                    "control",
                    "members",
                    "sets_up",
                    "kept",
                    "offered",
                )
            },
            "readers": given["readers"].split(","),
            "words": given["words"].split(","),
            "blanks": [{**row, "choices": list(lines(row["choices"]))} for row in self.blanks.given],
            "points": self.points.given,
            "annexes": annexes,
        }
        try:
            if not self.code:
                self._check_new(given["code"])
            return LibraryForm.from_json(value)
        except ValidationError as refusal:
            self.form.add_error(None, refusal.messages)
            return None

    def _check_new(self, code: str) -> None:
        if check_code(code) in codes(self.district.pk):
            raise ValidationError(_("Another form has this code: choose another one."))

    def send(self) -> HttpResponse | None:
        typed = self.typed()
        if typed is None:
            return None
        if self.data is not None and self.data.get("do") == PREVIEW:
            return preview(typed, self.district)
        self.typed_form = typed
        return super().send()

    def change(self) -> HttpResponse:
        setting, act = setting_of(self.code or self.form.cleaned_data["code"]), self.form.act
        change_setting(self.district, setting, self.typed_form, by=self.request.user, **act)
        return self.done(
            _("From %(day)s on, the form holds: %(form)s.")
            % {"day": day(act["since"]), "form": self.typed_form.name}
        )

    def get_title(self) -> str:
        return self.present.name if self.present else _("New form of orders")

    def get_lead(self) -> str:
        return _("Orders that were begun before keep their words.")

    def get_crumbs(self) -> Sequence[Crumb]:
        return [SET_UP.crumb, Crumb(str(TITLE), reverse("form_library"))]

    def get_cancel(self) -> str:
        return reverse("form_library")


def preview(form: LibraryForm, district: Unit) -> HttpResponse:
    """The form as the order that it gives, with examples in its blanks."""
    return HttpResponse(render("order", example_data(form, district)), content_type="application/pdf")


def _of(most: int) -> dict[str, Any]:
    return {"blank": 0, "most": most, "saved_by": JUDGED}
