"""An approved paper that is not a plan of work: a regulation, an estimate, a schedule. Its kinds stand in `kinds`.

All of them go one way, with stages left out: those asked agree side by side, stage after stage; a body decides; the
director of the base school orders; it is published; a new edition replaces it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.approval import ApprovalState, deciding_body, states
from governance.documents.approval.disagreements import has_no_open_proposal
from governance.documents.approval.effects import APPROVE, CONSIDER, DROP_OPINION, REPEAL
from governance.documents.approval.opinions import once_answered
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.route import Route, outside_parties
from governance.documents.kinds.approved.text import AT_THE_DRAFTER, ApprovedText
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState
from governance.documents.record.transitions import ByPaper, Condition, May, condition, move
from governance.documents.record.visibility import DocumentQuerySet
from governance.documents.settings.kinds import TermSetting
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class OwnKind(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]  # django-stubs knows no call here
    """Each kind finds its own papers alone, though all stand in one table."""

    def get_queryset(self) -> DocumentQuerySet:
        papers = super().get_queryset()
        return papers.filter(kind=self.model.kind_name) if self.model.kind_name else papers


def belongs_elsewhere(paper: "ApprovedPaper", person: Person) -> "str | Promise | None":
    if paper.unit.kind in paper.route.units:
        return None
    return gettext_lazy("A paper of the kind «%(kind)s» is not drawn up in «%(unit)s».") % {
        "kind": paper.kind_label,
        "unit": paper.unit,
    }


@condition(gettext_lazy("There is nothing to agree to yet: write the text or the table."))
def has_body(paper: "ApprovedPaper") -> bool:
    return paper.is_written


@condition(gettext_lazy("Give the first and the last day of the period."))
def has_period(paper: "ApprovedPaper") -> bool:
    return not paper.form.period or paper.period_end is not None


@condition(gettext_lazy("Its period is not over yet."))
def is_over(paper: "ApprovedPaper") -> bool:
    return paper.period_end is not None and clock.today() > paper.period_end


@condition(gettext_lazy("It has not been put up for approval by an order."))
def may_be_approved_now(paper: "ApprovedPaper") -> bool:
    """Approved by the order, once that was put before the director; by the body itself where no order follows."""
    return paper.state == ApprovalState.APPROVAL or not paper.route.by_order


# That nothing which it concerns has changed since.
FITS = Condition(lambda paper: not paper.misfit, lambda paper: str(paper.misfit))


def where_outside_is_asked(paper: "ApprovedPaper") -> "Sequence[Unit]":
    """Nowhere for a kind that asks no outside bodies."""
    return [paper.unit] if paper.route.stage_outside is not None else []


def where_it_ends(paper: "ApprovedPaper") -> "Sequence[Unit]":
    """Nowhere for a paper without a period: it holds until another takes its place."""
    return [paper.unit] if paper.period_end is not None else []


class ApprovedPaper(ApprovedText):
    """The table of all these kinds. A kind is a proxy model with settings of its own, and finds only its own rows."""

    route: ClassVar[Route] = Route()
    State: ClassVar[type[PaperState]] = ApprovalState
    select_related_fields = ("repealed_by", "replaces", "agreed_by", "approved_by", "on_agenda")
    # All of them share one form of print, and one picture on the screen.
    print_form = "approved"
    drafted_by = May(Right.DRAFT_PAPER, unless=belongs_elsewhere)
    later: ClassVar[dict[str, Any]] = {"amends": None, "changes": []}

    # The edition in force that this one takes the place of.
    replaces = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    if TYPE_CHECKING:
        staff_opinions: RelatedManager[Any]

    objects: ClassVar[OwnKind] = OwnKind()

    class Meta(ApprovedText.Meta):
        abstract = False
        constraints: ClassVar = [
            *ApprovedText.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_approved_by_paper_on_a_day",
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_period_whole_and_in_order",
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__isnull=False, period_start__lte=F("period_end")),
            ),
            models.CheckConstraint(name="%(class)s_edition_counted_from_one", condition=Q(edition__gte=1)),
        ]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """What other floors ask of a kind follows from its noun, its route and its form."""
        super().__init_subclass__(**kwargs)
        cls.State = states(cls.noun.gender)
        cls.decided_by_kind = cls.route.decided_by
        cls.decision_moves = cls.route.decision_moves
        cls.expects_stamps = cls.route.stamps
        cls.is_public = cls.route.published
        cls.needs = cls.route.needs
        columns = cls.form.table.columns if cls.form.table is not None else ()
        cls.content_labels = {
            **ApprovedText.content_labels,
            **{column.key: column.label for column in columns},
        }

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def state_when_agreed(self) -> str:
        """Where a body decides or the employees are heard it goes on waiting, now for them."""
        waits = self.route.decided_by is not None or self.route.heard
        return ApprovalState.REVIEW if waits else ApprovalState.AGREED

    @property
    def can_go_on_agenda(self) -> bool:
        """Only when everybody who was asked has agreed."""
        return self.route.decided_by is not None and super().can_go_on_agenda and self.all_agree

    def term_to_answer(self, stage: int) -> TermSetting:
        return self.route.stages[stage - 1].within

    def gives_effect(self, effect: str) -> bool:
        """From its day on it takes the force of the edition before it; taken back, it ends what was asked about it."""
        if effect == DROP_OPINION:
            return self.state == ApprovalState.REWORK
        return effect == REPEAL and self.binding and self.has_begun

    # --- before it is put up ----------------------------------------------------------------------------------------

    @move(
        source=AT_THE_DRAFTER,
        rule=May(Right.DRAFT_PAPER, on=where_outside_is_asked),
        words=verb("approval", "Name an outside body", "named an outside body that is to agree"),
        inner=True,
    )
    def invite(self, act: Act, *, unit: Unit | int) -> None:
        """An outside body is to agree; it is asked when its stage comes, and sees this one paper from then on."""
        body = _outside(self, unit)
        if body in outside_parties(self):
            raise NotLegal(_("«%(unit)s» is named already.") % {"unit": body})
        self.plan_opinion(body, stage=self.route.stage_outside or 1)
        act.facts["unit"] = body.pk

    @move(
        source=AT_THE_DRAFTER,
        rule=May(Right.DRAFT_PAPER, on=where_outside_is_asked),
        words=verb("approval", "Ask an outside body no more", "an outside body is asked no more"),
        inner=True,
    )
    def drop_invited(self, act: Act, *, unit: Unit | int) -> None:
        """The body was named by mistake or is not needed: it is not asked, and can no longer see the paper."""
        body = _outside(self, unit)
        if not self.drop_opinion(body, act):
            raise NotLegal(_("«%(unit)s» is not named, or has agreed already.") % {"unit": body})
        act.facts["unit"] = body.pk

    @move(
        source=AT_THE_DRAFTER,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Say which edition it replaces", "said which edition it replaces"),
        inner=True,
    )
    def replace(self, act: Act, *, paper: Document | int | None) -> None:
        """The paper of the same kind and unit that loses its force when this one comes into force; None for none."""
        old = self._in_force(paper) if paper is not None else None
        self.replaces = old
        self.edition = old.edition + 1 if old else 1
        act.facts["paper"] = old.code if old else ""

    @move(
        source=AT_THE_DRAFTER,
        target=GET_STATE(once_answered, states=(ApprovalState.REVIEW, ApprovalState.AGREED)),
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Send for agreement", "sent for agreement"),
        conditions=(
            has_body,
            has_period,
            Condition(
                has_no_open_proposal,
                gettext_lazy("Answer each proposed wording first: theirs, ours, or another one."),
            ),
        ),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """Freeze the version and ask those who have not agreed yet; with nobody to ask, the decision comes next."""
        self.check_words()
        if self.replaces_id is not None:
            self._in_force(self.replaces_id)
        if not self.author_text and act.ground is not None:
            self.author_text = f"{act.ground.capacity} {act.person.full_name}"
        self.freeze(act)
        if self.route.decided_by is not None:
            # Its members and its secretary read it, also when it belongs to a school.
            self.readers.add(deciding_body(self))
        for place, stage in enumerate(self.route.stages, start=1):
            for unit in stage.ask(self):
                self.plan_opinion(unit, stage=place)
        self.ask_opinions(act)

    def leave_the_way(self) -> None:
        super().leave_the_way()
        self.call_off_opinions()
        asked = self.staff_opinions.filter(state__in=("draft", "asked", "objected"))
        self.affect(DROP_OPINION, asked.order_by("pk").values_list("pk", flat=True))

    @move(
        source=ApprovalState.REVIEW,
        target=ApprovalState.AGREED,
        rule=ByPaper(CONSIDER),
        words=verb("approval", "Consider the opinion", "the opinion of the employees was considered"),
    )
    def consider(self, act: Act) -> None:
        """The employees' body was heard, or was silent in its term: the order can follow."""

    # --- in force ---------------------------------------------------------------------------------------------------

    @move(
        source=(ApprovalState.REVIEW, ApprovalState.APPROVAL),
        target=ApprovalState.APPROVED,
        rule=ByPaper(APPROVE),
        words=verb("approval", "Approve", "approved"),
        conditions=(may_be_approved_now, FITS),
    )
    def approve(self, act: Act) -> None:
        """By the signed order; where no order follows, by the signed protocol of the body that decided."""
        self.take_force(act)
        if self.replaces is not None and self.replaces.binding:
            self.affect(REPEAL, [self.replaces.pk])

    @move(
        source=ApprovalState.APPROVED,
        target=ApprovalState.DONE,
        rule=May(Right.DRAFT_PAPER, on=where_it_ends),
        words=verb("approval", "Close as executed", "closed as executed"),
        conditions=(is_over,),
    )
    def complete(self, act: Act) -> None:
        """The period is over; what was done in it stands."""

    def _in_force(self, paper: Document | int) -> "ApprovedPaper":
        """The paper that is to be replaced. Raises NotLegal unless it is of this kind and unit, and in force."""
        key = paper if isinstance(paper, int) else paper.pk
        replaced = type(self)._default_manager.filter(pk=key, unit_id=self.unit_id).first()
        if replaced is None or not replaced.binding:
            raise NotLegal(
                _(
                    "Only a paper of the same kind and unit that is in force can be replaced: choose it from the list."
                )
            )
        return replaced


# Of two abstract bases over one table Django takes the last one's link to it for the child's: say which it is.
ApprovedPaper._meta.parents[Document] = ApprovedPaper._meta.get_field("document_ptr")


def _outside(paper: ApprovedPaper, unit: Unit | int) -> Unit:
    key = unit if isinstance(unit, int) else unit.pk
    body = Unit.objects.filter(pk=key, kind=UnitKind.OUTSIDE, district_id=paper.district_id).first()
    if body is None:
        raise NotLegal(_("There is no such outside body in this district: choose it from the list."))
    return body
