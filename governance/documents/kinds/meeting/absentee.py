"""Voting without a sitting, and sheets of those who will not come to one. Source: docs/domain.md, "Absentee votes".

An absentee vote has no table: it is announced with its questions and the last moment at which sheets are taken, and
it is over then, or as soon as all have answered. What was answered becomes rounds, rolls and ballots like those of a
sitting.
"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.regulation import Regulation
from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.convening import has_agenda
from governance.documents.kinds.meeting.election.taking_office import TakingOffice
from governance.documents.kinds.meeting.officers import RECORDS
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.meeting.sheet_count import cast_sheets, recuse_by_sheets, roll_of_sheets
from governance.documents.kinds.meeting.taking_sheets import TakingSheets, elects
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.numbering import date_anew, give_number
from governance.documents.record.transitions import ByWhole, May, condition, move
from governance.roles.body import Seat
from governance.roles.rights import Right

State = MeetingCard.State
NO_QUORUM = "нет кворума: опросных листов возвращено меньше, чем требуется"
ENDED_EARLIER = "голосование окончено досрочно: возвращены все листы"
CHANGED = "документ изменён или отозван после рассылки опросных листов"


@condition(gettext_lazy("This is a sitting: convene it."))
def is_without_sitting(meeting: MeetingCard) -> bool:
    return meeting.is_absentee


@condition(gettext_lazy("Say where sheets on paper are returned."))
def has_place_of_return(meeting: MeetingCard) -> bool:
    return bool(meeting.place.strip())


@condition(gettext_lazy("The last moment to return the sheets has passed: choose a later one."))
def ends_later(meeting: MeetingCard) -> bool:
    return meeting.held_at > clock.now()


@condition(gettext_lazy("The last moment to return the sheets has not come, and not everybody has answered."))
def is_over(meeting: TakingSheets) -> bool:
    return clock.now() > meeting.held_at or all(sheet.counts for sheet in meeting.sheets.all())


def as_it_ended(meeting: MeetingCard, act: Act, **facts: Any) -> str:
    """Held if anything was decided, for or against."""
    decided = Round.objects.filter(meeting_id=meeting.pk, state=Round.State.CLOSED, outcome__quorum=True)
    return State.HELD if decided.exists() else State.NOT_HELD


ENDED = GET_STATE(as_it_ended, states=[State.HELD, State.NOT_HELD])


class Absentee(TakingOffice):
    """The moves of an absentee vote, and the sheets of a mixed sitting."""

    class Meta(TakingOffice.Meta):
        abstract = True

    @move(
        source=State.DRAFT,
        target=State.VOTING,
        rule=May(Right.PRESIDE),
        words=verb("meeting", "Announce the absentee vote", "announced the absentee vote"),
        conditions=(is_without_sitting, has_agenda, has_place_of_return, ends_later),
    )
    def announce(self, act: Act) -> None:
        """Freeze the questions, under the rules of this day; the flow gives every member a sheet.

        Raises NotLegal when a question is voted on secretly, the rule for it does not let sheets decide, or its paper
        no longer waits in the version that was put on the agenda; when the body has no chair or no secretary.
        """
        self.regulation = Regulation.objects.in_force(self.unit, clock.today())
        self._choose_leaders(act)
        if self.presiding_id is None:
            raise NotLegal(_("The body has no chair today: appoint one first."))
        for item in self.agenda():
            self._check_subject(item)
            self._check_decided_by_sheets(item)
            self.take_up_paper_of(item)
        self.opened_at = act.at
        give_number(self, act, on=self.day)
        self.freeze(act)
        act.facts.update(regulation=self.regulation.pk, until=self.held_at.isoformat())

    @move(
        source=State.PLANNED,
        rule=RECORDS,
        words=verb("meeting", "Give a sheet", "gave a sheet"),
        inner=True,
    )
    def send_sheet(self, act: Act, *, seat: Seat | int) -> None:
        """Let a member who will not come vote by sheet; the flow gives it to them.

        Raises NotLegal when the body's rules know no such votes, or the member is here or represented.
        """
        place = self.table.place(seat)
        if not self.items_by_sheet():
            raise NotLegal(
                _(
                    "By the rules of the body sheets do not count for any open question of this agenda: %(source)s."
                )
                % {"source": self.rules.quoted}
            )
        if self.table.is_here(place.seat.pk):
            raise NotLegal(_("The member is here and votes in person."))
        if any(proxy.principal_id == place.seat.pk for proxy in self.table.proxies):
            raise NotLegal(_("The member is represented by proxy: end the proxy before you give a sheet."))
        if self.sheets.filter(seat_id=place.seat.pk).exists():
            raise AlreadyDone(_("This member has a sheet already."))
        self.form = self.Form.MIXED
        act.facts["seat"] = place.seat.pk

    @move(
        source=State.VOTING,
        target=ENDED,
        rule=ByWhole(),
        words=verb("meeting", "Count the sheets", "counted the sheets"),
        conditions=(is_over,),
    )
    def count_sheets(self, act: Act) -> None:
        """By itself, as soon as everybody has answered or the last moment has passed."""
        self._count_sheets(act)

    @move(
        source=State.VOTING,
        target=ENDED,
        rule=RECORDS,
        words=verb("meeting", "Count the sheets", "counted the sheets"),
        conditions=(is_over,),
    )
    def end_vote(self, act: Act) -> None:
        """The secretary need not wait for the morning on which it happens by itself."""
        self._count_sheets(act)

    def _count_sheets(self, act: Act) -> None:
        sheets = list(
            self.sheets.select_related("seat", "appointment__person").order_by("seat__position", "pk")
        )
        valid = [sheet for sheet in sheets if sheet.counts]
        rounds = []
        for item in self.agenda().prefetch_related("rounds"):
            item.left_reason = "" if item.subject is None or item.subject_waits else CHANGED
            if not item.left_reason:
                recuse_by_sheets(item, valid, act)
                voting = self._round_under(self.rule_for(item), item, secret=False)
                voting.opened_at = self.opened_at or act.at
                voting.save(force_insert=True)
                roll_of_sheets(voting, sheets)
                cast_sheets(voting, valid)
                self._close(act, voting, self._outcome(voting))
                rounds.append({"item": item.pk, "round": voting.pk, "outcome": voting.outcome})
                item.left_reason = "" if voting.decides else NO_QUORUM
            if item.left_reason:
                item.save(update_fields=["left_reason"])
                self.let_go([item])
        # It was over then, whenever somebody has counted.
        self.closed_at = min(act.at, self.held_at)
        date_anew(self, replace(act, reason=act.reason or ENDED_EARLIER), self.day)
        act.facts["rounds"] = rounds

    def _check_decided_by_sheets(self, item: AgendaItem) -> None:
        """Raises NotLegal for a question that no absentee vote can decide."""
        if item.secret:
            raise NotLegal(
                _(
                    "Question %(number)s is voted on secretly, and a sheet shows who voted how: put it to a sitting."
                )
                % {"number": item.position}
            )
        if elects(item):
            raise NotLegal(
                _("Question %(number)s is an election: put it to a sitting.") % {"number": item.position}
            )
        rule = self.rule_for(item)
        if rule.law.absentee != "votes_and_quorum":
            raise NotLegal(
                _(
                    "Question %(number)s: by the rules of the body it is not decided without a sitting: %(source)s."
                )
                % {"number": item.position, "source": rule.quoted}
            )
