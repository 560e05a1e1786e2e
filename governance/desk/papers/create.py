"""Beginning a paper of a kind: who may, what is asked before, and the page that asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, View, signed_in
from governance.desk.base.components import Words
from governance.desk.base.fields import text_field
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import Facts
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.unit import Unit


def units_to_begin(request: SignedInRequest, model: type[Document]) -> list[Unit]:
    """The units for which this person may draft a paper of this kind, by the rule that the door asks; no query."""
    rule = model.drafted_by
    if rule is None:
        return []
    acts_at = [appointment.unit for appointment in request.appointments]
    known = {unit.pk: unit for unit in [*acts_at, *(unit.root for unit in acts_at)]}
    return [
        unit
        for _pk, unit in sorted(known.items())
        if rule.objection(model(unit=unit), request.user, request.pairs) is None
    ]


@dataclass(frozen=True)
class Elsewhere:
    """People begin such a paper on no page of its own: `how` says it to whoever reads the declaration."""

    how: str


@dataclass(frozen=True)
class BegunAt:
    """Such a paper is begun on a page written by hand, found by the name of its address."""

    name: str


class BeginForm(forms.Form):
    """What is asked before a paper is begun. `request`, and the `units` that may have it, are at hand for choices."""

    # Where there is a choice of units, it is asked under this name, unless something else decides on the unit.
    asks_unit: ClassVar[bool] = True
    unit_label: ClassVar[Words] = gettext_lazy("Whose paper it is")

    def __init__(self, *args: Any, request: SignedInRequest, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.units = {str(unit.pk): unit for unit in units}
        if self.asks_unit and len(units) > 1:
            choices = [(key, unit.name) for key, unit in self.units.items()]
            self.fields["unit"] = forms.ChoiceField(label=str(self.unit_label), choices=choices)
        self.prepare()
        self.order_fields(self.field_order)

    def prepare(self) -> None:
        """Fill choices and proposals."""

    @property
    def unit(self) -> Unit:
        """The chosen one, or the only one. Ask a valid form."""
        return self.units[self.cleaned_data.get("unit", next(iter(self.units)))]

    def facts(self) -> Facts:
        """The fields of the paper that was asked for. Ask a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "unit"}

    def begin(self, model: type[Document]) -> Document:
        """Draft the paper. Raises Refused."""
        return draft(model, unit=self.unit, by=self.request.user, **self.facts())


class TitleForm(BeginForm):
    """What the paper is called; all else stands on the next page."""

    title = text_field(
        gettext_lazy("Title"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
    )


class BeginPage(FormPage):
    """Where a paper of a kind is begun; it leads on to the page `then`. 404 for those who begin none.

    What is not said here is filled in by the declaration of the kind.
    """

    model: ClassVar[type[Document]]
    form_class: ClassVar[type[BeginForm]] = TitleForm
    submit: ClassVar[Words] = gettext_lazy("Begin")
    # Its address and the name of that.
    address: ClassVar[str] = ""
    name: ClassVar[str] = ""
    # Whether the register offers it among the papers that can be begun.
    is_listed: ClassVar[bool] = True
    # The moves that are made on beginning, at once.
    moves: ClassVar[Sequence[str]] = ()
    # The name of the address to which the new paper leads on.
    then: ClassVar[str] = ""

    form: BeginForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = self.get_form()

    def get_form(self) -> BeginForm:
        units = self.units_for(self.request)
        if not units:
            raise Http404
        files = None if self.data is None else self.request.FILES
        return self.form_class(self.data, files, request=self.request, units=units)

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """The units for which this person may begin such a paper."""
        return units_to_begin(request, cls.model)

    @classmethod
    def view(cls) -> View:
        @signed_in
        def begin(request: SignedInRequest) -> HttpResponse:
            return cls(request).respond()

        return begin

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        try:
            begun = self.form.begin(self.model)
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None
        return self.begun(begun)

    def begun(self, paper: Document) -> HttpResponse:
        """Where to go with the new paper."""
        return redirect(self.then, pk=paper.pk)

    def get_title(self) -> Words:
        return self.title or _("New paper: %(kind)s") % {"kind": self.model.kind_label}
