"""The page of a paper: text, decision, route, versions, remarks, files, history, card."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import select_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper, page_data
from governance.desk.base.components import Fact, RouteStep, known
from governance.desk.base.format import day
from governance.desk.base.page import Page, context_of
from governance.desk.papers import linked, parts
from governance.desk.papers.confirming import sign_in_reader
from governance.desk.papers.decision import attempt_move, panels
from governance.desk.papers.declaration import declared
from governance.desk.papers.panels import Attempt
from governance.desk.papers.readings import note_overseer
from governance.desk.papers.route import diagram, steps
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.record.document import Document
from governance.documents.record.history import done_label


def called(document: Document) -> str:
    """Its title; a paper whose title names nobody is told apart as on an agenda."""
    return str(getattr(document, "agenda_name", "") or document.title)


class PaperPage(Page):
    """The context of templates/governance/paper.html; the open part and the kind add their own."""

    def __init__(
        self, request: SignedInRequest, document: Document, attempt: Attempt | None, part: parts.Part
    ) -> None:
        super().__init__(title=called(document), crumbs=crumbs_of_kind(document))
        links = linked.links_of(document, request)
        grounds = linked.grounds(document, links)
        self.steps = steps(document)
        self.decision, self.more = panels(
            request,
            document,
            attempt,
            grounds=grounds,
            present=present(self.steps),
            step=next((one.name for one in self.steps if one.now), ""),
        )
        self.document = document
        self.about = about(document)
        self.diagram = diagram(document)
        self.tab, self.tabs = part.name, tabs(document, part.name)
        self.links = linked.linked_papers(links)
        self.facts = card(document)
        self.is_followed = page_data(document).is_followed


@of_paper(by_letter=True)
def paper(request: SignedInRequest, document: Document) -> HttpResponse:
    home = declared(document.kind).home
    if home and "part" not in request.GET and not request.reads_only:
        return redirect(reverse(home, args=[document.pk]))
    return show(request, document)


@require_POST
@of_paper(by_letter=True)
def paper_do(request: SignedInRequest, document: Document) -> HttpResponse:
    """Make a move on the paper, or show the page again with what was typed and why it was refused.

    Whoever reads by a letter is signed in by their password first; without it nothing is done.
    """
    signed_in = sign_in_reader(request) if request.reads_only else None
    name = request.POST.get("move", "")
    fresh, attempt = attempt_move(request, document, name)
    if fresh is None:
        answer = show(request, document, attempt=attempt)
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": done_label(type(fresh), name)})
        answer = redirect("paper", pk=fresh.pk)
    if signed_in is not None:
        answer.cookies.update(signed_in.cookies)
    return answer


def show(
    request: SignedInRequest,
    document: Document,
    *,
    attempt: Attempt | None = None,
    refused: parts.Part | None = None,
) -> HttpResponse:
    """Render the page of a paper with the requested part, or with a refused form."""
    note_overseer(request, document)
    # The context of the kind is made first: it may read in one query what the page needs later.
    context = declared(document.kind).context
    own = context(request, document) if context is not None else None
    asked = "text" if attempt is not None else request.GET.get("part", "text")
    part = refused or parts.PARTS.get(asked, parts.Text)(request, document)
    page = PaperPage(request, document, attempt, part)
    names = dict.fromkeys([document.kind, document.print_form])
    candidates = [f"governance/papers/{name}.html" for name in names if name]
    template = select_template([*candidates, "governance/paper.html"]).template.name
    return page.response(
        request,
        str(template),
        status=422 if attempt is not None or refused is not None else 200,
        also={**context_of(own), **part.context()},
    )


def present(way: Sequence[RouteStep]) -> str:
    """A sentence on the present step, for people who are not asked."""
    for step in way:
        if step.now:
            note = f" ({step.note})" if step.note else ""
            return _("Now: %(step)s%(note)s.") % {"step": step.name, "note": note}
    return ""


def about(document: Document) -> str:
    """The line of facts after the state."""
    said = []
    if document.number:
        said.append(
            _("No. %(number)s of %(day)s") % {"number": document.number, "day": day(document.registered_on)}
        )
    if document.version:
        said.append(_("version %(n)d") % {"n": document.version})
    if document.author:
        said.append(_("author: %(who)s") % {"who": document.author.name})
    return " · ".join(said)


def card(document: Document) -> list[Fact]:
    """The registration card."""
    version = document.present_version
    return known(
        [
            Fact(_("Kind"), document.kind_label),
            Fact(_("Unit"), document.unit),
            Fact(_("Number"), document.number or (document.number_comes if document.numbered else "")),
            Fact(_("Date"), day(document.registered_on)),
            Fact(_("Check code"), document.spelt_code),
            Fact(_("Kept"), document.keeping),
            Fact(_("Imprint of the version"), version.sha256[:16] if version is not None else ""),
        ]
    )
