"""Declaring moves: their conditions, their rules where no person acts by a right, and how people see them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from governance import clock
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import Verb
from governance.documents.record.document import Document
from governance.roles.may import May

__all__ = ["ByHolder", "ByPaper", "ByTerm", "ByWhole", "Condition", "May", "Move", "condition", "move"]


@dataclass(frozen=True)
class Condition:
    """A fact that must hold before a move. `missing`: the sentence if it does not, or a function of the paper."""

    test: Callable[[Any], bool]
    missing: "str | Promise | Callable[[Any], str]"

    def __call__(self, document: Any) -> bool:
        return self in document.known_to_hold or self.test(document)

    def sentence(self, document: Any) -> str:
        return str(self.missing(document) if callable(self.missing) else self.missing)


def condition(
    missing: "str | Promise | Callable[[Any], str]",
) -> Callable[[Callable[[Any], bool]], Condition]:
    """Decorator: make a `Condition` of a test."""
    return lambda test: Condition(test, missing)


@dataclass(frozen=True)
class ByPaper:
    """The rule of a move that only a paper in force makes, by a link that covers exactly the present version.

    `effect` is the name of that link's effect, usually the name of the move.
    """

    effect: str

    def objection(self, document: Document, basis: Document | None) -> str | None:
        """Why the paper given as basis does not order this move; None if it does."""
        if basis is None:
            return str(_("This follows only from a signed paper: a decision of the body or an order."))
        if not basis.gives_effect(self.effect):
            return str(_("«%(paper)s» is not in force, so nothing follows from it.") % {"paper": basis})
        link = basis.link_that_orders(self.effect, document.pk)
        if link is None:
            return str(_("«%(paper)s» decides nothing about this paper.") % {"paper": basis})
        present = document.present_version
        if link.version is not None and (present is None or link.version.sha256 != present.sha256):
            return str(
                _(
                    "«%(paper)s» covers version %(voted)s; the paper has changed since, a new decision is needed."
                )
                % {"paper": basis, "voted": link.version.number}
            )
        return None


@dataclass(frozen=True)
class ByHolder(May):
    """The rule of a move of the holder of the private link (a parent has no account), or of a person with the right.

    That person enters what came on paper or was said aloud.
    """


@dataclass(frozen=True)
class ByWhole:
    """The rule of a move that the paper itself makes, or the one to which it belongs (`opened_with`)."""

    def objection(self, document: Document, basis: Document | None) -> str | None:
        """Why the paper given as basis does not make this move; None if it does."""
        if basis is None or basis.pk not in (document.pk, document.opened_with):
            return str(_("This follows from the paper to which it belongs; nobody does it by hand."))
        return None


@dataclass(frozen=True)
class ByTerm:
    """The rule of a move that no person makes: it is possible once the last day of a term has passed.

    Its basis is the paper that has set the day: the paper itself, or one that changed it.
    """

    last_day: Callable[[Any], date | None]

    def objection(self, document: Document, basis: Document | None) -> str | None:
        """Why the time has not come yet; None if it has."""
        if basis is None:
            return str(_("This follows from the term by itself; nobody does it by hand."))
        last = self.last_day(document)
        if last is None:
            return str(_("No last day is set, so nothing ends by itself."))
        if clock.today() <= last:
            return str(_("It holds up to and including %(day)s.") % {"day": list_date(last)})
        return None


@dataclass(frozen=True)
class Move:
    """How people see a move; stored on the FSM transition (`custom["move"]`)."""

    verb: Verb
    needs_reason: bool = False
    needs_password: bool = False
    grave: bool = False
    # Part of larger work on a page of its own (a ballot, a row): no button on the page of the paper.
    inner: bool = False
    # Asked of one named person (a visa, a confirmation of reading): only that person sees it.
    personal: bool = False
    # Can be made on several papers at once from the task list, because it asks for nothing.
    several: bool = False
    # The holder of the private link decides it; a person does so in their place, with a reason and a signed request.
    for_holder: bool = False
    # The move by which whoever made it may undo it for a minute (`undoing`); empty where it binds somebody.
    undone_by: str = ""

    @property
    def gives_reason(self) -> bool:
        """Whether a person has to give a reason for it."""
        return self.needs_reason or self.for_holder

    @property
    def label(self) -> "str | Promise":
        return self.verb.label


# Every move has one of these.
Rule = May | ByPaper | ByTerm | ByWhole


def move(
    *,
    source: Any,
    target: Any = None,
    rule: Rule,
    words: Verb,
    conditions: tuple[Condition, ...] = (),
    **look: bool | str,
) -> Callable[[Any], Any]:
    """Declare a move of a paper: a django-fsm transition that has to have a rule.

    Without a `target` the state stays; `look` are the further fields of `Move`. The body of the move takes the `Act`
    and then the facts as keywords, changes fields, and is called by `perform` only.
    """
    return transition(
        field="state",
        source=source,
        target=target,
        permission=rule,  # type: ignore[arg-type]  # the door asks it, with more than a yes or no
        conditions=list(conditions),
        custom={"move": Move(words, **look)},  # type: ignore[arg-type]  # the names of its fields
    )
