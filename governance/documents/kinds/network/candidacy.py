"""A candidate for network teacher: subjects, grades, hours, training in ICT; the council votes on each.

Source: docs/domain.md, "Network teachers".
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.changed_list import being_added
from governance.documents.approval.decided import given_up
from governance.documents.approval.effects import REPEAL
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.effects import CALL_OFF
from governance.documents.kinds.network.load import Subject, hours_of, read_load
from governance.documents.kinds.network.settling import BEFORE_THE_ORDER, Settling
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.needs import by_order
from governance.documents.record.transitions import ByPaper, May, condition, move
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.appointment import Appointment
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


def where_nominated(candidacy: "Candidacy") -> "list[Unit]":
    """The school that employs the teacher, and the methodical council of the district."""
    methodical = Unit.objects.filter(kind=UnitKind.METHODICAL_COUNCIL, district_id=candidacy.unit.root_id)
    return [candidacy.employment.unit, *methodical]


NOMINATES = May(Right.NOMINATE, on=where_nominated)
# On the way to an appointment, or there.
GOES_ON = ("draft", "review", "supported", "consented", "ready", "appointed")


@condition(gettext_lazy("Write subjects, grades and hours first."))
def has_load(candidacy: "Candidacy") -> bool:
    return bool(candidacy.load)


@condition(gettext_lazy("An order on the list waits for the director: have it rejected first."))
def on_no_list(candidacy: "Candidacy") -> bool:
    school_lists = candidacy.staff_rows.filter(staff_list__school_lists__unit_id=candidacy.employment.unit_id)
    if school_lists.filter(staff_list__school_lists__state__in=("draft", "approval")).exists():
        return False
    return str(candidacy.pk) not in being_added("school_list")


@kind("candidacy")
class Candidacy(Settling):
    """One teacher put forward as network teacher for a term."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("candidacy", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("candidacy", "Before the council")
        SUPPORTED = "supported", Phase.WITH_SOMEBODY, pgettext_lazy("candidacy", "Supported")
        CONSENTED = "consented", Phase.WITH_SOMEBODY, pgettext_lazy("candidacy", "The teacher consents")
        READY = "ready", Phase.WITH_SOMEBODY, pgettext_lazy("candidacy", "The agreement is signed")
        REFUSED = "refused", Phase.ENDED, pgettext_lazy("candidacy", "The teacher refused")
        DECLINED = "declined", Phase.ENDED, pgettext_lazy("candidacy", "Declined")
        APPOINTED = "appointed", Phase.IN_FORCE, pgettext_lazy("candidacy", "Appointed")
        ENDED = "ended", Phase.ENDED, pgettext_lazy("candidacy", "Released by an order")
        WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("candidacy", "Withdrawn")

    kind_label = gettext_lazy("Candidate for network teacher")
    kind_label_many = gettext_lazy("Candidates for network teachers")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy(
        "One teacher put forward to teach for all schools; the council votes by name."
    )
    noun = Noun(NounGender.FEMININE, "кандидатура", "кандидатуры", "кандидатуру")
    drafted_by = NOMINATES
    needs = (by_order(),)
    effects_in = {State.REFUSED: (CALL_OFF,), State.WITHDRAWN: (CALL_OFF,)}
    retention = gettext_lazy("5 years")
    content_labels = labelled(
        "title teacher position load name grades hours training since until replaces",
        load=gettext_lazy("Subjects"),
        training=gettext_lazy("Training in ICT"),
        replaces=gettext_lazy("Replaces"),
    )
    select_related_fields = (
        "teacher",
        "employment__unit",
        "replaces",
        "supported_by",
        "appointed_by",
        "on_agenda",
    )

    teacher = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=gettext_lazy("teacher")
    )
    employment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    load: Any = models.JSONField(gettext_lazy("subjects"), default=list)
    training = models.CharField(gettext_lazy("training in ICT"), max_length=500, blank=True)
    since = models.DateField(gettext_lazy("first day"))
    until = models.DateField(gettext_lazy("last day"))
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="candidacy_in_order", condition=Q(since__lte=F("until")))
        ]

    @cached_property
    def subjects(self) -> list[Subject]:
        return read_load(self.load) if self.load else []

    @property
    def hours(self) -> Decimal:
        return hours_of(self.subjects)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "teacher": self.teacher.full_name,
            "position": self.employment.capacity,
            "load": self.load,
            "training": self.training,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "replaces": self.replaces.code if self.replaces else "",
        }

    def first_day(self, order: Document) -> date:
        """Of the appointment that the order makes: nobody is appointed before it is signed, or before it acts."""
        return max(self.since, order.acts_from or order.registered_on or self.since)

    def recused(self) -> dict[int, str]:
        """Nobody votes on their own candidacy."""
        return {self.teacher_id: "вопрос о собственной кандидатуре"}

    def title_in(self, case: str) -> str:
        return self.noun.head(f"сетевого педагога {self.teacher.in_case(Case.GENITIVE)}", case)

    @move(
        source=State.DRAFT,
        rule=NOMINATES,
        words=verb("candidacy", "Change the candidacy", "changed the candidacy"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        load: Iterable[Mapping[str, Any]] | None = None,
        training: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        """Change what is given. Raises NotLegal for hours, grades or days that do not fit."""
        if load is not None:
            self.load = [subject.to_json() for subject in read_load(load)]
            self.__dict__.pop("subjects", None)
        if training is not None:
            self.training = one_line(training, 500)
        self.since, self.until = since or self.since, until or self.until
        check_term(self.since, self.until)
        check_not_twice(self)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=NOMINATES,
        words=verb("candidacy", "Put forward", "put forward"),
        conditions=(has_load,),
    )
    def submit(self, act: Act) -> None:
        """The council votes on this version. Raises NotLegal when the teacher has left, or whom they replace."""
        check_still_needed(self)
        self.freeze(act)

    withdraw = given_up(NOMINATES, (State.DRAFT, State.REVIEW, *BEFORE_THE_ORDER), on_no_list)

    @move(
        source=State.APPOINTED,
        target=State.ENDED,
        rule=ByPaper(REPEAL),
        words=verb("candidacy", "Release", "released by an order"),
    )
    def repeal(self, act: Act) -> None:
        """The own director ends the work during the year, mostly because another teacher takes over; who did it stays
        on record."""
        school_list: Any = act.basis.whole if act.basis else None
        self.until = max(self.since, school_list.released_from(self) - timedelta(days=1))


def check_term(since: date, until: date) -> None:
    """Raises NotLegal for days out of order, or for more than a year."""
    if until < since or (until - since).days > 366:
        raise NotLegal(_("Give the days in their order, at most a year."))


def check_not_twice(candidacy: Candidacy) -> None:
    """Raises NotLegal when the teacher is a candidate or appointed for some of these days already, or when somebody
    else is put forward instead of the same teacher."""
    Person.objects.select_for_update().filter(pk=candidacy.teacher_id).first()
    others = Candidacy.objects.filter(state__in=GOES_ON).exclude(pk=candidacy.pk)
    for other in others.filter(teacher_id=candidacy.teacher_id).exclude(pk=candidacy.replaces_id):
        if other.since <= candidacy.until and candidacy.since <= other.until:
            raise NotLegal(
                _("%(person)s is put forward or appointed until %(day)s already.")
                % {"person": other.teacher, "day": list_date(other.until)}
            )
    if candidacy.replaces_id is None:
        return
    Document.objects.select_for_update().filter(pk=candidacy.replaces_id).first()
    instead = others.filter(replaces_id=candidacy.replaces_id).select_related("teacher").first()
    if instead is not None:
        raise NotLegal(
            _("%(person)s is put forward instead of this teacher already: one alone replaces another.")
            % {"person": instead.teacher}
        )


def check_can_teach(candidacy: Candidacy) -> None:
    """Raises NotLegal when the term is over, or the teacher has left the school."""
    today, employment = clock.today(), candidacy.employment
    if not employment.holds_on(today) or employment.unit.kind != UnitKind.SCHOOL or employment.is_acting:
        raise NotLegal(
            _("%(person)s is not employed in a school of the district.") % {"person": candidacy.teacher}
        )
    if candidacy.until < today:
        raise NotLegal(_("The last day of %(person)s is past.") % {"person": candidacy.teacher})


def check_still_needed(candidacy: Candidacy) -> None:
    """Raises NotLegal as `check_can_teach` does, or when whoever they replace is not appointed any more."""
    check_can_teach(candidacy)
    replaced, today = candidacy.replaces, clock.today()
    if replaced is not None and (replaced.state != Candidacy.State.APPOINTED or replaced.until < today):
        raise NotLegal(_("Only a teacher who is appointed can be replaced."))
