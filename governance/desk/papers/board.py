"""The list of the papers of a kind: `enter(Model, board=…)` gives it a page and an address.

It shows what its reader may see, with chips by state, conditions, columns and a pager, and gives a table file if it
`exports`. A list with more inherits `Board`, and a template of its own extends templates/governance/board.html.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.db.models.expressions import OrderBy
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django_filters import ChoiceFilter

from governance.desk.base.access import SignedInRequest, View, name_of_page, signed_in
from governance.desk.base.components import Badge, Chip, Crumb, PageLink, Words
from governance.desk.base.conditions import Conditions, PaperSearch
from governance.desk.base.format import day, figure, state_of
from governance.desk.base.long_list import LongList
from governance.desk.base.page import DOCUMENTS, ListPage, Section
from governance.desk.papers.create import Beginning, address_to_begin
from governance.desk.papers.export import Column, spreadsheet
from governance.documents.record import audit_log
from governance.documents.record.document import Document

P = TypeVar("P", bound=Document)

NUMBER = Column[Document](gettext_lazy("Number"), lambda paper: paper.number, numbers=True)
DATE = Column[Document](gettext_lazy("Date"), lambda paper: paper.registered_on, numbers=True)
STATE = Column[Document](gettext_lazy("State"), state_of)
COMMON = (NUMBER, DATE, STATE)


class BoardConditions(PaperSearch):
    """Words and a state; a list with further conditions inherits this."""

    state = ChoiceFilter(
        label=gettext_lazy("State"), empty_label=gettext_lazy("All"), widget=forms.HiddenInput
    )

    def __init__(self, request: HttpRequest, queryset: QuerySet[Any], data: QueryDict | None = None) -> None:
        super().__init__(request, queryset, data)
        self.form.fields["state"].choices = queryset.model.State.choices


@dataclass(frozen=True)
class Cell(Generic[P]):
    """What stands in a column for one paper."""

    column: Column[P]
    value: object

    @property
    def state(self) -> Badge | None:
        return self.value if isinstance(self.value, Badge) else None

    @property
    def text(self) -> str:
        if isinstance(self.value, date):
            return day(self.value)
        return figure(self.value) if isinstance(self.value, Decimal) else str(self.value or "")


@dataclass(frozen=True)
class Row(Generic[P]):
    paper: P
    cells: Sequence[Cell[P]]


class Board(Generic[P]):
    """The page of the list for one request. The declaration of the kind fills in attributes that are left out.

    The template gets the `ListPage`, and the board itself as `board`.
    """

    model: ClassVar[type[Document]]
    template: ClassVar[str] = "governance/board.html"
    section: ClassVar[Section] = DOCUMENTS
    title: ClassVar[Words] = ""
    # The address of the page, and the name of that address.
    address: ClassVar[str] = ""
    name: ClassVar[str] = ""
    # Who may open it at all.
    access: Callable[[View], View] = staticmethod(signed_in)
    # How such a paper is begun.
    begin: ClassVar[Beginning] = None
    # The columns after title, number, date and state.
    columns: Sequence[Column[P]] = ()
    conditions_class: ClassVar[type[Conditions]] = BoardConditions
    # The condition whose choices are the chips; it counts by the field of that name.
    chips_by: ClassVar[str] = "state"
    order: ClassVar[Sequence[str | OrderBy]] = ("-changed_at", "-pk")
    # Relations of the kind to read in the same query.
    related: ClassVar[Sequence[str]] = ("unit",)
    per_page: ClassVar[int] = 50
    # Whether there is a table file, with the columns of the register and those of the list.
    exports: ClassVar[bool] = False
    # Whether the pages of its papers link to it, and not to these papers in the register.
    stands_above: ClassVar[bool] = True

    def __init__(self, request: SignedInRequest) -> None:
        self.request = request
        if not self.is_for_reader():
            raise Http404
        self.visible = self.get_visible()
        self.conditions = self.conditions_class(request, self.visible)

    @classmethod
    def view(cls) -> View:
        @cls.access
        def board(request: SignedInRequest) -> HttpResponse:
            return cls(request).respond()

        return board

    @classmethod
    def file_view(cls) -> View:
        @cls.access
        def board_xlsx(request: SignedInRequest) -> HttpResponse:
            return cls(request).download()

        return board_xlsx

    @classmethod
    def addresses(cls) -> list[URLPattern]:
        """The address of the page, and that of its table file."""
        page = path(cls.address, cls.view(), name=cls.name)
        if not cls.exports:
            return [page]
        return [page, path(f"{cls.address.rstrip('/')}.xlsx", cls.file_view(), name=f"{cls.name}_xlsx")]

    # --- what it shows --------------------------------------------------------------------------------------------

    def is_for_reader(self) -> bool:
        """Whether this person has a use for the list; for others there is no such page. To be overridden."""
        return True

    def get_visible(self) -> QuerySet[P]:
        """The papers that this person may see, before any condition."""
        seen = Document.objects.seen_by(self.request.user, self.request.pairs)
        return seen.among(self.model._default_manager.all(), "pk")

    @property
    def papers(self) -> QuerySet[P]:
        """Those that match, in their order."""
        matching: QuerySet[P] = self.conditions.qs
        return matching.select_related(*self.related).order_by(*self.order)

    @cached_property
    def sheet(self) -> Page[P]:
        """The papers of this page."""
        sheet = LongList(self.papers, self.per_page, self.known_count).get_page(self.request.GET.get("page"))
        sheet.object_list = list(sheet.object_list)
        return sheet

    @property
    def known_count(self) -> int | None:
        """How many match, if another query has told it already."""
        return None

    @property
    def rows(self) -> Iterable[object]:
        """What the template shows of each paper."""
        return [
            Row(paper, [Cell(column, column.value(paper)) for column in self.all_columns])
            for paper in self.sheet
        ]

    @property
    def all_columns(self) -> Sequence[Column[P]]:
        return [*COMMON, *self.columns]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many visible papers there are by state; one query."""
        by = self.visible.order_by().values_list(self.chips_by)
        return dict(by.annotate(count=Count("pk")))

    @property
    def chips(self) -> list[Chip]:
        return self.conditions.chips(self.chips_by, self.counts)

    @property
    def filtered(self) -> bool:
        """Whether anything but a chip is chosen."""
        return bool(self.conditions.understood.keys() - {self.chips_by})

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is chosen, which may be why nothing is shown."""
        return bool(self.conditions.understood)

    @property
    def begins(self) -> list[PageLink]:
        """The link to begin such a paper, if this person may; no query."""
        address = address_to_begin(self.begin, self.model, self.request)
        return [PageLink(label=self.model.kind_label, href=address)] if address else []

    @property
    def export(self) -> str:
        """The address of the table file, if there is anything to put into it."""
        if not (self.exports and self.sheet.object_list):
            return ""
        return f"{reverse(f'{self.name}_xlsx')}?{self.conditions.query.urlencode()}"

    # --- the page -------------------------------------------------------------------------------------------------

    def respond(self) -> HttpResponse:
        page = ListPage(
            title=self.get_title(),
            section=self.section.name,
            lead=self.get_lead(),
            crumbs=self.get_crumbs(),
            page_obj=self.sheet,
        )
        self.note_reading(self.sheet)
        return page.response(self.request, self.template, also={"board": self})

    def download(self) -> HttpResponse:
        self.note_reading(self.papers)
        return spreadsheet(self.papers, self.model.kind_name, self.columns)

    def note_reading(self, papers: Iterable[P]) -> None:
        """Record that papers with personal data were read."""
        if self.model.confidential is not None:
            audit_log.note_reading(papers, self.request.user, name_of_page(self.request))

    def get_title(self) -> Words:
        return self.title

    def get_lead(self) -> Words:
        count = self.sheet.paginator.count
        if count > LongList.COUNTED:
            return _("More than %(n)d papers found.") % {"n": LongList.COUNTED}
        return ngettext("%(n)d paper found.", "%(n)d papers found.", count) % {"n": count}

    def get_crumbs(self) -> Sequence[Crumb]:
        return [] if self.section.address == self.name else [self.section.crumb]
