"""What the page of a paper that others agree to has besides that of any paper. A kind is entered by `consulted`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.agreement.letter import LetterForm, RemarksForm
from governance.desk.agreement.sheet import READ, has_unsettled, sheet, since_my_answer
from governance.desk.base.access import SignedInRequest
from governance.desk.papers.forms import EFFECTS, FORMS, PAGES, OwnPage
from governance.desk.papers.page import CONTEXT, TABS
from governance.documents.record.document import Document


def consulted(kind: str) -> None:
    """Give the pages of a kind the agreement sheet, the ways to answer, the rework and the rounds of disagreement."""
    PAGES[kind, "object_to"] = OwnPage(
        "paper_answer", gettext_lazy("Send back with a protocol of disagreements…"), beside=True
    )
    PAGES[kind, "answer_proposal"] = OwnPage(
        "paper_rework", gettext_lazy("Answer the protocol of disagreements"), fits=has_unsettled
    )
    FORMS[kind, "consent_with_remarks"] = RemarksForm
    FORMS[kind, "enter_answer"] = LetterForm
    EFFECTS[kind, "consent"] = gettext_lazy(
        "The agreement is entered with your name and today's date. It goes on when everybody asked has agreed."
    )
    EFFECTS[kind, "consent_with_remarks"] = gettext_lazy(
        "It goes on as an agreement; the remarks stand on the agreement sheet."
    )
    EFFECTS[kind, "enter_answer"] = gettext_lazy(
        "The answer stands on the agreement sheet with its scan and your name."
    )
    TABS.setdefault(kind, []).append(rounds_tab)
    CONTEXT.setdefault(kind, consulted_context)


def consulted_context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """The agreement sheet; beside the text, what a decision rests on besides it."""
    changed = since_my_answer(request, document) if beside_text(request) else None
    answers = sheet(document)
    return {"answers": [answers] if answers else [], "before": [changed] if changed else []}


def beside_text(request: SignedInRequest) -> bool:
    """Whether the page is opened at its text; on the other tabs nobody reads what has changed in it."""
    return request.GET.get("part", "text") == "text"


def rounds_tab(document: Any) -> dict[str, Any] | None:
    """The protocol of disagreements, once the paper has been put up; counted where the page has read the opinions."""
    if not document.version:
        return None
    return {
        "label": _("Disagreements"),
        "href": reverse("paper_rounds", args=[document.pk]),
        "name": "rounds",
        "count": sum(opinion.proposed for opinion in document.__dict__.get(READ, ())),
    }


def frame(document: Document) -> dict[str, Any]:
    """What the pages of larger work on such a paper have in common."""
    return {
        "section": "documents",
        "document": document,
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.kind_label_many, "href": f"{reverse('documents')}?kind={document.kind}"},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
    }
