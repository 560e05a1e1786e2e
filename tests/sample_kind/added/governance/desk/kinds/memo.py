"""Memos on the desk: a title to begin with, one page to write on, the list of those that one may see."""

from django.utils.translation import gettext_lazy as _
from governance.documents.kinds.memo import Memo

from governance.desk.base.fields import text_field
from governance.desk.papers.board import Board
from governance.desk.papers.create import TitleForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import SeenForm


class MemoForm(SeenForm):
    text = text_field(_("Text of the memo"), 5_000, lines=8)


class MemoBoard(Board[Memo]):
    columns = (Column(_("Text of the memo"), lambda memo: memo.text),)
    exports = True


enter(Memo, begin=TitleForm, board=MemoBoard, writes={"submit": MemoForm})
