"""The agreement sheet (лист согласования): schools and outside bodies say whether they agree to a paper put up to them.

They are asked side by side, stage after stage. Each answers for its unit: agrees, agrees with remarks, or sends back
its objections, clause by clause, with a wording of its own. Only whoever objected is asked again about the next
version: an agreement once given stands, and silence is never support (domain section 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.clauses import MAX_CLAUSE
from governance.documents.document import Attachment, Document, Version, keep_scan
from governance.documents.errors import NotLegal
from governance.documents.rules import May, move
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

if TYPE_CHECKING:
    from governance.documents.perform import Act

DRAFT, REVIEW, REWORK = "draft", "review", "rework"
MOST_PROPOSALS = 200


class Opinion(models.Model):
    """What one unit says of a paper. Planned until asked; asked anew, the old answer lapses and stays on record."""

    class Outcome(models.TextChoices):
        CONSENT = "consent", pgettext_lazy("opinion", "agrees")
        WITH_REMARKS = "with_remarks", pgettext_lazy("opinion", "agrees with remarks")
        OBJECTION = "objection", pgettext_lazy("opinion", "sends back")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    # Those of the next stage are asked when all of this one have agreed.
    stage = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    remark = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    # The answer came by letter and was entered: its requisites, and its scan.
    letter = models.CharField(max_length=200, blank=True)
    scan = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = gettext_lazy("opinion of a unit")
        ordering: ClassVar = ["stage", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(lapsed_at=None), name="one_live_opinion_a_unit"
            ),
            models.CheckConstraint(
                name="opinion_given_by_somebody_on_a_version",
                condition=Q(given_at=None, outcome="", person=None)
                | Q(given_at__isnull=False, version__isnull=False, person__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="opinion_by_letter_has_scan", condition=Q(letter="") | Q(scan__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_outcome_display() or '…'}"

    @property
    def part(self) -> str:
        """Its name as a part of the paper's process."""
        return f"opinion:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Asked, and not answered yet."""
        return self.asked_at is not None and self.given_at is None and self.lapsed_at is None

    @property
    def agrees(self) -> bool:
        return self.outcome in (self.Outcome.CONSENT, self.Outcome.WITH_REMARKS)


