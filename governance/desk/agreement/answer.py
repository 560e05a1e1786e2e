"""The page of a protocol of disagreements: beside each clause fields for another wording and the reason."""

from django.forms import Field
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.page import DOCUMENTS
from governance.desk.editors.clause_fields import ClauseFieldsForm
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.approval.opinions import Consulted
from governance.documents.language.clauses import MAX_CLAUSE, clauses_of

THEIRS, WHY = "theirs", "why"


class AnswerForm(ClauseFieldsForm):
    """A general remark, and two fields for each clause."""

    remark = text_field(
        _("General remark"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=_("What concerns the whole text. May be left empty if you word clauses."),
    )

    @staticmethod
    def fields_of() -> dict[str, Field]:
        return {
            THEIRS: text_field(_("Your wording"), MAX_CLAUSE, lines=3, required=False),
            WHY: text_field(_("Why"), MAX_CLAUSE, lines=2, required=False),
        }

    def facts(self) -> Facts:
        theirs, why = self.words(THEIRS), self.words(WHY)
        proposals = [{"clause": key, "theirs": theirs[key], "why": why[key]} for key in theirs]
        return {"remark": self.cleaned_data["remark"], "proposals": proposals}


class AnswerPage(WritePage[Consulted]):
    """Send the paper back with other wordings of its clauses; what was typed is kept even if the paper has changed."""

    form_class = AnswerForm
    template = "governance/opinions/answer.html"
    section = DOCUMENTS
    title = _("Protocol of disagreements")
    label = _("Send back with a protocol of disagreements…")
    said = _("The protocol of disagreements is sent: the drafter answers each wording.")
    address, name = "papers/<key:pk>/answer/", "paper_answer"
    beside = True

    def get_form(self) -> SeenForm:
        """A small button fills the present text of a clause in, as the start of another wording."""
        taken = self.request.POST.get("take")
        self.pressed = taken is not None
        form = super().get_form()
        for clause in clauses_of(self.document.sections_put_up):
            if clause["id"] == taken:
                form.initial[f"{THEIRS}-{taken}"] = clause["text"]
        return form

    def get_initial(self) -> Facts:
        return {}

    def get_form_options(self) -> Facts:
        return {"sections": self.document.sections_put_up}

    @property
    def left(self) -> list[str]:
        """What was typed for clauses that the text no longer has."""
        typed = self.request.POST.dict()
        of_clauses = [name for name in typed if name.startswith((f"{THEIRS}-", f"{WHY}-"))]
        return [typed[name] for name in of_clauses if name not in self.form.fields and typed[name].strip()]

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)
