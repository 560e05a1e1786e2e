"""The chair's suspension of a decision, with reason and term, where the body's rules give the right to it.

What the decision does to its paper waits meanwhile, and the paper may be put on an agenda again. The suspension ends
by its term, when the chair lifts it, or by the body's new vote. Source: docs/domain.md, "Deciding rules".
"""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.effects import ADVISE_AGAINST, RECOMMEND, RELEASE, SUSPEND
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.election.minutes import elects
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.law.working_days import Term
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByTerm, May, move
from governance.documents.settings.calendar import last_day_of, with_last_day
from governance.documents.settings.forms.protocols import PROTOCOL_SUSPENDED
from governance.record_rows import RecordRow
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

DRAFT = "draft"
# The blank of their form that says on which day a suspension ended.
ENDED = {"lifted": "отменена", "term": "завершилась", "new_vote": "прекращена"}
ANY_STATE = ("draft", "signing", "signed", "archived")


class Suspension(RecordRow):
    """A decision that waits: since when, until when, why, and how the waiting ended."""

    of_paper = "protocol"
    called = pgettext_lazy("row of the record", "suspension of a decision")

    class End(models.TextChoices):
        LIFTED = "lifted", pgettext_lazy("suspension", "lifted by the chair")
        TERM = "term", pgettext_lazy("suspension", "its term is over")
        NEW_VOTE = "new_vote", pgettext_lazy("suspension", "the body decides anew")

    protocol = models.ForeignKey("governance.Protocol", models.PROTECT, related_name="suspensions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="suspensions")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(gettext_lazy("until, inclusive"))
    reason = models.TextField()
    ended_on = models.DateField(null=True)
    ended = models.CharField(max_length=10, choices=End.choices, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["item__position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(ended_on__isnull=True), name="one_suspension_a_decision"
            ),
            models.CheckConstraint(name="suspension_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="suspension_in_order", condition=Q(until__gte=models.F("since"))),
            models.CheckConstraint(
                name="suspension_ended_somehow",
                condition=Q(ended_on__isnull=True, ended="") | (Q(ended_on__isnull=False) & ~Q(ended="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.since} - {self.until}"


def not_the_chair(protocol: Any, person: Person) -> "str | Promise | None":
    """Why this person does not suspend decisions: the chair does, or who was elected to preside over that sitting."""
    if protocol.meeting.rules.longest_suspension is None:
        return gettext_lazy("The rules of the body do not let the chair suspend a decision.")
    if protocol.meeting.rules.elects_chair:
        presided = protocol.presided_by
        is_chair = presided is not None and presided.pk == person.pk
    else:
        is_chair = ground_for(person, Right.PRESIDE, protocol.unit_id) is not None
    return None if is_chair else gettext_lazy("Decisions are suspended by the chair of the body.")


CHAIRS = May(Right.VOTE, unless=not_the_chair)


def earliest_end(protocol: Any) -> date | None:
    """The last day of the suspension that ends first."""
    return min((suspension.until for suspension in protocol.suspended), default=None)


class Suspending(Paper):
    """The moves by which decisions of a protocol wait and go on."""

    class Meta(Paper.Meta):
        abstract = True

    if TYPE_CHECKING:
        meeting: Any
        suspensions: RelatedManager[Suspension]

    @property
    def sentences_of_suspension(self) -> list[str]:
        """Which decisions were suspended and how that ended, in Russian: printed beside the frozen words."""
        told = []
        for row in self.all_suspensions:
            said = {
                "вопрос": str(row.item.position),
                "начало": list_date(row.since),
                "окончание": list_date(row.until),
                "причина": row.reason.strip().removesuffix("."),
            }
            if row.ended_on:
                said[ENDED[row.ended]] = list_date(row.ended_on)
            told.append(PROTOCOL_SUSPENDED.filled(self.district_id, row.since, **said))
        return told

    @property
    def suspended(self) -> list[Suspension]:
        """The decisions that wait now."""
        return [suspension for suspension in self.all_suspensions if suspension.ended_on is None]

    @cached_property
    def all_suspensions(self) -> list[Suspension]:
        """Those that have ended, too; one query. An act that adds one reads no more of them."""
        return list(self.suspensions.select_related("item"))

    @move(
        source=ANY_STATE,
        rule=CHAIRS,
        words=verb("protocol", "Suspend a decision", "suspended a decision"),
        needs_reason=True,
        grave=True,
        inner=True,
    )
    def suspend_decision(self, act: Act, *, item: AgendaItem | int, until: date) -> None:
        """Let what follows from a decision wait up to and including a day.

        Raises NotLegal where the rules know no suspension or a shorter one, nothing was adopted, or it is carried out.
        """
        question = self._decided(item)
        self._check_term(until)
        if any(suspension.item_id == question.pk for suspension in self.suspended):
            raise NotLegal(_("This decision is suspended already."))
        links = self._links_of(question)
        if any(link.carried_at is not None for link in links):
            raise NotLegal(
                _("This decision has been carried out: only a new decision of the body changes that.")
            )
        for link in links:
            link.delete()
        Suspension.objects.create(
            protocol_id=self.pk,
            item=question,
            by=act.person,
            since=clock.today(),
            until=until,
            reason=act.reason,
        )
        if self.state != DRAFT:
            self._let_wait(question)
        act.facts.update(item=question.pk, until=until.isoformat())

    @move(
        source=ANY_STATE,
        rule=CHAIRS,
        words=verb("protocol", "Lift the suspension", "lifted the suspension of a decision"),
        needs_reason=True,
        inner=True,
    )
    def lift_suspension(self, act: Act, *, item: AgendaItem | int) -> None:
        """The decision goes on before the term is over."""
        key = item if isinstance(item, int) else item.pk
        live = next((suspension for suspension in self.suspended if suspension.item_id == key), None)
        if live is None:
            raise NotLegal(_("This decision is not suspended."))
        self._end(live, Suspension.End.LIFTED, act)

    @move(
        source=ANY_STATE,
        rule=ByTerm(earliest_end),
        words=verb("protocol", "End suspensions", "ended a suspension whose term is over"),
    )
    def end_suspensions(self, act: Act) -> None:
        """The terms are over: the decisions go on."""
        for suspension in self.suspended:
            if suspension.until < clock.today():
                self._end(suspension, Suspension.End.TERM, act)

    # --- what follows from a decision -----------------------------------------------------------------------------

    def link_decisions(self) -> None:
        """Say of each paper that was voted on what the decision does to it: the version that was voted on."""
        waiting = {suspension.item_id for suspension in self.suspended}
        for item in self.meeting.questions:
            decision = item.decision()
            if decision is None or item.subject is None:
                continue
            if item.pk in waiting:
                self._let_wait(item)
            else:
                self._link(item, decision)

    def _link(self, item: AgendaItem, decision: Round) -> None:
        effect = item.effect_adopted if decision.adopted else item.effect_declined
        if decision.advisory:
            effect = RECOMMEND if decision.adopted else ADVISE_AGAINST
        assert item.subject is not None, "only a decision about a paper does something to it"
        Link.objects.create(
            source_id=self.pk,
            target=item.subject,
            effect=effect,
            version=item.subject_version,
            place=str(item.position),
        )

    def _let_wait(self, item: AgendaItem) -> None:
        """While its decision is suspended, the body may put the paper to a new vote."""
        if item.subject is not None:
            for effect in (SUSPEND, RELEASE):
                Link.objects.create(
                    source_id=self.pk, target=item.subject, effect=effect, place=str(item.position)
                )

    def _links_of(self, item: AgendaItem) -> list[Link]:
        if item.subject is None:
            return []
        effects = (item.effect_adopted, item.effect_declined)
        return list(self.links_out.filter(target_id=item.subject_id, effect__in=effects))

    def _decided(self, item: AgendaItem | int) -> AgendaItem:
        question = self.meeting.item(item)
        if elects(question):
            raise NotLegal(
                _("An election is not suspended: whoever leaves an office would decide on it alone.")
            )
        decision = question.decision()
        if decision is None or not decision.adopted or decision.advisory:
            raise NotLegal(_("Only a decision that was adopted is suspended; a recommendation is none."))
        return question

    def _check_term(self, until: date) -> None:
        if until < clock.today():
            raise NotLegal(_("The last day of the suspension has passed: choose another one."))
        term, last = self.longest_suspension()
        if until > last:
            raise NotLegal(
                _("The rules of the body allow a suspension of at most %(term)s.")
                % {"term": with_last_day(term, last)}
            )

    def longest_suspension(self) -> tuple[Term, date]:
        """For how long the rules let the chair suspend a decision, and until when if that is done today."""
        term: Term = self.meeting.rules.longest_suspension
        return term, last_day_of(term, self.district_id, rolls=False)

    def _end(self, suspension: Suspension, how: Suspension.End, act: Act) -> None:
        question = self.meeting.item(suspension.item_id)
        subject, decision = question.subject, question.decision()
        if subject is not None and not self._still_waits(question):
            how = Suspension.End.NEW_VOTE
        suspension.ended, suspension.ended_on, suspension.end_reason = how, clock.today(), act.reason
        suspension.save(update_fields=["ended", "ended_on", "end_reason"])
        act.facts.update(item=question.pk, ended=str(how))
        if subject is not None:
            self.links_out.filter(target_id=subject.pk, effect=SUSPEND).delete()
        if how == Suspension.End.NEW_VOTE or self.state == DRAFT or decision is None or subject is None:
            return
        self.links_out.filter(target_id=subject.pk, effect=RELEASE, carried_at=None).delete()
        self._link(question, decision)

    def _still_waits(self, item: AgendaItem) -> bool:
        """Whether the paper waits for this decision: nobody has changed it or put it on another agenda."""
        assert item.subject is not None, "asked of decisions about a paper"
        on_agenda = getattr(item.subject.whole, "on_agenda_id", None)
        return item.subject_waits and on_agenda in (None, self.meeting.pk)
