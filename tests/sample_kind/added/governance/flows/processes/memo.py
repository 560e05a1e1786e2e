"""The flow of memos: written, then signed."""

from django.utils.translation import pgettext_lazy
from viewflow import this
from viewflow.workflow import flow

from governance.documents.settings import tasks
from governance.flows.engine.flow import Decide, PaperFlow, enter


@enter("MemoFlow")
class MemoFlow(PaperFlow):
    kinds = ("memo",)
    route = ("write", "sign")

    start = flow.StartHandle(this.open).Next(this.write)
    write = Decide("submit", title=pgettext_lazy("memo", "Submit the memo")).Next(this.sign)
    sign = Decide("sign", title=pgettext_lazy("memo", "Sign the memo"), within=tasks.SIGN_ORDER).Next(
        this.end
    )
    end = flow.End()
