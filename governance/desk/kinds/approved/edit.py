"""Writing an approved paper: its title, period, text and table on one page. The small buttons only show it anew."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb, Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.template_filters import reworded
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.kinds.approved.table import TableEditor
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.text import MAX_LINE, MAX_TITLE, Form

NEEDED_LATER = _("Needed before the paper is sent for agreement.")


class PaperForm(SeenForm):
    """What stands around the text and the table; a kind has some of it."""

    title = text_field(_("Title"), MAX_TITLE, lines=2, missing=_("Give the paper a title."), printed=True)
    period_start = day_field(_("First day of the period"), required=False, help_text=NEEDED_LATER)
    period_end = day_field(_("Last day of the period"), required=False, help_text=NEEDED_LATER)
    money = text_field(_("Source of the money"), MAX_LINE, required=False)
    author_text = text_field(
        _("Worked out by"),
        MAX_LINE,
        required=False,
        help_text=_("Position and name. If left empty, yours are entered at the submission."),
    )

    def clean(self) -> None:
        start, end = self.cleaned_data.get("period_start"), self.cleaned_data.get("period_end")
        if start and not end and "period_end" not in self.errors:
            self.add_error("period_end", _("Give the last day too."))
        if end and not start and "period_start" not in self.errors:
            self.add_error("period_start", _("Give the first day too."))
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it begins: correct the days."))

    def facts(self) -> Facts:
        facts = super().facts()
        facts["author"] = facts.pop("author_text")
        if "period_start" in facts:
            facts["period"] = (facts.pop("period_start"), facts.pop("period_end"))
        return facts


def work_label(form: Form) -> Words:
    """The words of the link to the page on which a paper is written."""
    if form.table is None:
        return _("Write the text")
    return _("Write the text and the table") if form.text else _("Fill in the table")


class ApprovedWritePage(WritePage[ApprovedPaper]):
    """The whole paper: as it stands, as it was typed, or rearranged by a small button."""

    form_class = PaperForm
    template = "governance/approved/edit.html"
    label = _("Write the text")
    said = _("The paper is saved.")
    unsaved = _("Nothing has been saved yet: correct the marked cells of the table.")
    address, name = "papers/<key:pk>/write/", "approved_edit"
    shows = ("document", "editor", "table")

    form: PaperForm

    def prepare(self) -> None:
        paper, body = self.document, self.document.form
        self.editor = ClauseEditor(paper.sections, self.data) if body.text else None
        self.table = TableEditor(body.table, paper.rows, self.data) if body.table is not None else None
        self.editors = [editor for editor in (self.editor, self.table) if editor is not None]
        if self.editor is not None and paper.state == ApprovalState.REWORK:
            mark_proposals(self.editor, paper)

    def get_form(self) -> SeenForm:
        form, body = super().get_form(), self.document.form
        if not body.period:
            del form.fields["period_start"], form.fields["period_end"]
        if not body.money:
            del form.fields["money"]
        return form

    def facts(self) -> Facts:
        facts = self.form.facts()
        if self.editor is not None:
            facts["sections"] = self.editor.sections
        if self.table is not None:
            facts["rows"] = self.table.rows
        return facts

    def get_title(self) -> Words:
        return work_label(self.document.form)

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)


def mark_proposals(editor: ClauseEditor, document: ApprovedPaper) -> None:
    """Beside a clause: who wants it worded otherwise, as long as nobody has answered."""
    for proposal in document.open_proposals():
        opening = _("%(unit)s proposes:") if proposal.theirs else _("%(unit)s objects:")
        words = reworded(proposal.ours, proposal.theirs) if proposal.theirs else ()
        sentence = opening % {"unit": proposal.opinion.unit}
        editor.mark(proposal.clause, Mark("due", sentence if words else f"{sentence} {proposal.why}", words))
