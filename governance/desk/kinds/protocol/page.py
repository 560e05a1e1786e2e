"""The pages of the protocol: its texts question by question, and decisions that could not be carried out."""

from django import forms
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse, QueryDict
from django.urls import path
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.navigation import MEETINGS
from governance.desk.kinds.protocol.ordering import DecisionOrderPage, order_link
from governance.desk.kinds.protocol.points import (
    SUBMIT,
    DecisionPointPage,
    DecisionReportForm,
    PointsEditor,
    decisions_execution,
    execution_tab,
)
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import OwnPage, enter
from governance.desk.papers.forms import ChoosingForm, Facts, FactsForm
from governance.desk.papers.write import WritePage
from governance.documents.approval.execution.charged import candidates
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT
from governance.documents.kinds.meeting.minutes import LONGEST_SPEECH
from governance.documents.kinds.protocol.entry import LONGEST_MOTION, ProtocolEntry, entries_with_votes
from governance.documents.kinds.protocol.proposals import fixed_decision
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import perform
from governance.documents.settings.calendar import with_last_day


class EntryForm(forms.Form):
    """СЛУШАЛИ, ВЫСТУПИЛИ, РЕШИЛИ on one question."""

    heard = text_field(
        _("Heard"),
        LONGEST_SPEECH,
        lines=2,
        required=False,
        help_text=_("Who reported, in the accusative, and on what: «Винокурову С.А., о плане работы»."),
        printed=True,
    )
    spoke = text_field(
        _("Spoke"),
        LONGEST_SPEECH,
        lines=2,
        required=False,
        help_text=_("Who said what, each from a new line. May be left empty."),
        printed=True,
    )
    motion = text_field(
        _("Put to the vote"),
        LONGEST_MOTION,
        required=False,
        help_text=_(
            "Begins with «за»: «за согласование плана работы»; the decision follows from the vote on it."
        ),
        printed=True,
    )
    decided = text_field(
        _("Decided"),
        LONGEST_TEXT,
        lines=3,
        required=False,
        help_text=_("Each point of the decision from a new line."),
        printed=True,
    )

    def __init__(self, data: QueryDict | None, *, entry: ProtocolEntry, points: PointsEditor) -> None:
        super().__init__(data, prefix=f"item{entry.item_id}")
        self.entry, self.points = entry, points
        self.fixed = entry.decided if fixed_decision(entry.item) else ""
        texts = ("heard", "spoke", "motion", "decided")
        self.initial.update({name: getattr(entry, name) for name in texts})
        if not entry.item.rounds.all():
            del self.fields["motion"]
        if self.fixed:
            del self.fields["decided"]

    # Nothing on this page only shows it anew.
    pressed = False


class TextsPage(WritePage[Protocol]):
    """All texts on one page; what is refused stays as it was typed."""

    template = "governance/protocol/edit.html"
    title = _("Texts of the protocol")
    label = _("Complete the texts")
    said = _("The texts of the protocol are saved.")
    address, name = "papers/<key:pk>/protocol/", "protocol_edit"
    shows = ("entries",)

    def prepare(self) -> None:
        known = candidates(self.document.district_id)
        editors = [
            (entry, PointsEditor(self.document, entry.item_id, self.data, known))
            for entry in entries_with_votes(self.document)
        ]
        self.entries = [EntryForm(self.data, entry=entry, points=points) for entry, points in editors]
        self.editors = [*self.entries, *(points for _entry, points in editors)]

    def facts(self) -> Facts:
        return {
            "entries": {
                form.entry.item_id: {**form.cleaned_data, "points": form.points.points}
                for form in self.entries
            }
        }

    def saved(self, paper: Document) -> HttpResponse | None:
        """Put the saved texts up for signature, if that was pressed. What is refused stays saved, and says why."""
        if self.data is not None and self.data.get("do") == SUBMIT:
            try:
                perform(paper, "submit", by=self.request.user, seen=paper.revision)
            except Refused as refusal:
                self.form.add_error(None, str(refusal))
                self.form.see(paper.revision)
                return None
        return super().saved(paper)


# --- decisions that could not be carried out ----------------------------------------------------------------------


def unresolved(protocol: Document) -> list[Link]:
    """Decisions that could not be carried out and that nobody has taken note of; one query a page."""
    kept: list[Link] | None = vars(protocol).get("unresolved_links")
    if kept is not None:
        return kept
    part = Concat(Value("link:"), Cast(OuterRef("pk"), CharField()))
    resolved = Event.objects.annotate(part=Cast(KeyTextTransform("part", "facts"), CharField())).filter(
        document_id=OuterRef("source_id"), move="resolve_failure", part=part
    )
    failed = protocol.links_out.exclude(failure="").exclude(Exists(resolved))
    links = list(failed.select_related("target").order_by("pk"))
    vars(protocol)["unresolved_links"] = links
    return links


