"""The library of order forms: what the district asks before an order of a sort is begun, changed from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.format import day
from governance.desk.base.page import Page
from governance.desk.editors.rows import SAVING, RowsEditor
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.organisation.forms import ActForm
from governance.desk.pages.organisation.settings import district_of
from governance.desk.pages.organisation.setup import SET_UP
from governance.documents.kinds.order.example import example_data
from governance.documents.kinds.order.order import Order
from governance.documents.printing.pdf import render
from governance.documents.settings.order_library.blanks import LONGEST_CHOICE, MOST_CHOICES, BlankType
from governance.documents.settings.order_library.form import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_BLANKS,
    MOST_COLUMNS,
    MOST_POINTS,
    LibraryForm,
    lines,
)
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
        section="",
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


class LibraryFormForm(ActForm):
    """The form as a whole; its blanks, points and annexes stand in rows."""

    code = text_field(
        gettext_lazy("Code"),
        40,
        help_text=gettext_lazy("For the address of the form: small Latin letters, digits, dashes."),
        missing=gettext_lazy("Give the form a code, for example «excursion»."),
    )
    name = text_field(
        gettext_lazy("Name of the form"), 120, missing=gettext_lazy("Name the form, in at most 120 signs.")
    )
    heading = text_field(
        gettext_lazy("Heading"), 500, lines=2, missing=gettext_lazy("Write the heading: «О …», «Об …».")
    )
    grounds = text_field(
        gettext_lazy("Grounds"),
        LONGEST_WORDS,
        lines=2,
        required=False,
        help_text=gettext_lazy("What stands before ПРИКАЗЫВАЮ."),
    )
    series = forms.ChoiceField(label=gettext_lazy("Series"), choices=Order.Series.choices)
    control = text_field(
        gettext_lazy("Control"),
        LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("A blank of a person in braces, or a sentence; empty: the signer keeps it."),
    )
    readers = text_field(
        gettext_lazy("Who reads the order"),
        LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Names of blanks of people, divided by commas; executors read it anyway."),
    )
    kept = text_field(gettext_lazy("How long such an order is kept"), LONGEST_LINE, required=False)
    words = text_field(
        gettext_lazy("Words of a plan"),
        LONGEST_LINE * 2,
        lines=2,
        required=False,
        help_text=gettext_lazy(
            "Divided by commas: rows of a plan that have them suggest this form, for example «олимпиада, семинар»."
        ),
    )
    offered = forms.BooleanField(label=gettext_lazy("Offered for new orders"), required=False, initial=True)


class BlankForm(forms.Form):
    """One blank of the form."""

    name = text_field(
        gettext_lazy("Name, as in braces"),
        40,
        missing=gettext_lazy("Each blank needs a name, as it stands in braces."),
    )
    asks = text_field(gettext_lazy("Question"), 200, missing=gettext_lazy("Write what is asked."))
    type = forms.ChoiceField(label=gettext_lazy("What is given"), choices=BlankType.choices)
    table = text_field(
        gettext_lazy("Table"),
        40,
        required=False,
        help_text=gettext_lazy("In whose rows it is asked; empty: once for the order."),
    )
    choices = text_field(
        gettext_lazy("Choices, a line each"), MOST_CHOICES * LONGEST_CHOICE, lines=2, required=False
    )
    optional = forms.BooleanField(label=gettext_lazy("May stay empty"), required=False)


class FormPointForm(forms.Form):
    """One point of the form."""

    text = text_field(
        gettext_lazy("What is to be done"), LONGEST_WORDS, lines=2, missing=gettext_lazy("Write the point.")
    )
    inner = forms.BooleanField(label=gettext_lazy("Inside the point before"), required=False)
    executor = text_field(
        gettext_lazy("Executor"),
        LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("A blank of a person in braces, or words."),
    )
    due = text_field(
        gettext_lazy("Deadline"), 40, required=False, help_text=gettext_lazy("The name of a blank of a day.")
    )


class ColumnForm(forms.Form):
    """One column of an annex; columns with one title are one table."""

    annex = text_field(
        gettext_lazy("Title of the annex"),
        LONGEST_LINE,
        missing=gettext_lazy("Write the title of the annex."),
    )
    head = text_field(gettext_lazy("Head of the column"), 100, missing=gettext_lazy("Write the head."))
    text = text_field(
        gettext_lazy("What stands in it"),
        LONGEST_LINE,
        missing=gettext_lazy("Write what stands in the column: a blank of the table in braces."),
    )


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
            _blanks_shown(present),
            self.data,
            least=1,
            unseen=["type"],
            **_of(MOST_BLANKS),
        )
        self.points = RowsEditor(
            "point", FormPointForm, _points_shown(present), self.data, least=1, **_of(MOST_POINTS)
        )
        self.columns = RowsEditor(
            "column", ColumnForm, _columns_shown(present), self.data, **_of(MOST_COLUMNS)
        )
        self.editors = (self.blanks, self.points, self.columns)
        self.pressed = self.is_shown_again or any(editor.pressed for editor in self.editors)
        self.form = self.get_form()

    def get_form(self) -> LibraryFormForm:
        if self.data is not None and self.pressed:
            form = LibraryFormForm(initial=self.data.dict())
        else:
            form = LibraryFormForm(self.data, initial=_shown(self.present) if self.present else {})
        if self.code:
            del form.fields["code"]
        if self.data is not None and self.data.get("do") == PREVIEW:
            # Nothing is stored, so neither day nor basis is asked for.
            del form.fields["since"], form.fields["basis"]
        return form

    @property
    def ways(self) -> list[tuple[str, str]]:
        """How blanks may be said, for whoever writes the words."""
        return [
            (
                "{кто: вин, должность}",
                _("a person: case (им, род, дат, вин, тв, пр), with the post, or «полностью»"),
            ),
            ("{школа: род}", _("a school or a body in a case")),
            ("{часы: час/часа/часов}", _("a number with its noun")),
            ("{день: словами}", _("a day with the month in words")),
            ("{срок: начало}", _("the first day of a span, or «конец»")),
            ("{сумма: цифрами}", _("a sum without its words")),
            ("[, до {день}]", _("words that stand only where their blank is filled")),
        ]

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
                for name in ("name", "heading", "grounds", "series", "control", "kept", "offered")
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


def _shown(form: LibraryForm) -> dict[str, Any]:
    names = ("name", "heading", "grounds", "series", "control", "kept", "offered")
    return {
        **{name: getattr(form, name) for name in names},
        "readers": ", ".join(form.readers),
        "words": ", ".join(form.words),
    }


def _blanks_shown(form: LibraryForm | None) -> list[Mapping[str, Any]]:
    return [
        {**vars(blank), "type": blank.type.value, "choices": "\n".join(blank.choices)}
        for blank in (form.blanks if form else ())
    ]


def _points_shown(form: LibraryForm | None) -> list[Mapping[str, Any]]:
    return [vars(point) for point in (form.points if form else ())]


def _columns_shown(form: LibraryForm | None) -> list[Mapping[str, Any]]:
    return [
        {"annex": annex.title, "head": head, "text": text}
        for annex in (form.annexes if form else ())
        for head, text in annex.columns
    ]
