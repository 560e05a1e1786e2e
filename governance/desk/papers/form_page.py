"""A page with a form: it is shown, or done, or shown again with what was typed and the errors (status 422)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, View, signed_in
from governance.desk.base.components import Crumb, Words
from governance.desk.base.page import DOCUMENTS, Page, Section

# The value of a button that a draft presses when it is taken up: the page is shown with it, and nothing is saved.
AGAIN = "again"


@dataclass(kw_only=True)
class FormShell(Page):
    """The context of templates/governance/form.html and of templates that replace it."""

    form: forms.BaseForm
    submit: Words
    cancel: str
    multipart: bool


class FormPage:
    """A page for one request. A subclass makes the `form` and handles it in `send`.

    The template gets the `FormShell`, the page itself as `page`, and the attributes that `shows` names.
    """

    template: ClassVar[str] = "governance/form.html"
    section: ClassVar[Section] = DOCUMENTS
    title: ClassVar[Words] = ""
    lead: ClassVar[Words] = ""
    submit: ClassVar[Words] = _("Save")
    multipart: ClassVar[bool] = False
    shows: ClassVar[Sequence[str]] = ()

    form: forms.BaseForm
    # Whether a small button was pressed, which only shows the page again: then nothing is validated or saved.
    pressed: bool = False
    # The script may ask for the page with what a draft holds, rows that were added included (base.html).
    shows_again: ClassVar[bool] = True

    def __init__(self, request: SignedInRequest) -> None:
        self.request = request
        self.data: QueryDict | None = request.POST if request.method == "POST" else None

    @classmethod
    def signed_in_view(cls) -> View:
        """The view for signed-in people; what the address names goes to the page."""
        page: Callable[..., FormPage] = cls

        @signed_in
        def view(request: SignedInRequest, **named: object) -> HttpResponse:
            return page(request, **named).respond()

        return view

    @property
    def is_shown_again(self) -> bool:
        return self.data is not None and self.data.get("do") == AGAIN

    def respond(self) -> HttpResponse:
        is_sent = self.data is not None and not self.pressed and not self.is_shown_again
        done = self.send() if is_sent else None
        return done if done is not None else self.render(status=422 if is_sent else 200)

    def send(self) -> HttpResponse | None:
        """Do what was asked for and return the response; None if it was refused, with the error on the form."""
        raise NotImplementedError

    def render(self, *, status: int = 200) -> HttpResponse:
        shell = FormShell(
            section=self.section.name,
            crumbs=self.get_crumbs(),
            title=self.get_title(),
            lead=self.get_lead(),
            form=self.form,
            submit=self.submit,
            cancel=self.get_cancel(),
            multipart=self.multipart,
        )
        own = {"page": self, **{name: getattr(self, name) for name in self.shows}}
        return shell.response(self.request, self.template, status=status, also=own)

    # --- what a page may say otherwise ----------------------------------------------------------------------------

    def get_title(self) -> Words:
        return self.title

    def get_lead(self) -> Words:
        return self.lead

    def get_crumbs(self) -> Sequence[Crumb]:
        return [self.section.crumb]

    def get_cancel(self) -> str:
        """The address of the page to go back to."""
        return self.section.href
