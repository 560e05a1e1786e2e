"""The pages of the protocol: its texts question by question, the way to an extract, decisions not carried out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.papers.forms import FactsForm, SeenForm
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FURTHER, PAGES, OwnPage, facts_form
from governance.desk.papers.work import attempt, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.protocol import LONGEST_SPEECH, Protocol
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import perform
from governance.roles.rights import Right

PAGES["protocol", "revise"] = OwnPage("protocol_edit", gettext_lazy("Complete the texts"))

EFFECTS["protocol", "submit"] = gettext_lazy(
    "The text is frozen; the one who presided and the secretary sign it, in either order."
)
EFFECTS["protocol", "sign_as_chair"] = gettext_lazy(
    "With the second signature the protocol gets its number and the decisions take effect on their papers."
)
EFFECTS["protocol", "sign_as_secretary"] = EFFECTS["protocol", "sign_as_chair"]
EFFECTS["protocol", "return_to_draft"] = gettext_lazy(
    "The secretary corrects the text; signatures given so far bind nobody, everybody signs anew."
)


class EntryForm(forms.Form):
    """СЛУШАЛИ, ВЫСТУПИЛИ, РЕШИЛИ on one question."""

    heard = text_field(
        gettext_lazy("Heard"),
        LONGEST_SPEECH,
        lines=2,
        required=False,
        help_text=gettext_lazy(
            "Who reported, in the accusative, and on what: «Винокурову С.А., о плане работы»."
        ),
    )
    spoke = text_field(
        gettext_lazy("Spoke"),
        LONGEST_SPEECH,
        lines=2,
        required=False,
        help_text=gettext_lazy("Who said what, each from a new line. May be left empty."),
    )
    decided = text_field(
        gettext_lazy("Decided"),
        LONGEST_TEXT,
        lines=3,
        required=False,
        help_text=gettext_lazy("Each point of the decision from a new line."),
    )

    def __init__(self, data: Any, *, entry: ProtocolEntry) -> None:
        super().__init__(data, prefix=f"item{entry.item_id}")
        self.entry = entry
        self.initial.update(heard=entry.heard, spoke=entry.spoke, decided=entry.decided)

    @property
    def votes(self) -> list[str]:
        """What was voted, to be read beside the texts."""
        return [round.outcome["reason"] for round in self.entry.item.rounds.all() if round.decides]


@work_page("protocol", "revise")
def protocol_edit(request: SignedInRequest, protocol: Protocol) -> HttpResponse:
    """All texts on one page; what is refused stays as it was typed."""
    data = request.POST if request.method == "POST" else None
    entries = (
        protocol.entries.select_related("item").prefetch_related("item__rounds").order_by("item__position")
    )
    forms_of = [EntryForm(data, entry=entry) for entry in entries]
    whole = SeenForm(data, initial={"seen": protocol.revision})
    if data is not None and all(form.is_valid() for form in (whole, *forms_of)):
        texts = {form.entry.item_id: form.cleaned_data for form in forms_of}
        saved = attempt(request, protocol, "revise", whole, entries=texts)
        if saved is not None and put_up(request, saved, whole):
            messages.success(request, _("The texts of the protocol are saved."))
            return redirect("paper", pk=protocol.pk)
    context = {
        "section": "documents",
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": protocol.title, "href": reverse("paper", args=[protocol.pk])},
        ],
        "title": _("Texts of the protocol"),
        "form": whole,
        "entries": forms_of,
        "cancel": reverse("paper", args=[protocol.pk]),
    }
    failed = any(form.is_bound and form.errors for form in (whole, *forms_of))
    return render(request, "governance/protocol_edit.html", context, status=422 if failed else 200)


def put_up(request: SignedInRequest, protocol: Document, whole: SeenForm) -> bool:
    """Put the saved texts up for signature, if that was pressed. What is refused stays saved, and says why."""
    if request.POST.get("do") != "submit":
        return True
    try:
        perform(protocol, "submit", by=request.user, seen=protocol.revision)
    except Refused as refusal:
        whole.add_error(None, str(refusal))
        whole.see(protocol.revision)
        return False
    return True


# --- decisions that could not be carried out ----------------------------------------------------------------------


def unresolved(protocol: Document) -> list[Link]:
    """Decisions that could not be carried out and that nobody has taken note of; read once a page."""
    if not hasattr(protocol, "unresolved_links"):
        protocol.unresolved_links = read_unresolved(protocol)  # type: ignore[attr-defined]  # kept for this request
    found: list[Link] = protocol.unresolved_links  # type: ignore[attr-defined]
    return found


def read_unresolved(protocol: Document) -> list[Link]:
    """One query."""
    part = Concat(Value("link:"), Cast(OuterRef("pk"), CharField()))
    resolved = Event.objects.annotate(part=Cast(KeyTextTransform("part", "facts"), CharField())).filter(
        document_id=OuterRef("source_id"), move="resolve_failure", part=part
    )
    failed = protocol.links_out.exclude(failure="").exclude(Exists(resolved))
    return list(failed.select_related("target").order_by("pk"))


def failure_words(link: Link) -> str:
    return _("Question %(n)s, «%(paper)s»: %(why)s") % {
        "n": link.place,
        "paper": link.target,
        "why": link.failure,
    }


@facts_form("protocol", "resolve_failure")
class ResolveFailureForm(FactsForm):
    """Which decision the secretary takes note of; its paper can be put on an agenda again."""

    link = forms.TypedChoiceField(
        label=gettext_lazy("Which decision"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the decision.")},
    )

    def prepare(self) -> None:
        self.open = unresolved(self.document)
        field: Any = self.fields["link"]
        field.choices = [(link.pk, failure_words(link)) for link in self.open]
        if len(self.open) == 1:
            field.initial = self.open[0].pk

    @property
    def fits(self) -> bool:
        return bool(self.open)


def context(request: SignedInRequest, protocol: Document) -> dict[str, Any]:
    """A sentence over the sheet for each decision that could not be carried out."""
    failed = unresolved(protocol) if protocol.state in Protocol.IN_FORCE else []
    if not failed:
        return {}
    return {
        "notices": [
            {
                "meaning": "alarm",
                "title": _("Not every decision could be carried out"),
                "text": " ".join(failure_words(link) for link in failed),
            }
        ]
    }


CONTEXT["protocol"] = context


def extract_link(request: SignedInRequest, protocol: Document) -> dict[str, str] | None:
    """Extracts are made from a signed protocol by whoever certifies them."""
    if protocol.state not in Protocol.IN_FORCE:
        return None
    if (Right.CERTIFY_EXTRACT.value, protocol.unit_id) not in request.pairs:
        return None
    return {"label": _("Make an extract"), "href": reverse("extract_new", args=[protocol.pk])}


FURTHER.setdefault("protocol", []).append(extract_link)
