"""Before the meeting: date, place and agenda; the invitation; calling it off."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, LONGEST_TITLE, AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.elected_officers import put_elections_first
from governance.documents.kinds.meeting.enclosing import take_papers_off
from governance.documents.kinds.meeting.named import Naming, check_speaker, renew_posts, write_named
from governance.documents.kinds.meeting.officers import CONVENES
from governance.documents.kinds.meeting.questions import (
    arrange,
    check_secrecy,
    choose_way,
    new_item,
)
from governance.documents.kinds.meeting.taken_over import questions_of, taken_over
from governance.documents.kinds.meeting.taking_sheets import TakingSheets
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.numbering import date_anew, give_number
from governance.documents.record.transitions import condition, move
from governance.roles.appointment import Appointment
from governance.roles.may import ground_for, holders
from governance.roles.rights import Right

DRAFT, PLANNED = MeetingCard.State.DRAFT, MeetingCard.State.PLANNED


@condition(gettext_lazy("The agenda is empty: put a question on it."))
def has_agenda(meeting: MeetingCard) -> bool:
    return meeting.items.exists()


@condition(gettext_lazy("This is an absentee vote: announce it."))
def is_sitting(meeting: MeetingCard) -> bool:
    return not meeting.is_absentee


@condition(gettext_lazy("Say where the meeting is held."))
def has_place(meeting: MeetingCard) -> bool:
    return bool(meeting.place.strip())


@condition(lambda meeting: why_not_repeated(meeting) or "")
def may_be_repeated(meeting: MeetingCard) -> bool:
    return why_not_repeated(meeting) is None


def why_not_repeated(meeting: MeetingCard) -> str | None:
    """Why it cannot be the repetition of the sitting that it names; None if it can, or names none."""
    failed = meeting.repeats
    if failed is None:
        return None
    if failed.unit_id != meeting.unit_id or failed.state != MeetingCard.State.NOT_HELD:
        return _("Only a sitting of this body that was not held for want of a quorum is called again.")
    if meeting.held_at <= failed.held_at:
        return _("A sitting called again is held after the one that it repeats: choose a later day.")
    gone = (MeetingCard.State.DRAFT, MeetingCard.State.CANCELLED)
    other = failed.repeated_by.exclude(pk=meeting.pk).exclude(state__in=gone).first()
    if other is not None:
        return _("That sitting has been called again already: «%(meeting)s».") % {"meeting": other}
    return None


@condition(gettext_lazy("The day of the meeting has passed: choose another one."))
def lies_ahead(meeting: MeetingCard) -> bool:
    return meeting.day >= clock.today()


class Convening(TakingSheets):
    """The moves of a meeting that has not begun."""

    class Meta(TakingSheets.Meta):
        abstract = True

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Change date and place", "changed date and place"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        title: str | None = None,
        held_at: datetime | None = None,
        place: str | None = None,
        invited: str | None = None,
    ) -> None:
        """Change what is given; None keeps it. The flow notifies the members of a convened meeting.

        A sitting that moves keeps its number. Raises NotLegal for a day of another year, NeedsReason where numbers and
        dates would not go up together.
        """
        if title is not None:
            self.title = one_line(title, LONGEST_TITLE, _("the title"))
            if not self.title:
                raise NotLegal(_("Give the paper a title."))
        if held_at is not None:
            self.held_at = held_at if timezone.is_aware(held_at) else timezone.make_aware(held_at)
        if place is not None:
            self.place = one_line(place, LONGEST_TITLE, _("the place"))[:200]
        if invited is not None:
            self.invited = lines_of_text(invited, LONGEST_TEXT, _("the list of those invited"))
        self._kept_convened(act)
        act.facts["held_at"] = self.held_at.isoformat()

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Put on the agenda", "put a question on the agenda"),
        inner=True,
    )
    def add_item(
        self,
        act: Act,
        *,
        title: str = "",
        speaker: str = "",
        subject: Document | int | None = None,
        secret: bool | None = None,
        matter: str = "",
        decision_draft: str = "",
        named: Naming | None = None,
    ) -> None:
        """Put a question at the end of the agenda, with the paper to be decided on if there is one.

        `matter`: by which rule it is decided, where its paper does not say so. `named`: people instead of `speaker`.
        """
        item = new_item(
            self,
            title=title,
            speaker=speaker,
            subject=subject,
            secret=secret,
            matter=matter,
            decision_draft=decision_draft,
        )
        if named is not None and named.people:
            act.facts["named"] = write_named(self, item, named)
        self._kept_convened(act)
        if self.state == PLANNED:
            self.take_up_paper_of(item)
        act.facts["item"] = item.pk

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        return [("add_item", facts) for facts in taken_over(questions_of(self), self.unit).facts]

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Change the question", "changed a question of the agenda"),
        inner=True,
    )
    def revise_item(
        self,
        act: Act,
        *,
        item: AgendaItem | int,
        title: str | None = None,
        speaker: str | None = None,
        secret: bool | None = None,
        matter: str | None = None,
        decision_draft: str | None = None,
    ) -> None:
        """Correct the words of a question; its paper stays (another paper is another question)."""
        question = self.item(item)
        check_speaker(question, speaker)
        question.write(title=title, speaker=speaker, decision_draft=decision_draft)
        if matter is not None:
            question.matter = matter
        if secret is not None or matter is not None:
            choose_way(question, self, question.secret if secret is None else secret)
        question.save()
        self._kept_convened(act)
        act.facts["item"] = question.pk

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Take off the agenda", "took a question off the agenda"),
        inner=True,
    )
    def drop_item(self, act: Act, *, item: AgendaItem | int) -> None:
        """Take a question off; its paper waits for another agenda. A convened meeting keeps at least one question."""
        question = self.item(item)
        if self.state == PLANNED:
            if self.items.count() == 1:
                raise NotLegal(_("This is the only question: cancel the meeting instead."))
            self.let_go([question])
        act.facts["item"] = question.pk
        take_papers_off(self, question, act)
        question.take_off()
        arrange(self, list(self.items.values_list("pk", flat=True)))
        self._kept_convened(act)

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Change the order", "changed the order of the agenda"),
        inner=True,
    )
    def reorder(self, act: Act, *, order: list[int]) -> None:
        arrange(self, order)
        self._kept_convened(act)
        act.facts["order"] = order

    @move(
        source=DRAFT,
        target=PLANNED,
        rule=CONVENES,
        words=verb("meeting", "Convene", "convened"),
        conditions=(is_sitting, has_agenda, has_place, lies_ahead, may_be_repeated),
    )
    def convene(self, act: Act) -> None:
        """Number the sitting, freeze the agenda and put its papers on it; the flow notifies the members.

        Raises NeedsReason when a sitting with a lower number is held later; NotLegal when the body has no rules for
        that day, no filled seat or no secretary, or a paper of the agenda no longer waits for a decision in the version
        that was put on it.
        """
        act.facts["regulation"] = self.rules.pk
        self._choose_leaders(act)
        put_elections_first(self)
        renew_posts(self)
        for item in self.agenda():
            self._check_subject(item)
            check_secrecy(self.rule_for(item), secret=item.secret)
            self.take_up_paper_of(item)
        give_number(self, act, on=self.day)
        self.freeze(act)

    @move(
        source=(DRAFT, PLANNED, MeetingCard.State.VOTING),
        target=MeetingCard.State.CANCELLED,
        rule=CONVENES,
        words=verb("meeting", "Cancel the meeting", "cancelled"),
        needs_reason=True,
        grave=True,
    )
    def cancel(self, act: Act) -> None:
        """Call it off before it begins; its papers wait for another agenda, its number is not given again."""
        if self.state != DRAFT:
            self.let_go(self.agenda())

    def _kept_convened(self, act: Act) -> None:
        """After a change of a convened meeting: freeze the invitation again; the meeting must not have begun."""
        if self.state != PLANNED:
            return
        for needed in (has_place, lies_ahead):
            if not needed(self):
                raise NotLegal(needed.sentence(self))
        date_anew(self, act, self.day)
        self.freeze(act)

    def _choose_leaders(self, act: Act) -> None:
        """The chair's seat presides; whoever convenes keeps the minutes if that is their office."""
        if not self.table.places:
            raise NotLegal(_("The body has no members today: appoint them first."))
        chair = (
            Appointment.objects.in_force()
            .carrying(Right.PRESIDE, self.unit_id)
            .filter(seat_id__in=self.table.places)
            .order_by(F("stands_for_id").asc(nulls_first=True), "pk")
            .first()
        )
        self.presiding_id = chair.seat_id if chair else None
        keeps = ground_for(act.person, Right.KEEP_MINUTES, self.unit_id)
        keepers = [keeps] if keeps else holders(Right.KEEP_MINUTES, self.unit_id)
        if not keepers:
            raise NotLegal(_("The body has no secretary today: appoint one first."))
        self.secretary = keepers[0].person

    def _check_subject(self, item: AgendaItem) -> None:
        if item.subject is None:
            return
        subject = item.subject.whole
        if not subject.can_go_on_agenda:
            raise NotLegal(
                _("Item %(number)s: «%(paper)s» does not wait for a decision now. Take it off the agenda.")
                % {"number": item.position, "paper": subject}
            )
        if subject.present_version is None or subject.present_version.pk != item.subject_version_id:
            raise NotLegal(
                _(
                    "Item %(number)s: «%(paper)s» has changed since. Take it off and put it on the agenda again."
                )
                % {"number": item.position, "paper": subject}
            )
