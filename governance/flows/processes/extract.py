"""The flow of extracts: certified, issued."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.flows.engine.flow import Decide, PaperFlow, enter


@enter("ExtractFlow")
class ExtractFlow(PaperFlow):
    """The secretary does both, one step after the other."""

    kinds = ("extract",)
    route = ("certify", "issue")

    start = flow.StartHandle(this.open).Next(this.certify)
    certify = Decide("certify", title=_("Certify the extract"), days=2).Next(this.issue)
    issue = Decide("issue", title=_("Issue the extract"), days=5).Next(this.end)
    end = flow.End()
