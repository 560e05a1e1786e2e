"""A page with the moves on one part of a paper (a point, a row), each with its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from governance.desk.base.components import Words
from governance.desk.base.fields import text_field
from governance.desk.papers.forms import Facts, P, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON


class PartMove:
    """A move on a part: the title of its form, the label of its button, and the fields with what it asks for."""

    def __init__(self, title: Words, submit: Words, **fields: forms.Field) -> None:
        self.title, self.submit = title, submit
        self.form: type[SeenForm] = type("PartForm", (SeenForm,), fields)


def reason_field(label: Words, missing: Words) -> forms.CharField:
    """The field for the reason that a move asks for."""
    return text_field(label, LONGEST_REASON, lines=2, missing=missing)


@dataclass(frozen=True)
class MoveShown:
    """A move with its form, empty or as it was typed."""

    move: str
    form: SeenForm
    about: PartMove


class PartPage(WritePage[P]):
    """The page has the forms of the usual moves, and of the one that was sent, with what was typed.

    The page at `get_cancel` follows. Its template extends governance/part.html.
    """

    part_moves: ClassVar[Mapping[str, PartMove]]
    # The words of the link back.
    back: ClassVar[Words]

    def usual(self) -> Sequence[str]:
        """The moves that can be made on the part now."""
        raise NotImplementedError

    def part_facts(self) -> Facts:
        """The facts that name the part."""
        raise NotImplementedError

    def get_form(self) -> SeenForm:
        """The form that was sent."""
        self.tried = "" if self.data is None else self.data.get("move", "")
        # Somebody may have been faster: then the refusal says so, and what was typed is kept.
        late = [self.tried] if self.tried in self.part_moves and self.tried not in self.usual() else []
        initial = {"seen": self.document.revision, **self.get_initial()}
        self.forms = {
            move: self.part_moves[move].form(
                self.data if move == self.tried else None, initial=initial, auto_id=f"{move}_%s"
            )
            for move in [*self.usual(), *late]
        }
        return self.forms.get(self.tried) or SeenForm(self.data)

    def get_initial(self) -> Facts:
        return {}

    @property
    def shown(self) -> list[MoveShown]:
        return [MoveShown(move, form, self.part_moves[move]) for move, form in self.forms.items()]

    def is_valid(self) -> bool:
        return self.tried in self.forms and super().is_valid()

    def moves(self) -> list[tuple[str, Facts]]:
        return [(self.tried, {**self.part_facts(), **self.form.facts()})]

    def saved(self, paper: Document) -> HttpResponse:
        return redirect(self.get_cancel())
