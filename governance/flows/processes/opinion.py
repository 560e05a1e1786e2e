"""The flow of one answer: each unit that is asked to agree to a paper has a task of its own with its own term."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.approval.opinions import Consulted, Opinion
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.flows.engine.flow import Decide, enter
from governance.flows.engine.parallel import PartFlow
from governance.roles.unit import Unit


def opinion_of(part: str) -> Opinion:
    return Opinion.objects.select_related("unit").get(pk=int(part.partition(":")[2]))


def unit_asked(document: Document, part: str) -> Unit:
    return opinion_of(part).unit


def answer_due(document: Document, part: str) -> date | None:
    return opinion_of(part).due


@enter("OpinionFlow")
class OpinionFlow(PartFlow):
    """One unit reads the version that it was sent, and answers."""

    kinds = tuple(name for name, model in KINDS.items() if issubclass(model, Consulted))
    title = _("Papers put up for agreement")

    start = flow.StartHandle(this.open).Next(this.answer)
    answer = Decide(
        "consent",
        "consent_with_remarks",
        "object_to",
        "enter_answer",
        title=_("Read and agree, or send back"),
        at=unit_asked,
        due=answer_due,
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Consulted) -> set[str]:
        return {opinion.part for opinion in document.live_opinions if opinion.is_open}
