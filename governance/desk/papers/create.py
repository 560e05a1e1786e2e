"""Beginning a paper of a kind: who may do it, the form that is asked first, and its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, View, signed_in
from governance.desk.base.components import Words
from governance.desk.base.fields import title_field
from governance.desk.base.keys import key_in
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import Facts
from governance.desk.papers.lacking import Lacking, lacking
from governance.documents.errors import Refused
from governance.documents.record.copying import write_copy
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.unit import Unit

P = TypeVar("P", bound=Document)
# The name of the field, and of the parameter of the address, that names the paper to copy.
FIELD_OF_COPY = "copy"


def units_to_begin(request: SignedInRequest, model: type[Document]) -> list[Unit]:
    """The units for which this person may draft a paper of this kind, by the same rule as in `draft`; no query."""
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


def copies_to_begin_from(request: SignedInRequest, model: type[P], units: Iterable[Unit]) -> QuerySet[P]:
    """The papers of these units that a new one may begin as a copy of, the latest first."""
    if not model.can_be_copied:
        return cast("QuerySet[P]", model._default_manager.none())
    seen = Document.objects.seen_by(request.user, request.pairs)
    of_units = model._default_manager.filter(unit__in=[unit.pk for unit in units])
    return cast("QuerySet[P]", seen.among(of_units, "pk").order_by("-pk"))


class CopyField(forms.ModelChoiceField):
    """The choice of the paper of which a new one begins as a copy."""

    def __init__(self, papers: QuerySet[Any]) -> None:
        super().__init__(
            papers,
            required=False,
            label=gettext_lazy("Begin as a copy of"),
            empty_label=gettext_lazy("— begin empty —"),
            help_text=gettext_lazy("Its words are taken over; its days, signatures and decisions are not."),
        )

    def label_from_instance(self, paper: Document) -> str:
        number = f" № {paper.number}" if paper.number else ""
        return f"{paper.title}{number}, {paper.state_label}"


@dataclass(frozen=True)
class Elsewhere:
    """For a kind without a page to begin one: `how` says, for readers of the code, where such papers come from."""

    how: str


@dataclass(frozen=True)
class BegunAt:
    """For a kind that is begun on a page written by hand; `name` is the name of its address."""

    name: str


class BeginForm(forms.Form):
    """The form before a paper is begun. It has the `request` and the `units` for which the person may begin one."""

    # The name of the field for the choice of a unit, if there are several; empty if another field decides on the unit.
    asks_unit: ClassVar[bool] = True
    unit_label: ClassVar[Words] = gettext_lazy("Whose paper it is")
    # The name of the field at which a refusal is shown; None for one over the form.
    refused_at: ClassVar[str | None] = None

    def __init__(
        self,
        *args: Any,
        request: SignedInRequest,
        units: Sequence[Unit],
        model: type[Document] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.units = {str(unit.pk): unit for unit in units}
        if self.asks_unit and len(units) > 1:
            choices = [(key, unit.name) for key, unit in self.units.items()]
            self.fields["unit"] = forms.ChoiceField(label=str(self.unit_label), choices=choices)
        self.prepare()
        self.order_fields(self.field_order)
        # Last, so that whoever needs no copy does not have to read past it.
        if model is not None and model.can_be_copied:
            self.offer_copies(model)

    def prepare(self) -> None:
        """Fill choices and initial values; to be overridden."""

    def offer_copies(self, model: type[Document]) -> None:
        """Ask of which paper the new one begins as a copy, where there is any."""
        papers = copies_to_begin_from(self.request, model, self.units.values())
        if not papers.exists():
            return
        self.fields[FIELD_OF_COPY] = CopyField(papers)
        asked = key_in(self.request.GET.get(FIELD_OF_COPY, ""))
        source = papers.filter(pk=asked).first() if asked is not None else None
        if source is not None:
            self.initial[FIELD_OF_COPY] = source.pk
            self.initial["title"] = source.title

    @property
    def copied(self) -> Document | None:
        """The paper of which the new one begins as a copy. Only after `is_valid`."""
        source: Document | None = self.cleaned_data.get(FIELD_OF_COPY)
        return source

    @property
    def unit(self) -> Unit:
        """The chosen unit, or the only one. Only after `is_valid`."""
        return self.units[self.cleaned_data.get("unit", next(iter(self.units)))]

    def facts(self) -> Facts:
        """The fields of the new paper. Only after `is_valid`."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("unit", FIELD_OF_COPY)
        }

    def begin(self, model: type[Document]) -> Document:
        """Draft the paper, as a copy if one was chosen. Raises Refused."""
        person, source = self.request.user, self.copied
        with transaction.atomic():
            begun = draft(model, unit=self.unit, by=person, **self.facts())
            return begun if source is None else write_copy(begun, source.whole, by=person)


class TitleForm(BeginForm):
    """The title of the new paper; everything else is filled in on the next page."""

    title = title_field()


class BeginPage(FormPage):
    """The page on which a paper of a kind is begun; then the page `then` follows. 404 for whoever may not begin one.

    The declaration of the kind fills in attributes that a subclass leaves out.
    """

    model: ClassVar[type[Document]]
    form_class: ClassVar[type[BeginForm]] = TitleForm
    submit: ClassVar[Words] = gettext_lazy("Begin")
    # The address of the page, and the name of that address.
    address: ClassVar[str] = ""
    name: ClassVar[str] = ""
    # Whether the register lists it under «Создать».
    is_listed: ClassVar[bool] = True
    # Moves that are made together with the beginning.
    moves: ClassVar[Sequence[str]] = ()
    # The name of the address of the page that follows, which takes the new paper.
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
        return self.form_class(self.data, files, request=self.request, units=units, model=self.model)

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """The units for which this person may begin such a paper."""
        return units_to_begin(request, cls.model)

    @cached_property
    def lacking(self) -> Lacking:
        """What is missing before such a paper can be finished, at the units for which it may be begun."""
        return lacking(self.request, self.model, self.form.units.values())

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
            self.form.add_error(self.form.refused_at, str(refusal))
            return None
        return self.begun(begun)

    def begun(self, paper: Document) -> HttpResponse:
        """The response after the paper has been begun."""
        return redirect(self.then, pk=paper.pk)

    def get_title(self) -> Words:
        return self.title or _("New paper: %(kind)s") % {"kind": self.model.kind_label}


class BeginInTwoWays(BeginPage):
    """A page with two forms: the `first`, and the `second` of the class `other_class`, sent by the button `other`."""

    other_class: ClassVar[type[BeginForm]]
    other: ClassVar[str]

    first: BeginForm
    second: BeginForm

    def get_form(self) -> BeginForm:
        """The form that was sent, or the first one."""
        units = self.units_for(self.request)
        if not units:
            raise Http404
        is_other = self.data is not None and self.other in self.data
        sent = () if self.data is None else (self.data, self.request.FILES)
        first, second = ((), sent) if is_other else (sent, ())
        self.first = self.form_class(*first, request=self.request, units=units)
        self.second = self.other_class(*second, request=self.request, units=units)
        return self.second if is_other else self.first


# How a paper of a kind is begun; None where nobody says it, which the checks report.
Beginning = type[BeginPage] | BegunAt | Elsewhere | None


def address_to_begin(begin: Beginning, model: type[Document], request: SignedInRequest) -> str:
    """The address of the page on which this person may begin such a paper; empty if there is none; no query."""
    if isinstance(begin, type):
        return reverse(begin.name) if begin.is_listed and begin.units_for(request) else ""
    if isinstance(begin, BegunAt) and units_to_begin(request, model):
        return reverse(begin.name)
    return ""
