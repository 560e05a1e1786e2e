"""A page as its template takes it: the shell that all share, and what a page has besides in a class of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb, Words


@dataclass(frozen=True)
class Section:
    """A part of the desk: the name by which the navigation marks it, its word, the address of its first page."""

    name: str
    label: Words
    address: str

    @property
    def href(self) -> str:
        return reverse(self.address)

    @property
    def crumb(self) -> Crumb:
        return Crumb(self.label, self.href)


DOCUMENTS = Section("documents", _("Documents"), "documents")


@dataclass(kw_only=True)
class Page:
    """What templates/governance/base.html says of every page; a page with more inherits it and adds its fields."""

    title: Words
    section: str = DOCUMENTS.name
    lead: Words = ""
    crumbs: Sequence[Crumb] = ()

    def response(
        self,
        request: HttpRequest,
        template: str,
        *,
        status: int = 200,
        also: Mapping[str, object] | None = None,
    ) -> HttpResponse:
        return render(request, template, {**context_of(self), **(also or {})}, status=status)


def context_of(shown: Any) -> dict[str, object]:
    """The fields of a dataclass, each under its own name, for a template; None has none."""
    if shown is None:
        return {}
    if isinstance(shown, dict):  # of a kind that is not declared yet
        return shown
    return {field.name: getattr(shown, field.name) for field in fields(shown)}
