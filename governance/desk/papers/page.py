"""The page of a paper: sheet, decision, way, versions, remarks, files, history, card."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import day, state_of
from governance.desk.papers import linked, parts
from governance.desk.papers.decision import Attempt, attempt_move, panels
from governance.desk.papers.route import diagram, steps
from governance.documents.record.document import Document
from governance.documents.record.history import done_label

PARTS = ("text", "remarks", "versions", "files", "history")


# What the pages of one kind have besides: further tabs (pages of their own, as {label, href, name}, or None where the
# paper as it stands has none), and more context for its template in templates/governance/papers. The context is asked
# first, so that a kind can read there at once what the page will need.
TABS: dict[str, list[Callable[[Document], "dict[str, Any] | None"]]] = {}
CONTEXT: dict[str, Callable[[SignedInRequest, Document], dict[str, Any]]] = {}


def no_more(request: SignedInRequest, document: Document) -> dict[str, Any]:
    return {}


@of_paper()
def paper(request: SignedInRequest, document: Document) -> HttpResponse:
    address = getattr(document, "desk_address", None)
    if address and "part" not in request.GET:
        return redirect(reverse(address, args=[document.pk]))
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
    part: str = "",
    **extra: Any,
) -> HttpResponse:
    """Render the page of a paper with the part that is asked for, or with a form that was refused."""
    part = part or ("text" if attempt is not None else request.GET.get("part", "text"))
    part = part if part in PARTS else "text"
    more = CONTEXT.get(document.kind, no_more)(request, document)
    links = linked.links_of(document, request)
    way = steps(document)
    panel = panels(request, document, attempt, grounds=linked.grounds(document, links), present=present(way))
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.kind_label_many, "href": f"{reverse('documents')}?kind={document.kind}"},
        ],
        "title": document.title,
        "state": state_of(document),
        "about": about(document),
        "document": document,
        "decision": panel.main,
        "more": panel.more,
        "steps": way,
        "diagram": diagram(document),
        "tab": part,
        "tabs": tabs(document, part),
        "pdf": reverse("paper_pdf", args=[document.pk]) if document.printed else "",
        "dossier": reverse("paper_dossier", args=[document.pk]),
        "links": linked.shown(document, links),
        "facts": parts.card(document),
        **more,
        **parts.PARTS[part](request, document),
        **extra,
    }
    names = dict.fromkeys([document.kind, document.print_form])
    own = [f"governance/papers/{name}.html" for name in names if name]
    template = select_template([*own, "governance/paper.html"])
    status = 422 if attempt is not None or extra.get("refused") else 200
    return render(request, template.template.name, context, status=status)


def present(way: list[dict[str, Any]]) -> str:
    """The step at which the paper is, in a sentence for those of whom nothing is asked."""
    for step in way:
        if step["now"]:
            note = f" ({step['note']})" if step["note"] else ""
            return _("Now: %(step)s%(note)s.") % {"step": step["name"], "note": note}
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


def tabs(document: Document, part: str) -> list[dict[str, Any]]:
    """The parts of the paper's page, the text first, then the pages of its kind."""
    address = reverse("paper", args=[document.pk])
    counts = {
        "remarks": getattr(document, "remark_count", 0),
        "versions": document.version,
        "files": getattr(document, "file_count", 0),
    }
    labels = {
        "text": _("Text"),
        "remarks": _("Remarks"),
        "versions": _("Versions"),
        "files": _("Files"),
        "history": _("History"),
    }
    found = [
        {"label": label, "href": f"{address}?part={name}", "current": name == part, "count": counts.get(name)}
        for name, label in labels.items()
    ]
    own = [tab for make in TABS.get(document.kind, ()) if (tab := make(document)) is not None]
    return [found[0], *({**tab, "current": tab["name"] == part} for tab in own), *found[1:]]
