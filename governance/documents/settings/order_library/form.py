"""A form of orders as a district keeps it: stored as JSON, refused where it does not hold together.

Blanks in braces and options in square brackets are those of all forms (decision 45); a blank may say how it is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.documents.settings.body_patterns import COMMISSION
from governance.documents.settings.order_library.blanks import Blank
from governance.documents.settings.order_library.checking import Checked
from governance.documents.settings.order_library.parts import SERIES, FormAnnex, FormParts, FormPoint


@dataclass(frozen=True)
class LibraryForm(FormParts):
    """A form that holds together."""

    @classmethod
    def from_json(cls, value: Any) -> "LibraryForm":
        """Raises ValidationError with a sentence."""
        try:
            form = cls(
                name=_line(value["name"]),
                heading=_line(value["heading"]),
                grounds=_line(value.get("grounds")),
                blanks=tuple(map(Blank.from_json, value["blanks"])),
                points=tuple(
                    FormPoint(
                        _line(point["text"]),
                        bool(point.get("inner")),
                        _line(point.get("executor")),
                        _line(point.get("due")),
                    )
                    for point in value["points"]
                ),
                annexes=tuple(
                    FormAnnex(
                        _line(annex["title"]),
                        tuple((_line(head), _line(text)) for head, text in annex["columns"]),
                    )
                    for annex in value.get("annexes", ())
                ),
                readers=tuple(filter(None, map(_line, value.get("readers", ())))),
                series=str(value.get("series", SERIES[0])),
                control=_line(value.get("control")),
                kept=_line(value.get("kept")),
                words=tuple(filter(None, map(_line, value.get("words", ())))),
                offered=bool(value.get("offered", True)),
                members=_line(value.get("members")),
                sets_up=str(value.get("sets_up") or COMMISSION),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValidationError(_("This is no form of an order: open the page again.")) from error
        Checked(form).check()
        return form

    def to_json(self) -> dict[str, Any]:
        points = []
        for point in self.points:
            said: dict[str, Any] = {"text": point.text}
            said |= {name: value for name, value in vars(point).items() if name != "text" and value}
            points.append(said)
        return {
            "name": self.name,
            "heading": self.heading,
            "grounds": self.grounds,
            "blanks": [blank.to_json() for blank in self.blanks],
            "points": points,
            "annexes": [
                {"title": annex.title, "columns": [list(column) for column in annex.columns]}
                for annex in self.annexes
            ],
            "readers": list(self.readers),
            "series": self.series,
            "control": self.control,
            "kept": self.kept,
            "words": list(self.words),
            "offered": self.offered,
            "members": self.members,
            "sets_up": self.sets_up,
        }


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def lines(text: str) -> Iterable[str]:
    return filter(None, map(_line, text.splitlines()))
