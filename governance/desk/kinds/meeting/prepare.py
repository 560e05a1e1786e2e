"""Convening a meeting: date, place and agenda; then the members are notified.

Every button of the page saves the whole form first, so nothing typed in one place is lost by a press in another.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.base.components import Crumb, Words
from governance.desk.base.keys import key_in, keys_in
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.rights import may
from governance.desk.editors.rows import SHIFTS
from governance.desk.kinds.meeting.agenda_form import CardForm, ItemForm, VoteForm, awaiting, rules_of
from governance.desk.kinds.meeting.begun_from import (
    copied_meeting,
    pattern_of,
    proposed,
    put_on_agenda,
    say_who_left,
    who_left,
)
from governance.desk.papers.create import FIELD_OF_COPY
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import Facts, revision_of
from governance.desk.papers.lacking import Lacking, lacking
from governance.documents.errors import NeedsReason, Refused
from governance.documents.kinds.meeting.carrying_over import carried_over
from governance.documents.kinds.meeting.foreseen import foreseen
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.patterns import AgendaPattern
from governance.documents.kinds.meeting.taken_over import TakenOver, question_of, questions_of, taken_over
from governance.documents.record.copying import write_copy
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.roles.rights import Right
from governance.roles.unit import Unit

State = Meeting.State
Step = tuple[str, Facts]
# The moves by which a meeting is called; their buttons save the form as well.
CALLS = ("convene", "announce")
# Those that set the number or the date of a sitting, and may have to say why they are out of order.
DATED = (*CALLS, "revise")


class Preparation(FormPage):
    """The card of a meeting and all questions of its agenda; `meeting` is None while it is not begun."""

    template = "governance/meeting/prepare.html"
    section = MEETINGS
    form: CardForm

    def __init__(
        self,
        request: SignedInRequest,
        body: Unit,
        meeting: Meeting | None = None,
        bodies: Sequence[Unit] = (),
    ) -> None:
        super().__init__(request)
        self.body, self.meeting, self.bodies = body, meeting, bodies
        wanted = request.POST.get("form") or request.GET.get("form", "")
        self.absentee = meeting.is_absentee if meeting else wanted == Meeting.Form.ABSENTEE
        form_class = VoteForm if self.absentee else CardForm
        initial = CardForm.of(meeting) if meeting else proposed(body, absentee=self.absentee)
        self.form = form_class(self.data, initial=initial)
        sent = self.data if self.data is not None else request.GET
        if "reason" in sent:
            self.form.ask_reason()
        agenda = meeting.agenda().prefetch_related("named").order_by("position") if meeting else ()
        rules = rules_of(body, meeting)
        self.items = [ItemForm(self.data, rules, item=item) for item in agenda]
        self.fresh = ItemForm(self.data, rules)
        taken = {form.item.subject_id for form in self.items if form.item}
        self.awaiting = [paper for paper in awaiting(request, body) if paper.pk not in taken]
        self.copied = copied_meeting(request, sent.get(FIELD_OF_COPY, "")) if meeting is None else None
        self.pattern = pattern_of(body, sent.get("pattern", "")) if meeting is None else None
        marked = set(sent.getlist("paper"))
        self.chosen = {paper.pk for paper in self.awaiting if str(paper.pk) in marked}
        self.passed_over = marked - {str(pk) for pk in self.chosen} if self.data is not None else set()
        self.carried = carried_over(body, {form.item.title for form in self.items if form.item})
        self.carried_keys = {item.pk for item in self.carried if str(item.pk) in sent.getlist("carried")}
        self.button = request.POST.get("do", "")

    @property
    def convened(self) -> bool:
        return self.meeting is not None and self.meeting.state == State.PLANNED

    @property
    def form_asked(self) -> str:
        """What the addresses of this page add for an absentee vote."""
        return f"&form={Meeting.Form.ABSENTEE}" if self.absentee else ""

    @property
    def patterns(self) -> Sequence[AgendaPattern]:
        """With which a new meeting can begin; one query, for a new one."""
        return list(AgendaPattern.objects.filter(body=self.body)) if self.meeting is None else ()

    @property
    def announces(self) -> bool:
        """Whether this person announces absentee votes of the body."""
        return may(self.request, Right.PRESIDE, self.body.pk)

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (self.form, *self.items, self.fresh))

    @cached_property
    def lacking(self) -> Lacking:
        """What the body lacks before it can decide and have its protocol signed."""
        return lacking(self.request, Meeting, [self.body])

    @cached_property
    def foreseen(self) -> list[str]:
        """What will stand in the way of a vote unless it changes until the day."""
        items = [form.item for form in self.items if form.item]
        return foreseen(self.meeting, items) if self.meeting and not self.absentee else []

    @cached_property
    def begun_with(self) -> TakenOver:
        """What a new meeting takes over of the one that it copies, and of a pattern; no query without them."""
        copied = questions_of(self.copied) if self.copied is not None else []
        return taken_over([*copied, *(self.pattern.questions if self.pattern else ())], self.body)

    @property
    def who_left(self) -> str:
        return who_left(self.begun_with.left)

    @cached_property
    def carrying(self) -> TakenOver:
        """The questions that are marked to be carried over."""
        marked = [item for item in self.carried if item.pk in self.carried_keys]
        return taken_over([question_of(item, item.named.all()) for item in marked], self.body)

    def get_title(self) -> Words:
        if self.absentee:
            return _("Questions of the absentee vote") if self.meeting else _("New absentee vote")
        return _("Agenda of the meeting") if self.meeting else _("New meeting")

    def get_crumbs(self) -> Sequence[Crumb]:
        return [MEETINGS.crumb, *([Crumb(self.meeting.title, self.get_cancel())] if self.meeting else [])]

    def get_cancel(self) -> str:
        return reverse("meeting", args=[self.meeting.pk]) if self.meeting else MEETINGS.href

    # --- what was typed -------------------------------------------------------------------------------------------

    def changes(self) -> list[Step]:
        """The moves that turn the meeting into what was typed."""
        steps: list[Step] = []
        if self.meeting is not None and set(self.form.changed_data) - {"reason"}:
            steps.append(("revise", self.form.facts()))
        for form in self.items:
            if form.is_bound and form.item is not None and form.has_changed():
                steps.append(("revise_item", {"item": form.item.pk, **form.cleaned_data}))
        steps += [("add_item", {"subject": paper.pk}) for paper in self.awaiting if paper.pk in self.chosen]
        steps += [("add_item", facts) for facts in self.carrying.facts]
        if self.fresh.has_changed():
            typed = dict(self.fresh.cleaned_data)
            # Nothing is said with an empty box: then the vote is as its rule asks.
            steps.append(("add_item", {**typed, "secret": typed["secret"] or None}))
        return steps

    def asked(self) -> list[Step]:
        """What the pressed button asks for besides saving: «up-7», «down-7», «drop-7», «convene», «announce»."""
        verb, _dash, key = self.button.partition("-")
        keys = [form.item.pk for form in self.items if form.item]
        if verb in CALLS:
            return [(verb, {})]
        item = key_in(key)
        if item is None or item not in keys:
            return []
        if verb == "drop":
            return [("drop_item", {"item": item})]
        place = keys.index(item)
        if verb not in SHIFTS or not 0 <= place + SHIFTS[verb] < len(keys):
            return []
        keys.insert(place + SHIFTS[verb], keys.pop(place))
        return [("reorder", {"order": keys})]

    # --- what is done ---------------------------------------------------------------------------------------------

    def send(self) -> HttpResponse | None:
        if self.has_errors:
            return None
        try:
            return self.after(self.begin() if self.meeting is None else self.write(self.meeting))
        except NeedsReason as doubt:
            self.form.ask_reason(str(doubt))
            return None
        except Refused as refusal:
            # What is typed stays, over the meeting as it is now: the next press is about that one.
            self.form.add_error(None, str(refusal))
            return None

    @transaction.atomic
    def begin(self) -> Meeting:
        """Draft the meeting with its questions. The same press sent twice finds the first one's meeting."""
        facts, person = self.form.facts(), self.request.user
        facts["form"] = Meeting.Form.ABSENTEE if self.absentee else Meeting.Form.IN_PERSON
        # Whoever begins a meeting of this body waits here, so that two equal requests do not both begin one.
        Unit.objects.select_for_update().filter(pk=self.body.pk).values_list("pk").first()
        begun = Meeting.objects.filter(
            unit=self.body, form=facts["form"], held_at=facts["held_at"], state=State.DRAFT, author=person
        ).first()
        if begun is not None:
            messages.info(
                self.request, _("You are already preparing a meeting for this day and time: here it is.")
            )
            return begun
        begun = draft(Meeting, unit=self.body, by=person, **facts)
        if self.copied is not None:
            begun = cast(Meeting, write_copy(begun, self.copied, by=person))
        if self.pattern is not None:
            begun = put_on_agenda(begun, self.pattern, by=person)
        return self.write(begun)

    @transaction.atomic
    def write(self, meeting: Meeting) -> Meeting:
        """Make all the moves or none; the first one only on the meeting that the person has seen. Raises Refused."""
        begins = self.meeting is None
        seen = meeting.revision if begins else revision_of(self.request.POST.get("seen", ""))
        for move, facts in self.changes() + self.asked():
            reason = self.form.cleaned_data.get("reason", "") if move in DATED else ""
            meeting = perform(meeting, move, by=self.request.user, seen=seen, reason=reason, **facts)
            seen = meeting.revision
        return meeting

    def after(self, meeting: Meeting) -> HttpResponse:
        """On to the meeting once it is convened; back to the form while there is more to write."""
        for paper in papers_of(self.request, self.passed_over):
            sentence = _(
                "«%(paper)s» was not added: it stands on the agenda already, or awaits this body no more."
            )
            messages.warning(self.request, sentence % {"paper": paper})
        say_who_left(self.request, [*self.begun_with.left, *self.carrying.left])
        if self.button == "convene":
            messages.success(self.request, _("The meeting is convened, its members have been told."))
        if self.button == "announce":
            messages.success(self.request, _("The vote is announced, every member has a sheet."))
        if self.button in (*CALLS, "done"):
            return redirect("meeting", pk=meeting.pk)
        edit = reverse("meeting_edit", args=[meeting.pk])
        if self.button == "save":
            messages.success(self.request, _("Saved."))
            return redirect(edit)
        return redirect(edit + ("#new" if self.button == "add" else "#agenda"))


