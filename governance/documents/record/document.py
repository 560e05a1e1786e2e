"""The registration card of every paper: kind, unit, number, state, version, and the head of its history.

Kinds of paper inherit `Document` (multi-table): one register lists all papers, one constraint numbers them, and the
real foreign keys of history and links point here. Only `perform` changes a state.
"""

import secrets
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField

from governance import clock
from governance.columns import OwnCharField, OwnDateTimeField
from governance.documents.language.search import searchable
from governance.documents.record.attached import Involvement, Link, Signature, Version
from governance.documents.record.kind_settings import KindSettings, Phase
from governance.documents.record.locked_row import LockedRow
from governance.documents.record.visibility import DocumentQuerySet
from governance.roles.appointment import Appointment
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

# Without vowels and characters that look alike: people type the code from paper.
CODE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_code() -> str:
    """A random check code of twelve characters, 57 bits: nobody finds a paper by guessing."""
    return "".join(secrets.choice(CODE_ALPHABET) for _sign in range(12))


def spelt(code: str) -> str:
    """A check code as people read it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def new_salt() -> str:
    return secrets.token_hex(16)


class Document(KindSettings, LockedRow, ConcurrentTransitionMixin, models.Model):
    """The card of a paper. `state` is protected: assigning it raises AttributeError, only `perform` changes it."""

    # Every kind of paper by its name; `kinds.kind` enters them.
    kinds: "ClassVar[dict[str, type[Document]]]" = {}

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    code = OwnCharField(_("check code"), max_length=12, unique=True, default=new_code, editable=False)
    district = models.ForeignKey(Unit, models.PROTECT, related_name="+", editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="papers", verbose_name=_("unit"))
    # Further units whose readers may read it: the district for an order of the base school on its matters, the other
    # party of a contract, an outside body that is asked for its agreement.
    readers = models.ManyToManyField(Unit, related_name="+", editable=False, through="governance.Reader")
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("author"))
    title = models.CharField(_("title"), max_length=500)
    register = models.ForeignKey("governance.Register", models.PROTECT, null=True, related_name="papers")
    period = models.CharField(_("numbering period"), max_length=9, blank=True)
    sequence = models.PositiveIntegerField(_("number in sequence"), null=True)
    suffix = models.CharField(_("suffix"), max_length=10, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    registered_on = models.DateField(_("date"), null=True)
    # «Вступает в силу с …», «ввести в действие с …»: later than it was signed or approved; None: from then on.
    acts_from = models.DateField(_("comes into force on"), null=True, blank=True)
    state = FSMField(_("state"), default="draft", protected=True, max_length=20)
    version = models.PositiveIntegerField(_("version"), default=0)
    revision = models.PositiveIntegerField(_("moves so far"), default=0)
    head = models.CharField(_("hash of the last event"), max_length=64, blank=True)
    head_signature = models.CharField(_("signature of the last event"), max_length=88, blank=True)
    created_at = OwnDateTimeField(_("created"), default=clock.now)
    changed_at = OwnDateTimeField(_("changed"), default=clock.now)
    published_at = models.DateTimeField(_("published"), null=True)
    search = models.TextField(editable=False, default="")
    # Mixed into the digests of its rows; replaced when they are erased.
    row_salt = OwnCharField(max_length=32, default=new_salt, editable=False)

    objects = DocumentQuerySet.as_manager()

    # Columns that no digest of the card covers, and why.
    derived: ClassVar = {
        "state": "every event names the state that it leads to",
        "revision": "every event has its position",
        "head": "the hash of the last event",
        "head_signature": "the signature of the last event",
        "changed_at": "the moment of the last event",
        "search": "computed from title and number",
        "row_salt": "an altered salt fits no digest",
    }

    # What has been read already: its links to others, who holds which right on which unit; None if it has not been.
    known_links: "list[Link] | None" = None
    # The link that is just being carried out.
    carrying: "Link | None" = None
    # Conditions that `perform` has tested for the move that it is about to make.
    known_to_hold: "tuple[Any, ...]" = ()
    known_holders: "dict[tuple[str, int], list[Appointment]] | None" = None

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering: ClassVar = ["-changed_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["district", "kind", "state"], name="document_register"),
            models.Index(fields=["changed_at", "id"], name="document_changed"),
            models.Index(
                fields=["published_at", "id"],
                condition=Q(published_at__isnull=False),
                name="document_published",
            ),
            models.Index(fields=["unit", "state"], name="document_unit"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "period", "sequence", "suffix"],
                condition=Q(sequence__isnull=False),
                name="document_sequence_once",
            ),
            models.UniqueConstraint(
                fields=["register", "period", "number"], condition=~Q(number=""), name="document_number_once"
            ),
            models.CheckConstraint(
                name="document_number_has_date", condition=Q(number="") | Q(registered_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        """Papers with personal data have a title that names nobody, so their number tells them apart."""
        by_number = self.number and (self.confidential or self.model.called_by_number)
        return f"{self.title} № {self.number}" if by_number else self.title

    # --- what a kind may override -------------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """Everything that is voted on or signed, as plain JSON, without stamps, numbers and state."""
        return {"title": self.title}

    def gives_effect(self, effect: str) -> bool:
        """Whether this paper in its present state can make the move `effect` on the papers it links to."""
        return effect in self.effects_in.get(self.state, ())

    def effect_reason(self, link: "Link") -> str:
        """The reason given for an effect on another paper, for example the remarks of a body that sends a plan back."""
        return ""

    @property
    def is_being_written(self) -> bool:
        """Whether its words may still change: it shows them as they are now then, and not as they were frozen."""
        return self.phase == Phase.DRAFT

    @property
    def can_go_on_agenda(self) -> bool:
        """Whether a collegial body may put this paper on its agenda now."""
        return False

    @property
    def decided_by(self) -> Unit | None:
        """The body that decides on this paper, if its kind does not determine it."""
        return None

    def recused(self) -> dict[int, str]:
        """Who has no vote on it, because of whom it is about: id of the person → reason, as a protocol puts it."""
        return {}

    def title_in(self, case: str) -> str:
        """The title in a grammatical case, for headings of other papers; by default the nominative."""
        return self.title

    @property
    def opened_with(self) -> int:
        """The id of the paper whose private link opens this one too."""
        return self.pk

    @property
    def display_name(self) -> str:
        """Its name in other papers; by default the name of its kind."""
        return str(self.kind_label)

    @property
    def full_title(self) -> str:
        """The title; in kinds that have editions, with the number of the edition from the second on."""
        edition = getattr(self, "edition", 1)  # of an order it is no number, and tells its points
        return f"{self.title}, редакция {edition}" if isinstance(edition, int) and edition > 1 else self.title

    @property
    def rests_on(self) -> "Document | None":
        """The paper that put it in force; a paper without a number is cited by the number of that one."""
        return None

    @property
    def register_code(self) -> str:
        """The code of the register in which this paper gets its number."""
        return self.kind_name

    # --- the card -----------------------------------------------------------------------------------------------

    def fill_in(self) -> None:
        """Set the columns that follow from others."""
        self.kind = self.kind or type(self).kind_name
        self.district_id = self.unit.root_id
        self.search = searchable(f"{self.title} {self.number}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_in()
        if self.as_read is not None:
            kwargs.setdefault("update_fields", self.changed_fields())
        super().save(*args, **kwargs)

    @property
    def model(self) -> "type[Document]":
        return self.kinds[self.kind]

    @cached_property
    def whole(self) -> "Document":
        """This paper as an object of its own kind; the register reads only cards."""
        if type(self) is not Document:
            return self
        cards = self.model._default_manager.select_related("unit", "district", "author")
        whole: Document = cards.with_present_version().get(pk=self.pk)
        whole.keep_present_version()
        return whole

    @cached_property
    def known_signatures(self) -> dict[int, dict[str, Signature]]:
        """Cache of `signatures.valid_signatures`: by version, and by their place."""
        return {}

    @property
    def spelt_code(self) -> str:
        """The check code as people read it: «K7M2-9QXT-4BDF»."""
        return spelt(self.code)

    @property
    def state_label(self) -> str:
        return str(self.model.State(self.state).label)

    @property
    def phase(self) -> Phase:
        return self.model.State(self.state).phase

    @property
    def binding(self) -> bool:
        return self.phase == Phase.IN_FORCE

    @property
    def has_begun(self) -> bool:
        """Whether the day from which it acts has come."""
        return self.acts_from is None or clock.today() >= self.acts_from

    @cached_property
    def present_version(self) -> "Version | None":
        if not self.version:
            return None
        return Version.objects.filter(document_id=self.pk, number=self.version).first()

    @property
    def present_hash(self) -> str:
        """The hash of the present version, read without its content; empty if there is no version yet."""
        known = self.__dict__.get("present_version")
        if known is not None or not self.version:
            return known.sha256 if known is not None else ""
        hashes = Version.objects.filter(document_id=self.pk, number=self.version)
        return hashes.values_list("sha256", flat=True).first() or ""

    def links_to_others(self) -> "list[Link]":
        """The links from this paper, oldest first, with their targets and versions; one query."""
        if self.known_links is not None:
            return self.known_links
        links = self.links_out.select_related("target__unit", "version").defer("version__content")
        return list(links.order_by("pk"))

    def link_that_orders(self, effect: str, target_id: int) -> "Link | None":
        """The link by which this paper orders a move of another one, with its version."""
        link = self.carrying
        if link is not None and (link.effect, link.target_id) == (effect, target_id):
            return link
        links = self.links_out.filter(target_id=target_id, effect=effect).select_related("version")
        return links.defer("version__content").first()

    def holders(self, right: Right, unit_id: int) -> list[Appointment]:
        """The appointments that hold a right on a unit today; one query, unless the paper has read them already."""
        known = self.known_holders = self.known_holders or {}
        key = (right.value, unit_id)
        if key not in known:
            known[key] = holders(right, unit_id)
        return known[key]

    def involve(self, *named: tuple[Iterable[Person], str]) -> None:
        """Let people whom this paper names see it; takes each person with the reason."""
        rows = [
            Involvement(document_id=self.pk, person=person, why=why)
            for people, why in named
            for person in people
        ]
        Involvement.objects.bulk_create(rows, ignore_conflicts=True)
