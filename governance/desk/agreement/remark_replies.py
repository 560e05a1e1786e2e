"""Answering the remarks with which a body sent a paper back, one field a remark."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import text_field
from governance.desk.papers.declaration import Shared
from governance.desk.papers.forms import Facts, FactsForm
from governance.documents.approval.approval import Approval
from governance.documents.approval.remark_replies import LONGEST_ANSWER, replies_to_last, sent_back


class RemarkRepliesForm(FactsForm[Approval]):
    """A field for each remark of the decision that sent the paper back."""

    def prepare(self) -> None:
        found = sent_back(self.document)
        self.remarks = found[1] if found is not None else []
        known = {one.remark: one.answer for one in replies_to_last(self.document)} if self.remarks else {}
        for place, remark in enumerate(self.remarks):
            self.fields[f"answer-{place}"] = text_field(
                remark,
                LONGEST_ANSWER,
                lines=2,
                missing=_("Answer every remark: what was changed, or why it stays as it is."),
            )
            self.initial[f"answer-{place}"] = known.get(remark, "")

    @property
    def fits(self) -> bool:
        return bool(self.remarks)

    def facts(self) -> Facts:
        return {"answers": [self.cleaned_data[f"answer-{place}"] for place in range(len(self.remarks))]}


ANSWERED = Shared[Approval](
    writes={"answer_remarks": RemarkRepliesForm},
    effects={
        "answer_remarks": _("The body reads the answers at its next sitting, and the protocol quotes them."),
    },
)
