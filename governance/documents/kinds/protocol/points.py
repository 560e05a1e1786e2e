"""The points of a decision: what is to be done, by whom, until when; once, or again in each period."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.execution.charged import Candidate, read_executors
from governance.documents.approval.execution.rows import Executor, Followed
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import one_line
from governance.documents.law.working_days import Term
from governance.documents.record.document import Document
from governance.documents.settings.forms.protocols import POINT_TERMS
from governance.documents.settings.stored_term import TermField, read_term
from governance.roles.person import Person

LONGEST_POINT = 2_000
MOST_POINTS = 50


class Every(models.TextChoices):
    """How often something is due again, by the calendar."""

    MONTH = "month", gettext_lazy("every month")
    QUARTER = "quarter", gettext_lazy("every quarter")
    HALF = "half", gettext_lazy("every half-year")
    YEAR = "year", gettext_lazy("every year")


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
# As papers write it.
WORDS_OF_EVERY = {
    Every.MONTH: "ежемесячно",
    Every.QUARTER: "ежеквартально",
    Every.HALF: "раз в полугодие",
    Every.YEAR: "ежегодно",
}


NAMES_OF_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def period_words(every: str, day: date) -> str:
    """The calendar period in which `day` lies, as papers write it: «IV квартал 2011 года», «2011 год»."""
    match Every(every):
        case Every.MONTH:
            return f"{NAMES_OF_MONTHS[day.month - 1]} {day.year} года"
        case Every.QUARTER:
            return f"{('I', 'II', 'III', 'IV')[(day.month - 1) // 3]} квартал {day.year} года"
        case Every.HALF:
            return f"{('первое', 'второе')[(day.month - 1) // 6]} полугодие {day.year} года"
    return f"{day.year} год"


def end_of_period(every: str, day: date) -> date:
    """The last day of the calendar period in which `day` lies: 14.11.2011, a quarter → 31.12.2011."""
    months = MONTHS[Every(every)]
    last = (day.month - 1) // months * months + months
    return date(day.year + last // 12, last % 12 + 1, 1) - timedelta(days=1)


class DecisionPoint(Followed):
    """One point. It is a task from the signature of the protocol on, if it has a term; accepted, it is off control."""

    of_paper = "protocol"
    called = pgettext_lazy("row of the record", "point of a decision")

    protocol = models.ForeignKey("governance.Protocol", models.PROTECT, related_name="points")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(gettext_lazy("what is to be done"))
    # Counted from the signature of the protocol, which gives the day.
    term = TermField(null=True)
    every = models.CharField(max_length=7, choices=Every.choices, blank=True)
    # Of what is due again: the end of the period that is reported on now.
    turn = models.DateField(null=True)
    control_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The order that charges the same people with it: then it is followed there.
    taken_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["protocol_id", "item__position", "position"]
        indexes: ClassVar = [models.Index(Coalesce("moved_to", "turn", "due"), name="decision_point_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "position"], name="decision_point_once"),
            models.CheckConstraint(
                name="decision_point_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_point_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_point_again_until_a_day",
                condition=Q(every="") | Q(due__isnull=False, term__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def deadline(self) -> date | None:
        return self.moved_to or self.turn or self.due

    @property
    def is_open(self) -> bool:
        """Somebody is still asked here: to report, or to accept the report."""
        return self.due is not None and self.accepted_at is None and self.taken_by_id is None

    @property
    def is_reported(self) -> bool:
        return self.done_at is not None and self.accepted_at is None

    @property
    def due_words(self) -> str:
        """«до 01.12.2011», «10 рабочих дней со дня подписания протокола», «ежеквартально по 31.12.2012»."""
        if self.term is not None:
            return f"{Term.from_json(self.term)} со дня подписания протокола"
        if self.due is None:
            return ""
        if self.every:
            return f"{WORDS_OF_EVERY[Every(self.every)]} по {list_date(self.due)}"
        return f"до {list_date(self.due)}"

    def next_turn(self, after: date | None = None) -> date | None:
        """The end of the period that follows the present one, or that which ends with `after`; None after the last."""
        turn = after or self.turn
        assert turn is not None
        assert self.due is not None
        return min(end_of_period(self.every, turn + timedelta(days=1)), self.due) if turn < self.due else None

    def periods_left(self) -> list[tuple[str, date]]:
        """Of what is due again: the periods that are still to be reported on, in words, each with its last day."""
        found, turn = [], self.turn
        while turn is not None:
            day = self.moved_to if turn == self.turn and self.moved_to else turn
            found.append((period_words(self.every, turn), day))
            turn = self.next_turn(turn)
        return found


def executors_words(executors: list[Executor]) -> str:
    """«Винокурова С.А., заместитель директора; соисполнители: Совет округа; МОКУ СОШ № 2»."""
    first, *others = (executor.words for executor in executors)
    return f"{first}; соисполнители: {'; '.join(others)}" if others else first


def said_of(point: DecisionPoint, executors: list[Executor], district: int) -> str:
    """What stands behind the text of a point: «Ответственный: … Срок: до … Контроль: …»."""
    said = {
        "ответственный": executors_words(executors) if executors else "",
        "срок": point.due_words,
        "контроль": point.control_by.name if point.control_by else "",
    }
    return POINT_TERMS.filled(district, **said).strip()


def read_points(
    protocol: Document, item: AgendaItem, given: Iterable[Mapping[str, Any]], known: dict[str, Candidate]
) -> list[tuple[DecisionPoint, list[Executor]]]:
    """The points of a decision in order, with their executors; not saved yet.

    Each is a mapping with `text` and, where there are, `executors` (keys of `known`, the responsible one first), `due`
    (date) or `term` (its JSON), `every` (a value of Every) and `control` (key of a person). Raises NotLegal.
    """
    entries = list(given)
    if len(entries) > MOST_POINTS:
        raise NotLegal(_("A decision holds at most %(count)s points.") % {"count": MOST_POINTS})
    points = []
    for position, entry in enumerate(entries, start=1):
        text = one_line(str(entry.get("text") or ""), LONGEST_POINT, _("the point of the decision"))
        if not text:
            raise NotLegal(_("Write what is to be done, or empty the whole point."))
        executors = read_executors(protocol, entry.get("executors") or (), known)
        point = DecisionPoint(
            protocol_id=protocol.pk,
            item=item,
            position=position,
            text=text,
            control_by=_controller(entry.get("control"), known),
            **_term(entry),
        )
        if (point.due or point.term) and not executors:
            raise NotLegal(
                _("Say who carries out “%(point)s”: a point with a term needs an executor.")
                % {"point": text[:60]}
            )
        points.append((point, executors))
    return points


def _controller(key: Any, known: dict[str, Candidate]) -> Person | None:
    if not key:
        return None
    chosen = known.get(str(key))
    if chosen is None or chosen.person is None:
        raise NotLegal(_("Choose who controls the point from the list."))
    return chosen.person


def _term(entry: Mapping[str, Any]) -> dict[str, Any]:
    due, every = entry.get("due") or None, entry.get("every") or ""
    term = read_term(entry["term"]) if entry.get("term") else None
    if due is not None and not isinstance(due, date):
        raise NotLegal(_("Give the deadline as a date, for example 15.12.2011."))
    if due is not None and term is not None:
        raise NotLegal(_("Give either the day or the term of a point, not both."))
    if due is not None and due < clock.today():
        raise NotLegal(_("The deadline of a point is past already: give a later day."))
    if every and every not in Every.values:
        raise NotLegal(_("Choose how often it is due from the list."))
    if every and due is None:
        raise NotLegal(_("Say until which day it is due again and again: give the day beside “how often”."))
    return {"due": due, "term": term, "every": every}
