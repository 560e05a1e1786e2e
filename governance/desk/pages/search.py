"""Search over all that one may see: papers by number, words, names and remarks; people, for who appoints them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page as Sheet, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django_filters import ChoiceFilter, NumberFilter

from governance.desk.base.access import SignedInRequest, name_of_page, signed_in, units_within
from governance.desk.base.components import PageLink
from governance.desk.base.conditions import Conditions
from governance.desk.base.format import PHASES
from governance.desk.base.page import ListPage
from governance.desk.pages.people.page import named
from governance.desk.pages.people.scope import people_of
from governance.documents.errors import NotLegal
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.search.asking import LONGEST_QUERY, MOST_FOUND, Found, Query, search
from governance.documents.search.models import IndexEntry, Section
from governance.documents.search.passages import Marker, Passage, Piece
from governance.roles.person import Person
from governance.roles.rights import Right

PER_PAGE, MOST_PEOPLE, MOST_EXAMPLES = 20, 5, 5
SECTIONS: dict[Section, "str | Promise"] = {
    Section.DECISION: gettext_lazy("Decision"),
    Section.AGENDA: gettext_lazy("Agenda"),
    Section.TEXT: gettext_lazy("Text"),
    Section.REMARK: gettext_lazy("Remark"),
    Section.REASON: gettext_lazy("Reason given"),
    Section.FILE: gettext_lazy("File"),
    Section.NAME: gettext_lazy("Card and signatures"),
    Section.EARLIER: gettext_lazy("Earlier version"),
}
YEARS = (1900, 2100)


class Narrowing(Conditions):
    """Which of the papers that were found are shown."""

    kind = ChoiceFilter(
        label=gettext_lazy("Kind"),
        empty_label=gettext_lazy("all"),
        choices=lambda: [(name, model.kind_label_many) for name, model in KINDS.items()],
    )
    year = NumberFilter(
        label=gettext_lazy("Year"),
        min_value=YEARS[0],
        max_value=YEARS[1],
        decimal_places=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        method="of_year",
    )
    state = ChoiceFilter(
        label=gettext_lazy("State"),
        empty_label=gettext_lazy("any"),
        choices=list(PHASES.items()),
        method="in_phase",
    )

    def of_year(self, papers: QuerySet[Document], name: str, year: Any) -> QuerySet[Document]:
        """By the date on the paper; one without a date by the day on which it was begun."""
        return papers.filter(
            Q(registered_on__year=int(year)) | Q(registered_on=None, created_at__year=int(year))
        )

    def in_phase(self, papers: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        states = (Q(kind=kind, state__in=model.states_in(Phase(value))) for kind, model in KINDS.items())
        return papers.filter(Q(*states, _connector=Q.OR))


@dataclass(frozen=True)
class Result:
    """One paper of templates/governance/search.html."""

    paper: Document
    title: Sequence[Piece]
    passages: Sequence[tuple[object, Passage]]

    @property
    def marked(self) -> list[str]:
        pieces = [*self.title, *(piece for _label, passage in self.passages for piece in passage.pieces)]
        return [piece.text.lower() for piece in pieces if piece.marked]


class SearchPage(ListPage):
    """`objection`: why nothing was searched for; `alike`: the words that were found instead of the typed ones."""

    def __init__(self, request: SignedInRequest) -> None:
        self.request = request
        self.typed = request.GET.get("q", "")[: LONGEST_QUERY + 1].replace("\0", " ")
        self.objection, self.found = "", Found()
        self.seen = Document.objects.seen_by(request.user, request.pairs).cards
        self.narrowing = Narrowing(request, self.seen, without_query(request.GET))
        self.longest = LONGEST_QUERY
        query = self.query_or_none()
        if query is not None:
            self.found = search(query, self.narrowing.qs)
        self.people = self.people_found(request) if query is not None else []
        super().__init__(
            title=_("Search"),
            section="search",
            page_obj=Paginator(self.found.keys[:MOST_FOUND], PER_PAGE).get_page(request.GET.get("page")),
        )
        self.results = self.shown(self.page_obj)
        self.lead = self.sentence() if query is not None else ""
        self.alike = self.words_instead()
        note_reading(request, [result.paper for result in self.results])

    def query_or_none(self) -> Query | None:
        if "q" not in self.request.GET:
            return None
        try:
            return Query.read(self.typed)
        except NotLegal as refusal:
            self.objection = str(refusal)
            return None

    def shown(self, sheet: Sheet[int]) -> list[Result]:
        """The papers of this page with what was found in them; one query."""
        said = IndexEntry.objects.filter(document_id=OuterRef("pk"), revision=OuterRef("revision"))
        shown = self.seen.filter(pk__in=sheet.object_list).select_related("unit")
        papers = {paper.pk: paper for paper in shown.annotate(places=Subquery(said.values("places")))}
        marker = Marker(self.found.phrases)
        return [
            result_of(papers[key], papers[key].places or (), marker)
            for key in sheet.object_list
            if key in papers
        ]

    def sentence(self) -> str:
        number = len(self.found.keys)
        if number > MOST_FOUND:
            return _("More than %(n)d papers found: the best of them are shown.") % {"n": MOST_FOUND}
        return ngettext("%(n)d paper found.", "%(n)d papers found.", number) % {"n": number}

    def words_instead(self) -> list[str]:
        if self.found.exactly:
            return []
        return list(dict.fromkeys(word for result in self.results for word in result.marked))[:MOST_EXAMPLES]

    @cached_property
    def is_narrowed(self) -> bool:
        return bool(self.narrowing.understood)

    def people_found(self, request: SignedInRequest) -> list[PageLink]:
        """People by name or e-mail, for those who may open their pages."""
        held = {unit for right, unit in request.pairs if right == Right.APPOINT}
        if not held or not self.typed.strip():
            return []
        keys = named(people_of(units_within(held)), self.typed)[:MOST_PEOPLE]
        people = Person.objects.filter(pk__in=keys).order_by("surname", "given") if keys else ()
        return [PageLink(label=one.full_name, href=reverse("person", args=[one.pk])) for one in people]


def result_of(paper: Document, places: Sequence[Sequence[str]], marker: Marker) -> Result:
    told = [(SECTIONS[passage.section], passage) for passage in marker.passages(places)]
    return Result(paper, marker.marked(paper.title[:1].upper() + paper.title[1:], whole=True), told)


def without_query(asked: Mapping[str, Any]) -> Any:
    """The other conditions of the address: what is searched for is read by `Query`."""
    kept = asked.copy()  # type: ignore[attr-defined]  # of a QueryDict
    kept.pop("q", None)
    return kept


def note_reading(request: SignedInRequest, papers: Sequence[Document]) -> None:
    """Passages of papers with personal data were shown."""
    read = [paper for paper in papers if paper.model.confidential is not None]
    if read:
        audit_log.note_reading(read, request.user, name_of_page(request))


@signed_in
def search_page(request: SignedInRequest) -> HttpResponse:
    return SearchPage(request).response(request, "governance/search.html")
