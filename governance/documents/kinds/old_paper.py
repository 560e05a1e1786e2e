"""An old paper: one that got its number before the system was there, entered with that number and its scan.

It stands in the same register as the papers made here, so that its number is never given again, and other papers can
rest on it (docs/domain.md, "Numbers"). An old order is changed, repealed and annulled by orders like any other.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.changed_order import ORDER_SERIES, ChangedOrder, once_restored
from governance.documents.approval.effects import AMEND, ANNUL, REPEAL, RESTORE
from governance.documents.errors import NotLegal
from governance.documents.language.verb import verb
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import enter_old_number
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import Register
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.documents.record.uploads import SCANS, scan_type_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind
from governance.stored_files import kept_if_committed

if TYPE_CHECKING:
    from governance.documents.record.act import Act

HAS_SCAN = Condition(
    lambda paper: paper.attachments.filter(media_type__in=SCANS).exists(),
    _("Attach the scan of the paper first."),
)


@kind("old_paper")
class OldPaper(ChangedOrder):
    """A registration card over a scan; its words stay on paper."""

    kind_label = _("Old paper")
    numbered_by_hand = True
    kind_label_many = _("Old papers")
    kind_purpose = _("A paper from before the system, entered so that others can rest on it.")
    printed = False
    lies_on_paper = True
    retention = _("as the paper itself")
    drafted_by = May(Right.REGISTER_OLD)

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("old paper", "Being entered")
        REGISTERED = "registered", Phase.IN_FORCE, pgettext_lazy("old paper", "Registered")
        REPEALED = "repealed", Phase.ENDED, pgettext_lazy("old paper", "Repealed")
        ANNULLED = "annulled", Phase.VOID, pgettext_lazy("old paper", "Annulled")
        STRUCK = "struck", Phase.VOID, pgettext_lazy("old paper", "Entry struck out")

    of_kind = models.CharField(_("what paper it is"), max_length=60)
    # The register of its unit that has its number.
    series = models.CharField(_("series"), max_length=30)

    @property
    def register_code(self) -> str:
        return self.series

    @property
    def display_name(self) -> str:
        return self.of_kind

    def content(self) -> dict[str, Any]:
        return {
            "of_kind": self.of_kind,
            "title": self.title,
            "number": self.number,
            "date": self.registered_on.isoformat() if self.registered_on else "",
            "files": list(self.attachments.order_by("pk").values_list("sha256", flat=True)),
        }

    @move(
        source=State.DRAFT,
        target=State.REGISTERED,
        rule=May(Right.REGISTER_OLD),
        conditions=(HAS_SCAN,),
        words=verb("old paper", "Register with the old number", "registered with the old number"),
    )
    def enter(self, act: "Act", *, sequence: int, on: date, suffix: str = "") -> None:
        """Enter the number that stands on the paper, e.g. 115 with the suffix «/1», and its date."""
        if on > clock.today():
            raise NotLegal(_("The date of an old paper cannot lie ahead."))
        if not self.of_kind.strip():
            raise NotLegal(_("Say what paper it is: an order, a protocol …"))
        enter_old_number(self, act, sequence=sequence, suffix=suffix.strip(), on=on)
        self.freeze(act)
        act.facts.update(number=self.number, date=on.isoformat())

    @move(
        source=State.REGISTERED,
        target=State.STRUCK,
        rule=May(Right.REGISTER_OLD),
        words=verb("old paper", "Strike the entry out", "struck the entry out"),
        needs_reason=True,
        grave=True,
    )
    def strike_out(self, act: "Act") -> None:
        """Entered by mistake, or without force since; the number stays taken."""

    # --- an old order, by another one -----------------------------------------------------------------------------

    @property
    def is_order(self) -> bool:
        """Whether it is an order of a school: it has its number in a register of orders."""
        return self.series in ORDER_SERIES and self.unit.kind == UnitKind.SCHOOL

    @property
    def is_order_in_force(self) -> bool:
        return self.is_order and self.state == self.State.REGISTERED

    @property
    def may_be_annulled(self) -> bool:
        return self.is_order and self.state in (self.State.REGISTERED, self.State.REPEALED)

    @move(source=State.REGISTERED, rule=ByPaper(AMEND), words=verb("order", "Amend", "amended"))
    def amend(self, act: "Act") -> None:
        """The amending order is signed and its day has come. Raises NotLegal where a change does not fit any more."""
        order: Any = act.basis.whole if act.basis is not None else None
        self.edition_with(order.changes.all())
        act.facts["by"] = order.number

    @move(
        source=State.REGISTERED,
        target=State.REPEALED,
        rule=ByPaper(REPEAL),
        words=verb("order", "Repeal", "repealed"),
        grave=True,
    )
    def repeal(self, act: "Act") -> None:
        """«Признать утратившим силу»: from a day on."""

    @move(
        source=(State.REGISTERED, State.REPEALED),
        target=State.ANNULLED,
        rule=ByPaper(ANNUL),
        words=verb("order", "Annul", "annulled"),
        grave=True,
    )
    def annul(self, act: "Act") -> None:
        """«Отменить»: from the beginning."""

    @move(
        source=(State.REGISTERED, State.REPEALED, State.ANNULLED),
        target=GET_STATE(once_restored, states=(State.REGISTERED, State.REPEALED, State.ANNULLED)),
        rule=ByPaper(RESTORE),
        words=verb("order", "Restore", "restored"),
    )
    def restore(self, act: "Act") -> None:
        """The order that took its force is annulled and says that it stands again; or the one that changed it is."""


@kept_if_committed()
@transaction.atomic
def enter_old_paper(
    *,
    by: Person,
    unit: Unit,
    title: str,
    of_kind: str,
    series: str,
    sequence: int,
    on: date,
    scan: tuple[str, bytes],
    suffix: str = "",
    reason: str = "",
) -> Document:
    """Enter an old paper in one go: card, scan (name, bytes), number. All or nothing.

    `reason`: why its date does not lie between those of the numbers beside it.

    Raises NotAllowed or NotLegal, with nothing kept.
    """
    name, data = scan
    scan_type_of(name, data)
    if not Register.objects.filter(unit=unit, code=series).exists():
        raise NotLegal(_("Choose the register from the list."))
    paper = draft(
        OldPaper, unit=unit, title=title, by=by, of_kind=" ".join(of_kind.split())[:60], series=series
    )
    perform(paper, "attach", by=by, name=name, data=data)
    return perform(paper, "enter", by=by, reason=reason, sequence=sequence, suffix=suffix, on=on)
