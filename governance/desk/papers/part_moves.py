"""A page with the moves on one part of a paper (a point, a row), each with its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt
from governance.documents.record.document import Document


@dataclass(frozen=True)
class PartMove:
    """A move on a part: its form, the title of that, and the label of its button."""

    form: type[SeenForm]
    title: Words
    submit: Words


@dataclass(frozen=True)
class MoveShown:
    """A move with its form, empty or as it was typed."""

    move: str
    form: SeenForm
    title: Words
    submit: Words


class PartMoves:
    """The forms of the page: of the `usual` moves, and of the one that was sent, with what was typed."""

    def __init__(
        self,
        request: SignedInRequest,
        document: Document,
        known: Mapping[str, PartMove],
        usual: Sequence[str],
        **initial: Any,
    ) -> None:
        self.request, self.document, self.known = request, document, known
        self.tried = request.POST.get("move", "")
        # Somebody may have been faster: then the refusal says so, and what was typed is kept.
        late = [self.tried] if self.tried in known and self.tried not in usual else []
        self.forms = {
            move: known[move].form(
                request.POST if move == self.tried else None,
                initial={"seen": document.revision, **initial},
                auto_id=f"{move}_%s",
            )
            for move in [*usual, *late]
        }

    def made(self, **part: Any) -> bool:
        """Make the move that was sent. Returns whether it was made; `part` is added to the facts of its form."""
        form = self.forms.get(self.tried)
        if form is None or not form.is_valid():
            return False
        return attempt(self.request, self.document, self.tried, form, **part, **form.facts()) is not None

    @property
    def shown(self) -> list[MoveShown]:
        return [
            MoveShown(move, form, self.known[move].title, self.known[move].submit)
            for move, form in self.forms.items()
        ]
