"""The fields and the words of a nomination (представление), and its states (docs/domain.md, "Nomination")."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.decided import SupportedByBody
from governance.documents.kinds.rewards.measures import Measure
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.law.criteria import Score, score
from governance.documents.law.validation import plain
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.transitions import May
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.appointment import Appointment
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.record.events import Event

LONGEST_TEXT = 3_000


class State(PaperState):
    """In their usual order (docs/domain.md, "Nomination")."""

    DRAFT = "draft", Phase.DRAFT, pgettext_lazy("nomination", "Draft")
    FILLED = "filled", Phase.WITH_SOMEBODY, pgettext_lazy("nomination", "Sheet handed in")
    NOMINATED = "nominated", Phase.WITH_SOMEBODY, pgettext_lazy("nomination", "Being verified")
    VERIFIED = "verified", Phase.WITH_SOMEBODY, pgettext_lazy("nomination", "Verified")
    OBJECTED = "objected", Phase.WITH_SOMEBODY, pgettext_lazy("nomination", "The teacher objects")
    REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("nomination", "Before the council")
    SUPPORTED = "supported", Phase.IN_FORCE, pgettext_lazy("nomination", "Supported")
    DECLINED = "declined", Phase.ENDED, pgettext_lazy("nomination", "Declined")
    ORDERED = "ordered", Phase.IN_FORCE, pgettext_lazy("nomination", "The order is signed")
    WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("nomination", "Withdrawn")


def where_nominated(nomination: "NominationCard") -> "list[Unit]":
    """The school that employs the teacher, and the methodical council; once nominated, the one of them that did it."""
    by = nomination.nominated_by
    if by is not None and nomination.state not in (State.DRAFT, State.FILLED):
        return [nomination.unit] if by == nomination.unit else [nomination.unit, by]
    return [nomination.unit, *nomination.methodical]


def district_of(nomination: "NominationCard") -> Unit:
    return nomination.district


def not_the_teacher(nomination: "NominationCard", person: Person) -> "str | Promise | None":
    if nomination.teacher_id == person.pk:
        return None
    return gettext_lazy("This is the sheet of %(name)s.") % {"name": nomination.teacher}


def own_nomination(nomination: "NominationCard", person: Person) -> "str | Promise | None":
    if nomination.teacher_id != person.pk:
        return None
    return gettext_lazy("Nobody verifies their own sheet: another person does it.")


FILLS = May(Right.FILL_SHEET, unless=not_the_teacher)
NOMINATES = May(Right.NOMINATE, on=where_nominated)
VERIFIES = May(Right.VERIFY_NOMINATION, unless=own_nomination, on=district_of)


class NominationCard(SupportedByBody):
    """Fields and words of a nomination."""

    State: ClassVar[type[PaperState]] = State
    kind_label = gettext_lazy("Nomination")
    kind_label_many = gettext_lazy("Nominations")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("A teacher's achievements with their proofs, checked line by line.")
    noun = Noun(NounGender.NEUTER, "представление", "представления", "представление")
    confidential = Right.READ_NOMINATIONS
    personal = True
    personal_fields = ("merit_summary", "objection", "amount", "allotted_points")
    agenda_with = ("teacher",)
    about_person = "teacher"
    retention = gettext_lazy("5 years")
    content_labels = labelled(
        "title teacher position reward_period pool measure share experience category points merits code "
        "value",
        reward_period=gettext_lazy("Period"),
        pool=gettext_lazy("Category"),
        experience=gettext_lazy("Years of experience"),
        category=gettext_lazy("Qualification category"),
        points=pgettext_lazy("rewards", "Points"),
        merits=gettext_lazy("Merits"),
    )
    select_related_fields = (
        "reward_period",
        "reward_period__system",
        "teacher",
        "employment",
        "nominated_by",
        "supported_by",
        "allotted_by",
        "on_agenda",
    )

    reward_period = models.ForeignKey(RewardPeriod, models.PROTECT, related_name="nominations")
    teacher = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=gettext_lazy("teacher")
    )
    # Where and as what they are employed; their school's director signs the order.
    employment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    pool = models.CharField(gettext_lazy("category"), max_length=60)
    measure = models.CharField(gettext_lazy("measure"), max_length=30, blank=True)
    share = models.DecimalField(
        gettext_lazy("share of the period"), max_digits=5, decimal_places=4, default=Decimal(1)
    )
    experience = models.PositiveSmallIntegerField(gettext_lazy("years of experience"), null=True)
    category = models.CharField(gettext_lazy("qualification category"), max_length=100, blank=True)
    merit_summary = models.TextField(gettext_lazy("merits, in words"), blank=True)
    nominated_by = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+")
    # How whoever put it forward was called on that day.
    nominator = models.CharField(max_length=200, blank=True, editable=False)
    objection = models.TextField(gettext_lazy("objection"), blank=True)
    objection_until = models.DateField(null=True, editable=False)
    # What the adopted allocation gives, and for how many points; none for a measure without money.
    allotted_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    allotted_points = models.DecimalField(max_digits=14, decimal_places=6, null=True, editable=False)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)

    if TYPE_CHECKING:
        merits: RelatedManager[Merit]

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nomination_share_within_one", condition=Q(share__gt=0, share__lte=1)
            ),
            models.CheckConstraint(
                name="nomination_amount_by_allocation",
                condition=Q(amount=None) | Q(amount__gte=0, allotted_by__isnull=False),
            ),
        ]

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def agenda_name(self) -> str:
        """The title names nobody; whoever writes the agenda has to know whose it is."""
        return f"{self.title}: {self.teacher.name}"

    @property
    def reward(self) -> Measure | None:
        """The measure that was chosen."""
        measures = self.reward_period.system.all_measures
        return next((measure for measure in measures if measure.code == self.measure), None)

    @property
    def pool_title(self) -> str:
        return next((pool["title"] for pool in self.reward_period.pools if pool["code"] == self.pool), "")

    @property
    def is_being_written(self) -> bool:
        """Until it lies before the council, each verification and each objection changes its words."""
        return self.state in (State.DRAFT, State.FILLED, State.NOMINATED, State.VERIFIED, State.OBJECTED)

    @cached_property
    def methodical(self) -> list[Unit]:
        """The methodical council, which nominates beside the school."""
        return list(Unit.objects.filter(kind=UnitKind.METHODICAL_COUNCIL, district_id=self.district_id))

    @cached_property
    def lines(self) -> list[Merit]:
        return list(self.merits.select_related("proof", "settled_by").order_by("position"))

    @cached_property
    def quoted(self) -> "dict[str, Event]":
        """The last event of each move that the page and the printed sheet quote, with who and why; one query."""
        events = self.events.filter(move__in=("nominate", "answer_objection"))
        return {event.move: event for event in events.select_related("actor", "note").order_by("position")}

    def reread_lines(self) -> None:
        """They have changed."""
        self.__dict__.pop("lines", None)

    def values(self, *, settled: bool = True) -> dict[str, Decimal]:
        """The sum of the values a criterion: as settled, or as claimed."""
        sums: dict[str, Decimal] = {}
        for line in self.lines:
            value = line.settled if settled else line.value
            if value is not None:
                sums[line.code] = sums.get(line.code, Decimal(0)) + value
        return {code: value.normalize() for code, value in sums.items()}

    def score(self, *, settled: bool = True) -> Score:
        """The points, each explained (`criteria`)."""
        return score(self.reward_period.system.sheet, self.values(settled=settled))

    def recused(self) -> dict[int, str]:
        """A member has no vote on their own reward (docs/domain.md, "Rewards")."""
        return {self.teacher_id: "вопрос о собственном поощрении"}

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "teacher": self.teacher_id,
            "position": self.employment.capacity,
            "reward_period": self.reward_period.code,
            "pool": self.pool,
            "measure": self.measure,
            "share": plain(self.share),
            "experience": self.experience,
            "category": self.category,
            "points": plain(self.score().points),
            "merits": [
                {"code": line.code, "value": plain(line.settled) if line.settled is not None else ""}
                for line in self.lines
            ],
        }

    def title_in(self, case: str) -> str:
        """With the name: an agenda and a protocol say whom the council supported, and neither is ever public."""
        return self.noun.head(f"к поощрению {self.teacher.in_case(Case.GENITIVE)}", case)
