"""Numbers and their dates within each register and period: both go up, and none is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _, ngettext

from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.record.numbering import OUT_OF_ORDER, suffix_order
from governance.documents.record.rows_by_paper import ROWS
from governance.verification import Fault, Scope, source


@dataclass(frozen=True)
class Numbered:
    """A paper with its number: the columns `COLUMNS` of its card."""

    pk: int
    code: str
    kind: str
    register: int
    register_title: str
    unit: str
    period: str
    sequence: int
    suffix: str
    number: str
    on: date | None
    state: str

    @property
    def series(self) -> tuple[int, str]:
        return self.register, self.period

    @property
    def place(self) -> tuple[int, str]:
        return self.sequence, self.suffix

    @property
    def hands_on(self) -> bool:
        return self.kind in KINDS and KINDS[self.kind].hands_number_on

    @property
    def is_given(self) -> bool:
        """By the register; the number of an old paper stood on it before."""
        return not KINDS[self.kind].numbered_by_hand if self.kind in KINDS else True

    @property
    def is_dated(self) -> bool:
        """Whether its date counts: a sitting that was called off has none."""
        if not self.hands_on:
            return self.on is not None
        return self.state not in KINDS[self.kind].states_in(Phase.VOID)

    def fault(self, sentence: str) -> Fault:
        day = list_date(self.on) if self.on else ""
        subject = f"{self.unit}, «{self.register_title}» {self.period}: № {self.number} {day}"
        return Fault(self.code, 0, sentence, subject.strip())


COLUMNS = (
    "pk",
    "code",
    "kind",
    "register_id",
    "register__title",
    "register__unit__short_name",
    "period",
    "sequence",
    "suffix",
    "number",
    "registered_on",
    "state",
)


@source(lambda n: ngettext("%(n)d number", "%(n)d numbers", n) % {"n": n})
def _numbers(scope: Scope) -> Iterator[list[Fault]]:
    doubtful: list[tuple[Numbered, Numbered]] = []
    before: list[Numbered] = []
    dated: Numbered | None = None
    for paper in _in_order():
        if before and before[0].series != paper.series:
            before, dated = [], None
        if before and before[-1].place == paper.place:
            # It has its number, and its day, from the one before it.
            yield []
            continue
        if not before or before[-1].sequence != paper.sequence:
            yield _left_out(before, paper)
        else:
            yield []
        if dated is not None and paper.is_dated and dated.on > paper.on:  # type: ignore[operator]  # both have a date
            doubtful.append((dated, paper))
        before, dated = [paper], paper if paper.is_dated else dated
    said = _with_a_word({paper.pk for pair in doubtful for paper in pair})
    for one, other in doubtful:
        if not said & {one.pk, other.pk}:
            sentence = _("its date is earlier than that of № %(number)s before it") % {"number": one.number}
            yield [other.fault(sentence)]


def _in_order() -> Iterator[Numbered]:
    """All papers with numbers, one register and period after another, in the order of their numbers."""
    cards = Document.objects.filter(sequence__isnull=False).order_by("register_id", "period", "sequence")
    same: list[Numbered] = []
    for row in cards.values_list(*COLUMNS).iterator(ROWS):
        paper = Numbered(*row)
        if same and (same[0].series, same[0].sequence) != (paper.series, paper.sequence):
            yield from sorted(same, key=lambda each: (suffix_order(each.suffix), not each.hands_on))
            same = []
        same.append(paper)
    yield from sorted(same, key=lambda each: (suffix_order(each.suffix), not each.hands_on))


def _left_out(before: list[Numbered], paper: Numbered) -> list[Fault]:
    """Whether a register that gives its numbers one after another has given all of them up to this one."""
    last = before[-1].sequence if before else 0
    if not paper.is_given or paper.sequence == last + 1:
        return []
    return [
        paper.fault(
            _("the numbers before it are missing: from %(first)d to %(last)d")
            % {"first": last + 1, "last": paper.sequence - 1}
        )
    ]


def _with_a_word(papers: set[int]) -> set[int]:
    """Those of these papers whose events say why their dates are out of order; one query."""
    if not papers:
        return set()
    facts = Event.objects.filter(document_id__in=papers).values_list("document_id", "facts")
    return {paper for paper, said in facts.iterator(ROWS) if said.get(OUT_OF_ORDER)}
