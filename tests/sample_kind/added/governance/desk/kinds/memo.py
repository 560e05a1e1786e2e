"""Memos on the desk: a title to begin with, one page to write on."""

from django.utils.translation import gettext_lazy as _
from governance.documents.kinds.memo import Memo

from governance.desk.base.fields import text_field
from governance.desk.papers.create import TitleForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import SeenForm


class MemoForm(SeenForm):
    text = text_field(_("Text of the memo"), 5_000, lines=8)


enter(
    Memo,
    begin=TitleForm,
    writes={"submit": MemoForm},
)
