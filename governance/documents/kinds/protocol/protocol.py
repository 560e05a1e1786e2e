"""The protocol of a meeting: drafted automatically, completed by the secretary, signed by chair and secretary.

By the second signature, and by nothing else, the decisions take effect on the papers that they are about.
"""

from typing import Any, ClassVar, cast

from django.db import models
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance.documents.approval.effects import ADVISE_AGAINST, RECOMMEND, SUSPEND
from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT
from governance.documents.kinds.meeting.election.taking_office import ELECT
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import LONGEST_SPEECH
from governance.documents.kinds.meeting.officers import KeepsMinutes
from governance.documents.kinds.protocol.content import protocol_text
from governance.documents.kinds.protocol.entry import LONGEST_MOTION, ProtocolEntry, entries_with_votes
from governance.documents.kinds.protocol.proposals import check_wording
from governance.documents.kinds.protocol.signed_words import SignedText
from governance.documents.kinds.protocol.taken_over import TakenOver
from governance.documents.language.content_labels import labelled
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link, Signature
from governance.documents.record.effects import ordered_effects
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.register import Register, RegisterOf
from governance.documents.record.signatures import sign_as, signed_places, unsigned, valid_signatures
from governance.documents.record.transitions import Condition, May, move
from governance.documents.settings.reminding import OF_BODIES
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

CHAIR, SECRETARY = "chair", "secretary"
# The bodies whose registers come with them; a commission of an admission gets its own.
COUNCILS = (UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL, UnitKind.BODY)


def not_its_secretary(protocol: "Protocol", person: Person) -> "str | Promise | None":
    if protocol.meeting.secretary_id != person.pk:
        return gettext_lazy(
            "The protocol is written and signed by the secretary of that meeting, %(name)s."
        ) % {"name": protocol.meeting.secretary}
    return None


def not_its_chair(protocol: "Protocol", person: Person) -> "str | Promise | None":
    presided = protocol.presided_by
    if presided is None or presided.pk != person.pk:
        return gettext_lazy("The protocol is signed by whoever presided over that meeting, %(name)s.") % {
            "name": presided or "—"
        }
    return None


def not_its_signer(protocol: "Protocol", person: Person) -> "str | Promise | None":
    if not_its_chair(protocol, person) and not_its_secretary(protocol, person):
        return gettext_lazy("Only those who sign the protocol send it back to the draft.")
    return None


def is_written(protocol: "Protocol") -> bool:
    # Nobody is heard in an absentee vote.
    unheard = protocol.meeting.is_absentee
    return all(
        entry.decided and (unheard or entry.heard or entry.item.left_reason) for entry in protocol.texts
    )


WRITES = KeepsMinutes(Right.SIGN_PROTOCOL_AS_SECRETARY, unless=not_its_secretary)
# A member may have presided in the chair's absence: the right is a member's, the meeting says whose signature it is.
SIGNS_AS_CHAIR = May(Right.VOTE, unless=not_its_chair)


