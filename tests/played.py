"""A scenario as tests look at it: played in this process, in the transaction of a database that stays empty."""

import json
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import translation
from pypdf import PdfReader

from governance import clock
from governance.documents.record.document import Document
from governance.scenarios.outcome import play
from governance.scenarios.stage import Snapshot
from tests.print.test_printing import plain

Outcome = TypeVar("Outcome")


@dataclass
class Played:
    """The folder that a scenario has filled, the lines that it told, and what it has missed."""

    out: Path
    told: str
    missed: list[str]
    # All papers that it left, also those that it does not write out.
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    # The same as a reader gets them whose browser asks for English.
    for_english: dict[str, Snapshot] = field(default_factory=dict)

    @classmethod
    def anew(cls, name: str, out: Path) -> "Played":
        """Played as by the command: in the language of the district, on no other day than the machine's."""
        voice = StringIO()
        with transaction.atomic():
            missed = apart(play, name, out, voice)
            snapshots = snapshots_of_all()
            with translation.override("en"):
                for_english = snapshots_of_all()
            transaction.set_rollback(True)
        return cls(out, voice.getvalue(), missed, snapshots, for_english)

    @property
    def written(self) -> set[str]:
        """The names of its papers, each a PDF."""
        assert (self.out / "history.json").exists()
        papers = list(self.out.glob("*.pdf"))
        assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)
        return {paper.name for paper in papers}

    @property
    def lines(self) -> list[str]:
        """The steps, one a line."""
        return [line for line in self.told.splitlines() if " | " in line]

    @cached_property
    def record(self) -> list[dict[str, Any]]:
        """The record, paper by paper."""
        found: list[dict[str, Any]] = json.loads((self.out / "history.json").read_text(encoding="utf-8"))
        return found

    def text_of(self, name: str) -> str:
        """What a paper says, on one line."""
        return " ".join(plain(sheet.extract_text()) for sheet in PdfReader(self.out / f"{name}.pdf").pages)


def apart(play: Callable[..., Outcome], *given: object) -> Outcome:
    """What a play returns that sets the clock forward: in the district's language, and the clock goes back after it.

    In a copy of the context, not in an empty one: where a browser runs, that would have a connection of its own.
    """

    def on_no_other_day() -> Outcome:
        clock._played.set(None)
        with translation.override(settings.LANGUAGE_CODE):
            return play(*given)

    return copy_context().run(on_no_other_day)


def snapshots_of_all() -> dict[str, Snapshot]:
    """How each printed paper of the database prints now, by its kind and key."""
    papers = (paper.whole for paper in Document.objects.order_by("pk") if paper.model.printed)
    return {f"{paper.print_form} {paper.pk}": Snapshot.of(paper) for paper in papers}
