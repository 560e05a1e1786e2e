"""What is added to the page of a paper that others agree to; a kind takes it by `CONSULTED`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.agreement.letter import LetterForm, RemarksForm
from governance.desk.agreement.sheet import READ, has_unsettled, sheet, since_my_answer
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import OwnPage, Shared


def consulted_context(request: SignedInRequest, document: Any) -> PaperContext:
    """The agreement sheet; on the tab of the text also what has changed since the reader's own answer."""
    changed = since_my_answer(request, document) if beside_text(request) else None
    answers = sheet(document)
    return PaperContext(answers=[answers] if answers else [], before=[changed] if changed else [])


def beside_text(request: SignedInRequest) -> bool:
    """Whether the page shows the text; the other tabs do not show what has changed in it."""
    return request.GET.get("part", "text") == "text"


def rounds_tab(document: Any) -> Tab | None:
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
        "object_to": OwnPage(
            "paper_answer", gettext_lazy("Send back with a protocol of disagreements…"), beside=True
        ),
        "answer_proposal": OwnPage(
            "paper_rework", gettext_lazy("Answer the protocol of disagreements"), fits=has_unsettled
        ),
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