@kind("protocol")
class Protocol(TakenOver):
    """What a meeting heard, said, voted and decided (docs/domain.md, "Meeting and protocol")."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("protocol", "Draft")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("protocol", "Being signed")
        SIGNED = "signed", Phase.IN_FORCE, pgettext_lazy("protocol", "Signed")
        ARCHIVED = "archived", Phase.IN_FORCE, pgettext_lazy("protocol", "In the archive")

    IN_FORCE: ClassVar = (State.SIGNED, State.ARCHIVED)

    kind_label = gettext_lazy("Protocol")
    kind_label_many = gettext_lazy("Protocols")
    charged_parts = "DecisionPoint"
    reminding = OF_BODIES
    kind_purpose = gettext_lazy("What a body discussed and decided, signed by its chair and its secretary.")
    numbered_in, numbered_early = IN_FORCE, True
    registers = (RegisterOf(COUNCILS, "protocol", "Протоколы заседаний", reset=Register.Reset.SCHOOL_YEAR),)
    # What stands in the archive still binds.
    content_labels = labelled(
        "body organization date place venue time presiding presiding_label secretary counted present absent invited "
        "quorum agenda items number title speaker taking_part away heard spoke decided rounds dissents annexes "
        "commission points terms",
        body=gettext_lazy("Body"),
        organization=gettext_lazy("Organization"),
        date=gettext_lazy("Date"),
        venue=gettext_lazy("Where it was held"),
        time=gettext_lazy("Beginning and end"),
        counted=gettext_lazy("Votes counted by"),
        speaker=gettext_lazy("Speaker"),
        taking_part=gettext_lazy("Taking part"),
        away=gettext_lazy("Away during the question"),
        annexes=gettext_lazy("Annexes"),
        commission=gettext_lazy("Counting commission"),
        presiding=gettext_lazy("Presiding"),
        presiding_label=gettext_lazy("Presiding, the office"),
        secretary=gettext_lazy("Secretary"),
        present=gettext_lazy("Present"),
        absent=gettext_lazy("Absent"),
        quorum=gettext_lazy("Quorum"),
        items=gettext_lazy("Questions"),
        heard=gettext_lazy("Heard"),
        spoke=gettext_lazy("Spoke"),
        decided=gettext_lazy("Decided"),
        rounds=gettext_lazy("Votes"),
        dissents=gettext_lazy("Dissenting opinions"),
        points=gettext_lazy("Points of the decision"),
        terms=gettext_lazy("Executor, term, control"),
    )

    # Whose signature it is, is a question to its meeting.
    select_related_fields = ("meeting__secretary", "meeting__unit__district", "meeting__regulation")

    # Without an accessor on every card, so that the family may call its own relations by the same word.
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="protocol", verbose_name=gettext_lazy("meeting")
    )

    def content(self) -> dict[str, Any]:
        """All that the protocol says, in the words in which it prints: what is signed is what is read."""
        return dict(protocol_text(self.meeting, self.texts, self.told_points()))

    def words(self) -> SignedText:
        """The frozen words once it was put up for signature, the present ones while it is a draft."""
        version = self.present_version if self.state != self.State.DRAFT else None
        return cast(SignedText, version.content if version else self.content())

    def gives_effect(self, effect: str) -> bool:
        return self.state in self.IN_FORCE

    def effect_reason(self, link: Link) -> str:
        """The body's decision in its own words: they go with a paper that is sent back."""
        position = int(link.place)
        return next((entry.decided for entry in self.texts if entry.item.position == position), "")

    @cached_property
    def presided_by(self) -> Person | None:
        """Who led the meeting when it ended, and therefore signs."""
        return self.meeting.presiding_person

    def valid_signatures(self) -> dict[str, Signature]:
        """Those over the present version, by their place."""
        return valid_signatures(self)

    @cached_property
    def texts(self) -> list[ProtocolEntry]:
        """What was heard, said and decided on each question; for an act that does not change it."""
        return list(self.entries.select_related("item"))

    @move(
        source=State.DRAFT,
        rule=WRITES,
        words=verb("protocol", "Complete the texts", "completed the texts"),
        inner=True,
    )
    def revise(self, act: Act, *, entries: dict[int, dict[str, Any]]) -> None:
        """Write the texts on questions: {id of the item: {"heard": …, "spoke": …, "motion": …, "decided": …}}.

        `points` beside them replaces the points of the decision (see `read_points`); left out, they stay.
        """
        rows = {entry.item_id: entry for entry in entries_with_votes(self)}
        for key, words in entries.items():
            entry = rows.get(key)
            if entry is None or not words.keys() <= {"heard", "spoke", "motion", "decided", "points"}:
                raise NotLegal(_("There is no such item in this protocol: open the page again."))
            entry.heard = lines_of_text(words.get("heard", entry.heard), LONGEST_SPEECH, _("what was heard"))
            entry.spoke = lines_of_text(words.get("spoke", entry.spoke), LONGEST_SPEECH, _("what was said"))
            entry.motion = one_line(
                words.get("motion", entry.motion), LONGEST_MOTION, _("what was put to the vote")
            )
            decided = lines_of_text(words.get("decided", entry.decided), LONGEST_TEXT, _("the decision"))
            check_wording(entry.item, entry.decided, decided)
            entry.decided = decided
            entry.save()
        self.write_points(
            {rows[key].item: list(words["points"]) for key, words in entries.items() if "points" in words}
        )
        act.facts["items"] = sorted(entries)

    @move(
        source=State.DRAFT,
        target=State.SIGNING,
        rule=WRITES,
        words=verb("protocol", "Put up for signature", "put up for signature"),
        conditions=(
            Condition(
                is_written,
                gettext_lazy("Complete the texts: each question needs what was heard and decided."),
            ),
        ),
    )
    def submit(self, act: Act) -> None:
        """Freeze the text, and say which paper each decision is about: the version that was voted on."""
        self.freeze(act)
        self.link_decisions()
        for item in self.meeting.has_elected():
            Link.objects.create(
                source_id=self.pk, target_id=self.meeting_id, effect=ELECT, place=str(item.position)
            )

    @move(
        source=State.SIGNING,
        target=State.DRAFT,
        rule=May(Right.READ, unless=not_its_signer),
        words=verb("protocol", "Return to the draft", "returned to the draft"),
        needs_reason=True,
    )
    def return_to_draft(self, act: Act) -> None:
        """Either signer may ask for a correction; a signature given meanwhile stays on record and binds nobody."""
        self.signatures.filter(voided_at=None).update(voided_at=act.at)
        self.links_out.filter(effect__in=[*ordered_effects(), RECOMMEND, ADVISE_AGAINST, SUSPEND]).delete()

    def signed_by_both(self, act: Act, **facts: Any) -> "Protocol.State":
        """The state after a signature: signed with the second one."""
        return self.State.SIGNED if {CHAIR, SECRETARY} <= signed_places(self) else self.State.SIGNING

    @move(
        source=State.SIGNING,
        target=GET_STATE(signed_by_both, states=[State.SIGNING, State.SIGNED]),
        rule=SIGNS_AS_CHAIR,
        words=verb("protocol", "Sign as chair", "signed as chair"),
        conditions=(unsigned(CHAIR),),
        needs_password=True,
    )
    def sign_as_chair(self, act: Act) -> None:
        """Whoever presided over the meeting signs, before or after the secretary."""
        self._sign(act, CHAIR)

    @move(
        source=State.SIGNING,
        target=GET_STATE(signed_by_both, states=[State.SIGNING, State.SIGNED]),
        rule=WRITES,
        words=verb("protocol", "Sign as secretary", "signed as secretary"),
        conditions=(unsigned(SECRETARY),),
        needs_password=True,
    )
    def sign_as_secretary(self, act: Act) -> None:
        """The secretary of the meeting signs, before or after the chair."""
        self._sign(act, SECRETARY)

    @move(
        source=IN_FORCE,
        rule=May(Right.KEEP_MINUTES),
        words=verb(
            "protocol", "Take note of the failure", "took note that a decision could not be carried out"
        ),
        inner=True,
    )
    def resolve_failure(self, act: Act, *, link: Link | int) -> None:
        """Acknowledge that a decision could not be carried out on its paper, e.g. because the paper has changed."""
        key = link if isinstance(link, int) else link.pk
        failed = self.links_out.filter(pk=key).exclude(failure="").first()
        if failed is None:
            raise NotLegal(_("There is nothing to settle: the decision was carried out."))
        part = f"link:{failed.pk}"
        if self.events.filter(move="resolve_failure", facts__part=part).exists():
            raise AlreadyDone(_("This is settled already."))
        act.facts["part"] = part

    @move(
        source=State.SIGNED,
        target=State.ARCHIVED,
        rule=May(Right.KEEP_MINUTES),
        words=verb("protocol", "Put into the archive", "put into the archive"),
    )
    def archive(self, act: Act) -> None:
        """Kept permanently; its decisions stay in force."""

    def _sign(self, act: Act, place: str) -> None:
        sign_as(self, act, place)
        # Of a sitting that was convened before sittings had numbers.
        if self.signed_by_both(act) != self.State.SIGNED:
            return
        self.begin_execution(act)
        if not self.number:
            give_number(self, act, on=self.meeting.day)
