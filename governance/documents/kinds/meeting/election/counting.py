"""The protocol of the counting commission: what it found in the urn, signed by its members, approved by the meeting.

Source: docs/domain.md, "Elections".
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.election.commission import Teller, shown_hands, tellers_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.language.content_labels import labelled
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link, Signature
from governance.documents.record.effects import BASIS
from governance.documents.record.files import attach_scan
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft
from governance.documents.record.signatures import (
    SIGNED_ALREADY,
    certificate_of,
    sign_as,
    signed_places,
    valid_signatures,
)
from governance.documents.record.transitions import May, move
from governance.documents.record.under_way import undivided
from governance.documents.settings.reminding import OF_BODIES
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind


def not_to_sign(counting: "CountingProtocol", person: Person) -> "str | Promise | None":
    if not any(teller.person_id == person.pk for teller in counting.tellers):
        return _("The protocol is signed by the counting commission of that meeting.")
    return SIGNED_ALREADY if f"teller:{person.pk}" in signed_places(counting) else None


def not_secretary(counting: "CountingProtocol", person: Person) -> "str | Promise | None":
    meeting = counting.round.meeting
    if meeting.secretary_id != person.pk:
        return _("The minutes of this meeting are kept by %(name)s.") % {"name": meeting.secretary}
    return None


RECORDS = May(Right.KEEP_MINUTES, unless=not_secretary)


@kind("counting")
class CountingProtocol(Paper):
    """«Протокол счётной комиссии» on one vote: it draws itself up when the vote is closed."""

    class State(PaperState):
        # The first state of every kind is called `draft` in the table.
        SIGNING = "draft", Phase.DRAFT, pgettext_lazy("counting", "Being signed")
        SIGNED = "signed", Phase.WITH_SOMEBODY, pgettext_lazy("counting", "Signed, before the meeting")
        APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("counting", "Approved")
        REJECTED = "rejected", Phase.VOID, pgettext_lazy("counting", "Not approved")

    kind_label = gettext_lazy("Protocol of the counting commission")
    kind_label_many = gettext_lazy("Protocols of counting commissions")
    reminding = OF_BODIES
    kind_purpose = gettext_lazy("What the counting commission found in the ballots.")
    numbered = False
    content_labels = labelled(
        "number question form tellers votes ballots result place title",
        question=gettext_lazy("Question"),
        form=gettext_lazy("How it was voted"),
        tellers=gettext_lazy("Counting commission"),
        votes=gettext_lazy("Votes"),
        ballots=gettext_lazy("Ballots"),
        result=gettext_lazy("Result"),
    )
    select_related_fields = ("round__meeting__secretary", "round__item")

    round = models.OneToOneField(
        Round, models.PROTECT, related_name="counting", verbose_name=gettext_lazy("vote")
    )
    # In the row of its meeting.
    position = models.PositiveSmallIntegerField(gettext_lazy("number"))
    # How the meeting voted on it, by show of hands.
    vote: Any = models.JSONField(null=True)

    @property
    def tellers(self) -> list[Teller]:
        """The commission, as it was when it counted: it is named between votes alone."""
        known: list[Teller] | None = vars(self).get("known_tellers")
        if known is None:
            known = vars(self)["known_tellers"] = tellers_of(self.round.meeting)
        return known

    def content(self) -> dict[str, Any]:
        voting = self.round
        return {
            "number": self.position,
            "question": voting.item.title,
            "tellers": [teller.person.name for teller in self.tellers],
            "votes": voting.outcome.get("votes")
            or {name: voting.outcome[name] for name in ("for", "against", "abstain")},
            "ballots": voting.outcome.get("ballots", {}),
            "result": voting.outcome["reason"],
        }

    def valid_signatures(self) -> dict[str, Signature]:
        return valid_signatures(self)

    def once_signed(self, act: Act, **facts: Any) -> "CountingProtocol.State":
        """The state after a signature: signed with the last one."""
        places = {place_of(teller) for teller in self.tellers}
        return self.State.SIGNED if places <= signed_places(self) else self.State.SIGNING

    @move(
        source=State.SIGNING,
        target=GET_STATE(once_signed, states=[State.SIGNING, State.SIGNED]),
        rule=May(Right.READ, unless=not_to_sign),
        words=verb("counting", "Sign", "signed"),
        needs_password=True,
    )
    def sign(self, act: Act) -> None:
        """A member of the commission signs."""
        place = f"teller:{act.person.pk}"
        sign_as(self, act, place)
        act.facts["part"] = place

    @move(
        source=State.SIGNING,
        target=GET_STATE(once_signed, states=[State.SIGNING, State.SIGNED]),
        rule=RECORDS,
        words=verb("counting", "Enter the signed sheet", "entered the sheet signed by hand"),
    )
    def enter_sheet(self, act: Act, *, name: str, data: bytes) -> None:
        """The commission has signed by hand: the scan ranks with the signatures of all who have not signed."""
        scan = attach_scan(self, act, name=name, data=data)
        for teller in self.tellers:
            if place_of(teller) in signed_places(self):
                continue
            ground = ground_for(teller.person, Right.READ, self.unit_id)
            if ground is None:
                raise NotLegal(_("%(person)s holds no office here any more.") % {"person": teller.person})
            sign_as(
                self,
                act,
                place_of(teller),
                signer=ground,
                way=Signature.Way.PAPER,
                scan=scan,
                signed_on=timezone.localdate(act.at),
                certified_by=act.ground,
                certificate=certificate_of(act),
            )

    def once_voted(self, act: Act, **facts: Any) -> "CountingProtocol.State":
        return self.State.APPROVED if self.vote["adopted"] else self.State.REJECTED

    @move(
        source=State.SIGNED,
        target=GET_STATE(once_voted, states=[State.APPROVED, State.REJECTED]),
        rule=RECORDS,
        words=verb("counting", "Enter how the meeting voted on it", "entered how the meeting voted on it"),
    )
    def approve(self, act: Act, *, in_favour: int, against: int, abstain: int) -> None:
        """The meeting has heard the protocol and voted by show of hands, by the rule of the question."""
        self.vote = {
            "for": in_favour,
            "against": against,
            "abstain": abstain,
            "adopted": self._is_adopted(in_favour, against, abstain),
        }
        act.facts.update(self.vote)

    def _is_adopted(self, in_favour: int, against: int, abstain: int) -> bool:
        """By the rule of the question; hands are shown openly, and by the body as one."""
        outcome = self.round.outcome
        shown = shown_hands(
            self.round.law,
            in_favour,
            against,
            abstain,
            roster=outcome["roster"],
            present=outcome["present"],
            established=self.round.established,
            repeated=self.round.repeated,
        )
        return shown.adopted


def place_of(teller: Teller) -> str:
    """Where a member of the commission signs."""
    return f"teller:{teller.person_id}"


@undivided
def draw_up(meeting: Meeting, voting: Round) -> CountingProtocol:
    """Draft the protocol of the commission on a vote that it has counted."""

    def fill(counting: CountingProtocol, act: Act) -> None:
        Link.objects.create(source_id=counting.pk, target_id=meeting.pk, effect=BASIS)
        counting.involve(([teller.person for teller in counting.tellers], "teller"))
        if meeting.secretary is not None:
            counting.involve(([meeting.secretary], "secretary"))
        counting.freeze(act)

    number = CountingProtocol.objects.filter(round__meeting=meeting).count() + 1
    council = meeting.unit.kind in (UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL)
    return draft(
        CountingProtocol,
        unit=meeting.unit,
        readers=[meeting.unit.root] if council else [],
        title=f"Протокол № {number} счётной комиссии: {voting.item.title}"[:500],
        basis=meeting,
        fill=fill,
        round=voting,
        position=number,
    )
