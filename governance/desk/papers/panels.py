"""The shapes of the decision panel: its buttons, what follows from them, who can do what the reader may not."""

from dataclasses import dataclass, field

from django.forms import BoundField

from governance.desk.base.components import PageLink
from governance.desk.papers.forms import AnyFactsForm, DecisionForm


@dataclass(kw_only=True)
class Button:
    """The button of a move. One that stands `apart` has `fields` of its own, unfolded (`open`) after a refusal."""

    name: str
    label: str
    kind: str
    effect: str
    # Folded until it is chosen: it is grave, or it asks for something that the first move does not ask for.
    apart: bool = False
    fields: list[BoundField] = field(default_factory=list)
    open: bool = False
    # Where a passkey that confirms it gets its challenge; empty where the password does.
    passkey_at: str = ""


@dataclass(frozen=True)
class Other:
    """A move that this person may not make: who can, and what is missing."""

    label: str
    who: str
    why: str


@dataclass(kw_only=True)
class Panel:
    """One panel, for templates/governance/components/decision.html and decision_folded.html."""

    anchor: str
    title: str = ""
    open: bool = False
    personal: bool = False
    grounds: list[str] = field(default_factory=list)
    facts: AnyFactsForm | None = None

    form: DecisionForm | None = None
    fields: list[BoundField] = field(default_factory=list)
    moves: list[Button] = field(default_factory=list)
    # Only in the first panel.
    pages: list[PageLink] = field(default_factory=list)
    beside: list[PageLink] = field(default_factory=list)
    further: list[PageLink] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    waits: str = ""

    @property
    def direct(self) -> list[Button]:
        """The buttons that stand open; the first of them is the one to press, if anything is asked."""
        return [button for button in self.moves if not button.apart]

    @property
    def ways(self) -> list[Button]:
        """The moves that are folded until they are chosen."""
        return [button for button in self.moves if button.apart]

    @property
    def led_by_page(self) -> bool:
        """Whether the links to pages come first, because there is no ordinary button."""
        return all(button.kind == "danger" for button in self.moves)

    @property
    def asked(self) -> bool:
        """Whether one of the further links leads to what the reader is asked to do."""
        return any(link.asked for link in self.further)


@dataclass
class Attempt:
    """A move that was refused, with the forms as they were sent and their errors."""

    move: str
    decision: DecisionForm
    facts: AnyFactsForm | None = None

    def without_panel(self) -> "Attempt":
        """For a page that has no panel for the move any more: its refusal stands over the other decisions."""
        if self.facts is None:
            return self
        for sentence in self.facts.non_field_errors():
            self.decision.add_error(None, sentence)
        return Attempt("", self.decision)
