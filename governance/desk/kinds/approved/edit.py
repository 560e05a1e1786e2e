"""Writing an approved paper: its title, period, text and table on one page. The small buttons only show it anew."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.agreement.page import frame
from governance.desk.agreement.rounds import pieces
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.kinds.approved.page import work_label
from governance.desk.kinds.approved.table import TableEditor
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, is_refused, saved, work_page
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.text import MAX_LINE, MAX_TITLE

NEEDED_LATER = gettext_lazy("Needed before the paper is sent for agreement.")


class PaperForm(SeenForm):
    """What stands around the text and the table; a kind has some of it."""

    title = text_field(
        gettext_lazy("Title"),
        MAX_TITLE,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title.")},
    )
    period_start = day_field(gettext_lazy("First day of the period"), required=False, help_text=NEEDED_LATER)
    period_end = day_field(gettext_lazy("Last day of the period"), required=False, help_text=NEEDED_LATER)
    money = text_field(gettext_lazy("Source of the money"), MAX_LINE, required=False)
    author_text = text_field(
        gettext_lazy("Worked out by"),
        MAX_LINE,
        required=False,
        help_text=gettext_lazy("Position and name. If left empty, yours are entered at the submission."),
    )

    def __init__(self, *args: Any, document: ApprovedPaper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not document.form.period:
            del self.fields["period_start"], self.fields["period_end"]
        if not document.form.money:
            del self.fields["money"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        start, end = given.get("period_start"), given.get("period_end")
        if start and not end and "period_end" not in self.errors:
            self.add_error("period_end", _("Give the last day too."))
        if end and not start and "period_start" not in self.errors:
            self.add_error("period_start", _("Give the first day too."))
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it begins: correct the days."))
        return given

    def changes(self) -> dict[str, Any]:
        """The facts for `perform`. Only after `is_valid`."""
        given = self.cleaned_data
        said = {"title": given["title"], "author": given["author_text"]}
        if "period_start" in given:
            said["period"] = (given["period_start"], given["period_end"])
        if "money" in given:
            said["money"] = given["money"]
        return said


class ApprovedWritePage:
    """The whole paper: as it stands, as it was typed, or rearranged by a small button."""

    def __init__(self, document: ApprovedPaper, data: QueryDict | None) -> None:
        body = document.form
        self.text = ClauseEditor(document.sections, data) if body.text else None
        self.table = TableEditor(body.table, document.rows, data) if body.table is not None else None
        self.pressed = any(editor.pressed for editor in (self.text, self.table) if editor is not None)
        names = ("title", "period_start", "period_end", "money", "author_text")
        standing = {"seen": document.revision, **{name: getattr(document, name) for name in names}}
        # After a small button nothing is saved, so nothing is validated.
        initial = data.dict() if data is not None and self.pressed else standing
        self.form = PaperForm(None if self.pressed else data, initial=initial, document=document)
        if self.text is not None and document.state == ApprovalState.REWORK:
            mark_proposals(self.text, document)

    def is_valid(self) -> bool:
        return self.form.is_valid() and not (self.table is not None and self.table.errors)

    def save(self, request: SignedInRequest, document: Any) -> bool:
        """Make the move. Returns whether it was made; a refusal becomes an error of the form."""
        return attempt(request, document, "revise", self.form, **self.changes()) is not None

    def changes(self) -> dict[str, Any]:
        found = self.form.changes()
        if self.text is not None:
            found["sections"] = self.text.sections
        if self.table is not None:
            found["rows"] = self.table.rows
        return found


def mark_proposals(editor: ClauseEditor, document: ApprovedPaper) -> None:
    """Beside a clause: who wants it worded otherwise, as long as nobody has answered."""
    for proposal in document.open_proposals():
        said = _("%(unit)s proposes:") if proposal.theirs else _("%(unit)s objects:")
        words = pieces(proposal.ours, proposal.theirs) if proposal.theirs else ()
        sentence = said % {"unit": proposal.opinion.unit}
        editor.mark(proposal.clause, Mark("due", sentence if words else f"{sentence} {proposal.why}", words))


@work_page(None, "revise")
def approved_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """The page for writing; after a refusal it is shown again with everything that was typed."""
    if not isinstance(document, ApprovedPaper):
        raise Http404
    page = ApprovedWritePage(document, request.POST if request.method == "POST" else None)
    unsaved = _("Nothing has been saved yet: correct the marked cells of the table.")
    done = saved(
        request, document, page, said=_("The paper is saved."), here="approved_edit", unsaved=unsaved
    )
    if done is not None:
        return done
    context = {
        **frame(document),
        "title": work_label(document.form),
        "form": page.form,
        "editor": page.text,
        "table": page.table,
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(
        request, "governance/approved/edit.html", context, status=422 if is_refused(request, page) else 200
    )
