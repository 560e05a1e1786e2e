"""The sheet before the nomination: filled by the teacher, completed by whoever nominates; nothing is claimed twice."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.approval.claimed_value import enclose_proof, read_claim, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import (
    FILLS,
    LONGEST_TEXT,
    NOMINATES,
    NominationCard,
    State,
    where_nominated,
)
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import list_date
from governance.documents.language.search import searchable
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import Condition, move
from governance.roles.person import Person

MOST_FILES = 30


def has_lines(nomination: NominationCard) -> bool:
    return bool(nomination.merit_summary.strip() or nomination.lines)


class Filling(NominationCard):
    """The moves of the teacher and of those who may nominate, on a sheet that is not nominated yet."""

    class Meta(NominationCard.Meta):
        abstract = True

    @move(
        source=State.DRAFT,
        rule=FILLS,
        words=verb("nomination", "Fill in the sheet", "filled in the sheet"),
        inner=True,
    )
    def fill(self, act: Act, *, merits: Iterable[Mapping[str, Any]], **given: Any) -> None:
        """The teacher writes the lines of the sheet, with proofs, and the words about themselves."""
        write_merits(self, merits)
        self._write(given)
        self.reread_lines()

    @move(
        source=State.DRAFT,
        target=State.FILLED,
        rule=FILLS,
        words=verb("nomination", "Hand the sheet in", "handed the sheet in"),
        conditions=(Condition(has_lines, gettext_lazy("Write at least one line of the sheet first.")),),
    )
    def hand_in(self, act: Act) -> None:
        """The head and the methodical council see it now, and nominate or not."""
        self.check_in_time()
        check_not_claimed_before(self)
        self.readers.add(*where_nominated(self)[1:])

    @move(
        source=(State.DRAFT, State.FILLED),
        rule=NOMINATES,
        words=verb("nomination", "Complete the nomination", "completed the nomination"),
        inner=True,
    )
    def revise(self, act: Act, **given: Any) -> None:
        """The head, or the methodical council, writes measure, category, share of the period and merits in words."""
        self._write(given)

    @move(
        source=(State.DRAFT, State.OBJECTED),
        rule=FILLS,
        words=verb("nomination", "Enclose a proof", "enclosed a proof"),
        inner=True,
    )
    def enclose(self, act: Act, *, name: str, data: bytes) -> None:
        """A file that confirms a line. Raises NotLegal for a file that is none of ours, or too many."""
        enclose_proof(self, act, name=name, data=data, most=MOST_FILES)

    def check_in_time(self) -> None:
        """A sheet that was nominated in time and returned for completion is completed later, too."""
        period = self.reward_period
        returned = self.nominated_by_id is not None and period.state == RewardPeriod.State.OPEN
        if not period.takes_sheets and not returned:
            raise NotLegal(_("Sheets were taken until %(day)s.") % {"day": list_date(period.sheets_until)})

    def _write(self, given: dict[str, Any]) -> None:
        if "measure" in given:
            self.measure = self.reward_period.system.measure(given.pop("measure")).code
        if "pool" in given:
            self.pool = self.reward_period.pool(given.pop("pool")).code
        if "share" in given:
            share = given.pop("share")
            if not isinstance(share, Decimal) or not 0 < share <= 1:
                raise NotLegal(_("Give the share of the period as a part of 1, e.g. 0,5."))
            self.share = share
        if "experience" in given:
            years = given.pop("experience")
            if years is not None and (type(years) is not int or not 0 <= years <= 70):
                raise NotLegal(_("Give the years of experience as a whole number."))
            self.experience = years
        if "category" in given:
            self.category = one_line(given.pop("category"), 100)
        if "merit_summary" in given:
            self.merit_summary = lines_of_text(given.pop("merit_summary"), LONGEST_TEXT)
        if given:
            raise NotLegal(_("A nomination knows no such field: open the page again."))


def write_merits(nomination: NominationCard, given: Iterable[Mapping[str, Any]]) -> None:
    """Replace the lines of a sheet: mappings with `code`, `value`, `note`, `proof` (a file of this nomination).

    Raises NotLegal, naming the criterion, for a value that does not fit, or a merit that stands twice.
    """
    sheet = nomination.reward_period.system.sheet
    rows = []
    for position, entry in enumerate(given, start=1):
        code, written, note, proof = read_claim(nomination, entry)
        rows.append(
            Merit(
                nomination_id=nomination.pk,
                position=position,
                code=code,
                value=typed_value(sheet, code, written),
                note=note,
                known_as=searchable(note),
                proof=proof,
            )
        )
    # Known by its words, or without words by its file; a file may confirm several lines that say of what.
    known = [(row.code, row.known_as or row.proof_id) for row in rows if row.note or row.proof_id]
    for code, words in known:
        if known.count((code, words)) > 1:
            raise NotLegal(
                _("«%(criterion)s»: the same merit stands twice.") % {"criterion": sheet.by_code[code].name}
            )
    nomination.merits.all().delete()
    Merit.objects.bulk_create(rows)


def check_not_claimed_before(nomination: NominationCard) -> None:
    """Raises NotLegal when a merit of this teacher, by its words or its proof, was claimed in another nomination."""
    # Two sheets of one teacher handed in at once wait for each other.
    Person.objects.select_for_update().filter(pk=nomination.teacher_id).first()
    earlier = (
        Merit.objects.filter(nomination__teacher_id=nomination.teacher_id)
        .exclude(nomination_id=nomination.pk)
        .exclude(nomination__state__in=("draft", "withdrawn", "declined"))
        .select_related("nomination__reward_period", "proof")
    )
    mine = list(nomination.merits.select_related("proof"))
    words = {(merit.code, merit.known_as) for merit in mine if merit.known_as}
    files = {merit.proof.sha256 for merit in mine if merit.proof}
    for merit in earlier.filter(~Q(known_as="") | Q(proof__isnull=False)):
        if (merit.code, merit.known_as) in words or (merit.proof and merit.proof.sha256 in files):
            raise NotLegal(
                _("«%(merit)s» was claimed already in «%(period)s»: a merit counts once.")
                % {"merit": merit.note or merit.code, "period": merit.nomination.reward_period.title}
            )