def failure_text(link: Link) -> str:
    return gettext("Question %(n)s, «%(paper)s»: %(why)s") % {
        "n": link.place,
        "paper": link.target,
        "why": link.failure,
    }


class ProtocolFailureForm(FactsForm[Protocol]):
    """Which decision the secretary takes note of; its paper can be put on an agenda again."""

    link = forms.TypedChoiceField(
        label=_("Which decision"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )

    def prepare(self) -> None:
        self.open = unresolved(self.document)
        choose_from(self, "link", [(link.pk, failure_text(link)) for link in self.open])
        if len(self.open) == 1:
            self.fields["link"].initial = self.open[0].pk

    @property
    def fits(self) -> bool:
        return bool(self.open)


# --- decisions that wait ----------------------------------------------------------------------------------------------


class SuspendForm(ChoosingForm[Protocol]):
    """Which decision the chair suspends, and until when."""

    chosen_in = "item"

    item = forms.TypedChoiceField(
        label=_("Which decision"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )
    until = day_field(_("Until, inclusive"), missing=_("Say until when the decision waits."))

    def prepare(self) -> None:
        super().prepare()
        term, last = self.document.longest_suspension()
        self.fields["until"].help_text = gettext("At most: %(term)s.") % {"term": with_last_day(term, last)}

    def choices(self) -> list[tuple[object, str]]:
        protocol = self.document
        waiting = {suspension.item_id for suspension in protocol.suspended}
        return [
            (item.pk, f"{item.position}. {item.title}")
            for item in protocol.meeting.questions
            if item.pk not in waiting
            and (decision := item.decision()) is not None
            and decision.adopted
            and not decision.advisory
        ]


class LiftForm(ChoosingForm[Protocol]):
    """Which decision goes on before the term is over."""

    chosen_in = "item"

    item = forms.TypedChoiceField(
        label=_("Which decision"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )

    def choices(self) -> list[tuple[object, str]]:
        return [
            (suspension.item_id, f"{suspension.item.position}. {suspension.item.title}")
            for suspension in self.document.suspended
        ]


def waiting(protocol: Protocol) -> list[Banner]:
    """A banner for each decision that the chair has suspended."""
    return [
        Banner(
            meaning="due",
            title=gettext("Question %(n)s: the decision is suspended until %(day)s")
            % {"n": suspension.item.position, "day": day(suspension.until)},
            text=gettext("Reason: %(reason)s") % {"reason": suspension.reason},
        )
        for suspension in protocol.suspended
    ]


def context(request: SignedInRequest, protocol: Protocol) -> PaperContext | None:
    """Sentences over the sheet: decisions that could not be carried out, or that are suspended."""
    notices = waiting(protocol)
    failed = unresolved(protocol) if protocol.state in Protocol.IN_FORCE else []
    if failed:
        text = " ".join(failure_text(link) for link in failed)
        title = gettext("Not every decision could be carried out")
        notices.insert(0, Banner(meaning="alarm", title=title, text=text))
    return PaperContext(notices=notices) if notices else None


SIGNED = _("With the second signature the decisions take effect on their papers.")

enter(
    Protocol,
    section=MEETINGS,
    begin=Elsewhere("it writes itself when its meeting is closed"),
    writes={
        "revise": TextsPage,
        "report_point": DecisionReportForm,
        "close_point": OwnPage(
            "decisions_execution", _("Control the points of the decisions"), of_part="decision_point"
        ),
        "resolve_failure": ProtocolFailureForm,
        "suspend_decision": SuspendForm,
        "lift_suspension": LiftForm,
    },
    effects={
        "suspend_decision": _(
            "What follows from the decision waits; the body may put its paper to a new vote."
        ),
        "lift_suspension": _("What follows from the decision is carried out."),
        "submit": _("The text is frozen; the one who presided and the secretary sign it, in either order."),
        "sign_as_chair": SIGNED,
        "sign_as_secretary": SIGNED,
        "report_point": _("Whoever controls the point accepts the report or returns it."),
        "return_to_draft": _(
            "The secretary corrects the text; signatures given so far bind nobody, everybody signs anew."
        ),
    },
    context=context,
    tabs=[execution_tab],
    further=[order_link],
    addresses=[
        path("papers/<key:pk>/decisions/order/", DecisionOrderPage.view(), name="decision_order"),
        path("papers/<key:pk>/decisions/", decisions_execution, name="decisions_execution"),
        path(
            "papers/<key:pk>/decisions/<key:point>/",
            DecisionPointPage.view(["protocol"]),
            name="decision_point",
        ),
    ],
)
