"""The settings of a kind of paper: the attributes that the engine, the flows and the desk read."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.language.noun import Noun
from governance.documents.record.needs import Need
from governance.documents.record.register import RegisterOf
from governance.documents.settings.reminding import REMINDING, RemindingSetting
from governance.roles.appointment import Appointment
from governance.roles.may import May
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind


class Phase(StrEnum):
    """The five phases in the life of a paper, common to all kinds: colours, signs and the check of a copy use them."""

    DRAFT = "draft"
    WITH_SOMEBODY = "with_somebody"
    IN_FORCE = "in_force"
    ENDED = "ended"
    VOID = "void"


class PaperState(models.TextChoices):
    """The states of a kind, each with its phase: `DRAFT = "draft", Phase.DRAFT, _("Draft")`."""

    phase: Phase

    def __new__(cls, value: str, phase: Phase | None = None) -> Self:
        # Only a declaration comes here; `State("draft")` looks a state up.
        if phase is None:
            raise ValueError(f"The state {value} has no phase.")
        state = str.__new__(cls, value)
        state._value_ = value
        state.phase = phase
        return state


class KindSettings:
    """Defaults of the attributes that a kind of paper sets; the card of every paper inherits them."""

    kind_name: ClassVar[str] = ""
    kind_label: ClassVar[Any] = _("Paper")
    kind_label_many: ClassVar[Any] = _("Papers")
    # What such papers are for, in a sentence for whoever meets one.
    kind_purpose: ClassVar[Any] = ""
    State: ClassVar[type[PaperState]]
    drafted_by: ClassVar[May | None] = None
    # Whether somebody without an account may begin it, with the key of a private link.
    begun_by_holder: ClassVar[bool] = False
    # Whether text or title may contain personal data: then no public page shows them, even if it is published.
    personal: ClassVar[bool] = False
    # For papers with personal data (docs/domain.md, "Personal data"): the only right that allows to read them. Each
    # reading is recorded, and whoever has a conflict of interest is shut out.
    confidential: ClassVar[Right | None] = None
    # Fields with personal data, of which the log keeps no values.
    personal_fields: ClassVar[tuple[str, ...]] = ()
    # The moves that it makes on the papers it links to, by the state in which it can make them.
    effects_in: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    # The moves that a decision of a body makes: if adopted, and if not adopted. None: no body decides on it.
    decision_moves: ClassVar[tuple[str, str] | None] = None
    # The kind of body that decides; no other may put it on its agenda. None: any body.
    decided_by_kind: ClassVar[UnitKind | None] = None
    # The stamps of its printed form, blank until they are given: «agree», «approve».
    expects_stamps: ClassVar[tuple[str, ...]] = ()
    # The path to the person whom it is about, where its title does not name them: task lists call it by that person.
    about_person: ClassVar[str] = ""
    # The model of its parts that somebody is charged with, «row:12»: task lists call them by their `text`.
    charged_parts: ClassVar[str] = ""
    # The noun that names it on paper; past forms agree with it.
    noun: ClassVar[Noun | None] = None
    # Whether there is anything to print: a meeting prints as its protocol, an old paper as its scan.
    printed: ClassVar[bool] = True
    # The form in which it is printed and shown, which kinds may share; by default the name of the kind.
    print_form: ClassVar[str] = ""
    # Relations of the kind that each of its pages shows.
    select_related_fields: ClassVar[tuple[str, ...]] = ()
    # Whether it gets a number; a plan and a meeting are cited by the numbers of other papers.
    numbered: ClassVar[bool] = True
    # Whether its number stood on it before it came into the register, which then has not given it.
    numbered_by_hand: ClassVar[bool] = False
    # The states in which it has its number, and in no other: the database holds it (`kinds.kind`). Empty for a kind
    # whose number its state alone does not tell.
    numbered_in: ClassVar[tuple[str, ...]] = ()
    # Whether it may have its number before: that of a protocol follows the sittings, not the signatures.
    numbered_early: ClassVar[bool] = False
    # Whether it hands its number on to a paper of another kind in its register, as a sitting does to its protocol: then
    # both have it. One that came to nothing keeps it, and no other gets it.
    hands_number_on: ClassVar[bool] = False
    # When a paper of this kind gets its number, for one that has none yet.
    number_comes: ClassVar[Any] = _("given at signing")
    # Whether the number belongs to its name, where lists and letters call it.
    called_by_number: ClassVar[bool] = False
    # The registers in which it is numbered: each comes with every unit that keeps it.
    registers: ClassVar[tuple[RegisterOf, ...]] = ()
    # Whether an order approves it at its signature also where it is to act from a later day: it keeps that day, and may
    # be published before it. A paper that does something to others by its approval waits for the day.
    approved_ahead: ClassVar[bool] = False
    # What else has to be there before such a paper can be finished (`needs`).
    needs: ClassVar[tuple[Need, ...]] = ()
    # Whether a new one can begin as a copy (`copying`).
    can_be_copied: ClassVar[bool] = False
    # When people are reminded of its tasks, and who is told when they are late.
    reminding: ClassVar[RemindingSetting] = REMINDING
    # How long it is kept, in words (docs/domain.md, "Terms of keeping").
    retention: ClassVar[Any] = _("permanently")

    @property
    def keeping(self) -> Any:
        """How long this one is kept, where a kind has papers that differ in it."""
        return self.retention

    def moves_of_a_copy(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """The moves and their facts that write into a draft what it takes over of this paper.

        Not its title, its days, nor who has signed it. For a kind that `can_be_copied`.
        """
        return ()

    def begun_as(self, ground: Appointment) -> None:
        """Set what a paper has from the post of the person who begins it; a kind says what."""

    def rights_asked(self) -> set[tuple[str, int]]:
        """The (right, unit id) pairs by whose holders its rules and marks go, beside those that its moves need."""
        return set()

    def files_hidden_from(self, person: Person, pairs: Collection[tuple[str, int]]) -> set[int]:
        """The ids of files that somebody who sees the paper does not read, because they belong to a part of it.

        `pairs`: `rights_of(person)`.
        """
        return set()

    @classmethod
    def states_in(cls, phase: Phase) -> list[str]:
        """The states of the kind that are of one phase."""
        return [state.value for state in cls.State if state.phase == phase]

    @property
    def file_of_number(self) -> str:
        """The file in the list of files that its number names, where its register asks for one; else that of it."""
        return ""