def papers_of(request: SignedInRequest, keys: Iterable[str]) -> Iterable[Document]:
    """The papers with these keys that this person may see."""
    known = keys_in(keys)
    return Document.objects.visible_to(request.user).filter(pk__in=known) if known else ()


@signed_in
def meeting_new(request: SignedInRequest) -> HttpResponse:
    """Begin a meeting of a body that this person convenes."""
    convened = {unit for right, unit in request.pairs if right == Right.CONVENE}
    earlier = Meeting.objects.filter(unit=OuterRef("pk")).order_by("-held_at").values("place")[:1]
    units = Unit.objects.filter(pk__in=convened).select_related("district").order_by("pk")
    bodies = list(units.annotate(last_place=Subquery(earlier)))
    if not bodies:
        raise PermissionDenied(_("Meetings are convened by the chair and the secretary of the body."))
    source = copied_meeting(request, request.GET.get(FIELD_OF_COPY, ""))
    own = str(source.unit_id) if source is not None else ""
    wanted = request.POST.get("body") or request.GET.get("body", own)
    body = next((unit for unit in bodies if str(unit.pk) == wanted), bodies[0])
    return Preparation(request, body, bodies=bodies).respond()


@of_paper("meeting")
def meeting_edit(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Change a meeting that has not begun."""
    if not may(request, Right.CONVENE, meeting.unit_id):
        raise PermissionDenied(_("Meetings are convened by the chair and the secretary of the body."))
    if meeting.state not in (State.DRAFT, State.PLANNED):
        messages.error(request, _("The agenda can be changed only before the meeting begins."))
        return redirect("meeting", pk=meeting.pk)
    return Preparation(request, meeting.unit, meeting).respond()
