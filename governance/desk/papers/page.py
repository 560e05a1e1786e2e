"""The page of a paper: sheet, decision, way, versions, remarks, files, history, card."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import select_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Fact, Step, Tab
from governance.desk.base.format import day, state_of
from governance.desk.base.page import Page, context_of
from governance.desk.papers import linked, parts
from governance.desk.papers.decision import Attempt, Panel, attempt_move, panels
from governance.desk.papers.declaration import declared
from governance.desk.papers.readings import note_overseer
from governance.desk.papers.route import diagram, steps
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.record.document import Document
from governance.documents.record.history import done_label


@dataclass(kw_only=True)
class PaperPage(Page):
    """What templates/governance/paper.html shows of every paper; the open part and the kind add their own."""

    document: Document
    state: dict[str, str]
    about: str
    decision: Panel
    more: Sequence[Panel]
    steps: Sequence[Step]
    diagram: str
    tab: str
    tabs: Sequence[Tab]
    pdf: str
    dossier: str
    links: Sequence[linked.Linked]
    facts: Sequence[Fact]


@of_paper()
def paper(request: SignedInRequest, document: Document) -> HttpResponse:
    home = declared(document.kind).home
    if home and "part" not in request.GET:
        return redirect(reverse(home, args=[document.pk]))
    return show(request, document)


@require_POST
@of_paper()
def paper_do(request: SignedInRequest, document: Document) -> HttpResponse:
    """Make one move on the paper, or show the page again with what was typed and why not."""
    name = request.POST.get("move", "")
    fresh, attempt = attempt_move(request, document, name)
    if fresh is None:
        return show(request, document, attempt=attempt)
    messages.success(request, _("Done: %(what)s.") % {"what": done_label(type(fresh), name)})
    return redirect("paper", pk=fresh.pk)


def show(
    request: SignedInRequest,
    document: Document,
    *,
    attempt: Attempt | None = None,
    refused: parts.Part | None = None,
) -> HttpResponse:
    """Render the page of a paper with the part that is asked for, or with a form that was refused."""
    note_overseer(request, document)
    # The kind is asked first, so that it can read at once what the page will need.
    context = declared(document.kind).context
    own = context(request, document) if context is not None else None
    links = linked.links_of(document, request)
    way = steps(document)
    panel = panels(request, document, attempt, grounds=linked.grounds(document, links), present=present(way))
    asked = "text" if attempt is not None else request.GET.get("part", "text")
    part = refused or parts.PARTS.get(asked, parts.Text)(request, document)
    page = PaperPage(
        crumbs=crumbs_of_kind(document),
        title=document.title,
        document=document,
        state=state_of(document),
        about=about(document),
        decision=panel.main,
        more=panel.more,
        steps=way,
        diagram=diagram(document),
        tab=part.name,
        tabs=tabs(document, part.name),
        pdf=reverse("paper_pdf", args=[document.pk]) if document.printed else "",
        dossier=reverse("paper_dossier", args=[document.pk]),
        links=linked.shown(document, links),
        facts=parts.card(document),
    )
    names = dict.fromkeys([document.kind, document.print_form])
    candidates = [f"governance/papers/{name}.html" for name in names if name]
    template = select_template([*candidates, "governance/paper.html"]).template.name
    return page.response(
        request,
        str(template),
        status=422 if attempt is not None or refused is not None else 200,
        also={**context_of(own), **part.context()},
    )


def present(way: Sequence[Step]) -> str:
    """The step at which the paper is, in a sentence for those of whom nothing is asked."""
    for step in way:
        if step.now:
            note = f" ({step.note})" if step.note else ""
            return _("Now: %(step)s%(note)s.") % {"step": step.name, "note": note}
    return ""


def about(document: Document) -> str:
    """The facts after the state, in one line."""
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
