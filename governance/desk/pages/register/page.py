"""The register of all papers that a person may see: filter, search, sort, page, export."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Link
from governance.desk.base.format import due_text, state_of
from governance.desk.base.waiting_for import waiting_for
from governance.desk.pages.register.export import spreadsheet
from governance.desk.pages.register.filters import Filters, matching, ordered
from governance.desk.papers.declaration import address_to_begin, declared
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.unit import Unit

PER_PAGE = 50


def choices_of_units(request: SignedInRequest) -> list[Unit]:
    """The units of the districts in which this person holds a right."""
    known = {unit for _right, unit in request.pairs}
    return list(Unit.objects.filter(Q(pk__in=known) | Q(district_id__in=known)).order_by("kind", "pk"))


@dataclass(frozen=True)
class Search:
    """What was asked for, as far as it was understood, and the papers that fit."""

    filters: Filters
    conditions: dict[str, Any]
    query: QueryDict
    ignored: list[str]
    papers: QuerySet[Document]


def search(request: SignedInRequest) -> Search:
    units = choices_of_units(request)
    conditions, ignored = Filters(request.GET, units=units).understood()
    visible = Document.objects.visible_to(request.user, request.pairs)
    papers = ordered(matching(visible, conditions, request), conditions.get("sort", "-changed"))
    query = QueryDict(mutable=True)
    query.update({name: as_typed(value) for name, value in conditions.items()})
    return Search(Filters(query, units=units), conditions, query, ignored, papers.select_related("unit"))


def as_typed(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


@signed_in
def documents(request: SignedInRequest) -> HttpResponse:
    result = search(request)
    conditions = result.conditions
    paginator = Paginator(result.papers, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    chosen = {name for name in conditions if name != "sort"}
    model = KINDS.get(conditions.get("kind", ""))
    context = {
        "section": "documents",
        "title": model.kind_label_many if model else _("Documents"),
        "lead": ngettext("%(n)d paper found.", "%(n)d papers found.", paginator.count)
        % {"n": paginator.count},
        "filters": result.filters,
        "filtered": bool(chosen),
        "chips": chips(result),
        "ignored": result.ignored,
        "sort": conditions.get("sort", "-changed"),
        "rows": rows(list(page)),
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "export": f"{reverse('documents_xlsx')}?{result.query.urlencode()}" if paginator.count else "",
        "begin": begin(request),
    }
    return render(request, "governance/register.html", context)


def rows(papers: list[Document]) -> list[dict[str, Any]]:
    """The papers of one page as templates/governance/register.html shows them; one query."""
    open_steps = waiting_for(paper.pk for paper in papers)
    today = clock.today()
    entries = []
    for paper in papers:
        badge, step = state_of(paper), open_steps.get(paper.pk)
        entries.append(
            {
                "number": paper.number,
                "date": paper.registered_on,
                "begun": paper.created_at,
                "changed": paper.changed_at,
                "href": reverse("paper", args=[paper.pk]),
                "title": paper.title,
                "kind": paper.model.kind_label,
                "unit": paper.unit,
                "meaning": badge["meaning"],
                "state": badge["word"],
                "holder": step.party if step else "",
                "due": step.sentence(today) if step else "",
                "late": step is not None and due_text(step.due, today)[0] == "alarm",
            }
        )
    return entries


def chips(search: Search) -> list[dict[str, Any]]:
    """Ready-made lists; the other conditions stay."""
    present = search.conditions.get("whose", "")
    links = []
    for value, label in search.filters.fields["whose"].choices:  # type: ignore[attr-defined]
        kept = search.query.copy()
        kept.pop("whose", None)
        if value:
            kept["whose"] = value
        query = kept.urlencode()
        links.append({"label": label, "href": f"?{query}" if query else "?", "current": value == present})
    return links


def begin(request: SignedInRequest) -> list[Link]:
    """The kinds of paper that this person may begin somewhere today, with the page that begins one; no query."""
    entries = []
    for kind, model in KINDS.items():
        address = address_to_begin(declared(kind), request)
        if address:
            entries.append(Link(label=model.kind_label, href=address))
    return entries


@signed_in
def documents_xlsx(request: SignedInRequest) -> HttpResponse:
    """The filtered list as a table file."""
    return spreadsheet(search(request).papers)
