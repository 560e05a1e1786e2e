"""What an order is: its states, its words, and what it does to other papers."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.documents.approval.effects import ANNUL, APPROVE, PUT_UP, REPEAL, SEND_BACK
from governance.documents.errors import NotLegal
from governance.documents.kinds.order import phrases
from governance.documents.kinds.order.parts import Acquaintance, OrderPoint, Visa
from governance.documents.language.content_labels import labelled
from governance.documents.record.attached import Link
from governance.documents.record.effects import BASIS, Effect
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.perform import unmet
from governance.documents.record.register import Register, RegisterOf
from governance.roles.may import May, ground_for
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

# What an order says about other papers; these words are signed with its text.
SAID_OF_PAPERS = (APPROVE, ANNUL, REPEAL)

# The lists that belong to an order, with the people whom they name; one query each.
WITH_PEOPLE = {
    "points": Prefetch("points", OrderPoint.objects.select_related("executor")),
    "visas": Prefetch("visas", Visa.objects.select_related("person", "appointment")),
    "acquaintances": Prefetch("acquaintances", Acquaintance.objects.select_related("person")),
}

# The fields that people write as text: what pages call them, and their longest length.
TEXT_FIELDS = {
    "title": (_("title"), 500),
    "preamble": (_("grounds and purpose"), 10_000),
    "place": (_("place"), 100),
    "control_text": (_("control, in words"), 500),
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
    # Only a move with conditions has to read the whole paper for them.
    transition = meta.get_transition(target.state)
    return unmet(transition, target.whole) if transition.conditions else None


class OrderCard(Paper):
    """Fields and words of an order; its moves stand in `preparation` and `models`."""

    kind_label = pgettext_lazy("kind of paper", "Order")
    kind_label_many = pgettext_lazy("kind of paper", "Orders")
    retention = _("orders of activity: permanently; on staff: 50 or 75 years")
    drafted_by = May(Right.DRAFT_ORDER)
    select_related_fields = ("control_by",)
    kept_right = ("visas",)

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("order", "Draft")
        AGREEING = "agreeing", Phase.WITH_SOMEBODY, pgettext_lazy("order", "Being agreed")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("order", "Awaiting signature")
        SIGNED = "signed", Phase.IN_FORCE, pgettext_lazy("order", "Signed")
        EXECUTING = "executing", Phase.IN_FORCE, pgettext_lazy("order", "Being carried out")
        DONE = "done", Phase.IN_FORCE, pgettext_lazy("order", "Carried out")
        REJECTED = "rejected", Phase.ENDED, pgettext_lazy("order", "Rejected")
        ANNULLED = "annulled", Phase.VOID, pgettext_lazy("order", "Annulled")

    # The keys of `content` in words, for people who compare two versions.
    content_labels = labelled(
        "organization heading place grounds points number text executor due control annexes series papers "
        "effect paper version",
        organization=_("School"),
        heading=_("Title"),
        grounds=_("Grounds"),
        executor=_("Executor"),
        due=_("Deadline"),
        control=_("Control"),
        annexes=_("Annexes"),
        series=_("Series"),
        papers=_("What it says about other papers"),
        effect=_("Effect"),
        paper=_("Paper"),
    )
    # An order that has been carried out goes on binding: what it approved stays approved.

    class Series(models.TextChoices):
        """The values are the codes of the registers in which orders are numbered (docs/domain.md, "Numbers")."""

        ACTIVITY = "order", _("of activity")
        STAFF = "order_staff", _("on staff")
        PUPILS = "order_pupils", _("on pupils")

    # From its signature on (docs/domain.md, "Numbers").
    numbered_in = (State.SIGNED, State.EXECUTING, State.DONE, State.ANNULLED)
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
    def register_code(self) -> str:
        return str(self.series)

    @property
    def in_force(self) -> bool:
        return self.phase == Phase.IN_FORCE

    def read_lists(self, *names: str) -> None:
        """Read points, visas, acquaintances with the people they name, each once for this order in memory."""
        prefetch_related_objects([self], *(WITH_PEOPLE[name] for name in names))

    def forget_list(self, name: str) -> None:
        """Read it anew when it is asked for next: its rows have changed."""
        getattr(self, "_prefetched_objects_cache", {}).pop(name, None)

    @property
    def live_visas(self) -> list[Visa]:
        """The visas that say something about the order now, given or not; read once for this order in memory."""
        self.read_lists("visas")
        return [visa for visa in self.visas.all() if visa.lapsed_at is None]

    # --- words --------------------------------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """All that is signed: the words as they print, and what is said about other papers, by code and hash."""
        links = self.links_to_others()
        self.read_lists("points")
        return {
            "organization": self.unit.name,
            "series": str(self.series),
            "heading": self.title,
            "place": self.place,
            "grounds": phrases.grounds((link for link in links if link.effect == BASIS), self.preamble),
            "points": [
                {
                    "number": point.number,
                    "text": point.text,
                    "executor": point.executor_line,
                    "due": point.due.isoformat() if point.due else "",
                }
                for point in self.points.all()
            ],
            "control": phrases.control(self.control_by, self.control_text),
            "annexes": [link.target.title for link in links if link.effect == APPROVE],
            "papers": [
                {
                    "effect": link.effect,
                    "paper": link.target.code,
                    "version": link.version.sha256 if link.version else "",
                }
                for link in links
                if link.effect in SAID_OF_PAPERS
            ],
        }

    def grounds_for_decision(self) -> list[str]:
        """What those who gave their visas with a remark said, for the one who signs."""
        self.read_lists("visas")
        return [
            _("%(person)s, %(outcome)s: %(remark)s")
            % {"person": visa.person, "outcome": visa.get_outcome_display(), "remark": visa.remark}
            for visa in self.visas.all()
            if visa.remark and visa.lapsed_at is None
        ]

    # --- what it does to other papers -----------------------------------------------------------------------------

    def gives_effect(self, effect: str) -> bool:
        """Puts up from the moment it awaits the signature, decides while in force, sends back when rejected."""
        if effect == SEND_BACK:
            return self.state == self.State.REJECTED
        if effect == PUT_UP:
            return self.state == self.State.SIGNING or self.in_force
        return effect in SAID_OF_PAPERS and self.in_force

    def effect_reason(self, link: Link) -> str:
        """The signer's reason for rejecting goes with the paper that is sent back."""
        if link.effect != SEND_BACK:
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


def read_field(order: OrderCard, name: str, value: Any) -> Any:
    """The value to keep in the field `name`. Raises NotLegal when it does not fit or people may not write it."""
    if name in TEXT_FIELDS:
        return _read_text(name, value)
    if name == "series":
        if value not in order.Series.values:
            raise NotLegal(_("Choose the series of the order from the list."))
        return value
    if name == "control_by":
        if value is not None and ground_for(value, Right.CONTROL_ORDER, order.unit_id) is None:
            raise NotLegal(
                _("%(person)s has no right to control orders of «%(unit)s»: choose another person.")
                % {"person": value, "unit": order.unit}
            )
        return value
    raise NotLegal(_("An order has no such field."))


def _read_text(name: str, value: Any) -> str:
    label, longest = TEXT_FIELDS[name]
    text = str(value or "").strip()
    if name != "preamble":  # only grounds may stand in several lines
        text = " ".join(text.split())
    if name == "title" and not text:
        raise NotLegal(_("Give the paper a title."))
    if len(text) > longest:
        raise NotLegal(
            _("The field «%(field)s» holds at most %(count)s characters: shorten it.")
            % {"field": label, "count": longest}
        )
    return text
