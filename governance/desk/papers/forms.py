"""What a move asks for beside the press of a button: a reason, the password, facts of its own.

A move that asks for few facts has a `FactsForm` in a panel of the paper's page; one that asks for more has a page
of its own (`desk.papers.write`). The `facts()` of either form are the keywords that `perform` passes on.
"""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.documents.record.perform import LONGEST_REASON
from governance.documents.record.transitions import Move

# The facts of a move, as keywords for the door.
Facts = dict[str, Any]


class FactsForm(forms.Form):
    """Facts of one move. `document` and `request` are at hand for choices."""

    def __init__(self, *args: Any, document: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.request = request
        self.prepare()

    @classmethod
    def wanted(cls, document: Any) -> set[tuple[str, int]]:
        """Of which (right, unit id) pairs the choices name the holders; `document.holders` then answers at once."""
        return set()

    def prepare(self) -> None:
        """Fill choices from the paper."""

    @property
    def fits(self) -> bool:
        """Whether there is anything to decide now; a form that does not fit is not shown."""
        return True

    def grounds(self) -> list[str]:
        """What has to be known before the button is pressed, in sentences."""
        return []

    def facts(self) -> Facts:
        return dict(self.cleaned_data)


class SeenForm(forms.Form):
    """A form that knows which revision of the paper the person had before their eyes."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def see(self, revision: int) -> None:
        """The page is shown again with the paper as it stands now: the next press rests on that."""
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("seen")] = revision  # type: ignore[index]

    def facts(self) -> Facts:
        """What was typed, for the door. Ask a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class DecisionForm(SeenForm):
    """Reason and password, as far as the offered moves ask for them."""

    reason = forms.CharField(
        label=_("Remark or reason"),
        help_text=_("Required for returning or rejecting."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        required=False,
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("It confirms your signature."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        required=False,
        strip=False,
    )

    def __init__(
        self,
        *args: Any,
        moves: list[Move],
        request: HttpRequest,
        seen: int | None = None,
        anchor: str = "",
    ) -> None:
        # Several panels stand on one page: the ids of their fields differ by the panel's anchor.
        super().__init__(*args, initial={"seen": seen}, auto_id=f"{anchor or 'id'}_%s")  # type: ignore[misc]
        self.request = request
        if not any(move.needs_password for move in moves):
            del self.fields["password"]
        if not any(move.needs_reason for move in moves):
            del self.fields["reason"]

    def check_for(self, move: Move) -> bool:
        """Whether what was typed suffices for `move`; errors go to their fields."""
        if not self.is_valid():
            return False
        if move.needs_reason and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Write the reason: the others have to know what to change."))
        if move.needs_password:
            typed = self.cleaned_data.get("password", "")
            if not typed:
                self.add_error("password", _("Type your password to sign."))
            elif (
                authenticate(self.request, username=self.request.user.get_username(), password=typed) is None
            ):
                self.add_error("password", _("The password is wrong; nothing has been signed."))
        return not self.errors
