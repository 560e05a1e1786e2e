"""The moves of a voting sheet: the member answers it, the secretary enters what came on paper, its meeting closes it.

Source: docs/domain.md, "Absentee votes".
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.answers import read_answers
from governance.documents.kinds.meeting.officers import not_secretary
from governance.documents.kinds.meeting.sheet_card import SheetCard
from governance.documents.language.phrases import list_moment
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.files import attach_scan
from governance.documents.record.kinds import kind
from governance.documents.record.signatures import certificate_of, sign_as, void_signatures
from governance.documents.record.transitions import ByWhole, May, condition, move
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right

State = SheetCard.State
MEMBER = "member"

Answers = Mapping[int, Mapping[str, str]]


def is_for_another(sheet: SheetCard, person: Person) -> "str | Promise | None":
    """Why this person does not answer the sheet: they sit on another seat, or on none."""
    if sheet.appointment_of(person) is None:
        return gettext_lazy("This sheet is for the seat «%(seat)s»: only whoever sits there answers it.") % {
            "seat": sheet.seat.name
        }
    return None


def is_not_its_secretary(sheet: SheetCard, person: Person) -> "str | Promise | None":
    return not_secretary(sheet.meeting, person)


ANSWERS = May(Right.VOTE, unless=is_for_another)
RECORDS = May(Right.KEEP_MINUTES, unless=is_not_its_secretary)


@condition(lambda sheet: sheet.meeting.why_no_sheets)
def is_still_taken(sheet: SheetCard) -> bool:
    """Whether sheets are taken: up to the last moment of an absentee vote, or until the sitting begins."""
    return not sheet.meeting.why_no_sheets


@condition(gettext_lazy("This sheet has not been returned yet."))
def is_returned(sheet: SheetCard) -> bool:
    return sheet.returned_at is not None


@condition(lambda sheet: sheet.meeting.why_no_paper_sheets)
def is_not_counted(sheet: SheetCard) -> bool:
    """What was received in time may be entered until the sheets are counted."""
    return not sheet.meeting.why_no_paper_sheets


def when_closed(sheet: SheetCard, act: Act, **facts: Any) -> str:
    """The state once the vote is over."""
    if sheet.returned_at is None:
        return State.NOT_RETURNED
    return State.VOID if sheet.invalid_reason else State.COUNTED


@kind("voting_sheet")
class VotingSheet(SheetCard):
    """How one member votes on each question of an absentee vote, or of a sitting to which they do not come."""

    class Meta(SheetCard.Meta):
        pass

    # --- returning it ---------------------------------------------------------------------------------------------

    @move(
        source=State.GIVEN,
        rule=ANSWERS,
        words=verb("voting sheet", "Return the sheet", "returned"),
        conditions=(is_still_taken,),
        needs_password=True,
        personal=True,
    )
    def answer(self, act: Act, *, answers: Answers) -> None:
        """Vote on each question and sign: {id of the item: {"choice": Answer, "note": dissent or remark}}.

        May be done anew until sheets are no longer taken. Raises NotLegal when a question has no answer.
        """
        appointment = self.appointment_of(act.person)
        assert appointment is not None  # the rule asks for it
        given = read_answers(self.questions, appointment.person_id, answers, on_paper=False)
        if self.counts and (given, appointment.pk) == (self.answers, self.appointment_id):
            raise AlreadyDone(_("This sheet has been returned already."))
        self._take(act, appointment, given)
        sign_as(self, act, MEMBER, signer=appointment)

    @move(
        source=State.GIVEN,
        rule=RECORDS,
        words=verb("voting sheet", "Enter a sheet on paper", "entered a sheet on paper"),
        conditions=(is_not_counted,),
    )
    def enter_on_paper(
        self, act: Act, *, answers: Answers, received_on: date, name: str, data: bytes
    ) -> None:
        """A sheet that was filled in and signed by hand, with its scan; the member is told.

        Raises NotLegal when it was received too late, or the member has answered in the system.
        """
        self._check_paper(received_on)
        given = read_answers(self.questions, self.appointment.person_id, answers, on_paper=True)
        scan = attach_scan(self, act, name=name, data=data)
        self._take(act, self.appointment, given)
        assert act.ground is not None  # the rule asks for it
        clerk = act.ground
        sign_as(
            self,
            act,
            MEMBER,
            signer=self.appointment,
            way=Signature.Way.PAPER,
            scan=scan,
            signed_on=received_on,
            certified_by=clerk,
            certificate=certificate_of(act),
        )

    @move(
        source=State.GIVEN,
        rule=RECORDS,
        words=verb("voting sheet", "Enter a void sheet", "entered a void sheet"),
        conditions=(is_not_counted,),
        needs_reason=True,
        grave=True,
    )
    def enter_void(self, act: Act, *, received_on: date, name: str, data: bytes) -> None:
        """A sheet on paper that cannot be counted; the reason goes into the protocol. The member may give another."""
        self._check_paper(received_on)
        attach_scan(self, act, name=name, data=data)
        self._take(act, self.appointment, [])
        self.invalid_reason = act.reason

    @move(
        source=State.GIVEN,
        rule=ANSWERS,
        words=verb("voting sheet", "Take the sheet back", "took back the sheet"),
        conditions=(is_returned, is_still_taken),
    )
    def take_back(self, act: Act) -> None:
        """As if it had not been returned; the member may answer it anew."""
        self._forget(act)

    @move(
        source=State.GIVEN,
        rule=RECORDS,
        words=verb("voting sheet", "Give it to whoever sits there now", "gave it to whoever sits there now"),
        conditions=(is_still_taken,),
    )
    def readdress(self, act: Act) -> None:
        """Another person has come to the seat, or stands in for its holder."""
        place = self.place
        if place is None:
            raise NotLegal(_("Nobody sits on this seat today: the sheet waits for whoever is appointed."))
        if place.expected.pk == self.appointment_id:
            raise AlreadyDone(_("The sheet is with whoever sits on the seat."))
        self._forget(act)
        self.appointment = place.expected
        self.involve(([place.expected.person], MEMBER))

    # --- what follows from its meeting ----------------------------------------------------------------------------

    @move(
        source=State.GIVEN,
        target=GET_STATE(when_closed, states=[State.COUNTED, State.NOT_RETURNED, State.VOID]),
        rule=ByWhole(),
        words=verb("voting sheet", "Close the sheet", "closed the sheet"),
    )
    def close(self, act: Act) -> None:
        """Sheets are counted, or no longer taken."""

    @move(
        source=State.GIVEN,
        target=State.VOID,
        rule=ByWhole(),
        words=verb("voting sheet", "Make void", "made void"),
    )
    def make_void(self, act: Act) -> None:
        """The member has come, or the meeting was called off; the reason of the act says it."""

    @move(
        source=State.GIVEN,
        rule=ByWhole(),
        words=verb("voting sheet", "Ask anew", "asked anew"),
        inner=True,
    )
    def ask_anew(self, act: Act) -> None:
        """The agenda has changed: what was answered was answered to other questions."""
        self._forget(act)

    # --- what the moves share -------------------------------------------------------------------------------------

    def _take(self, act: Act, appointment: Appointment, answers: list[dict[str, Any]]) -> None:
        void_signatures(self, act.at)
        self.appointment, self.answers, self.invalid_reason = appointment, answers, ""
        self.returned_at = act.at
        self.freeze(act)

    def _forget(self, act: Act) -> None:
        void_signatures(self, act.at)
        self.answers, self.returned_at, self.invalid_reason = [], None, ""

    def _check_paper(self, received_on: date) -> None:
        if self.counts and not self.signatures.filter(voided_at=None, way=Signature.Way.PAPER).exists():
            raise NotLegal(_("The member has answered in the system: only they change that sheet."))
        last = self.meeting.held_at
        if received_on > clock.today():
            raise NotLegal(_("The day on which the sheet was received lies in the future: correct it."))
        if received_on > timezone.localdate(last):
            raise NotLegal(
                _("The sheet came too late: sheets were taken until %(moment)s.")
                % {"moment": list_moment(timezone.localtime(last))}
            )
