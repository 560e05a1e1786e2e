"""What is added to the page of a paper that others agree to; a kind takes it by `CONSULTED`."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.agreement.answer import AnswerPage
from governance.desk.agreement.letter import LetterForm, RemarksForm
from governance.desk.agreement.rework import ReworkPage
from governance.desk.agreement.sheet import READ, live_opinions, since_my_answer
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import Shared
from governance.documents.approval.opinions import Consulted


def consulted_context(request: SignedInRequest, document: Consulted) -> PaperContext:
    """The agreement sheet; on the tab of the text also what has changed since the reader's own answer."""
    changed = since_my_answer(request, document) if beside_text(request) else []
    live = live_opinions(document)
    return PaperContext(answers=live, agreed=sum(opinion.agrees for opinion in live), before=changed)


def beside_text(request: SignedInRequest) -> bool:
    """Whether the page shows the text; the other tabs do not show what has changed in it."""
    return request.GET.get("part", "text") == "text"


def rounds_tab(document: Consulted) -> Tab | None:
    """The tab of the protocol of disagreements, once there is a version.

    It shows a number only if the page has read the opinions already.
    """
    if not document.version:
        return None
    return Tab(
        label=_("Disagreements"),
        href=reverse("paper_rounds", args=[document.pk]),
        name="rounds",
        count=sum(opinion.proposed for opinion in document.__dict__.get(READ, ())),
    )


# The agreement sheet, the ways to answer, the rework and the rounds of disagreement.
CONSULTED = Shared(
    writes={
        "object_to": AnswerPage,
        "answer_proposal": ReworkPage,
        "consent_with_remarks": RemarksForm,
        "enter_answer": LetterForm,
    },
    effects={
        "consent": gettext_lazy(
            "The agreement is entered with your name and today's date. It goes on when everybody asked has agreed."
        ),
        "consent_with_remarks": gettext_lazy(
            "It goes on as an agreement; the remarks stand on the agreement sheet."
        ),
        "enter_answer": gettext_lazy("The answer stands on the agreement sheet with its scan and your name."),
    },
    tabs=[rounds_tab],
    context=consulted_context,
)