class Proposal(models.Model):
    """One line of a protocol of disagreements: their wording of a clause beside ours, and what came of it."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
        DECLINED = "declined", pgettext_lazy("proposal", "declined")
        OTHER = "other", pgettext_lazy("proposal", "settled by another wording")

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="proposals")
    # The id of the clause, and its number and words in the version that was sent back.
    clause = models.CharField(max_length=8)
    number = models.CharField(max_length=10)
    ours = models.TextField()
    theirs = models.TextField()
    why = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    agreed = models.TextField(blank=True)  # the wording that came of it
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("proposed wording")
        ordering: ClassVar = ["opinion_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "clause"], name="one_proposal_a_clause"),
            models.CheckConstraint(
                name="proposal_answered_by_somebody",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]


def read_opinions(papers: "Iterable[Consulted]") -> None:
    """Read the live opinions of several papers in one query, where a page asks each of them."""
    known = {paper.pk: paper for paper in papers}
    for paper in known.values():
        paper.__dict__["live_opinions"] = []
    found = Opinion.objects.filter(document_id__in=known, lapsed_at=None).select_related("unit")
    for opinion in found.order_by("stage", "pk") if known else ():
        known[opinion.document_id].live_opinions.append(opinion)


def units_asked(document: "Consulted") -> Sequence[Unit]:
    """The units whose answer is awaited now."""
    return [opinion.unit for opinion in document.live_opinions if opinion.is_open]


def once_answered(document: "Consulted", act: "Act", **facts: Any) -> str:
    """The state after an answer: rework when all have answered and somebody objects, onwards when all agree."""
    if any(opinion.is_open for opinion in document.live_opinions):
        return REVIEW
    if any(opinion.outcome == Opinion.Outcome.OBJECTION for opinion in document.live_opinions):
        return REWORK
    return document.state_when_agreed


ANSWERS = May(Right.AGREE_PAPER, on=units_asked)


class Consulted(Document):
    """A paper that other units agree to before it goes on. A kind says whom it asks, and where it goes then."""

    class Meta:
        abstract = True

    # --- what a kind says -----------------------------------------------------------------------------------------

    # Where a paper may stand after an answer, over all kinds.
    AFTER_AN_ANSWER: ClassVar = ("review", "rework", "signing", "agreed")
    # Days for an answer.
    answer_days: ClassVar[int] = 10

    @property
    def state_when_agreed(self) -> str:
        """The state of the paper once all who were asked have agreed; one of `AFTER_AN_ANSWER`."""
        raise NotImplementedError

    def days_to_answer(self, stage: int) -> int:
        """The term of one stage."""
        return self.answer_days

    @property
    def sections_put_up(self) -> list[dict[str, Any]]:
        """The numbered sections of the version that is before those asked."""
        version = self.present_version
        return version.content.get("sections", []) if version else []

    # --- reading --------------------------------------------------------------------------------------------------

    @cached_property
    def live_opinions(self) -> list[Opinion]:
        """Planned, asked and given opinions that hold, by stage; one query."""
        return list(
            self.opinions.filter(lapsed_at=None)
            .select_related("unit", "person", "appointment", "version")
            .order_by("stage", "pk")
        )

    def _reread_opinions(self) -> None:
        self.__dict__.pop("live_opinions", None)
        self.__dict__.pop("has_open_proposal", None)

    @property
    def all_agree(self) -> bool:
        return all(opinion.agrees for opinion in self.live_opinions)

    # --- asking ---------------------------------------------------------------------------------------------------

    def plan_opinion(self, unit: Unit, stage: int = 1) -> Opinion:
        """Put a unit on the sheet; it is asked when its stage comes. A unit stands there once."""
        found = next((opinion for opinion in self.live_opinions if opinion.unit_id == unit.pk), None)
        if found is None:
            found = Opinion.objects.create(document_id=self.pk, unit=unit, stage=stage)
            self._reread_opinions()
        return found

    def drop_opinion(self, unit: Unit, act: "Act") -> bool:
        """Take a unit off the sheet unless it has agreed; whether it stood there. What it answered stays on record."""
        found = next((opinion for opinion in self.live_opinions if opinion.unit_id == unit.pk), None)
        if found is None or found.agrees:
            return False
        if found.given_at is None:
            found.delete()
        else:
            found.lapsed_at = act.at
            found.save(update_fields=["lapsed_at"])
        self.readers.remove(unit)
        self._reread_opinions()
        return True

    def ask_opinions(self, act: "Act") -> None:
        """Ask the first stage that has not agreed about the present version.

        After objections only whoever objected is asked again. A text that changed though nobody objected (the body sent
        it back, its drafter took it back) is put to all anew: nobody could expect that change.
        """
        given = [opinion for opinion in self.live_opinions if opinion.given_at is not None]
        objections = [opinion for opinion in given if opinion.outcome == Opinion.Outcome.OBJECTION]
        latest = max((opinion.version.number for opinion in given if opinion.version), default=self.version)
        for opinion in objections or (given if latest != self.version else ()):
            self._plan_again(opinion, act)
        self._reread_opinions()
        self._ask_next_stage(act)

    def _ask_next_stage(self, act: "Act") -> None:
        waiting = [opinion for opinion in self.live_opinions if opinion.given_at is None]
        if not waiting or any(opinion.is_open for opinion in waiting):
            return
        stage = min(opinion.stage for opinion in waiting)
        for opinion in waiting:
            if opinion.stage == stage:
                opinion.asked_at = act.at
                opinion.due = clock.today() + timedelta(days=self.days_to_answer(stage))
                opinion.version = self.present_version
                opinion.save(update_fields=["asked_at", "due", "version"])
                # Whoever is asked may read it: this paper, and no other of its unit.
                self.readers.add(opinion.unit_id)

    def call_off_opinions(self) -> None:
        """The paper was taken back: nobody is asked; whoever has not answered is asked with the next version."""
        for opinion in self.live_opinions:
            if opinion.is_open:
                opinion.asked_at = opinion.due = opinion.version = None
                opinion.save(update_fields=["asked_at", "due", "version"])

    def renew_opinions(self, act: "Act") -> None:
        """Nothing that was said holds any more: everybody is asked about the next version, also of the same text."""
        for opinion in self.live_opinions:
            if opinion.given_at is not None:
                self._plan_again(opinion, act)
        self.call_off_opinions()
        self._reread_opinions()

    def _plan_again(self, opinion: Opinion, act: "Act") -> None:
        opinion.lapsed_at = act.at
        opinion.save(update_fields=["lapsed_at"])
        Opinion.objects.create(document_id=self.pk, unit_id=opinion.unit_id, stage=opinion.stage)

    # --- answering ------------------------------------------------------------------------------------------------

    def record_answer(
        self,
        act: "Act",
        opinion: Opinion,
        outcome: str,
        *,
        remark: str = "",
        proposals: Iterable[Mapping[str, str]] = (),
    ) -> None:
        """Write an answer down; with the last one of a stage the next stage is asked, unless somebody objects."""
        opinion.outcome, opinion.remark, opinion.given_at = outcome, remark, act.at
        opinion.person = act.person
        opinion.appointment = act.ground
        opinion.save()
        kept = self._read_proposals(proposals)
        for proposal in kept:
            proposal.opinion = opinion
            proposal.save()
        self._reread_opinions()
        if not any(held.outcome == Opinion.Outcome.OBJECTION for held in self.live_opinions):
            self._ask_next_stage(act)
        act.facts.update(part=opinion.part, opinion=opinion.pk, unit=opinion.unit_id, outcome=outcome)
        if kept:
            act.facts["clauses"] = [proposal.number for proposal in kept]

    def _asked(self, act: "Act") -> Opinion:
        """The open opinion for which this person answers."""
        unit = act.ground.unit_id if act.ground else None
        found = next((held for held in self.live_opinions if held.is_open and held.unit_id == unit), None)
        if found is None:
            raise NotLegal(_("Your school is not asked for its agreement now."))
        return found

    def _read_proposals(self, raw: Iterable[Mapping[str, str]]) -> list[Proposal]:
        clauses = {clause["id"]: clause for section in self.sections_put_up for clause in section["clauses"]}
        found = []
        for line in raw:
            clause = clauses.get(line.get("clause", ""))
            theirs, why = line.get("theirs", "").strip(), line.get("why", "").strip()
            if clause is None:
                raise NotLegal(_("There is no such clause in the text any more: open the page again."))
            if not theirs and not why:
                continue
            if theirs == clause["text"] and not why:
                continue
            if len(theirs) > MAX_CLAUSE or len(why) > MAX_CLAUSE:
                raise NotLegal(
                    _("Clause %(number)s: the proposed wording is too long, at most %(longest)d signs fit.")
                    % {"number": clause["number"], "longest": MAX_CLAUSE}
                )
            found.append(
                Proposal(
                    clause=clause["id"], number=clause["number"], ours=clause["text"], theirs=theirs, why=why
                )
            )
        if len({proposal.clause for proposal in found}) != len(found) or len(found) > MOST_PROPOSALS:
            raise NotLegal(_("Propose one wording a clause."))
        return found

    @move(
        source=REVIEW,
        target=GET_STATE(once_answered, states=AFTER_AN_ANSWER),
        rule=ANSWERS,
        label=pgettext_lazy("opinion", "Agree"),
        done=pgettext_lazy("opinion, done", "agreed to it"),
        several=True,
    )
    def consent(self, act: "Act") -> None:
        """«Согласовать»: the unit agrees to the version before it."""
        self.record_answer(act, self._asked(act), Opinion.Outcome.CONSENT)

    @move(
        source=REVIEW,
        target=GET_STATE(once_answered, states=AFTER_AN_ANSWER),
        rule=ANSWERS,
        label=pgettext_lazy("opinion", "Agree with remarks"),
        done=pgettext_lazy("opinion, done", "agreed to it with remarks"),
        inner=True,
    )
    def consent_with_remarks(self, act: "Act", *, remark: str) -> None:
        """«Согласовать с замечаниями»: it goes on, and the remarks are before whoever decides."""
        remark = remark.strip()
        if not remark:
            raise NotLegal(_("Write the remarks, or agree without them."))
        if len(remark) > MAX_CLAUSE:
            raise NotLegal(_("The remarks are too long: shorten them or attach them as a file."))
        self.record_answer(act, self._asked(act), Opinion.Outcome.WITH_REMARKS, remark=remark)

    @move(
        source=REVIEW,
        target=GET_STATE(once_answered, states=AFTER_AN_ANSWER),
        rule=ANSWERS,
        label=pgettext_lazy("opinion", "Send back with objections"),
        done=pgettext_lazy("opinion, done", "sent it back with objections"),
        inner=True,
    )
    def object_to(self, act: "Act", *, remark: str = "", proposals: Iterable[Mapping[str, str]] = ()) -> None:
        """«Протокол разногласий»: objections in words, clause by clause, or both.

        `proposals`: {"clause": id, "theirs": wording, "why": reason} of the version put up.
        """
        remark = remark.strip()
        if len(remark) > MAX_CLAUSE:
            raise NotLegal(_("The remarks are too long: shorten them or attach them as a file."))
        lines = list(proposals)
        opinion = self._asked(act)
        self.record_answer(act, opinion, Opinion.Outcome.OBJECTION, remark=remark, proposals=lines)
        if not remark and not opinion.proposals.exists():
            raise NotLegal(_("Say what you object to: write a remark, or another wording of a clause."))

    @move(
        source=REVIEW,
        target=GET_STATE(once_answered, states=AFTER_AN_ANSWER),
        rule=May(Right.CERTIFY_PAPER),
        label=pgettext_lazy("opinion", "Enter an answer that came by letter"),
        done=pgettext_lazy("opinion, done", "entered an answer that came by letter"),
        inner=True,
    )
    def enter_answer(
        self, act: "Act", *, unit: int, outcome: str, letter: str, name: str, data: bytes, remark: str = ""
    ) -> None:
        """A unit that has no account answers on paper: `letter` names it («№ 12 от 03.12.2011»), its scan is kept."""
        opinion = next((held for held in self.live_opinions if held.is_open and held.unit_id == unit), None)
        letter, remark = " ".join(letter.split()), remark.strip()
        if opinion is None:
            raise NotLegal(_("This unit is not asked for its agreement now."))
        if outcome not in Opinion.Outcome.values:
            raise NotLegal(_("Choose: agrees, agrees with remarks, or sends back."))
        if outcome != Opinion.Outcome.CONSENT and not remark:
            raise NotLegal(_("Write down the remarks of the letter."))
        if not letter or len(letter) > 200:
            raise NotLegal(_("Name the letter by its number and date, in at most 200 signs."))
        opinion.letter = letter
        opinion.scan = keep_scan(self, act, name=name, data=data)
        self.record_answer(act, opinion, outcome, remark=remark)

    @cached_property
    def has_open_proposal(self) -> bool:
        return self.open_proposals().exists()

    def open_proposals(self) -> "models.QuerySet[Proposal]":
        """The proposed wordings of the latest round that nobody has answered."""
        return Proposal.objects.filter(
            opinion__document_id=self.pk, opinion__lapsed_at=None, answer=""
        ).select_related("opinion__unit")

    def answer_due(self) -> date | None:
        """Until when the last of those asked is to answer."""
        return max(
            (opinion.due for opinion in self.live_opinions if opinion.is_open and opinion.due), default=None
        )
