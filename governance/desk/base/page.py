"""The context of a page as a dataclass: the fields that all pages share; a page with more inherits `Page`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb, Words
from governance.desk.base.left_over import left_over


@dataclass(frozen=True)
class Section:
    """A section of the navigation: its name, its label, and the name of the address of its first page."""

    name: str
    label: Words
    address: str

    @property
    def href(self) -> str:
        return reverse(self.address)

    @property
    def crumb(self) -> Crumb:
        return Crumb(self.label, self.href)


REFUSED = 422
DOCUMENTS = Section("documents", _("Documents"), "documents")


@dataclass(kw_only=True)
class Page:
    """What templates/governance/base.html says of every page. A page with more inherits it and sets more attributes.

    The template takes each attribute under its own name.
    """

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
        """A refused form (422) comes back with every text that was typed, also where its field is gone."""
        context = {**context_of(self), **(also or {})}
        answer = render(request, template, context, status=status)
        if status == REFUSED and (texts := left_over(request, answer.content.decode())):
            return render(request, template, {**context, "left_over": texts}, status=status)
        return answer


AnySheet = paginator.Page[Any]


@dataclass(kw_only=True)
class ListPage(Page):
    """One sheet of a long list (components/pager.html)."""

    page_obj: AnySheet
    page_numbers: Iterable[int | str] = field(init=False)

    def __post_init__(self) -> None:
        self.page_numbers = page_numbers(self.page_obj)


def page_numbers(sheet: AnySheet) -> Iterable[int | str]:
    """The numbers that the pager shows around the present one, and dots between them."""
    return sheet.paginator.get_elided_page_range(sheet.number, on_each_side=2, on_ends=1)


def context_of(shown: object) -> dict[str, object]:
    """The attributes of an object, each under its own name, for a template; None has none."""
    if shown is None:
        return {}
    return vars(shown)
