"""A page with a form for a paper that does more than one move of it, for example drafts another paper."""

from collections.abc import Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from governance.desk.base.access import SignedInRequest, View, of_paper
from governance.desk.base.components import Crumb
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import SeenForm
from governance.documents.errors import Refused, Stale
from governance.documents.record.document import Document

P = TypeVar("P", bound=Document)


class Editor(Protocol):
    """What an editor of a page has to offer: rows, clauses, criteria."""

    @property
    def pressed(self) -> bool: ...

    def is_valid(self) -> bool: ...


class FormOfPaper(FormPage, Generic[P]):
    """One form for a paper; `act` does what was asked for and returns the response.

    A subclass makes its editors in `prepare` and adds them to `editors`.
    """

    kind: ClassVar[str]
    form_class: ClassVar[type[forms.Form]]
    # Relations of the kind to read in the same query.
    related: ClassVar[Sequence[str]] = ()

    def __init__(self, request: SignedInRequest, document: P, **part: int) -> None:
        super().__init__(request)
        # The `part` of the paper that the address names besides: a row, a section.
        self.document, self.part = document, part
        self.editors: list[Editor] = []
        self.prepare()
        self.pressed = self.is_shown_again or any(editor.pressed for editor in self.editors)
        self.form = self.get_form()

    def prepare(self) -> None:
        """Make the editors, as stored or as typed, and add them to `editors`; to be overridden."""

    @classmethod
    def view(cls, kinds: Sequence[str] = ()) -> View:
        """The view, for whoever may see the paper; 404 for a paper of another kind."""

        @of_paper(cls.kind, *cls.related)
        def show(request: SignedInRequest, document: P) -> HttpResponse:
            return cls(request, document).respond()

        return show

    def get_form(self) -> forms.Form:
        return self.form_class(self.data)

    def is_valid(self) -> bool:
        # Every one is validated, so that all errors are shown.
        return all([self.form.is_valid(), *[editor.is_valid() for editor in self.editors]])

    def act(self) -> HttpResponse:
        """Do what was asked for. Only after `is_valid`. Raises Refused."""
        raise NotImplementedError

    def send(self) -> HttpResponse | None:
        if not self.is_valid():
            return None
        try:
            return self.act()
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            if isinstance(refusal, Stale) and isinstance(self.form, SeenForm):
                self.form.see(self.document.revision)
            return None

    def get_crumbs(self) -> Sequence[Crumb]:
        return [self.section.crumb, Crumb(self.get_paper_label(), self.get_cancel())]

    def get_paper_label(self) -> str:
        return self.document.title

    def get_cancel(self) -> str:
        return reverse("paper", args=[self.document.pk])
