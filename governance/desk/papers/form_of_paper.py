"""A page with a form for a paper that does more than one move of it, for example drafts another paper."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from governance.desk.base.access import SignedInRequest, View, of_paper
from governance.desk.base.components import Crumb
from governance.desk.papers.form_page import FormPage
from governance.documents.errors import Refused
from governance.documents.record.document import Document

P = TypeVar("P", bound=Document)


class FormOfPaper(FormPage, Generic[P]):
    """One form for a paper; `act` does what was asked for and returns the response."""

    kind: ClassVar[str]
    form_class: ClassVar[type[forms.Form]]
    # Relations of the kind to read in the same query.
    related: ClassVar[Sequence[str]] = ()

    def __init__(self, request: SignedInRequest, document: P) -> None:
        super().__init__(request)
        self.document = document
        self.form = self.get_form()

    @classmethod
    def view(cls) -> View:
        """The view, for whoever may see the paper; 404 for a paper of another kind."""

        @of_paper(cls.kind, *cls.related)
        def show(request: SignedInRequest, document: P) -> HttpResponse:
            return cls(request, document).respond()

        return show

    def get_form(self) -> forms.Form:
        return self.form_class(self.data)

    def act(self) -> HttpResponse:
        """Do what was asked for. Only after `is_valid`. Raises Refused."""
        raise NotImplementedError

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        try:
            return self.act()
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None

    def get_crumbs(self) -> Sequence[Crumb]:
        return [self.section.crumb, Crumb(self.document.title, self.get_cancel())]

    def get_cancel(self) -> str:
        return reverse("paper", args=[self.document.pk])
