"""What every act at a meeting has in common: its form knows the board, and says what the act is about."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import text_field
from governance.desk.kinds.meeting.labels import who_sits
from governance.documents.kinds.meeting.board import Board, SeatRow
from governance.documents.record.perform import LONGEST_REASON
from governance.roles.person import Person

ACTS: "dict[str, type[ActForm]]" = {}


def act(*moves: str) -> Any:
    """Class decorator: this form asks for the facts of these moves."""

    def enter(form: "type[ActForm]") -> "type[ActForm]":
        ACTS.update(dict.fromkeys(moves, form))
        return form

    return enter


def hidden() -> forms.IntegerField:
    """The id of what the page was showing: the item, the round, the seat."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("This page is out of date: open the meeting again."),
            "invalid": gettext_lazy("This page is out of date: open the meeting again."),
        },
    )


def seat_choice(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose the seat."),
            "invalid_choice": gettext_lazy("Choose the seat from the list."),
        },
    )


def reason_text(label: Any, help_text: Any = "") -> forms.CharField:
    return text_field(
        label,
        LONGEST_REASON,
        lines=3,
        help_text=help_text,
        error_messages={"required": gettext_lazy("Write the reason: it will stand in the record.")},
    )


class ActForm(forms.Form):
    """Facts of one act. `board` gives the choices; a subclass without visible fields is a button."""

    # A sentence under the heading of its page: what follows.
    lead: ClassVar["str | Promise"] = ""
    grave: ClassVar[bool] = False
    # Asked again on a page although there is nothing to fill in.
    sure: ClassVar[bool] = False

    def __init__(self, *args: Any, board: Board, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        self.person = person
        self.prepare()

    def prepare(self) -> None:
        """Fill choices from the board."""

    @property
    def has_page(self) -> bool:
        return self.sure or bool(self.visible_fields())

    def about(self) -> str:
        """The question that the act is about; nothing for an act about the meeting."""
        for row in self.board.items:
            rounds = [str(one.round.pk) for one in row.rounds]
            if self.shown("item") == str(row.item.pk) or self.shown("round") in rounds:
                return _("Question %(n)d. %(title)s") % {"n": row.item.position, "title": row.item.title}
        return ""

    def shown(self, name: str) -> str:
        """What a hidden field brought from the page."""
        return str(self[name].value()) if name in self.fields else ""

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def offer_seats(self, name: str, rows: list[SeatRow]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        chosen = [(row.seat.pk, f"{row.seat.name} ({who_sits(row)})") for row in rows]
        field.choices = chosen if len(chosen) == 1 else [("", _("— choose —")), *chosen]
