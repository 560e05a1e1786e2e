"""A memo: the clerk of a school writes it, the director signs it, it is numbered in a register of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.language.phrases import blank_number
from governance.documents.language.verb import verb
from governance.documents.printing.data import PaperMarks
from governance.documents.printing.registry import prints
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.paper import Paper
from governance.documents.record.register import RegisterOf
from governance.documents.record.signatures import sign_as
from governance.documents.record.transitions import May, move
from governance.roles.rights import Right
from governance.roles.unit import UnitKind


@kind("memo")
class Memo(Paper):
    """«Служебная записка»."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, _("Memo: being written")
        SIGNING = "signing", Phase.WITH_SOMEBODY, _("Memo: to be signed")
        SIGNED = "signed", Phase.IN_FORCE, _("Memo: signed")

    kind_label, kind_label_many = _("Memo"), _("Memos")
    drafted_by = May(Right.DRAFT_ORDER)
    registers = (RegisterOf({UnitKind.SCHOOL}, "memo", "Служебные записки", "{n}-СЗ"),)
    numbered_in = (State.SIGNED,)

    text = models.TextField(default="")

    def content(self) -> dict[str, object]:
        return {"title": self.title, "text": self.text}

    @move(
        source=State.DRAFT,
        target=State.SIGNING,
        rule=May(Right.DRAFT_ORDER),
        words=verb("memo", "Submit the memo", "submitted the memo"),
    )
    def submit(self, act: Act, *, text: str) -> None:
        self.text = text.strip()
        if not self.text:
            raise NotLegal(_("Write the memo first."))
        self.freeze(act)

    @move(
        source=State.SIGNING,
        target=State.SIGNED,
        rule=May(Right.SIGN_ORDER),
        words=verb("memo", "Sign the memo", "signed the memo"),
        needs_password=True,
    )
    def sign(self, act: Act) -> None:
        sign_as(self, act, "director")
        give_number(self, act, on=act.at.date())


def memo_marks(memo: Memo, words: PaperMarks) -> dict[str, str]:
    return {"number": f"№ {memo.number}" if memo.number else blank_number()}


@prints("memo", marks=memo_marks)
def memo_words(memo: Memo) -> dict[str, str]:
    return {"title": memo.title, "text": memo.text}
