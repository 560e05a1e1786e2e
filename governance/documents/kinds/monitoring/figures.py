"""The figures that a school, or another unit, gives for a time: asked with a term, checked, accepted or returned.

Counts, never persons (docs/domain.md, "Monitoring").
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.monitoring.indicators import Indicators, whole_district
from governance.documents.language.content_labels import labelled
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.law.indicators import Giver, Input, InputKind, Span
from governance.documents.law.indicators.checking import Fault, faults_of
from governance.documents.law.validation import ImpossibleInput, decimal_of, plain
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.needs import InForce
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import May, condition, move
from governance.documents.settings.monitoring import SUDDEN_CHANGE
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

LONGEST_NOTE = 500


def handed_in_oneself(figures: Any, person: Person) -> "str | Promise | None":
    """Nobody accepts what they have handed in."""
    if figures.handed_in_by_id == person.pk:
        return gettext_lazy("You have handed these figures in yourself: somebody else checks them.")
    return None


GIVES = May(Right.GIVE_FIGURES)
ASKS = May(Right.DRAFT_PAPER, on=whole_district)
CHECKS = May(Right.DRAFT_PAPER, on=whole_district, unless=handed_in_oneself)


def first_fault(figures: "Figures") -> str:
    return figures.faults[0].sentence if figures.faults else ""


@condition(first_fault)
def nothing_is_wrong(figures: "Figures") -> bool:
    return not figures.faults


@kind("figures")
class Figures(Paper):
    """Of one unit for one time."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("figures", "Being filled in")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("figures", "Being checked")
        ACCEPTED = "accepted", Phase.IN_FORCE, pgettext_lazy("figures", "Accepted")
        CANCELLED = "cancelled", Phase.ENDED, pgettext_lazy("figures", "Not asked any more")

    kind_label = gettext_lazy("Figures of a school")
    kind_label_many = gettext_lazy("Figures of schools")
    kind_purpose = gettext_lazy(
        "What a school counts for the indicators of the district: numbers, no people."
    )
    numbered = False
    drafted_by = ASKS
    needs = (InForce("indicators"),)
    retention = gettext_lazy("5 years")
    content_labels = labelled(
        "title edition starts_on ends_on given code value note",
        edition=gettext_lazy("List of indicators"),
        given=gettext_lazy("Figures"),
        code=gettext_lazy("Input"),
        note=gettext_lazy("Note"),
    )
    select_related_fields = ("edition", "handed_in_by")

    edition = models.ForeignKey(
        Indicators, models.PROTECT, related_name="+", verbose_name=gettext_lazy("list of indicators")
    )
    span = models.CharField(max_length=10)
    starts_on = models.DateField(gettext_lazy("first day"))
    ends_on = models.DateField(gettext_lazy("last day"))
    due = models.DateField(gettext_lazy("asked until"))
    # By the codes of inputs: numbers as text, and notes.
    given: Any = models.JSONField(gettext_lazy("figures"), default=dict)
    notes: Any = models.JSONField(gettext_lazy("notes"), default=dict)
    handed_in_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta(Paper.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(name="figures_days_in_order", condition=Q(starts_on__lte=F("ends_on"))),
        ]

    @cached_property
    def asked(self) -> list[Input]:
        """Each school what schools give; a school that is asked for more, that too."""
        return asked_of(self.edition, self.unit_id, self.unit.kind == UnitKind.SCHOOL, Span(self.span))

    @property
    def numbers(self) -> dict[str, Decimal]:
        return numbers_of(self.given)

    @cached_property
    def before(self) -> dict[str, Decimal]:
        """What the same unit gave for the same time a year before; one query."""
        earlier = Figures.objects.filter(
            unit_id=self.unit_id,
            state=self.State.ACCEPTED,
            span=self.span,
            starts_on__year=self.starts_on.year - 1,
            starts_on__month=self.starts_on.month,
        )
        given = earlier.order_by("-pk").values_list("given", flat=True).first()
        return numbers_of(given or {})

    @property
    def faults(self) -> list[Fault]:
        bound = SUDDEN_CHANGE.on(self.district_id)
        return faults_of(self.edition.sheet, self.asked, self.numbers, self.before, self.notes, bound)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "edition": self.edition.code,
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "given": [
                {
                    "code": row.title,
                    "value": self.given.get(row.code, ""),
                    "note": self.notes.get(row.code, ""),
                }
                for row in self.asked
            ],
        }

    @move(
        source=State.DRAFT,
        rule=GIVES,
        words=verb("figures", "Fill in the figures", "filled in the figures"),
        inner=True,
    )
    def fill(self, act: Act, *, given: Mapping[str, Any], notes: Mapping[str, str]) -> None:
        """Also half done. Raises NotLegal for what is no number of its kind, or is not asked."""
        known = {row.code: row for row in self.asked}
        if not {*given, *notes} <= known.keys():
            raise NotLegal(_("Something was given that is not asked: open the page again."))
        self.given = {code: read_number(known[code], value) for code, value in given.items() if value != ""}
        written = {code: one_line(note, LONGEST_NOTE, _("the note")) for code, note in notes.items()}
        self.notes = {code: note for code, note in written.items() if note}

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=GIVES,
        words=verb("figures", "Hand the figures in", "handed the figures in"),
        conditions=(nothing_is_wrong,),
    )
    def submit(self, act: Act) -> None:
        """They are frozen; the deputy of the district accepts or returns them."""
        self.handed_in_by = act.person
        self.freeze(act)

    @move(
        source=State.REVIEW,
        target=State.ACCEPTED,
        rule=CHECKS,
        words=verb("figures", "Accept the figures", "accepted the figures"),
        several=True,
    )
    def accept(self, act: Act) -> None:
        """The report of the year is computed from them."""

    @move(
        source=(State.REVIEW, State.ACCEPTED),
        target=State.DRAFT,
        rule=ASKS,
        words=verb("figures", "Return the figures", "returned the figures"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """The school corrects them; a report that was adopted keeps what it was computed from."""
        self.handed_in_by = None

    @move(
        source=State.DRAFT,
        target=State.CANCELLED,
        rule=ASKS,
        words=verb("figures", "Ask no more", "took the request for figures back"),
        needs_reason=True,
        grave=True,
    )
    def cancel(self, act: Act) -> None:
        """They were asked by mistake, or the school gives none any more."""


def asked_of(edition: Indicators, unit: int, is_school: bool, span: Span) -> list[Input]:
    sheet = edition.sheet
    asked = [
        *sheet.asked(Giver.UNIT, str(unit), span),
        *(sheet.asked(Giver.SCHOOL, "", span) if is_school else ()),
    ]
    codes = {row.code for row in asked}
    return [row for row in sheet.inputs if row.code in codes]


def numbers_of(given: Mapping[str, str]) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in given.items()}


def read_number(row: Input, value: Any) -> str:
    """A number as it is stored. Raises NotLegal with a sentence about the input."""
    try:
        number = decimal_of("value", str(value).replace(",", "."), digits=9, places=3)
    except ImpossibleInput:
        number = None
    whole = number is not None and number == number.to_integral_value()
    fits = number is not None and (
        row.kind == InputKind.NUMBER
        or (row.kind.is_whole and whole)
        or (row.kind == InputKind.YES_NO and number in (0, 1))
    )
    if number is None or not fits:
        raise NotLegal(sentence_for(row))
    return plain(number)


def sentence_for(row: Input) -> str:
    """What is said where something else was written."""
    match row.kind:
        case InputKind.NUMBER:
            return _("«%(name)s»: write a number from 0, for example 12,5.") % {"name": row.title}
        case InputKind.YES_NO:
            return _("«%(name)s»: choose yes or no.") % {"name": row.title}
    return _("«%(name)s»: write a whole number, 0 if there are none.") % {"name": row.title}
