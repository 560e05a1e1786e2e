"""What a meeting is: its card, its place in the body's rules, and what the rest of the package reads of it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.effects import RELEASE, TAKE_UP
from governance.documents.approval.regulation import HowDecided, Regulation
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.meeting.table import Attendance, Participants, given_proxies, places, seated
from governance.documents.language.content_labels import labelled
from governance.documents.record.attached import Link
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.needs import Body
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import May
from governance.documents.settings.reminding import OF_BODIES
from governance.roles.body import Seat
from governance.roles.person import Person
from governance.roles.rights import Right

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.kinds.meeting.election.commission import CommissionVote, Teller

NO_SUCH_ITEM = gettext_lazy("There is no such item on this agenda: open the page again.")


class MeetingCard(Paper):
    """A sitting of a collegial body: who was called for when, what was decided, and by which rules."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("meeting", "Draft")
        PLANNED = "planned", Phase.WITH_SOMEBODY, pgettext_lazy("meeting", "Convened")
        RUNNING = "running", Phase.WITH_SOMEBODY, pgettext_lazy("meeting", "In session")
        VOTING = "voting", Phase.WITH_SOMEBODY, pgettext_lazy("meeting", "Absentee vote under way")
        HELD = "held", Phase.ENDED, pgettext_lazy("meeting", "Held")
        NOT_HELD = "not_held", Phase.VOID, pgettext_lazy("meeting", "Not held (no quorum)")
        CANCELLED = "cancelled", Phase.VOID, pgettext_lazy("meeting", "Cancelled")

    class Form(models.TextChoices):
        IN_PERSON = "in_person", pgettext_lazy("form of a meeting", "Sitting")
        MIXED = "mixed", pgettext_lazy("form of a meeting", "Sitting with sheets of the absent")
        ABSENTEE = "absentee", pgettext_lazy("form of a meeting", "Absentee vote")

    kind_label = gettext_lazy("Meeting")
    kind_label_many = gettext_lazy("Meetings")
    reminding = OF_BODIES
    kind_purpose = gettext_lazy("A sitting of a body, or its vote without one: agenda, attendance, votes.")
    hands_number_on = called_by_number = True
    number_comes = gettext_lazy("given when it is convened")
    printed = False
    drafted_by = May(Right.CONVENE)
    needs = (Body(),)
    can_be_copied = True
    content_labels = labelled(
        "title form held_at place invited agenda number speaker secret subject version decision_draft election office "
        "posts among winning candidates files name sha256",
        form=gettext_lazy("Form"),
        held_at=gettext_lazy("Date and time"),
        speaker=gettext_lazy("Speaker"),
        secret=gettext_lazy("Secret vote"),
        subject=gettext_lazy("Paper"),
        decision_draft=gettext_lazy("Draft decision"),
        election=gettext_lazy("Election"),
        office=gettext_lazy("Office"),
        posts=gettext_lazy("Posts"),
        among=gettext_lazy("From whom"),
        winning=gettext_lazy("Who is elected"),
        candidates=gettext_lazy("Candidates"),
        files=gettext_lazy("Files"),
        name=gettext_lazy("File"),
        sha256=gettext_lazy("Hash of the file"),
    )

    select_related_fields = ("secretary", "regulation")
    kept_right = ("table", "presiding_person", "questions")

    # Of the rows that belong to a meeting.
    items: "RelatedManager[AgendaItem]"
    attendance: "RelatedManager[Attendance]"
    tellers: "RelatedManager[Teller]"
    commission_votes: "RelatedManager[CommissionVote]"

    # A sitting becomes a mixed one with the first sheet that is given to somebody who will not come.
    form = models.CharField(
        gettext_lazy("form"), max_length=10, choices=Form.choices, default=Form.IN_PERSON, editable=False
    )
    # Without an accessor on every card, so that the family may call its own relations by the same word.
    # Of an absentee vote: until when sheets are taken, and where those on paper are returned.
    held_at = models.DateTimeField(gettext_lazy("date and time"))
    place = models.CharField(gettext_lazy("place"), max_length=200)
    invited = models.TextField(gettext_lazy("invited"), blank=True)
    presiding = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("presiding")
    )
    secretary = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("secretary")
    )
    # The sitting that was not held for want of a quorum, and that this one repeats.
    repeats = models.ForeignKey(
        "governance.Meeting",
        models.PROTECT,
        null=True,
        related_name="repeated_by",
        verbose_name=gettext_lazy("called again after"),
    )
    # Whether the sitting has elected its secretary, who then keeps the minutes by the right of a member.
    secretary_elected = models.BooleanField(default=False)
    # The body's rules of the day of the meeting, chosen when it is opened.
    regulation = models.ForeignKey(Regulation, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(gettext_lazy("opened"), null=True)
    closed_at = models.DateTimeField(gettext_lazy("closed"), null=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [models.Index(fields=["held_at"], name="meeting_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="meeting_opened_under_rules",
                condition=Q(opened_at__isnull=True)
                | Q(regulation__isnull=False, presiding__isnull=False, secretary__isnull=False),
            ),
        ]

    def content(self) -> dict[str, Any]:
        """The invitation: when, where, and the agenda with the version of each paper to be decided on."""
        return {
            "title": self.title,
            **({"form": str(self.form)} if self.is_absentee else {}),
            "held_at": timezone.localtime(self.held_at).isoformat(timespec="minutes"),
            "place": self.place,
            "invited": self.invited,
            "agenda": [item.content() for item in self.agenda()],
        }

    def gives_effect(self, effect: str) -> bool:
        """A convened meeting takes papers up; it releases those that were dropped from it or left undecided."""
        if effect == TAKE_UP:
            return self.state in (self.State.PLANNED, self.State.RUNNING, self.State.VOTING)
        return effect == RELEASE and self.state != self.State.DRAFT

    # --- reading --------------------------------------------------------------------------------------------------

    def agenda(self) -> "models.QuerySet[AgendaItem]":
        return self.items.select_related("subject", "subject_version", "election__unit")

    @cached_property
    def questions(self) -> list[AgendaItem]:
        """The agenda with the votes on it, for an act that changes neither; two queries."""
        return list(self.agenda().prefetch_related("rounds"))

    @cached_property
    def table(self) -> Participants:
        """Who sits on which seat now; three queries. `reread_table` forgets it after a change.

        Of a meeting that is over: who sat there; it has none of today's proxies.
        """
        marks = {
            mark.seat_id: mark
            for mark in self.attendance.select_related("seat", "person", "appointment").order_by(
                "seat__position", "seat_id"
            )
        }
        if self.closed_at is not None:
            return Participants(self.day, places(self.unit_id, self.day), marks)
        today = clock.today()
        roster, outside = seated(self.unit_id, today)
        return Participants(today, roster, marks, given_proxies(self.unit_id), outside)

    def reread_table(self) -> None:
        """Forget the table that was read, after a change."""
        self.__dict__.pop("table", None)
        self.__dict__.pop("presiding_person", None)

    @cached_property
    def presiding_person(self) -> Person | None:
        """Who presides: whoever sits on the presiding seat; before attendance is marked, its holder or acting holder.

        Once the meeting is over: who sat there when it ended.
        """
        if self.presiding_id is None:
            return None
        if self.is_absentee:
            place = self.table.places.get(self.presiding_id)
            return place.expected.person if place is not None else None
        if self.opened_at is None or "table" in self.__dict__:
            mark = self.table.marks.get(self.presiding_id)
        else:
            mark = (
                Attendance.objects.select_related("person")
                .filter(meeting_id=self.pk, seat_id=self.presiding_id)
                .first()
            )
        if mark is not None:
            return mark.person if mark.here or self.closed_at is not None else None
        chair = self.table.places.get(self.presiding_id)
        return chair.expected.person if chair is not None and self.opened_at is None else None

    @property
    def rules(self) -> Regulation:
        """The regulation that holds for this meeting. Raises ValidationError when the body has none for its day."""
        if self.regulation is not None:
            return self.regulation
        known: Regulation | None = vars(self).get("rules_of_day")
        if known is None or known.unit_id != self.unit_id:
            known = vars(self)["rules_of_day"] = Regulation.objects.in_force(self.unit, self.day)
        return known

    @property
    def known_rules(self) -> Regulation | None:
        """The same; None while the body has none for that day."""
        try:
            return self.rules
        except ValidationError:
            return None

    def rule_for(self, item: AgendaItem) -> HowDecided:
        """The rule by which a question is decided. Raises NotLegal where there is none, or it knows no such matter."""
        try:
            return self.rules.rule_for(item.subject_kind, item.matter)
        except ValidationError as wrong:
            raise NotLegal(
                _("Item %(number)s: %(sentence)s")
                % {"number": item.position, "sentence": " ".join(wrong.messages)}
            ) from wrong

    @property
    def is_repeated(self) -> bool:
        """Whether it is called again after one that was not held for want of a quorum."""
        return self.repeats_id is not None

    @property
    def day(self) -> date:
        """The day of the meeting: when it was opened, or for when it is planned; of an absentee vote its last day."""
        moment = self.closed_at if self.is_absentee else self.opened_at
        return timezone.localtime(moment or self.held_at).date()

    @property
    def register_code(self) -> str:
        """A sitting and its protocol have one number, that of the sitting in the year."""
        return "protocol"

    @property
    def is_absentee(self) -> bool:
        return self.form == self.Form.ABSENTEE

    def item(self, key: "AgendaItem | int") -> AgendaItem:
        """An item of this agenda. Raises NotLegal when it stands on none or on another."""
        item = self.agenda().filter(pk=key.pk if isinstance(key, AgendaItem) else key).first()
        if item is None:
            raise NotLegal(str(NO_SUCH_ITEM))
        return item

    def question(self, key: "AgendaItem | int") -> AgendaItem:
        """The same with the votes on it, out of the `questions`."""
        wanted = key.pk if isinstance(key, AgendaItem) else key
        found = next((item for item in self.questions if item.pk == wanted), None)
        if found is None:
            raise NotLegal(str(NO_SUCH_ITEM))
        return found

    def open_round_now(self) -> Round | None:
        return (
            Round.objects.filter(meeting_id=self.pk, state=Round.State.OPEN)
            .select_related("item__subject", "item__subject_version")
            .first()
        )

    def let_go(self, items: Iterable[AgendaItem]) -> None:
        """Release the papers of items that this meeting does not decide, as far as they still wait for it."""
        for item in items:
            if item.subject is not None and item.subject_waits:
                Link.objects.create(
                    source_id=self.pk, target=item.subject, effect=RELEASE, place=str(item.pk)
                )

    def take_up_paper_of(self, item: AgendaItem) -> None:
        """Tell the paper of an item that it stands on a convened agenda, in exactly this version."""
        if item.subject is None:
            return
        Link.objects.create(
            source_id=self.pk,
            target=item.subject,
            effect=TAKE_UP,
            version=item.subject_version,
            place=str(item.pk),
        )
