"""What an order is: its states, its words, and what it does to other papers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.documents.approval.effects import (
    AMEND,
    ANNUL,
    APPROVE,
    CHANGE_LIST,
    DROP_CHANGE,
    FULFIL,
    HAND_BACK,
    PUT_UP,
    REPEAL,
    RESTORE,
    SEND_BACK,
    TAKE_OVER,
)
from governance.documents.approval.order_changes import OrderChange
from governance.documents.kinds.order.parts import Acquaintance, OrderPoint, Visa
from governance.documents.language.content_labels import labelled
from governance.documents.record.attached import Link
from governance.documents.record.effects import Effect
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.perform import unmet
from governance.documents.record.register import Register, RegisterOf
from governance.documents.settings.reminding import OF_ORDERS
from governance.roles.may import May
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.kinds.order.filling import OrderFilling

# What an order says about other papers; these words are signed with its text.
SAID_OF_PAPERS = (APPROVE, ANNUL, REPEAL, RESTORE, AMEND, CHANGE_LIST)

# The lists that belong to an order, with the people whom they name; one query each.
WITH_PEOPLE = {
    "points": Prefetch("points", OrderPoint.objects.select_related("executor")),
    "visas": Prefetch("visas", Visa.objects.select_related("person", "appointment")),
    "changes": Prefetch("changes", OrderChange.objects.select_related("paper")),
    "acquaintances": Prefetch("acquaintances", Acquaintance.objects.select_related("person")),
}

CANNOT_CARRY = _("A paper that this order is about has changed or lost its force since: reject the order.")


def takes(link: Link) -> bool:
    """Whether the target of a link could make the move that the link orders, as it stands now."""
    return hindrance(link) is None


def hindrance(link: Link) -> str | None:
    """Why the target of a link could not make the move that the link orders, as it stands now; None when it could."""
    target = link.target
    meta = getattr(target.model, link.effect)._django_fsm
    unchanged = link.version is None or link.version.number == target.version
    if not unchanged or not meta.has_transition(target.state):
        return str(CANNOT_CARRY)
    return unmet_by(link)


def unmet_by(link: Link) -> str | None:
    """The sentence of the condition that the target of a link does not meet in its state; None if it meets all."""
    target = link.target
    meta = getattr(target.model, link.effect)._django_fsm
    transition = meta.get_transition(target.state) if meta.has_transition(target.state) else None
    # Only a move with conditions has to read the whole paper for them.
    return unmet(transition, target.whole) if transition is not None and transition.conditions else None


class OrderCard(Paper):
    """Fields and words of an order; its moves stand in `preparation` and `models`."""

    kind_label = pgettext_lazy("kind of paper", "Order")
    kind_label_many = pgettext_lazy("kind of paper", "Orders")
    charged_parts = "OrderPoint"
    reminding = OF_ORDERS
    kind_purpose = _("The director's decision; from its signature on it binds whom it names.")
    retention = _("orders of activity: permanently; on staff: 50 or 75 years")
    drafted_by = May(Right.DRAFT_ORDER)
    can_be_copied = True
    select_related_fields = ("control_by", "filling")
    kept_right = ("visas", "acquaintances")

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("order", "Draft")
        AGREEING = "agreeing", Phase.WITH_SOMEBODY, pgettext_lazy("order", "Being agreed")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("order", "Awaiting signature")
        SIGNED = "signed", Phase.IN_FORCE, pgettext_lazy("order", "Signed")
        EXECUTING = "executing", Phase.IN_FORCE, pgettext_lazy("order", "Being carried out")
        DONE = "done", Phase.IN_FORCE, pgettext_lazy("order", "Carried out")
        REJECTED = "rejected", Phase.ENDED, pgettext_lazy("order", "Rejected")
        # Without force from a day on: what was done by it stands.
        REPEALED = "repealed", Phase.ENDED, pgettext_lazy("order", "Repealed")
        # Without force from the beginning.
        ANNULLED = "annulled", Phase.VOID, pgettext_lazy("order", "Annulled")

    # The keys of `content` in words, for people who compare two versions.
    content_labels = labelled(
        "organization heading place grounds points number text executor due begins control annexes series papers "
        "prepared "
        "effect paper version tables heads rows title",
        organization=_("School"),
        heading=_("Title"),
        grounds=_("Grounds"),
        executor=_("Executor"),
        due=_("Deadline"),
        begins=_("Comes into force"),
        control=_("Control"),
        annexes=_("Annexes"),
        prepared=_("executor of the paper, phone"),
        series=_("Series"),
        papers=_("What it says about other papers"),
        effect=_("Effect"),
        tables=_("Tables behind the order"),
        heads=_("Columns"),
        paper=_("Paper"),
    )
    # An order that has been carried out goes on binding: what it approved stays approved.

    class Series(models.TextChoices):
        """The values are the codes of the registers in which orders are numbered (docs/domain.md, "Numbers")."""

        ACTIVITY = "order", _("of activity")
        STAFF = "order_staff", _("on staff")
        PUPILS = "order_pupils", _("on pupils")

    # From its signature on (docs/domain.md, "Numbers").
    numbered_in = (State.SIGNED, State.EXECUTING, State.DONE, State.REPEALED, State.ANNULLED)
    registers = (
        RegisterOf({UnitKind.SCHOOL}, Series.ACTIVITY, "Приказы по основной деятельности", "{n}-ОД"),
        RegisterOf({UnitKind.SCHOOL}, Series.STAFF, "Приказы по личному составу", "{n}-К"),
        RegisterOf(
            {UnitKind.SCHOOL},
            Series.PUPILS,
            "Приказы по движению учащихся",
            "{n}-У",
            Register.Reset.SCHOOL_YEAR,
        ),
    )
    series = models.CharField(_("series"), max_length=12, choices=Series.choices, default=Series.ACTIVITY)
    place = models.CharField(_("place"), max_length=100, blank=True)
    preamble = models.TextField(_("grounds and purpose, in words"), blank=True)
    # Who sees to the execution; neither: the signer («оставляю за собой»).
    control_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("control")
    )
    control_text = models.CharField(_("control, in words"), max_length=500, blank=True)
    # «Тестова А.П., 8 (83346) 2-15-30»: who has prepared the paper, at its foot.
    prepared_by = models.CharField(_("executor of the paper, phone"), max_length=200, blank=True)
    # «на 5 л. в 2 экз.»: of what it approves; None: one.
    annex_copies = models.PositiveSmallIntegerField(_("copies of the annex"), null=True, blank=True)

    # Of the rows that belong to an order.
    points: "RelatedManager[OrderPoint]"
    visas: "RelatedManager[Visa]"
    acquaintances: "RelatedManager[Acquaintance]"

    class Meta:
        abstract = True

    def fill_in(self) -> None:
        super().fill_in()
        if self._state.adding:
            self.place = self.place or self.unit.place

    @property
    def filled(self) -> "OrderFilling | None":
        """The form by which it was begun, with what was given; None for any other order."""
        return getattr(self, "filling", None)

    @property
    def keeping(self) -> Any:
        filled = self.filled
        return (filled.kept if filled is not None else "") or self.retention

    @property
    def register_code(self) -> str:
        return str(self.series)

    @property
    def in_force(self) -> bool:
        return self.phase == Phase.IN_FORCE

    def read_lists(self, *names: str) -> None:
        """Read points, visas, acquaintances with the people they name, each once for this order in memory."""
        prefetch_related_objects([self], *(WITH_PEOPLE[name] for name in names))

    def add_to_list(self, name: str, rows: Iterable[Any]) -> None:
        """Rows that were just written join those that were read, which are not read again."""
        read: Any = getattr(self, name).all()
        read._result_cache.extend(rows)

    def forget_list(self, name: str) -> None:
        """Read it anew when it is asked for next: its rows have changed."""
        getattr(self, "_prefetched_objects_cache", {}).pop(name, None)

    def rights_asked(self) -> set[tuple[str, int]]:
        """Whoever signs is named below an order without a number, and controls one that is being carried out."""
        asks = not self.number or self.state == self.State.EXECUTING
        return {(Right.SIGN_ORDER.value, self.unit_id)} if asks else set()

    @property
    def controller(self) -> Person | None:
        """Who takes it off control: the person whom its words name, the signer otherwise.

        An executor of it does not, unless it is the signer; while somebody stands in for the signer, that person does.
        """
        named = self.control_by
        if named is not None and not self.executes(named):
            held = self.holders(Right.CONTROL_ORDER, self.unit_id)
            if any(appointment.person_id == named.pk for appointment in held):
                return named
        signers = sorted(self.holders(Right.SIGN_ORDER, self.unit_id), key=lambda held: not held.is_acting)
        return signers[0].person if signers else None

    def executes(self, person: Person) -> bool:
        self.read_lists("points")
        return any(point.executor_id == person.pk for point in self.points.all())

    @property
    def unread(self) -> str:
        """The names of those who still have to read it."""
        self.read_lists("acquaintances")
        return ", ".join(reader.name for reader in self.acquaintances.all() if reader.is_open)

    @property
    def live_visas(self) -> list[Visa]:
        """The visas that say something about the order now, given or not; read once for this order in memory."""
        self.read_lists("visas")
        return [visa for visa in self.visas.all() if visa.lapsed_at is None]

    @property
    def words_follow(self) -> bool:
        """Whether its words are those that followed from the paper it approves: edited by nobody, no visa on them."""
        return not self.live_visas and not self.events.filter(move="revise").exists()

    # --- what it does to other papers -----------------------------------------------------------------------------

    def gives_effect(self, effect: str) -> bool:
        """Puts up from the moment it awaits the signature, decides while in force from its day on, sends back when
        rejected."""
        if effect in (SEND_BACK, DROP_CHANGE):
            return self.state == self.State.REJECTED
        if effect == TAKE_OVER:
            return self.in_force
        if effect == FULFIL:
            return self.state == self.State.DONE
        if effect == HAND_BACK:
            return self.state in (self.State.REPEALED, self.State.ANNULLED)
        if effect == PUT_UP:
            return self.state == self.State.SIGNING or self.in_force
        if effect not in SAID_OF_PAPERS or not self.in_force:
            return False
        return self.has_begun or (effect == APPROVE and self.approves_ahead)

    @property
    def approves_ahead(self) -> bool:
        """Whether what it approves is approved at the signature and keeps the day itself, so that it can be published
        before it acts; a list takes effect on the day."""
        return all(link.target.model.approved_ahead for link in self.approvals())

    def effect_reason(self, link: Link) -> str:
        """The signer's reason for rejecting goes with the paper that is sent back."""
        if link.effect not in (SEND_BACK, DROP_CHANGE):
            return ""
        rejection = Event.objects.filter(document_id=self.pk, move="reject").select_related("note").last()
        return rejection.reason if rejection else ""

    def hindrance(self, *effects: Effect) -> str | None:
        """Why a paper it is about cannot take these effects any more; None when all can."""
        self.known_links = self.links_to_others()
        pending = (link for link in self.known_links if link.effect in effects and link.carried_at is None)
        return next((reason for link in pending if (reason := hindrance(link)) is not None), None)

    def approvals(self) -> list[Link]:
        """The links by which this order approves papers."""
        return [link for link in self.links_to_others() if link.effect == APPROVE]
