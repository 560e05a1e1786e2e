"""How an approved plan is carried out: the whole at a glance, and row by row for whoever follows it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day, state_of
from governance.desk.kinds.plan.editing import place_text
from governance.desk.kinds.plan.page import FOLLOWED, sentence
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.tabs import tabs
from governance.desk.papers.work import attempt, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.execution import Execution, FollowedRow, execution
from governance.documents.kinds.plan.section import PlanRow, RowStatus
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON, transition_of

MEANINGS = {
    RowStatus.DONE: "force",
    RowStatus.OVERDUE: "alarm",
    RowStatus.NOW: "due",
    RowStatus.MOVED: "held",
    RowStatus.LATER: "quiet",
    RowStatus.UNDATED: "quiet",
}


class DoneForm(SeenForm):
    """An activity has been carried out."""

    on = day_field(
        gettext_lazy("Day on which it was done"),
        error_messages={"required": gettext_lazy("Give the day on which it was done.")},
    )
    note = text_field(
        gettext_lazy("What was done"),
        MAX_FIELD,
        lines=3,
        required=False,
        help_text=gettext_lazy("A short note for the council; may be left empty."),
    )


class MoveForm(SeenForm):
    """An activity gets a new last day."""

    to = day_field(
        gettext_lazy("New last day"),
        error_messages={"required": gettext_lazy("Give the new last day.")},
    )
    reason = text_field(
        gettext_lazy("Why it is moved"),
        LONGEST_REASON,
        lines=2,
        error_messages={"required": gettext_lazy("Write why: the council will ask.")},
    )


class ReopenForm(SeenForm):
    """The mark was a mistake."""

    reason = text_field(
        gettext_lazy("Why the mark is taken back"),
        LONGEST_REASON,
        lines=2,
        error_messages={"required": gettext_lazy("Write why the mark is taken back.")},
    )


FORMS: dict[str, type[SeenForm]] = {"mark_row_done": DoneForm, "move_row": MoveForm, "reopen_row": ReopenForm}


@of_paper("plan")
def plan_execution(request: SignedInRequest, document: Any) -> HttpResponse:
    """Done, overdue, in its term, moved, later: figures that filter the table under them."""
    if document.state not in FOLLOWED:
        return redirect("paper", pk=document.pk)
    whole = execution(document)
    shown = request.GET.get("show", "")
    shown = shown if shown in RowStatus.values else ""
    follows = may_follow(request, document)
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.kind_label_many, "href": f"{reverse('documents')}?kind=plan"},
        ],
        "title": document.title,
        "state": state_of(document),
        "document": document,
        "tabs": tabs(document, "execution"),
        "percent": whole.percent_done,
        "sentence": sentence(whole),
        "follows": follows,
        "chips": chips(whole, shown, request.path),
        "sections": [
            {
                "title": part.section.title or _("Without a heading"),
                "done": part.done,
                "total": part.total,
                "rows": [
                    shown_row(document, one, follows=follows)
                    for one in part.rows
                    if shown in ("", one.status)
                ],
            }
            for part in whole.sections
        ],
    }
    context["found"] = any(section["rows"] for section in context["sections"])
    return render(request, "governance/plan/execution.html", context)


def may_follow(request: SignedInRequest, document: Document) -> bool:
    """Whether this person marks rows, and the plan is in the state for it; no query."""
    try:
        rule: Any = transition_of(document, "mark_row_done").permission
    except Refused:
        return False
    return rule.objection(document, request.user, request.pairs) is None


def chips(whole: Execution, shown: str, path: str) -> list[dict[str, Any]]:
    """All rows, then the statuses that some row has."""
    found = [{"label": pgettext("rows", "All"), "href": path, "count": whole.total, "current": not shown}]
    for status, count in whole.counts.items():
        if count:
            found.append(
                {
                    "label": status.label,
                    "href": f"{path}?show={status.value}",
                    "count": count,
                    "current": shown == status.value,
                }
            )
    return found


def shown_row(document: Document, one: FollowedRow, *, follows: bool) -> dict[str, Any]:
    row = one.row
    return {
        "pk": row.pk,
        "number": row.number,
        "text": row.text,
        "term": row.term_text,
        "executors": row.executors_text,
        "meaning": MEANINGS[one.status],
        "status": one.status.label,
        "notes": notes(row),
        "href": reverse("plan_follow", args=[document.pk, row.pk]) if follows else "",
    }


def notes(row: PlanRow) -> list[str]:
    """When it was done and what was said of it; to when it was moved and why."""
    said = []
    if row.done_on:
        said.append(
            _("Done on %(day)s") % {"day": day(row.done_on)} + (f": {row.done_note}" if row.done_note else "")
        )
    if row.moved_to:
        said.append(
            _("Moved to %(day)s: %(reason)s") % {"day": day(row.moved_to), "reason": row.moved_reason}
        )
    return said


@work_page("plan", "mark_row_done")
def plan_follow(request: SignedInRequest, document: Any, row: int) -> HttpResponse:
    """One row of the year: done, moved, or opened again."""
    found = next(
        ((section, one) for section in document.table() for one in section.rows.all() if one.pk == row), None
    )
    if found is None:
        raise Http404
    section, one = found
    move = request.POST.get("move", "")
    names = ["reopen_row"] if one.done_on else ["mark_row_done", "move_row"]
    if move in FORMS and move not in names:
        names.append(move)  # somebody was faster: the refusal says so, and what was typed stays
    forms = {}
    for name in names:
        data = request.POST if name == move else None
        initial = {"seen": document.revision, "on": clock.today()}
        forms[name] = FORMS[name](data, initial=initial, auto_id=f"{name}_%s")
    tried = forms.get(move)
    if tried is not None and tried.is_valid():
        facts = {name: value for name, value in tried.cleaned_data.items() if name != "seen"}
        if attempt(request, document, move, tried, row=row, **facts) is not None:
            return redirect(reverse("plan_execution", args=[document.pk]) + f"#row-{row}")
    status = one.status(clock.today())
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.kind_label, "href": reverse("paper", args=[document.pk])},
            {"label": _("Execution"), "href": reverse("plan_execution", args=[document.pk])},
        ],
        "title": place_text(section, one),
        "row": one,
        "state": {"meaning": MEANINGS[status], "word": status.label},
        "due": day(one.due),
        "notes": notes(one),
        "forms": [{"move": name, "form": form, **words_of(name)} for name, form in forms.items()],
        "cancel": reverse("plan_execution", args=[document.pk]) + f"#row-{row}",
    }
    refused = request.method == "POST"
    return render(request, "governance/plan/follow.html", context, status=422 if refused else 200)


def words_of(name: str) -> dict[str, str]:
    return {
        "mark_row_done": {"title": _("Done"), "submit": _("Mark as done")},
        "move_row": {"title": _("Move the term"), "submit": _("Move")},
        "reopen_row": {"title": _("Take the mark back"), "submit": _("Open again")},
    }[name]
