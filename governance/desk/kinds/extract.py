"""The pages of the extract: taken from one question of a signed protocol, certified, issued to somebody."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import text_field
from governance.desk.base.format import day
from governance.desk.papers.forms import FactsForm
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, facts_form
from governance.documents.errors import Refused
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.roles.rights import Right

EFFECTS["extract", "certify"] = gettext_lazy(
    "You confirm that it says what the signed protocol says. It gets its number and date."
)


@facts_form("extract", "issue")
class IssueForm(FactsForm):
    """To whom the extract is handed over."""

    to = text_field(
        gettext_lazy("To whom"),
        500,
        help_text=gettext_lazy("Person or school, as it will stand in the register."),
        error_messages={"required": gettext_lazy("Write to whom the extract is issued.")},
    )


class QuestionForm(forms.Form):
    """The question that the extract is about."""

    item = forms.TypedChoiceField(
        label=gettext_lazy("Which question"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the question."),
            "invalid_choice": gettext_lazy("Choose the question from the list."),
        },
    )

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.choices = [
            (item.pk, f"{item.position}. {item.title}")
            for item in protocol.meeting.agenda().order_by("position")
        ]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]


@of_paper("protocol", "meeting")
def extract_new(request: SignedInRequest, protocol: Protocol) -> HttpResponse:
    """Choose the question and draw up the extract."""
    form = QuestionForm(request.POST or None, protocol=protocol)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("paper", pk=drawn_up(request, protocol, form.cleaned_data["item"]).pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    elif request.method != "POST" and (
        protocol.state not in Protocol.IN_FORCE
        or (Right.CERTIFY_EXTRACT.value, protocol.unit_id) not in request.pairs
    ):
        messages.warning(
            request, _("Extracts are made by the secretary of the body, from a signed protocol.")
        )
        return redirect("paper", pk=protocol.pk)
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": protocol.title, "href": reverse("paper", args=[protocol.pk])},
        ],
        "title": _("New extract"),
        "lead": _("An extract holds one question with its decision; the other questions stay out of it."),
        "form": form,
        "submit": _("Make the extract"),
        "cancel": reverse("paper", args=[protocol.pk]),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


@transaction.atomic
def drawn_up(request: SignedInRequest, protocol: Protocol, item: int) -> Extract:
    """The extract; the one already drawn up and not certified yet when it is asked for twice. Raises Refused."""
    Protocol.locked(protocol.pk)
    begun = Extract.objects.filter(
        protocol=protocol, item_id=item, state=Extract.State.MADE, author=request.user
    ).first()
    if begun is not None:
        messages.info(request, _("This extract is drawn up already and waits to be certified."))
        return begun
    return draft_extract(protocol, item, by=request.user)


def context(request: SignedInRequest, extract: Document) -> dict[str, Any]:
    """To whom it went."""
    assert isinstance(extract, Extract)
    if not extract.issued_to:
        return {}
    text = _("%(who)s, %(day)s") % {"who": extract.issued_to, "day": day(extract.issued_on)}
    return {"notices": [{"meaning": "force", "title": _("Issued"), "text": text}]}


CONTEXT["extract"] = context
