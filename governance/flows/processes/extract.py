"""The flow of extracts: certified, issued."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.settings import tasks
from governance.flows.engine.flow import Decide, PaperFlow, enter


@enter("ExtractFlow")
class ExtractFlow(PaperFlow):
    """The secretary does both, one step after the other."""

    kinds = ("extract",)
    route = ("certify", "issue")

    start = flow.StartHandle(this.open).Next(this.certify)
    certify = Decide("certify", title=_("Certify the extract"), within=tasks.CERTIFY_EXTRACT).Next(this.issue)
    issue = Decide("issue", title=_("Issue the extract"), within=tasks.ISSUE_EXTRACT).Next(this.end)
    end = flow.End()
